//! Catches errors of Kinesis: `except client.exceptions.LimitExceededException` in boto3.

#[path = "support/yours.rs"]
mod yours;

use sotalia::error::codes;
use sotalia::kinesis::Client;
use sotalia::kinesis::types::error::LimitExceededException;
use sotalia::prelude::*;
use sotalia::session::RetryConfig;
use sotalia_testkit::{Fault, FaultServer, Request};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let server = FaultServer::start(answer).await?;
    let session = match yours::session().await? {
        Some(session) => session,
        None => canned(&server).await?,
    };
    for stream in ["my-stream", "busy", "missing"] {
        println!("{stream}: {}", describe(&session.client(), stream).await?);
    }
    Ok(())
}

/// Describes a stream, and says how it went.
async fn describe(client: &Client, stream: &str) -> sotalia::Result<String> {
    match client.describe_stream().stream_name(stream).send().await.map_err(Error::from) {
        Ok(output) => Ok(output.stream_description.map_or_else(String::new, |stream| stream.stream_status.to_string())),
        // By type, as `client.exceptions.LimitExceededException`.
        Err(error) if error.is::<LimitExceededException>() => Ok(format!("limit exceeded, try later: {error}")),
        // By code, as `error.response["Error"]["Code"]`.
        Err(error) if error.has_code(codes::kinesis::RESOURCE_NOT_FOUND_EXCEPTION) => Ok("not there".to_owned()),
        // What `main` returns is printed with its causes and the way out.
        Err(error) => Err(error),
    }
}

/// A session with the canned answers. Without retries, since they stay the same.
async fn canned(server: &FaultServer) -> sotalia::Result<Session> {
    let builder = Session::builder().endpoint_url(server.endpoint_url()).region("us-east-1");
    builder.credentials("id", "secret", None).retry(RetryConfig::disabled()).load().await
}

/// What Kinesis would answer.
fn answer(request: &Request) -> Fault {
    let body = String::from_utf8_lossy(&request.body);
    let (status, body) = if body.contains("busy") {
        (
            "400 Bad Request",
            r#"{"__type": "LimitExceededException", "message": "Rate exceeded for account 111122223333."}"#,
        )
    } else if body.contains("missing") {
        ("400 Bad Request", r#"{"__type": "ResourceNotFoundException", "message": "Stream missing not found."}"#)
    } else {
        let description = r#"{"StreamDescription": {"StreamName": "s", "StreamARN": "a", "StreamStatus": "ACTIVE", "Shards": [],
            "HasMoreShards": false, "RetentionPeriodHours": 24, "StreamCreationTimestamp": 0, "EnhancedMonitoring": []}}"#;
        ("200 OK", description)
    };
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {}", body.len());
    Fault::Send(format!("{head}\r\n\r\n{body}").into_bytes())
}

#[tokio::test]
async fn errors_are_told_apart_by_type_and_by_code() {
    let server = FaultServer::start(answer).await.expect("a free port");
    let client: Client = canned(&server).await.expect("the settings are good").client();
    let busy = "limit exceeded, try later: kinesis.DescribeStream: LimitExceededException: \
                Rate exceeded for account 111122223333. (400)";
    for (stream, expected) in [("my-stream", "ACTIVE"), ("busy", busy), ("missing", "not there")] {
        assert_eq!(describe(&client, stream).await.expect("it is handled"), expected, "{stream}");
    }

    let answer = client.describe_stream().stream_name("busy").send().await;
    let error = Error::from(answer.expect_err("the server is busy"));
    let typed = error.downcast_ref::<LimitExceededException>().expect("the SDK's type is among the causes");
    assert_eq!(typed.message(), Some("Rate exceeded for account 111122223333."));
    assert!(error.is_throttling() && error.is_retryable(), "Kinesis means a rate by it: {error:?}");
}
