//! boto3's handlers in whole calls.

use sotalia_dynamic::{Value, params};

use crate::scene::{Scene, answer};

#[tokio::test]
async fn listings_of_s3_are_decoded() {
    let body = "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a%2Bb+c%0A</Key></Contents></ListBucketResult>";
    let scene = Scene::new([answer(200, body)]);
    let s3 = scene.client("s3").await;
    let listed = s3.call("list_objects_v2", params! { "Bucket": "b" }).await.expect("it is a listing");
    assert_eq!(listed["Contents"][0]["Key"], "a+b c\n");
    assert!(scene.only().uri.contains("encoding-type=url"), "{}", scene.only().uri);
}

#[tokio::test]
async fn expires_is_a_time_and_a_text() {
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    for (text, is_time) in [(date, true), ("never", false)] {
        let scene = Scene::new([answer(200, "").header("expires", text)]);
        let s3 = scene.client("s3").await;
        let head = s3.call("head_object", params! { "Bucket": "b", "Key": "k" }).await.expect("it is a head");
        assert_eq!(head["ExpiresString"], text);
        assert_eq!(head["Expires"].as_timestamp().is_some(), is_time, "{text}");
        assert!(head.metadata().header("x-sotalia-expires-string").is_none(), "no header of ours is shown");
    }
}

#[tokio::test]
async fn policies_of_iam_are_values() {
    let body = "<GetRoleResponse><GetRoleResult><Role><RoleName>r</RoleName><AssumeRolePolicyDocument>\
                %7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>";
    let scene = Scene::new([answer(200, body)]);
    let role = scene.client("iam").await.call("get_role", params! { "RoleName": "r" }).await.expect("it is a role");
    assert_eq!(role["Role"]["AssumeRolePolicyDocument"], Value::from(params! { "Version": "2012-10-17" }));
}

#[tokio::test]
async fn requests_are_changed_for_single_services() {
    let scene = Scene::new([answer(201, "").header("x-amz-archive-id", "a")]);
    let upload = params! { "vaultName": "v", "body": "hello" };
    scene.client("glacier").await.call("upload_archive", upload).await.expect("the answer is empty");
    let sent = scene.only();
    assert!(sent.method == "POST" && sent.uri.ends_with("/-/vaults/v/archives"), "{}", sent.uri);
    assert_eq!(sent.header("x-amz-glacier-version"), "2012-06-01");
    let hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    assert_eq!(
        (sent.header("x-amz-sha256-tree-hash"), sent.header("x-amz-content-sha256")),
        (hash.into(), hash.into())
    );

    let scene = Scene::new([answer(200, "{}")]);
    scene.client("apigateway").await.call("get_account", params! {}).await.expect("the answer is empty");
    assert_eq!(scene.only().header("accept"), "application/json");

    let scene = Scene::new([answer(200, "<RunInstancesResponse/>")]);
    let run = params! { "MinCount": 1, "MaxCount": 1, "UserData": "#!/bin/sh" };
    scene.client("ec2").await.call("run_instances", run).await.expect("the answer is empty");
    assert!(scene.only().text().contains("UserData=IyEvYmluL3No"), "{}", scene.only().text());

    let scene = Scene::new([answer(200, "<GetHostedZoneResponse/>")]);
    let zone = params! { "Id": "/hostedzone/Z1" };
    let _ = scene.client("route53").await.call("get_hosted_zone", zone).await;
    assert!(scene.only().uri.ends_with("/2013-04-01/hostedzone/Z1"), "{}", scene.only().uri);
}

#[tokio::test]
async fn a_copy_from_another_region_is_allowed_by_a_signed_address() {
    let scene = Scene::new([answer(200, "<CopySnapshotResponse><snapshotId>s</snapshotId></CopySnapshotResponse>")]);
    let copy = params! { "SourceRegion": "us-west-2", "SourceSnapshotId": "snap-1" };
    scene.client("ec2").await.call("copy_snapshot", copy).await.expect("the answer is read");
    let body = scene.only().text();
    for part in ["DestinationRegion=eu-west-1", "SourceRegion=us-west-2", "PresignedUrl=https%3A%2F%2Fec2.us-west-2"] {
        assert!(body.contains(part), "expected {part} in {body}");
    }

    let scene = Scene::new([answer(200, "<CopyDBSnapshotResponse><CopyDBSnapshotResult/></CopyDBSnapshotResponse>")]);
    let copy = params! {
        "SourceRegion": "us-west-2", "SourceDBSnapshotIdentifier": "a", "TargetDBSnapshotIdentifier": "b",
    };
    scene.client("rds").await.call("copy_db_snapshot", copy).await.expect("the answer is read");
    let body = scene.only().text();
    assert!(body.contains("PreSignedUrl=https%3A%2F%2Frds.us-west-2"), "{body}");
    assert!(body.contains("DestinationRegion%3Deu-west-1") && !body.contains("&SourceRegion="), "{body}");
}

#[tokio::test]
async fn an_old_name_of_an_operation_is_known() {
    let scene = Scene::new([answer(200, "{}")]);
    let mturk = scene.client("mturk").await;
    let _ = mturk.call("list_hi_ts_for_qualification_type", params! { "QualificationTypeId": "q" }).await;
    assert_eq!(scene.only().header("x-amz-target"), "MTurkRequesterServiceV20170117.ListHITsForQualificationType");
}

#[tokio::test]
async fn an_endpoint_that_a_service_tells_is_asked_for_once() {
    let told = |address: &str| {
        answer(200, format!(r#"{{"Endpoints":[{{"Address":"{address}","CachePeriodInMinutes":60}}]}}"#))
    };
    let list = || answer(200, r#"{"Databases":[]}"#);
    let moved = answer(421, r#"{"__type":"InvalidEndpointException","message":"m"}"#);
    let scene = Scene::new([told("cell1.example.com"), list(), list(), moved, told("cell2.example.com"), list()]);
    let timestream = scene.client("timestream-write").await;
    for _ in 0..3 {
        timestream.call("list_databases", params! {}).await.expect("it is asked where it is");
    }
    let sent: Vec<_> = scene.sent().iter().map(|sent| (sent.uri.clone(), sent.header("x-amz-target"))).collect();
    let hosts: Vec<_> = sent.iter().map(|(uri, _)| uri.split('/').nth(2).unwrap_or_default()).collect();
    let asked = "ingest.timestream.eu-west-1.amazonaws.com";
    let (one, two) = ("cell1.example.com", "cell2.example.com");
    assert_eq!(hosts, [asked, one, one, one, asked, two], "{sent:?}");
    assert!(sent[0].1.ends_with(".DescribeEndpoints"), "{sent:?}");
    assert_eq!(scene.sent()[0].header("x-amz-api-version"), "2018-11-01");
}
