//! Kinesis and STS through the raw clients, against moto and ministack; errors by type and by code.

use std::time::Duration;

use sotalia::error::ErrorCode;
use sotalia::kinesis::Client;
use sotalia::kinesis::types::error::{LimitExceededException, ResourceNotFoundException};
use sotalia::prelude::*;
use sotalia::sts;
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{Server, session_builder, status_with};

/// The shards of a stream.
const SHARDS: i32 = 3;

/// What a server's pages lack: such a walk must end with an error, and is reported as skipped.
const LACKS: &[(Server, &str, &str)] = &[
    (Server::Moto, "describe_stream", "moto answers with the first shards again"),
    (Server::Moto, "list_shards", "moto refuses a token without the stream's name, which AWS refuses with it"),
    (Server::Moto, "list_tags_for_stream", "moto starts with the tag that it is told to start after"),
    (
        Server::Ministack,
        "list_shards",
        "ministack refuses a token without the stream's name, which AWS refuses with it",
    ),
];

/// A session with a server that has Kinesis, unless there is none.
async fn session(server: Server, test: &str) -> Option<Session> {
    let running = server.running(test).await?;
    // The list of all streams is walked where no other test deletes its own: moto fails with a 500 for a page behind a stream
    // that is gone.
    let region = if test == "list_streams" { "eu-west-2" } else { "us-east-1" };
    Some(running.session().region(region).load().await.expect("all that a session needs is set"))
}

/// A stream that is there until it is deleted.
struct Stream {
    client: Client,
    name: String,
    arn: String,
}

/// Makes a stream, and waits for it.
async fn make_stream(client: &Client, name: String) -> sotalia::Result<Stream> {
    client.create_stream().stream_name(&name).shard_count(SHARDS).send().await?;
    for _ in 0..200 {
        let answer = client.describe_stream_summary().stream_name(&name).send().await?;
        let summary = answer.stream_description_summary().expect("the answer has it");
        if summary.stream_status().as_str() == "ACTIVE" {
            return Ok(Stream { client: client.clone(), name, arn: summary.stream_arn().to_owned() });
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("expected {name} to become active");
}

/// The items of an operation, walked with pages of this size.
async fn walk(stream: &Stream, operation: &str, size: i32) -> sotalia::Result<Vec<String>> {
    let Stream { client, name, arn } = stream;
    match operation {
        "describe_stream" => {
            let shards = client.describe_stream().stream_name(name).paginate().page_size(size).items();
            shards.map_ok(|shard| shard.shard_id).try_collect().await
        }
        "list_shards" => {
            let shards = client.list_shards().stream_name(name).paginate().page_size(size).items();
            shards.map_ok(|shard| shard.shard_id).try_collect().await
        }
        "list_streams" => {
            let names = client.list_streams().paginate().page_size(size).items();
            // Other tests have streams too.
            names.try_filter(|found| std::future::ready(found.starts_with(name))).try_collect().await
        }
        "list_stream_consumers" => {
            let consumers = client.list_stream_consumers().stream_arn(arn).paginate().page_size(size).items();
            let mut names: Vec<_> = consumers.map_ok(|consumer| consumer.consumer_name).try_collect().await?;
            names.sort_unstable();
            Ok(names)
        }
        "list_tags_for_stream" => {
            let tags = client.list_tags_for_stream().stream_name(name).paginate().page_size(size).items();
            tags.map_ok(|tag| tag.key).try_collect().await
        }
        _ => panic!("{operation} is none of these tests"),
    }
}

/// What the walk must give, made where it must be made.
async fn expected(stream: &Stream, operation: &str) -> sotalia::Result<Vec<String>> {
    let Stream { client, name, arn } = stream;
    let numbered = |start: &str| (0..3).map(|number| format!("{start}{number}")).collect::<Vec<_>>();
    match operation {
        "list_streams" => {
            let second = make_stream(client, format!("{name}-b")).await?;
            Ok(vec![name.clone(), second.name])
        }
        "list_stream_consumers" => {
            assert_eq!(walk(stream, operation, 2).await?, [""; 0], "expected none before");
            for consumer in numbered("consumer-") {
                client.register_stream_consumer().stream_arn(arn).consumer_name(consumer).send().await?;
            }
            Ok(numbered("consumer-"))
        }
        "list_tags_for_stream" => {
            for key in numbered("key-") {
                client.add_tags_to_stream().stream_name(name).tags(key, "value").send().await?;
            }
            Ok(numbered("key-"))
        }
        _ => Ok(numbered("shardId-00000000000")),
    }
}

async fn check(server: Server, operation: &str) {
    let Some(session) = session(server, operation).await else { return };
    let client: Client = session.client();
    let name = format!("{operation}-{}", std::process::id());
    let outcome = async {
        let stream = make_stream(&client, name.clone()).await?;
        let expected = expected(&stream, operation).await?;
        // One page: every server has that.
        assert_eq!(walk(&stream, operation, 1000).await?, expected, "{server}/{operation}: one page");
        let one_by_one = walk(&stream, operation, 1).await;
        match LACKS.iter().find(|row| (row.0, row.1) == (server, operation)) {
            None => {
                assert_eq!(one_by_one?, expected, "{server}/{operation}: pages of 1");
                assert_eq!(walk(&stream, operation, 2).await?, expected, "{server}/{operation}: pages of 2");
            }
            Some(_) if one_by_one.is_ok() => panic!("{server}/{operation} works: take it out of LACKS"),
            Some((_, _, reason)) => println!("SKIPPED: {server}/{operation}: {reason}"),
        }
        Ok::<(), Error>(())
    };
    let outcome = outcome.await;
    for name in [&name, &format!("{name}-b")] {
        let _ = client.delete_stream().stream_name(name).enforce_consumer_deletion(true).send().await;
    }
    if let Err(error) = outcome {
        panic!("{server}/{operation}: expected no error, got {}", error.report());
    }
}

/// Makes a test of each operation, for each server.
macro_rules! paged {
    ($($operation:ident)+) => {
        mod moto {
            $(#[tokio::test] async fn $operation() {
                super::check(sotalia_tests::Server::Moto, stringify!($operation)).await;
            })+
        }
        mod ministack {
            $(#[tokio::test] async fn $operation() {
                super::check(sotalia_tests::Server::Ministack, stringify!($operation)).await;
            })+
        }
    };
}

paged! { describe_stream list_shards list_streams list_stream_consumers list_tags_for_stream }

async fn check_missing(server: Server) {
    let Some(session) = session(server, "a_missing_stream_is_not_found").await else { return };
    let client: Client = session.client();
    let described = client.describe_stream().stream_name("no-such-stream").items().try_collect::<Vec<_>>().await;
    let error = described.expect_err("there is no such stream");
    assert!(error.is_not_found(), "{server}: expected not found, got {error}");
    assert!(error.is::<ResourceNotFoundException>(), "{server}: expected the SDK's type in {error:?}");
    assert_eq!(error.code().map(ErrorCode::as_str), Some("ResourceNotFoundException"), "{server}: {error}");
    assert_eq!((error.service(), error.operation()), (Some("kinesis"), Some("DescribeStream")), "{server}: {error:?}");
}

#[tokio::test]
async fn a_missing_stream_is_not_found_on_moto() {
    check_missing(Server::Moto).await;
}

#[tokio::test]
async fn a_missing_stream_is_not_found_on_ministack() {
    check_missing(Server::Ministack).await;
}

/// An answer of Kinesis in JSON.
fn json(line: &str, body: &str) -> Fault {
    let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amzn-requestid", "R1")];
    Fault::Send(status_with(line, &headers, body))
}

#[tokio::test]
async fn streams_are_listed_with_tokens() {
    let answer = |request: &Request| {
        let body = String::from_utf8_lossy(&request.body);
        let (names, rest) = match () {
            () if body.contains("token-1") => (r#""c", "d""#, r#""HasMoreStreams": true, "NextToken": "token-2""#),
            () if body.contains("token-2") => (r#""e""#, r#""HasMoreStreams": false"#),
            () => (r#""a", "b""#, r#""HasMoreStreams": true, "NextToken": "token-1""#),
        };
        json("200 OK", &format!(r#"{{"StreamNames": [{names}], {rest}}}"#))
    };
    let server = FaultServer::start(answer).await.expect("a port is free");
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let client: Client = session.client();
    let names: Vec<_> = client.list_streams().items().try_collect().await.expect("the server lists");
    assert_eq!(names, ["a", "b", "c", "d", "e"], "expected three pages");
}

#[tokio::test]
async fn a_limit_is_told_by_type_and_by_code() {
    let body = r#"{"__type": "LimitExceededException", "message": "20 streams are the limit"}"#;
    let answer = json("400 Bad Request", body);
    let server = FaultServer::start(move |_| answer.clone()).await.expect("a port is free");
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let client: Client = session.client();
    let made = client.create_stream().stream_name("s").shard_count(1).send().await.map_err(Error::from);
    let error = made.expect_err("the limit is reached");
    let found = error.downcast_ref::<LimitExceededException>().expect("the SDK's type is among the causes");
    assert_eq!(found.message.as_deref(), Some("20 streams are the limit"), "expected the message of the answer");
    assert_eq!(error.code().map(ErrorCode::as_str), Some("LimitExceededException"), "{error}");
    assert_eq!(error.kind(), ErrorKind::LimitExceeded, "{error}");
    assert_eq!(error.request_id(), Some("R1"), "{error:?}");
    assert!(!error.is::<ResourceNotFoundException>(), "expected no other type in {error:?}");
}

async fn check_identity(server: Server) {
    let Some(session) = session(server, "sts_tells_who_calls").await else { return };
    let client: sts::Client = session.client();
    let identity = client.get_caller_identity().send().await.map_err(Error::from);
    let identity = identity.unwrap_or_else(|error| panic!("{server}: expected an answer, got {error}"));
    assert!(
        identity.account().is_some_and(|account| account.len() == 12),
        "{server}: expected an account: {identity:?}"
    );
    assert!(identity.arn().is_some_and(|arn| arn.starts_with("arn:aws:")), "{server}: expected an ARN: {identity:?}");
}

#[tokio::test]
async fn sts_tells_who_calls_on_moto() {
    check_identity(Server::Moto).await;
}

#[tokio::test]
async fn sts_tells_who_calls_on_ministack() {
    check_identity(Server::Ministack).await;
}
