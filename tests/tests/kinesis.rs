//! Kinesis and STS through the raw clients, against moto and ministack; errors by type and by code.

use std::time::Duration;

use sotalia::kinesis::Client;
use sotalia::kinesis::types::error::{LimitExceededException, ResourceNotFoundException};
use sotalia::prelude::*;
use sotalia::sts;
use sotalia_testkit::{Fault, FaultServer};
use sotalia_tests::{Server, session_builder, status_with};

/// The shards of the fixture.
const SHARDS: usize = 3;

/// A session with a server that has Kinesis, unless there is none.
async fn session(server: Server, test: &str) -> Option<Session> {
    let running = server.running(test).await?;
    Some(running.session().load().await.expect("all that a session needs is set"))
}

/// Makes streams, and waits for them.
async fn make_streams(client: &Client, names: &[String]) -> sotalia::Result<()> {
    for name in names {
        client.create_stream().stream_name(name).shard_count(SHARDS as i32).send().await?;
    }
    for name in names {
        let mut is_active = false;
        for _ in 0..200 {
            let answer = client.describe_stream_summary().stream_name(name).send().await?;
            is_active = answer.stream_description_summary().is_some_and(|s| s.stream_status().as_str() == "ACTIVE");
            if is_active {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert!(is_active, "expected {name} to become active");
    }
    Ok(())
}

async fn paginators(client: &Client, names: &[String]) -> sotalia::Result<()> {
    let stream = &names[0];
    let listed: Vec<String> = client.list_streams().paginate().page_size(1).items().try_collect().await?;
    for name in names {
        assert!(listed.contains(name), "ListStreams by pages of 1: expected {name} in {listed:?}");
    }
    for size in [1, 2, 100] {
        let shards = client.describe_stream().stream_name(stream).paginate().page_size(size).items();
        let shards: Vec<_> = shards.map_ok(|shard| shard.shard_id).try_collect().await?;
        assert_eq!(shards.len(), SHARDS, "DescribeStream, pages of {size}: got {shards:?}");
        let again = client.list_shards().stream_name(stream).paginate().page_size(size).items();
        let again: Vec<_> = again.map_ok(|shard| shard.shard_id).try_collect().await?;
        assert_eq!(again, shards, "ListShards, pages of {size}: expected the shards of DescribeStream");
    }
    let mut some = client.describe_stream().stream_name(stream).paginate().page_size(2).limit(1).items();
    while some.try_next().await?.is_some() {}
    let token = some.resume_token().expect("the limit left shards");
    let rest = client.describe_stream().stream_name(stream).paginate().starting_token(token).items();
    assert_eq!(rest.try_collect::<Vec<_>>().await?.len(), SHARDS - 1, "DescribeStream: expected the rest");
    Ok(())
}

async fn consumers_and_tags(client: &Client, stream: &str) -> sotalia::Result<()> {
    let answer = client.describe_stream_summary().stream_name(stream).send().await?;
    let arn = answer.stream_description_summary().expect("the answer has it").stream_arn().to_owned();
    let consumers = client.list_stream_consumers().stream_arn(&arn).items();
    assert_eq!(consumers.try_collect::<Vec<_>>().await?.len(), 0, "ListStreamConsumers: expected none");
    for number in 0..3 {
        client.register_stream_consumer().stream_arn(&arn).consumer_name(format!("c{number}")).send().await?;
    }
    let consumers = client.list_stream_consumers().stream_arn(&arn).paginate().page_size(2).items();
    let mut names: Vec<_> = consumers.map_ok(|consumer| consumer.consumer_name).try_collect().await?;
    names.sort_unstable();
    assert_eq!(names, ["c0", "c1", "c2"], "ListStreamConsumers, pages of 2");
    for number in 0..3 {
        client.add_tags_to_stream().stream_name(stream).tags(format!("k{number}"), "v").send().await?;
    }
    for size in [1, 2, 10] {
        let tags = client.list_tags_for_stream().stream_name(stream).paginate().page_size(size).items();
        let keys: Vec<_> = tags.map_ok(|tag| tag.key).try_collect().await?;
        assert_eq!(keys, ["k0", "k1", "k2"], "ListTagsForStream, pages of {size}");
    }
    Ok(())
}

/// Plays the parts of the fixture, and deletes its streams whatever happens.
async fn check(server: Server) {
    let Some(session) = session(server, "kinesis_is_paged").await else { return };
    let client: Client = session.client();
    let names: Vec<_> = ["one", "two", "three"].map(|name| format!("{name}-{}", std::process::id())).into();
    let outcome = async {
        make_streams(&client, &names).await?;
        paginators(&client, &names).await?;
        consumers_and_tags(&client, &names[0]).await
    };
    let outcome = outcome.await;
    for name in &names {
        let _ = client.delete_stream().stream_name(name).enforce_consumer_deletion(true).send().await;
    }
    if let Err(error) = outcome {
        panic!("{server}: expected no error, got {}", error.report());
    }
}

#[tokio::test]
async fn kinesis_is_paged_on_moto() {
    check(Server::Moto).await;
}

#[tokio::test]
async fn kinesis_is_paged_on_ministack() {
    check(Server::Ministack).await;
}

async fn check_missing(server: Server) {
    let Some(session) = session(server, "a_missing_stream_is_not_found").await else { return };
    let client: Client = session.client();
    let described = client.describe_stream().stream_name("no-such-stream").items().try_collect::<Vec<_>>().await;
    let error = described.expect_err("there is no such stream");
    assert!(error.is_not_found(), "{server}: expected not found, got {error}");
    assert!(error.is::<ResourceNotFoundException>(), "{server}: expected the SDK's type in {error:?}");
    assert_eq!(error.code().map(|code| code.as_str()), Some("ResourceNotFoundException"), "{server}: {error}");
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

#[tokio::test]
async fn a_limit_is_told_by_type_and_by_code() {
    let body = r#"{"__type": "LimitExceededException", "message": "20 streams are the limit"}"#;
    // What the SDK may speak with Kinesis: JSON or CBOR. A server that answers in JSON says so.
    let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amzn-requestid", "R1")];
    let answer = Fault::Send(status_with("400 Bad Request", &headers, body));
    let server = FaultServer::start(move |_| answer.clone()).await.expect("a port is free");
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let client: Client = session.client();
    let made = client.create_stream().stream_name("s").shard_count(1).send().await.map_err(Error::from);
    let error = made.expect_err("the limit is reached");
    let found = error.downcast_ref::<LimitExceededException>().expect("the SDK's type is among the causes");
    assert_eq!(found.message.as_deref(), Some("20 streams are the limit"), "expected the message of the answer");
    assert_eq!(error.code().map(|code| code.as_str()), Some("LimitExceededException"), "{error}");
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
