//! What is tried again, how often, and with what.

use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia_testkit::Fault;
use sotalia_tests::{listing, s3_of, status};

use crate::call::{Call, in_turn};

fn answer(line: &str, code: &str) -> Fault {
    Fault::Send(status(line, &format!("<Error><Code>{code}</Code><Message>m</Message></Error>")))
}

#[tokio::test]
async fn attempts_are_counted() {
    let busy = || answer("503 Slow Down", "SlowDown");
    let missing = || answer("404 Not Found", "NoSuchKey");
    for (name, answers, kind, attempts) in [
        ("busy twice, then missing", vec![busy(), busy(), missing()], ErrorKind::NotFound, 3),
        ("busy once, then missing", vec![busy(), missing()], ErrorKind::NotFound, 2),
        ("missing", vec![missing()], ErrorKind::NotFound, 1),
        ("busy for ever", vec![busy()], ErrorKind::Throttled, 3),
        ("reset, then missing", vec![Fault::Reset, missing()], ErrorKind::NotFound, 2),
    ] {
        let server = in_turn(answers).await;
        let error = Call::Get.send(&s3_of(server.endpoint_url()).await).await.expect_err(name);
        assert_eq!(error.kind(), kind, "{name}: got {error}");
        assert_eq!(error.attempts(), Some(attempts), "{name}: expected the attempts in {error:?}");
        assert_eq!(server.requests().len(), attempts as usize, "{name}: expected as many requests");
    }
}

#[tokio::test]
async fn a_passing_failure_is_not_seen() {
    for (name, failure) in [
        ("503", answer("503 Service Unavailable", "ServiceUnavailable")),
        ("an empty 503", Fault::Send(status("503 Service Unavailable", ""))),
        ("500", answer("500 Internal Server Error", "InternalError")),
        ("a reset", Fault::Reset),
        ("a close", Fault::SendThenClose(Vec::new())),
    ] {
        let server = in_turn(vec![failure, Fault::Send(listing(false, None, &["1", "2"]))]).await;
        let count = s3_of(server.endpoint_url()).await.bucket("b").objects().count().await;
        assert_eq!(count.expect(name), 2, "{name}: expected the second answer");
        assert_eq!(server.requests().len(), 2, "{name}: expected one retry");
    }
}

#[tokio::test]
async fn a_retry_sends_the_whole_body_again() {
    let content: Vec<u8> = (0..=250_u8).cycle().take(200_000).collect();
    let server =
        in_turn(vec![answer("503 Slow Down", "SlowDown"), Fault::Reset, Fault::Send(status("200 OK", ""))]).await;
    let object = s3_of(server.endpoint_url()).await.object("b", "k");
    let sent = ByteStream::from(content.clone());
    object.put(|r| r.body(sent)).await.expect("the third attempt is answered");
    let requests = server.requests();
    assert_eq!(requests.len(), 3, "expected three attempts");
    for request in &requests {
        assert!(
            request.body == content,
            "attempt {}: expected 200,000 bytes, got {}",
            request.number,
            request.body.len()
        );
    }
}
