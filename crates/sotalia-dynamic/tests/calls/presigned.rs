//! Requests and forms that are signed and not sent, compared with those that boto3 signs at the same time.

use std::time::Duration;

use serde_json::{Value as Json, json};
use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::{Params, params};

use crate::botocore;
use crate::scene::{Scene, answer, client_of};

const HOUR: Duration = Duration::from_secs(3600);

/// What is signed: service, operation, parameters, method if another.
fn calls() -> Vec<(&'static str, &'static str, Params, Option<&'static str>)> {
    vec![
        ("s3", "get_object", params! { "Bucket": "bucket", "Key": "a b/+ü~.txt" }, None),
        (
            "s3",
            "get_object",
            params! { "Bucket": "bucket", "Key": "k", "VersionId": "v", "ResponseContentType": "text/plain" },
            None,
        ),
        ("s3", "put_object", params! { "Bucket": "bucket", "Key": "k", "ContentType": "text/plain" }, None),
        ("s3", "head_object", params! { "Bucket": "bucket", "Key": "k" }, None),
        ("s3", "delete_object", params! { "Bucket": "bucket", "Key": "k" }, None),
        ("s3", "list_objects_v2", params! { "Bucket": "bucket", "Prefix": "p" }, None),
        ("sts", "get_caller_identity", params! {}, Some("GET")),
        ("sts", "get_caller_identity", params! {}, None),
        ("ec2", "describe_instances", params! { "InstanceIds": ["i-1", "i-2"] }, Some("GET")),
        (
            "polly",
            "synthesize_speech",
            params! { "Text": "Oh là là", "OutputFormat": "mp3", "VoiceId": "Léa" },
            Some("GET"),
        ),
        ("lambda", "list_functions", params! { "MaxItems": 5 }, None),
    ]
}

/// Signs the same with boto3.
const BOTO3: &str = include_str!("botocore_presigned.py");

fn boto3(arguments: &Json) -> Option<Json> {
    let printed = botocore::printed("presigned", BOTO3, &[&arguments.to_string()])?;
    Some(serde_json::from_str(&printed).expect("it prints JSON"))
}

/// The address with its query in order, which is free.
fn in_order(url: &str) -> (String, Vec<String>) {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let mut query: Vec<String> = query.split('&').map(str::to_owned).collect();
    query.sort();
    (address.to_owned(), query)
}

async fn check_addresses(token: Option<&str>) {
    let scene = Scene::new([answer(200, "")]);
    let session = scene.session().credentials("AKIDEXAMPLE", "the-secret", token);
    let session = session.load().await.expect("all is set");
    let mut signed = Vec::new();
    for (service, operation, params, method) in calls() {
        let presign = client_of(&session, service).presign(operation, params, HOUR);
        let presign = method.into_iter().fold(presign, sotalia_dynamic::Presign::http_method);
        signed.push(presign.await.expect("it can be signed"));
    }
    assert!(scene.sent().is_empty(), "nothing is sent");
    let described: Vec<_> = calls()
        .into_iter()
        .map(|(service, operation, params, method)| {
            json!([service, operation, sotalia_dynamic::Value::from(params).to_json(), method])
        })
        .collect();
    let Some(expected) = boto3(&json!({"calls": described, "token": token})) else { return };
    for (number, request) in signed.iter().enumerate() {
        let method = calls()[number].3.unwrap_or(&request.method);
        assert_eq!(request.method, method, "{}", described[number]);
        let url = expected["urls"][number].as_str().expect("boto3 signed it");
        assert_eq!(in_order(&request.url), in_order(url), "{}", described[number]);
        let shown = format!("{request:?}");
        assert!(
            !shown.contains("Signature") && !shown.contains("Token"),
            "no signature and no token is shown: {shown}"
        );
    }
}

#[tokio::test]
async fn addresses_are_those_that_boto3_signs() {
    check_addresses(None).await;
    check_addresses(Some("the/token+=")).await;
}

#[tokio::test]
async fn a_form_is_the_one_that_boto3_signs() {
    let scene = Scene::new([answer(200, "")]);
    for key in ["a/b.txt", "up/${filename}"] {
        let s3 = scene.client("s3").await;
        let form = s3.presign_post("bucket", key, HOUR).field("acl", "private").condition(json!({"acl": "private"}));
        let form = form.condition(json!(["content-length-range", 1, 100])).await.expect("it can be signed");
        assert!(scene.sent().is_empty(), "nothing is sent");
        assert!(!format!("{form:?}").contains(&form.fields["x-amz-signature"]), "no signature is shown");
        let Some(expected) = boto3(&json!({"post": key})) else { return };
        assert_eq!(form.url, expected["url"].as_str().unwrap_or_default(), "{key}");
        for (name, value) in expected["fields"].as_object().expect("fields") {
            match name.as_str() {
                "policy" => assert_eq!(policy(&form.fields[name]), policy(value.as_str().unwrap_or_default()), "{key}"),
                // It is over the text of the policy, which Python writes with blanks. A server that checks it takes it.
                "x-amz-signature" => assert_eq!(form.fields[name].len(), 64),
                name => assert_eq!(form.fields[name], value.as_str().unwrap_or_default(), "{key}: {name}"),
            }
        }
        assert_eq!(form.fields.len(), expected["fields"].as_object().map_or(0, serde_json::Map::len), "{form:?}");
    }
}

fn policy(text: &str) -> Json {
    let bytes = aws_smithy_types::base64::decode(text).expect("it is base64");
    serde_json::from_slice(&bytes).expect("it is JSON")
}

/// The signed address in the body of a copy from another region.
fn allowed_by(body: &str) -> String {
    let mut pairs = body.split('&').filter_map(|pair| pair.split_once('='));
    let (_, url) = pairs.find(|(name, _)| name.eq_ignore_ascii_case("PresignedUrl")).expect("it has one");
    percent_encoding::percent_decode_str(url).decode_utf8().expect("it is UTF-8").into_owned()
}

#[tokio::test]
async fn copies_from_other_regions_are_allowed_as_boto3_does() {
    let copies = [
        ("ec2", "copy_snapshot", json!({"SourceRegion": "us-west-2", "SourceSnapshotId": "snap-1"})),
        (
            "rds",
            "copy_db_snapshot",
            json!({"SourceRegion": "us-west-2", "SourceDBSnapshotIdentifier": "a", "TargetDBSnapshotIdentifier": "b"}),
        ),
        (
            "neptune",
            "create_db_cluster",
            json!({"SourceRegion": "us-west-2", "DBClusterIdentifier": "c", "Engine": "neptune"}),
        ),
        (
            "docdb",
            "create_db_cluster",
            json!({"SourceRegion": "us-west-2", "DBClusterIdentifier": "c", "Engine": "docdb"}),
        ),
    ];
    let mut bodies = Vec::new();
    for (service, operation, params) in &copies {
        let scene = Scene::new([answer(400, "")]);
        drop(scene.client(service).await.call(operation, params).await);
        bodies.push(scene.only().text());
    }
    let Some(expected) = boto3(&json!({"copies": copies})) else { return };
    for (number, body) in bodies.iter().enumerate() {
        let theirs = expected[number].as_str().expect("boto3 sent one");
        assert_eq!(in_order(&allowed_by(body)), in_order(&allowed_by(theirs)), "{:?}", copies[number]);
        let others = |body: &str| {
            let mut pairs: Vec<_> = body
                .split('&')
                .filter(|pair| !pair.to_lowercase().starts_with("presignedurl="))
                .map(str::to_owned)
                .collect();
            pairs.sort();
            pairs
        };
        assert_eq!(others(body), others(theirs), "{:?}", copies[number]);
    }
}

#[tokio::test]
async fn passwords_of_databases_are_those_of_boto3() {
    let scene = Scene::new([answer(200, "")]);
    let rds = scene.client("rds").await;
    let (rds_host, dsql_host) = ("db.example.com", "x.dsql.eu-west-1.on.aws");
    let signed = [
        rds.rds_auth_token(rds_host, 5432, "jane doe+").await.expect("it can be signed"),
        rds.dsql_auth_token(dsql_host, false, HOUR).await.expect("it can be signed"),
        rds.dsql_auth_token(dsql_host, true, Duration::from_secs(900)).await.expect("it can be signed"),
    ];
    assert!(scene.sent().is_empty(), "nothing is sent");
    let Some(expected) = boto3(&json!({"databases": [rds_host, dsql_host]})) else { return };
    for (number, token) in signed.iter().enumerate() {
        assert_eq!(in_order(token), in_order(expected[number].as_str().unwrap_or_default()), "{number}");
    }
}

#[tokio::test]
async fn what_cannot_be_signed_is_refused() {
    let scene = Scene::new([answer(200, "")]);
    let s3 = scene.client("s3").await;
    let get = || params! { "Bucket": "b", "Key": "k" };
    for expires in [Duration::ZERO, Duration::from_secs(7 * 24 * 3600 + 1)] {
        let error = s3.presign("get_object", get(), expires).await.expect_err("no signature is so short or so long");
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
        let error = s3.presign_post("b", "k", expires).await.expect_err("no signature is so short or so long");
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    }
    let error = s3.presign("get_objekt", get(), HOUR).await.expect_err("there is no such operation");
    assert_eq!(error.local_error(), Some(LocalError::UnknownOperation), "{error}");
    let sdb = scene.client("sdb").await;
    let error = sdb.presign("list_domains", params! {}, HOUR).await.expect_err("version 2 is in the body");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    let error = scene.client("sts").await.presign_post("b", "k", HOUR).await.expect_err("forms are for S3");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
}
