//! Signatures, checked as AWS does: with botocore's own signer, and a verifier of ECDSA for signatures of several regions.

use serde_json::{Value as Json, json};
use sotalia_dynamic::{ByteStream, Params, params};

use crate::botocore;
use crate::scene::{Scene, Sent, answer, client_of};

const VERIFIER: &str = include_str!("botocore_signatures.py");
const SCOPES: &str = include_str!("botocore_scopes.py");
const KEY: &str = "AKIDEXAMPLE";
const SECRET: &str = "the-secret";

/// What was found of a request.
#[derive(Debug)]
struct Verdict {
    /// Region and name in the signature: `eu-west-1/kinesis`; of several regions, the name alone.
    scope: String,
    /// What is wrong; empty if nothing is.
    wrong: String,
}

/// Asks whether requests are signed by this key.
fn verdicts(requests: &[Sent], secret: &str) -> Option<Vec<Verdict>> {
    let shown = |sent: &Sent| {
        let body = aws_smithy_types::base64::encode(&sent.body);
        json!({"method": sent.method, "url": sent.uri, "headers": sent.headers, "body": body})
    };
    let asked = json!({"key": KEY, "secret": secret, "requests": requests.iter().map(shown).collect::<Vec<_>>()});
    let file = tempfile::NamedTempFile::new().expect("a file can be made");
    std::fs::write(file.path(), asked.to_string()).expect("it can be written");
    let printed = botocore::printed("signatures", VERIFIER, &[&file.path().display().to_string()])?;
    let told: Vec<Json> = serde_json::from_str(&printed).expect("it prints JSON");
    assert_eq!(told.len(), requests.len(), "each request is checked");
    let text = |verdict: &Json, name: &str| verdict[name].as_str().unwrap_or_default().to_owned();
    Some(told.iter().map(|told| Verdict { scope: text(told, "scope"), wrong: text(told, "wrong") }).collect())
}

/// A call, and region and name that its signature is to have.
struct Signed {
    service: &'static str,
    operation: &'static str,
    params: Params,
    /// Whether a file is sent as a stream.
    streams: bool,
    scope: &'static str,
}

fn signed(service: &'static str, operation: &'static str, params: Params, scope: &'static str) -> Signed {
    Signed { service, operation, params, streams: false, scope }
}

/// A key that is hard to write into addresses.
const NASTY: &str = "a b/+ü~!'()*//x.txt";

/// Calls by every protocol.
fn calls() -> Vec<Signed> {
    let function = "arn:aws:lambda:eu-west-1:123456789012:function:f";
    let put = || params! { "Bucket": "bucket", "Key": NASTY, "Metadata": { "a": "x  y" } };
    let message = params! { "TopicArn": "arn:aws:sns:eu-west-1:1:t", "Message": "a+b &=ü" };
    let vault = params! { "vaultName": "v", "accountId": "-" };
    vec![
        signed(
            "kinesis",
            "put_record",
            params! { "StreamName": "s", "Data": "ü", "PartitionKey": "k" },
            "eu-west-1/kinesis",
        ),
        signed("dynamodb", "list_tables", params! {}, "eu-west-1/dynamodb"),
        signed("sqs", "list_queues", params! { "QueueNamePrefix": "a b" }, "eu-west-1/sqs"),
        signed("logs", "describe_log_groups", params! {}, "eu-west-1/logs"),
        signed("sts", "get_caller_identity", params! {}, "eu-west-1/sts"),
        signed("iam", "list_users", params! { "PathPrefix": "/a b/" }, "us-east-1/iam"),
        signed("sns", "publish", message, "eu-west-1/sns"),
        signed("ec2", "describe_instances", params! { "InstanceIds": ["i-1", "i-2"] }, "eu-west-1/ec2"),
        signed("cloudwatch", "list_metrics", params! { "Namespace": "n" }, "eu-west-1/monitoring"),
        signed("lambda", "get_function", params! { "FunctionName": function }, "eu-west-1/lambda"),
        signed("apigateway", "get_rest_apis", params! { "limit": 5, "position": "a b+/=" }, "eu-west-1/apigateway"),
        signed("iot-data", "publish", params! { "topic": "a/b c", "payload": "p", "qos": 1 }, "eu-west-1/iotdata"),
        signed("sdb", "select", params! { "SelectExpression": "select * from `a b` where c='ü+~'" }, ""),
        signed("route53", "list_hosted_zones", params! { "MaxItems": "1" }, "us-east-1/route53"),
        signed("cloudfront", "list_distributions", params! { "Marker": "a/b" }, "us-east-1/cloudfront"),
        signed("s3control", "list_jobs", params! { "AccountId": "123456789012" }, "eu-west-1/s3"),
        signed("s3", "get_object", params! { "Bucket": "bucket", "Key": NASTY }, "eu-west-1/s3"),
        signed("s3", "list_objects_v2", params! { "Bucket": "bucket", "Prefix": NASTY }, "eu-west-1/s3"),
        signed("s3", "put_object", params! { "Bucket": "bucket", "Key": NASTY, "Body": "hello" }, "eu-west-1/s3"),
        Signed { streams: true, ..signed("s3", "put_object", put(), "eu-west-1/s3") },
        Signed { streams: true, ..signed("glacier", "upload_archive", vault, "eu-west-1/glacier") },
    ]
}

/// Calls that are signed for several regions.
fn calls_of_several_regions() -> Vec<Signed> {
    let access_point = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let store = "arn:aws:cloudfront::123456789012:key-value-store/63947c93-43b8-4bd4-8b67-7b7d2e8c5b4c";
    let events =
        params! { "EndpointId": "abc123.xyz", "Entries": [{ "Source": "s", "DetailType": "d", "Detail": "{}" }] };
    vec![
        signed("s3", "get_object", params! { "Bucket": access_point, "Key": NASTY }, "s3"),
        signed("events", "put_events", events, "events"),
        signed("cloudfront-keyvaluestore", "list_keys", params! { "KvsARN": store }, "cloudfront-keyvaluestore"),
    ]
}

/// What is sent of these calls.
async fn sent(calls: Vec<Signed>, endpoint: Option<&str>, token: Option<&str>) -> Vec<Sent> {
    let scene = Scene::new([answer(200, "")]);
    let mut session = scene.session().credentials(KEY, SECRET, token);
    if let Some(endpoint) = endpoint {
        session = session.endpoint_url(endpoint);
    }
    let session = session.load().await.expect("all that a session needs is set");
    for (index, signed) in calls.into_iter().enumerate() {
        let mut call = client_of(&session, signed.service).call(signed.operation, signed.params).max_attempts(1);
        if signed.streams {
            call = call.body(ByteStream::from_path("README.md").await.expect("it can be read"));
        }
        // What is made of the answer is of no interest here.
        let outcome = call.await;
        assert_eq!(scene.sent().len(), index + 1, "{} {}: {outcome:?}", signed.service, signed.operation);
    }
    scene.sent()
}

fn check(calls: &[Signed], verdicts: &[Verdict], is_own: bool) {
    for (call, verdict) in calls.iter().zip(verdicts) {
        // An endpoint of one's own is in the session's region, as with boto3.
        let scope = if is_own { call.scope.replace("us-east-1", "eu-west-1") } else { call.scope.to_owned() };
        assert_eq!(
            (&*verdict.scope, &*verdict.wrong),
            (&*scope, ""),
            "{} {}, streams: {}",
            call.service,
            call.operation,
            call.streams
        );
    }
}

#[tokio::test]
async fn signatures_are_what_botocore_computes() {
    for (endpoint, token) in [(None, None), (None, Some("the/token+=")), (Some("http://localhost:4566"), None)] {
        let requests = sent(calls(), endpoint, token).await;
        let Some(verdicts) = verdicts(&requests, SECRET) else { return };
        check(&calls(), &verdicts, endpoint.is_some());
    }
}

#[tokio::test]
async fn signatures_for_several_regions_are_of_the_key() {
    let requests = sent(calls_of_several_regions(), None, Some("the/token+=")).await;
    let Some(verdicts) = verdicts(&requests, SECRET) else { return };
    check(&calls_of_several_regions(), &verdicts, false);
}

/// A request that somebody has changed on its way.
fn changed(request: &Sent, number: usize) -> Sent {
    let mut changed = request.clone();
    match number % 4 {
        // A signature of version 2 is not over the headers.
        3 if changed.header("authorization").is_empty() => changed.uri = changed.uri.replace("://", "://x"),
        2 if changed.header("authorization").is_empty() => changed.uri.push('a'),
        0 if !changed.body.is_empty() => {
            let middle = changed.body.len() / 2;
            changed.body[middle] ^= 1;
        }
        1 => changed.method = "PATCH".to_owned(),
        2 => changed.uri.push_str(if changed.uri.contains('?') { "&a=b" } else { "?a=b" }),
        _ => {
            for (name, value) in &mut changed.headers {
                if name == "x-amz-date" {
                    *value = value.replace("T12", "T13");
                }
            }
        }
    }
    changed
}

#[tokio::test]
async fn another_key_or_a_changed_request_is_refused() {
    let all = || calls().into_iter().chain(calls_of_several_regions()).collect::<Vec<_>>();
    for endpoint in [None, Some("http://localhost:4566")] {
        let calls = if endpoint.is_none() { all() } else { calls() };
        let requests = sent(calls, endpoint, None).await;
        let Some(verdicts) = verdicts(&requests, "another-secret") else { return };
        for (call, verdict) in all().iter().zip(&verdicts) {
            assert_eq!(verdict.wrong, "the signature is another", "{} {}", call.service, call.operation);
        }
        for number in 0..4 {
            let changed: Vec<_> = requests.iter().map(|request| changed(request, number)).collect();
            let Some(verdicts) = self::verdicts(&changed, SECRET) else { return };
            for (call, verdict) in all().iter().zip(&verdicts) {
                // Who sends a stream over TLS lets TLS see to it that nobody changes it.
                let by_tls = number == 0 && call.streams && call.service == "s3" && endpoint.is_none();
                assert_eq!(verdict.wrong.is_empty(), by_tls, "{} {}, {number}", call.service, call.operation);
            }
        }
    }
}

/// Which of the services are asked where a test runs with the others: each tenth.
const EVERY: &str = "10";

#[tokio::test]
async fn services_are_signed_for_as_in_botocore() {
    // `cargo xtask diff-botocore` compares all.
    let every = if std::env::var_os("SOTALIA_TEST_DIFF_ALL").is_some() { "1" } else { EVERY };
    let Some(printed) = botocore::printed("scopes", SCOPES, &[every]) else { return };
    let expected: Vec<[String; 4]> = serde_json::from_str(&printed).expect("it prints JSON");
    assert!(expected.len() > 30, "expected many services, got {}", expected.len());
    let mut wrong = Vec::new();
    // botocore has the host from the rules and the region from its table of before them; here both are from the rules.
    let differs = |service: &str| service == "health";
    for [service, operation, url, scope] in &expected {
        let scene = Scene::new([answer(200, "")]);
        let session = scene.session().credentials(KEY, SECRET, Some("the-token")).load().await.expect("all is set");
        let _ = client_of(&session, service).call(operation, params! {}).max_attempts(1).await;
        let sent = scene.sent().into_iter().next();
        let found = sent.map(|sent| {
            let url = sent.uri.split('?').next().unwrap_or_default().to_owned();
            (url, scope_of(&sent.header("authorization")))
        });
        if !differs(service) && found.as_ref() != Some(&(url.clone(), scope.clone())) {
            wrong.push(format!("{service} {operation}: expected {url} {scope}, got {found:?}"));
        }
    }
    println!("{} services are asked at the same places, with signatures for the same", expected.len() - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Region and name that a signature is for; of several regions, the name; else what is there.
fn scope_of(authorization: &str) -> String {
    let Some((_, rest)) = authorization.split_once("Credential=") else { return authorization.to_owned() };
    let scope: Vec<_> = rest.split(',').next().unwrap_or_default().split('/').collect();
    scope[2..scope.len() - 1].join("/")
}
