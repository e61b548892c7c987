//! What requests of a session's clients have in common, as the server sees it.

use sotalia::prelude::*;
use sotalia::{kinesis, s3, sts};
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{listing, session_builder, status};

/// A server that lists no bucket's objects, and knows no other operation.
async fn server() -> FaultServer {
    let answer = |request: &Request| match request.line.contains("list-type=2") {
        true => Fault::Send(listing(false, None, &[])),
        false => Fault::Send(status("400 Bad Request", "")),
    };
    FaultServer::start(answer).await.expect("a port is free")
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    let mut pairs = request.headers.iter().filter_map(|line| line.split_once(':'));
    pairs.find(|(found, _)| found.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
}

/// A request of each client of the session.
async fn ask(session: &Session) {
    let s3: s3::Client = session.client();
    s3.list_objects_v2().bucket("b").send().await.expect("the server lists");
    S3::new(session).bucket("b").objects().count().await.expect("the server lists");
    let configured: s3::Client = session.client_configured(|config: s3::config::Builder| config);
    configured.list_objects_v2().bucket("b").send().await.expect("the server lists");
    let any = session.client_with(s3::Client::new);
    // A bucket name that cannot be part of a host name keeps this client on the server's address.
    any.list_objects_v2().bucket("not_a_host").send().await.expect("the server lists");
    let kinesis: kinesis::Client = session.client();
    kinesis.list_streams().send().await.expect_err("the server knows no Kinesis");
    let sts: sts::Client = session.client();
    sts.get_caller_identity().send().await.expect_err("the server knows no STS");
}

#[tokio::test]
async fn every_client_says_that_it_is_of_sotalia() {
    let server = server().await;
    let builder = session_builder(server.endpoint_url()).app_name("river-survey");
    ask(&builder.load().await.expect("all that a session needs is set")).await;
    let requests = server.requests();
    assert_eq!(requests.len(), 6, "expected a request of each client");
    let expected = format!("lib/sotalia/{}", env!("CARGO_PKG_VERSION"));
    for request in requests {
        let agents = [header(&request, "x-amz-user-agent"), header(&request, "user-agent")].join(" ");
        assert!(agents.contains(&expected), "expected `{expected}` in {agents:?} of {}", request.line);
        assert!(agents.contains("app/river-survey"), "expected the app's name in {agents:?} of {}", request.line);
    }
}

#[tokio::test]
async fn clients_share_the_credentials_of_the_session() {
    let server = server().await;
    let session = session_builder(server.endpoint_url()).credentials("SHAREDKEY", "secret", Some("shared-token"));
    ask(&session.load().await.expect("all that a session needs is set")).await;
    for request in server.requests() {
        let authorization = header(&request, "authorization");
        assert!(authorization.contains("Credential=SHAREDKEY/"), "expected the key in {authorization:?}");
        assert_eq!(header(&request, "x-amz-security-token"), "shared-token", "of {}", request.line);
    }
}

#[tokio::test]
async fn another_region_is_signed_for() {
    let server = server().await;
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let elsewhere = session.with_region("eu-west-1").expect("the region has the form of one");
    for (session, region) in [(&session, "us-east-1"), (&elsewhere, "eu-west-1"), (&session, "us-east-1")] {
        S3::new(session).bucket("b").objects().count().await.expect("the server lists");
        let requests = server.requests();
        let authorization = header(requests.last().expect("there was a request"), "authorization");
        assert!(authorization.contains(&format!("/{region}/s3/")), "expected {region} in {authorization:?}");
    }
}

#[tokio::test]
async fn requests_go_by_path_to_a_server_that_is_not_of_aws() {
    let server = server().await;
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    S3::new(&session).bucket("b").objects().count().await.expect("the server lists");
    let line = server.requests()[0].line.clone();
    assert!(line.starts_with("GET /b?") || line.starts_with("GET /b/?"), "expected the bucket in the path of {line}");
}
