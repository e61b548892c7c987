//! Stores made from a session: over an S3 server, with credentials that end, and without any.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_smithy_async::time::TimeSource;
use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::aws::AmazonS3ConfigKey::{
    Bucket, Endpoint, Region, S3Express, SkipSignature, VirtualHostedStyleRequest,
};
use object_store::path::Path;
use object_store::{ObjectStore as _, ObjectStoreExt as _, PutPayload};
use sotalia_object_store::amazon_s3;
use sotalia_object_store::session::error::{Error, LocalError};
use sotalia_object_store::session::{Platform, Session, SessionBuilder};
use sotalia_testkit::{EmbeddedS3, Fault, FaultServer};

fn builder(variables: &[(&str, &str)]) -> SessionBuilder {
    let none = [("HOME", "/no-such-home"), ("AWS_EC2_METADATA_DISABLED", "true")];
    Session::builder().platform(Platform::with_variables(none.into_iter().chain(variables.iter().copied())))
}

async fn store_settings(variables: &[(&str, &str)], bucket: &str) -> AmazonS3Builder {
    let session = builder(variables).load().await.expect("the variables can be used");
    amazon_s3(&session, bucket).expect("there is a region")
}

#[tokio::test]
async fn objects_are_written_listed_and_read() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("logs")).expect("a folder is a bucket");
    let server = EmbeddedS3::start_in(folder.path()).await.expect("a port is free");
    let session = builder(&[("AWS_REGION", "us-east-1")])
        .credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None)
        .endpoint_url(server.endpoint_url());
    let session = session.load().await.expect("all that a session needs is set");
    let store = amazon_s3(&session, "logs").expect("there is a region").build().expect("the settings fit");
    for key in ["2026/a b.txt", "2026/c+d.txt", "other"] {
        store.put(&Path::from(key), PutPayload::from(key.to_owned())).await.expect("the server takes it");
    }
    let listed: Vec<_> = store.list(Some(&Path::from("2026"))).try_collect().await.expect("the server lists");
    let mut keys: Vec<_> = listed.iter().map(|entry| entry.location.to_string()).collect();
    keys.sort();
    assert_eq!(keys, ["2026/a b.txt", "2026/c+d.txt"]);
    let read = store.get(&Path::from("2026/c+d.txt")).await.expect("it is there");
    assert_eq!(read.bytes().await.expect("it can be read"), "2026/c+d.txt");
    let error = store.get(&Path::from("absent")).await.expect_err("it is not there");
    assert!(matches!(error, object_store::Error::NotFound { .. }), "expected NotFound, got {error}");
}

/// A clock that a test moves.
#[derive(Debug, Clone, Default)]
struct Clock(Arc<AtomicU64>);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + self.0.load(Ordering::SeqCst))
    }
}

/// A key with a number, which lasts an hour.
#[derive(Debug, Clone)]
struct HourlyKeys {
    clock: Clock,
    made: Arc<AtomicU64>,
}

impl ProvideCredentials for HourlyKeys {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.made.fetch_add(1, Ordering::SeqCst) + 1;
        let end = self.clock.now() + Duration::from_secs(3600);
        let token = Some(format!("token{number}"));
        let key: provider::Result = Ok(Credentials::new(format!("KEY{number}"), "secret", token, Some(end), "hourly"));
        future::ProvideCredentials::ready(key)
    }
}

#[tokio::test]
async fn a_store_goes_on_with_new_credentials() {
    let server = FaultServer::start(|_| Fault::Send(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec()));
    let server = server.await.expect("a port is free");
    let clock = Clock::default();
    let keys = HourlyKeys { clock: clock.clone(), made: Arc::default() };
    let platform = Platform::with_variables([("AWS_REGION", "eu-west-1")]).time_source(clock.clone());
    let session = Session::builder().platform(platform).credentials_provider(keys.clone());
    let session = session.endpoint_url(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let store = amazon_s3(&session, "logs").expect("there is a region").build().expect("the settings fit");
    for _ in 0..3 {
        store.head(&Path::from("a")).await.expect_err("the server has nothing");
    }
    assert_eq!(keys.made.load(Ordering::SeqCst), 1, "one key serves all requests while it is valid");
    clock.0.store(3700, Ordering::SeqCst);
    store.head(&Path::from("a")).await.expect_err("the server has nothing");
    let requests = server.requests();
    let header = |number: usize, name: &str| {
        let lines = requests[number].headers.iter();
        lines
            .filter_map(|line| line.split_once(':'))
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, v)| v.trim())
    };
    assert_eq!(requests.len(), 4, "a 404 is not tried again");
    for (number, key, token) in [(0, "KEY1", "token1"), (2, "KEY1", "token1"), (3, "KEY2", "token2")] {
        let authorization = header(number, "authorization").unwrap_or_default();
        assert!(
            authorization.contains(&format!("Credential={key}/")),
            "request {number}: expected {key}: {authorization}"
        );
        assert!(authorization.contains("/eu-west-1/s3/"), "request {number}: expected the region: {authorization}");
        assert_eq!(header(number, "x-amz-security-token"), Some(token), "request {number}");
    }
}

#[tokio::test]
async fn a_failure_of_credentials_is_told_in_the_words_of_the_session() {
    let session = builder(&[("AWS_REGION", "eu-west-1")]).load().await.expect("credentials are asked for later");
    let expected = session.credentials().await.expect_err("there are none");
    let store = amazon_s3(&session, "logs").expect("there is a region").build().expect("the settings fit");
    let error = store.get(&Path::from("a")).await.expect_err("there are no credentials");
    let source = error.source().and_then(|source| source.downcast_ref::<Error>()).expect("the source is ours");
    assert_eq!(source.local_error(), Some(LocalError::NoCredentials), "of {error}");
    assert_eq!(source.to_string(), expected.to_string());
    assert!(error.to_string().contains(&expected.to_string()), "expected {expected} in {error}");
}

#[tokio::test]
async fn a_session_without_a_region_is_refused_with_the_way_out() {
    let session = builder(&[]).anonymous().load().await.expect("a session needs no region");
    let error = amazon_s3(&session, "logs").expect_err("there is no region");
    assert_eq!(error.local_error(), Some(LocalError::NoRegion));
    assert!(error.to_string().contains("AWS_REGION"), "expected the way out: {error}");
}

#[tokio::test]
async fn settings_of_the_session_become_those_of_the_store() {
    let check = async |variables: &[(&str, &str)], bucket: &str, endpoint: Option<&str>, by_host: &str| {
        let settings = store_settings(variables, bucket).await;
        let value = |key| settings.get_config_value(&key);
        assert_eq!(value(Endpoint).as_deref(), endpoint, "endpoint of {bucket} with {variables:?}");
        assert_eq!(value(VirtualHostedStyleRequest).as_deref(), Some(by_host), "of {bucket} with {variables:?}");
        assert_eq!(value(Bucket).as_deref(), Some(bucket));
        assert_eq!(value(Region).as_deref(), Some(variables[0].1));
        assert_eq!(value(SkipSignature).as_deref(), Some("false"), "a session with credentials signs");
    };
    let ireland = ("AWS_REGION", "eu-west-1");
    let local = ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");
    check(&[ireland], "logs", Some("https://logs.s3.eu-west-1.amazonaws.com"), "true").await;
    check(&[ireland], "a.dotted.name", Some("https://s3.eu-west-1.amazonaws.com"), "false").await;
    check(&[ireland, local], "logs", Some("http://127.0.0.1:9000"), "false").await;
    check(&[ireland], "logs--euw1-az1--x-s3", None, "false").await;
    let express = store_settings(&[ireland], "logs--euw1-az1--x-s3").await;
    assert_eq!(express.get_config_value(&S3Express).as_deref(), Some("true"), "a bucket of one zone");
}

#[tokio::test]
async fn an_anonymous_session_does_not_sign() {
    let session = builder(&[("AWS_REGION", "eu-west-1")]).anonymous().load().await.expect("it needs nothing");
    let settings = amazon_s3(&session, "logs").expect("there is a region");
    assert_eq!(settings.get_config_value(&SkipSignature).as_deref(), Some("true"));
}
