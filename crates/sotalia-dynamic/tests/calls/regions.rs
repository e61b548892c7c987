//! Buckets in other regions, and errors behind a status of success.

use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::{SessionDynamic, params};

use crate::scene::{Answer, Scene, answer};

const MOVED: &str = "<Error><Code>PermanentRedirect</Code><Message>m</Message></Error>";

fn region_in_authorization(header: &str) -> &str {
    header.split('/').nth(2).unwrap_or_default()
}

async fn check(operation: &str, answers: Vec<Answer>, expected: &[&str]) {
    let scene = Scene::new(answers);
    let s3 = scene.client("s3").await;
    let get = params! { "Bucket": "b", "Key": "k" };
    let head = params! { "Bucket": "b" };
    let params = if operation == "head_bucket" { head } else { get };
    for _ in 0..2 {
        let _ = s3.call(operation, params.clone()).await;
    }
    let sent = scene.sent();
    let regions: Vec<_> = sent.iter().map(|sent| sent.header("authorization")).collect();
    let regions: Vec<_> = regions.iter().map(|header| region_in_authorization(header)).collect();
    assert_eq!(regions, expected, "{operation}: {sent:#?}");
    for (sent, region) in sent.iter().zip(expected) {
        assert!(sent.uri.contains(&format!("s3.{region}.amazonaws.com/")), "{operation}: {}", sent.uri);
    }
}

#[tokio::test]
async fn a_bucket_is_asked_where_it_is_and_the_region_is_kept() {
    let there = || answer(200, "").header("x-amz-bucket-region", "us-west-2");
    let moved = |body: &str| answer(301, body);
    let (here, west) = ("eu-west-1", "us-west-2");
    check("get_object", vec![moved(MOVED).header("x-amz-bucket-region", west), there()], &[here, west, west]).await;
    // Without the header, the head of the bucket says it, also where that is an answer of failure.
    check("get_object", vec![moved(MOVED), there(), there()], &[here, here, west, west]).await;
    let denied = answer(403, "").header("x-amz-bucket-region", west);
    check("get_object", vec![moved(MOVED), denied, there()], &[here, here, west, west]).await;
    let malformed = "<Error><Code>AuthorizationHeaderMalformed</Code><Region>us-west-2</Region></Error>";
    check("get_object", vec![answer(400, malformed), there()], &[here, west, west]).await;
    check("head_object", vec![answer(400, "").header("x-amz-bucket-region", west), there()], &[here, west, west]).await;
    check("head_bucket", vec![answer(301, "").header("x-amz-bucket-region", west), there()], &[here, west, west]).await;
}

#[tokio::test]
async fn what_says_nothing_of_another_region_is_not_asked_again() {
    let here = "eu-west-1";
    let denied = || answer(403, "<Error><Code>AccessDenied</Code></Error>").header("x-amz-bucket-region", here);
    check("get_object", vec![denied()], &[here, here]).await;
    // A region that is the one that was asked would be asked without end.
    check("get_object", vec![answer(301, MOVED).header("x-amz-bucket-region", here)], &[here, here]).await;
    // A region that is no region is not put into a host's name: the head is asked, and says no better.
    let evil = answer(301, MOVED).header("x-amz-bucket-region", "evil.example.com/");
    check("get_object", vec![evil], &[here, here, here, here]).await;
}

#[tokio::test]
async fn an_error_behind_a_status_of_success_is_asked_again_and_given() {
    let late = || answer(200, "<?xml version=\"1.0\"?>\n<Error><Code>InternalError</Code><Message>m</Message></Error>");
    let copied = answer(200, "<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
    let copy = params! { "Bucket": "b", "Key": "k", "CopySource": { "Bucket": "b", "Key": "a b" } };
    let scene = Scene::new([late(), copied]);
    let output = scene.client("s3").await.call("copy_object", copy.clone()).await.expect("the second answer is one");
    assert_eq!(output["CopyObjectResult"]["ETag"], "e");
    assert_eq!(scene.sent().len(), 2);
    assert_eq!(scene.sent()[0].header("x-amz-copy-source"), "b/a%20b");

    let scene = Scene::new([answer(200, "<Error><Code>EntityTooSmall</Code><Message>m</Message></Error>")]);
    let error = scene.client("s3").await.call("copy_object", copy).await.expect_err("it is an error");
    assert!(error.has_code("EntityTooSmall"), "{error:?}");
    assert_eq!(scene.sent().len(), 3, "any code is asked again, as in boto3");
}

#[tokio::test]
async fn what_is_no_endpoint_is_refused_before_anything_is_signed() {
    let scene = Scene::new([answer(200, "")]);
    let session = scene.session().load().await.expect("all is set");
    for url in ["no url", "ftp://example.com", "https://name:word@example.com", "https://example.com?a=b"] {
        let of_client = session.dynamic_configured("sqs").endpoint_url(url).build().expect_err(url);
        let of_call = session.dynamic("sqs").expect("SQS is a service").operation("list_queues").endpoint_url(url);
        let of_call = of_call.await.expect_err(url);
        for error in [of_client, of_call] {
            assert_eq!(error.local_error(), Some(LocalError::InvalidEndpoint), "{url}: {error}");
            assert!(!error.to_string().contains("word"), "{error}");
        }
    }
    assert!(scene.sent().is_empty(), "nothing is sent");
}

#[tokio::test]
async fn what_is_no_region_is_refused_before_anything_is_signed() {
    let scene = Scene::new([answer(200, "")]);
    let session = scene.session().load().await.expect("all is set");
    for region in ["", "eu-west-\u{11}", "evil.com/", "eu west"] {
        let of_client = session.dynamic_configured("sqs").region(region).build().expect_err(region);
        let of_call = session.dynamic("sqs").expect("SQS is a service").operation("list_queues").region(region);
        for error in [of_client, of_call.await.expect_err(region)] {
            assert_eq!(error.local_error(), Some(LocalError::InvalidRegion), "{region:?}: {error}");
        }
    }
    assert!(scene.sent().is_empty(), "nothing is sent");
}
