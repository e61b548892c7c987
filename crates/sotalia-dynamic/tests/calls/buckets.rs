//! Buckets that are signed for otherwise: of one zone, of several regions, behind access points.

use sotalia_dynamic::params;

use crate::scene::{Scene, answer, client_of};

const SESSION: &str = "<CreateSessionResult><Credentials><SessionToken>the-token</SessionToken>\
    <SecretAccessKey>s</SecretAccessKey><AccessKeyId>OFSESSION</AccessKeyId>\
    <Expiration>2026-01-01T12:05:00Z</Expiration></Credentials></CreateSessionResult>";

#[tokio::test]
async fn a_bucket_of_one_zone_is_asked_with_a_session_of_its_own() {
    let scene = Scene::new([answer(200, SESSION), answer(200, "")]);
    let s3 = scene.client("s3").await;
    let get = params! { "Bucket": "logs--euw1-az1--x-s3", "Key": "k" };
    for _ in 0..2 {
        s3.call("get_object", get.clone()).await.expect("the answer is empty");
    }
    let sent = scene.sent();
    let [session, first, second] = &sent[..] else { panic!("expected a session and two requests, got {sent:#?}") };
    assert!(
        session.uri.contains("logs--euw1-az1--x-s3.s3express-euw1-az1.eu-west-1.amazonaws.com/?session"),
        "{}",
        session.uri
    );
    assert!(
        session.header("authorization").contains("Credential=AKIDEXAMPLE/20260101/eu-west-1/s3express/"),
        "{session:#?}"
    );
    for object in [first, second] {
        assert!(
            object.header("authorization").contains("Credential=OFSESSION/20260101/eu-west-1/s3express/"),
            "{object:#?}"
        );
        assert_eq!(object.header("x-amz-s3session-token"), "the-token");
        assert_eq!(object.header("x-amz-security-token"), "", "the token of a session has a header of its own");
    }
}

#[tokio::test]
async fn a_bucket_of_several_regions_is_signed_for_all_of_them() {
    let scene = Scene::new([answer(200, "")]);
    let s3 = scene.client("s3").await;
    let bucket = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    s3.call("get_object", params! { "Bucket": bucket, "Key": "k" }).await.expect("the answer is empty");
    let sent = scene.only();
    assert_eq!(sent.uri, "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com/k");
    assert!(
        sent.header("authorization").starts_with("AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260101/s3/"),
        "{sent:#?}"
    );
    assert_eq!(sent.header("x-amz-region-set"), "*");
}

#[tokio::test]
async fn an_access_point_is_asked_in_its_region_where_the_session_allows_it() {
    let bucket = "arn:aws:s3:us-west-2:123456789012:accesspoint/mine";
    let scene = Scene::new([answer(200, "")]);
    let session = scene.session_with([("AWS_S3_USE_ARN_REGION", "true")]).load().await.expect("all is set");
    let s3 = client_of(&session, "s3");
    s3.call("get_object", params! { "Bucket": bucket, "Key": "k" }).await.expect("the answer is empty");
    let sent = scene.only();
    assert_eq!(sent.uri, "https://mine-123456789012.s3-accesspoint.us-west-2.amazonaws.com/k");
    assert!(sent.header("authorization").contains("/20260101/us-west-2/s3/"), "{sent:#?}");
}

#[tokio::test]
async fn a_bucket_is_asked_by_its_host_or_by_path() {
    let cases = [
        ("", "get_object", "logs", "https://logs.s3.eu-west-1.amazonaws.com/k"),
        ("", "get_object", "Old_Logs", "https://s3.eu-west-1.amazonaws.com/Old_Logs/k"),
        ("s3 =\n  addressing_style = path", "get_object", "logs", "https://s3.eu-west-1.amazonaws.com/logs/k"),
        ("s3 =\n  use_accelerate_endpoint = true", "get_object", "logs", "https://logs.s3-accelerate.amazonaws.com/k"),
        ("endpoint_url = http://127.0.0.1:9", "get_object", "logs", "http://127.0.0.1:9/logs/k"),
        ("", "get_bucket_location", "logs", "https://s3.eu-west-1.amazonaws.com/logs/?location"),
    ];
    for (profile, operation, bucket, expected) in cases {
        let location = "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>";
        let scene = Scene::new([answer(200, if operation == "get_object" { "" } else { location })]);
        let session = scene.session_with_profile(profile).load().await.expect("all is set");
        let s3 = client_of(&session, "s3");
        let params = params! { "Bucket": bucket };
        let params = if operation == "get_object" {
            params! { "Bucket": bucket, "Key": "k" }
        } else {
            params
        };
        let output = s3.call(operation, params).await.expect("the answer is read");
        assert_eq!(scene.only().uri, expected, "{profile:?}");
        assert!(output["LocationConstraint"].as_str().unwrap_or_default().is_empty(), "{output:?}");
    }
}
