//! What typed clients of a session have that the SDK's lack: a limit for attempts, and a look at bucket names.

use std::io::Write as _;
use std::time::{Duration, Instant};

use sotalia::client::AttemptLimit;
use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::{Client, config};
use sotalia_testkit::{Fault, FaultServer, ok_xml};
use sotalia_tests::session_builder;

/// A pause between two bytes.
const PAUSE: Duration = Duration::from_millis(20);

/// A client with a limit of its own for attempts, and one attempt.
async fn client(server: &FaultServer, limit: Duration) -> Client {
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let retries = sotalia::session::RetryConfig::disabled();
    let config = config::Builder::from(session.sdk_config()).force_path_style(true).retry_config(retries);
    Client::from_conf(config.interceptor(AttemptLimit::of(limit)).build())
}

/// A server that sends an answer one byte at a time, for as long as it takes.
async fn trickling() -> FaultServer {
    let answer = ok_xml(&format!("<ListAllMyBucketsResult>{}</ListAllMyBucketsResult>", " ".repeat(2000)));
    FaultServer::start(move |_| Fault::Slow(answer.clone(), PAUSE)).await.expect("a free port")
}

#[tokio::test]
async fn an_answer_that_trickles_in_is_ended() {
    let server = trickling().await;
    let client = client(&server, Duration::from_millis(500)).await;
    let start = Instant::now();
    let error = Error::from(client.list_buckets().send().await.expect_err("the answer takes a minute"));
    assert_eq!(error.local_error(), Some(LocalError::AttemptTimeout), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
}

#[tokio::test]
async fn a_limit_that_the_caller_set_is_kept() {
    let server = trickling().await;
    let limit =
        sotalia::session::TimeoutConfig::builder().operation_attempt_timeout(Duration::from_millis(300)).build();
    let client = client(&server, Duration::from_secs(600)).await;
    let request = client.list_buckets().customize().config_override(config::Builder::new().timeout_config(limit));
    let error = Error::from(request.send().await.expect_err("the answer takes a minute"));
    assert_eq!(error.local_error(), Some(LocalError::AttemptTimeout), "{error}");
}

#[tokio::test]
async fn a_body_that_streams_has_no_limit() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n".to_vec();
    // The head of the answer takes longer than the limit.
    let server = FaultServer::start(move |_| Fault::Slow(answer.clone(), PAUSE)).await.expect("a free port");
    let client = client(&server, Duration::from_millis(300)).await;
    let put = |body| client.put_object().bucket("b").key("k").body(body).send();
    let error = Error::from(put(ByteStream::from_static(b"small")).await.expect_err("a small body has a limit"));
    assert_eq!(error.local_error(), Some(LocalError::AttemptTimeout), "{error}");
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"from a file").expect("written");
    put(ByteStream::from_path(file.path()).await.expect("it is there")).await.expect("a stream has none");
}

#[tokio::test]
async fn a_name_that_no_bucket_can_have_is_not_sent() {
    let server = FaultServer::start(|_| Fault::Reset).await.expect("a free port");
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let s3 = S3::new(&session);
    for name in ["a/b", "../x", "..", "é", "a b"] {
        let error = s3.bucket(name).objects().count().await.expect_err(name);
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert_eq!(error.detail("BucketName"), Some(name), "the error names the input");
        assert!(error.to_string().contains("cannot be a bucket"), "{error}");
        let error = s3.object(name, "k").load().await.expect_err(name);
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    }
    assert_eq!(server.requests().len(), 0, "nothing is sent");
}

#[tokio::test]
async fn the_version_of_an_upload_is_read_from_the_listing() {
    let listing = "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>\
        <Upload><Key>k</Key><UploadId>one</UploadId><VersionId>v1</VersionId></Upload>\
        <Upload><Key>k</Key><UploadId>two</UploadId></Upload></ListMultipartUploadsResult>";
    let server = FaultServer::start(move |_| Fault::Send(ok_xml(listing))).await.expect("a free port");
    let session = session_builder(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let object = S3::new(&session).object("b", "k");
    let version = |id: &str| object.multipart_upload(id).version_id();
    assert_eq!(version("one").await.expect("it is listed").as_deref(), Some("v1"));
    assert_eq!(version("two").await.expect("it is listed"), None);
    let error = version("three").await.expect_err("it is not listed");
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn a_client_without_credentials_says_what_to_do() {
    let platform = sotalia::session::Platform::with_variables([
        ("HOME", "/no-such-home"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_REGION", "us-east-1"),
    ]);
    let session = Session::builder().platform(platform).load().await.expect("credentials are not needed yet");
    let client: Client = session.client();
    let error = Error::from(client.list_buckets().send().await.expect_err("there are no credentials"));
    assert_eq!(error.local_error(), Some(LocalError::NoCredentials), "{error}");
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
    for words in ["s3.ListBuckets", "AWS_ACCESS_KEY_ID", "aws configure"] {
        assert!(error.to_string().contains(words), "{words} is in: {error}");
    }
}
