//! Connections that fail, answers that are cut, and services that are busy, over raw TCP, in all protocols.

use std::sync::Mutex;
use std::time::Duration;

use sotalia::error::{ErrorKind, LocalError};
use sotalia::session::TimeoutConfig;
use sotalia_dynamic::error::Result;
use sotalia_dynamic::{DynamicClient, Output, SessionDynamic, Value, params};
use sotalia_testkit::{Fault, FaultServer};
use sotalia_tests::{session_builder, status, status_with};

/// A call of each protocol, and an answer to it: service, operation, parameters, content of the body.
fn calls() -> Vec<(&'static str, &'static str, Value, &'static str)> {
    vec![
        ("kinesis", "list_streams", params! {}.into(), r#"{"StreamNames":["one","two"],"HasMoreStreams":false}"#),
        (
            "lambda",
            "list_functions",
            params! {}.into(),
            r#"{"Functions":[{"FunctionName":"one"},{"FunctionName":"two"}]}"#,
        ),
        (
            "s3",
            "list_objects_v2",
            params! { "Bucket": "bucket" }.into(),
            "<ListBucketResult><Contents><Key>one</Key></Contents><Contents><Key>two</Key></Contents></ListBucketResult>",
        ),
        (
            "sts",
            "get_caller_identity",
            params! {}.into(),
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>one</Arn><Account>two</Account></GetCallerIdentityResult>\
             </GetCallerIdentityResponse>",
        ),
        (
            "ec2",
            "describe_regions",
            params! {}.into(),
            "<DescribeRegionsResponse><regionInfo><item><regionName>one</regionName></item><item><regionName>two</regionName>\
             </item></regionInfo></DescribeRegionsResponse>",
        ),
    ]
}

/// A server that gives these answers in turn, and the last of them from then on.
async fn in_turn(faults: Vec<Fault>) -> FaultServer {
    let left = Mutex::new(faults.into_iter());
    let last = Mutex::new(None);
    let script = move |_: &_| {
        let next = left.lock().expect("nothing panics with it").next();
        let mut last = last.lock().expect("nothing panics with it");
        *last = next.or_else(|| last.clone());
        last.clone().expect("there is an answer")
    };
    FaultServer::start(script).await.expect("a port is free")
}

async fn client(server: &FaultServer, service: &str) -> DynamicClient {
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_millis(300)).build();
    let session = session_builder(server.endpoint_url()).timeouts(timeouts).load().await;
    session.expect("all that a session needs is set").dynamic(service).expect("there is a model")
}

async fn call(server: &FaultServer, service: &str, operation: &str, params: &Value) -> Result<Output> {
    client(server, service).await.call(operation, params).await
}

#[tokio::test]
async fn an_answer_that_is_cut_is_no_answer() {
    for (service, operation, params, body) in calls() {
        let whole = status("200 OK", body);
        let half = whole[..whole.len() - 30].to_vec();
        for (name, fault, expected) in [
            ("its length fits", Fault::Send(status("200 OK", &body[..body.len() - 30])), ErrorKind::InvalidResponse),
            ("closed", Fault::SendThenClose(half.clone()), ErrorKind::InvalidResponse),
            ("reset", Fault::SendThenReset(half.clone()), ErrorKind::Connection),
            ("silent", Fault::SendThenHang(half.clone()), ErrorKind::Timeout),
        ] {
            let server = in_turn(vec![fault]).await;
            let error = call(&server, service, operation, &params).await.expect_err(name);
            assert_eq!(error.kind(), expected, "{service}, {name}: {error}");
            assert!(error.may_have_executed(), "{service}, {name}: {error}");
        }
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_not_seen() {
    let page = "<html><body>Bad Gateway</body></html>";
    for (service, operation, params, body) in calls() {
        for (name, failure) in [
            ("a page of a proxy", Fault::Send(status_with("502 Bad Gateway", &[("content-type", "text/html")], page))),
            ("an empty 503", Fault::Send(status("503 Service Unavailable", ""))),
            ("a reset", Fault::Reset),
            ("a close", Fault::SendThenClose(Vec::new())),
        ] {
            let server = in_turn(vec![failure, Fault::Send(status("200 OK", body))]).await;
            let output =
                call(&server, service, operation, &params).await.unwrap_or_else(|e| panic!("{service}, {name}: {e}"));
            assert!(output.to_json().to_string().contains("two"), "{service}, {name}: {:?}", output.to_json());
            assert_eq!(output.metadata().attempts(), 2, "{service}, {name}");
            assert_eq!(server.requests().len(), 2, "{service}, {name}");
        }
    }
}

#[tokio::test]
async fn a_failure_that_stays_is_told_after_all_attempts() {
    let page = "<html><body>Bad Gateway</body></html>";
    for (service, operation, params, _) in calls() {
        let gateway = Fault::Send(status_with("502 Bad Gateway", &[("content-type", "text/html")], page));
        let server = in_turn(vec![gateway]).await;
        let error = call(&server, service, operation, &params).await.expect_err("a proxy is no service");
        assert_eq!((error.kind(), error.status()), (ErrorKind::Unavailable, Some(502)), "{service}: {error}");
        assert_eq!(error.attempts(), Some(3), "{service}: {error}");
        let client = client(&server, service).await;
        let error = client.call(operation, &params).max_attempts(1).await.expect_err("a proxy is no service");
        assert_eq!(error.attempts(), Some(1), "{service}: an option of the call");
    }
}

#[tokio::test]
async fn a_body_that_streams_fails_where_it_is_cut() {
    let object = status("200 OK", "0123456789");
    let server = in_turn(vec![Fault::SendThenClose(object[..object.len() - 4].to_vec())]).await;
    let mut output =
        call(&server, "s3", "get_object", &params! { "Bucket": "bucket", "Key": "k" }.into()).await.expect("a head");
    let error: sotalia::error::Error = output.take_body().collect().await.expect_err("the body is cut").into();
    assert!(
        [LocalError::TruncatedAnswer, LocalError::ConnectionClosed].map(Some).contains(&error.local_error()),
        "{error}"
    );
}

#[tokio::test]
async fn the_time_of_a_call_is_limited() {
    let server = in_turn(vec![Fault::Hang]).await;
    let client = client(&server, "kinesis").await;
    let error = client.operation("ListStreams").timeout(Duration::from_millis(50)).await.expect_err("nobody answers");
    assert_eq!(error.local_error(), Some(LocalError::OperationTimeout), "{error}");
}
