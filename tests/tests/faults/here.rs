//! Failures of this side of the wire, made to happen through a typed client: each is told apart.

use std::io;
use std::time::Duration;

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::{Builder, Connector};
use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::s3::types::ChecksumMode;
use sotalia::session::{Platform, RetryConfig, SessionBuilder, TimeoutConfig};
use sotalia_testkit::Fault;
use sotalia_tests::{session_builder, status, status_with};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::call::{Call, always};

/// A port of the loopback address at which nobody listens.
async fn closed_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

/// A server that says these bytes to whatever it hears first, and closes.
async fn says(bytes: &'static [u8]) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A peer that breaks off is no concern of this server's.
            let _ = answer(stream, bytes).await;
        }
    });
    port
}

async fn answer(mut stream: TcpStream, bytes: &[u8]) -> io::Result<()> {
    stream.read_buf(&mut Vec::new()).await?;
    stream.write_all(bytes).await?;
    stream.shutdown().await?;
    // What the peer still sends is read, or the system would answer it with a reset.
    while stream.read_buf(&mut Vec::new()).await? > 0 {}
    Ok(())
}

fn at(endpoint_url: &str) -> SessionBuilder {
    session_builder(endpoint_url).retry(RetryConfig::disabled())
}

async fn error_at(endpoint_url: &str, settings: impl FnOnce(SessionBuilder) -> SessionBuilder) -> Error {
    let session = settings(at(endpoint_url)).load().await.expect("all that a session needs is set");
    Call::Collection.send(&S3::new(&session)).await.expect_err("nobody answers")
}

/// A failure, and what is known of it: what it is, whether it may have been executed, and a part of the help.
#[track_caller]
fn check(name: &str, error: &Error, expected: LocalError, help: &str) {
    assert_eq!(error.local_error(), Some(expected), "{name}: got {error:?}");
    assert_eq!(error.kind(), expected.kind(), "{name}: got {error:?}");
    assert_eq!(error.may_have_executed(), expected.may_have_executed(), "{name}: got {error:?}");
    let found = error.help().unwrap_or_default();
    assert!(found.contains(help), "{name}: expected {help:?} in the help {found:?} of {error}");
    assert!(error.operation().is_some(), "{name}: expected the operation in {error}");
}

#[tokio::test]
async fn connections_that_cannot_be_made() {
    let port = closed_port().await;
    let error = error_at(&format!("http://127.0.0.1:{port}"), |builder| builder).await;
    check("nobody listens", &error, LocalError::ConnectionRefused, "a server listens there");
    let error = error_at("http://nowhere.invalid", |builder| builder).await;
    check("no such host", &error, LocalError::DnsFailure, "typo");
    let plain = says(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
    let error = error_at(&format!("https://127.0.0.1:{plain}"), |builder| builder).await;
    check("TLS to a plain port", &error, LocalError::TlsFailure, "`https`, not `http`");
    // A fatal alert of TLS 1.2: "unexpected message".
    let tls = says(b"\x15\x03\x03\x00\x02\x02\x0a").await;
    let error = error_at(&format!("http://127.0.0.1:{tls}"), |builder| builder).await;
    check("plain HTTP to a TLS port", &error, LocalError::UnparsableAnswer, "may speak TLS");
}

#[tokio::test]
async fn proxies() {
    let through = |port: u16| {
        let proxy = ProxyConfig::all(format!("http://127.0.0.1:{port}")).expect("it is a URL");
        Builder::new().build_with_connector_fn(move |settings, _| {
            let mut connector =
                Connector::builder().tls_provider(Provider::Rustls(CryptoMode::Ring)).proxy_config(proxy.clone());
            connector.set_connector_settings(settings.cloned());
            connector.build()
        })
    };
    let closed = through(closed_port().await);
    let error = error_at("https://s3.nowhere.invalid", |builder| builder.http_client(closed)).await;
    check("no proxy", &error, LocalError::ProxyFailure, "HTTPS_PROXY");
    let forbids = through(says(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await);
    let error = error_at("https://s3.nowhere.invalid", |builder| builder.http_client(forbids)).await;
    check("a proxy that refuses", &error, LocalError::ProxyFailure, "HTTPS_PROXY");
}

#[tokio::test]
async fn time_limits() {
    let limit = Duration::from_millis(300);
    let server = always(Fault::Hang).await;
    let with = |timeouts: TimeoutConfig| move |builder: SessionBuilder| builder.timeouts(timeouts);
    let timeouts = TimeoutConfig::builder().operation_attempt_timeout(limit).build();
    let error = error_at(server.endpoint_url(), with(timeouts)).await;
    check("an attempt", &error, LocalError::AttemptTimeout, "`operation_attempt_timeout`, which was 300ms");
    let timeouts = TimeoutConfig::builder().operation_timeout(limit).build();
    let error = error_at(server.endpoint_url(), with(timeouts)).await;
    check("all attempts", &error, LocalError::OperationTimeout, "`operation_timeout`, which was 300ms");
    let timeouts = TimeoutConfig::builder().read_timeout(limit).build();
    let error = error_at(server.endpoint_url(), with(timeouts)).await;
    check("silence", &error, LocalError::ReadTimeout, "`read_timeout`, which was 300ms");
}

#[tokio::test]
async fn a_connection_that_is_not_taken() {
    let socket = TcpSocket::new_v4().expect("a socket is free");
    socket.bind("127.0.0.1:0".parse().expect("it is an address")).expect("a port is free");
    let listener = socket.listen(1).expect("it can listen");
    let address = listener.local_addr().expect("it is bound");
    // Nobody accepts, so that the queue is full after a few; the system then drops what comes.
    let mut queued = Vec::new();
    while let Ok(Ok(stream)) = tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await {
        queued.push(stream);
    }
    let timeouts = TimeoutConfig::builder().connect_timeout(Duration::from_millis(300)).build();
    let error = error_at(&format!("http://{address}"), |builder| builder.timeouts(timeouts)).await;
    check("no connection in time", &error, LocalError::ConnectTimeout, "`connect_timeout`, which was 300ms");
}

#[tokio::test]
async fn data_with_a_wrong_checksum() {
    let answer = status_with("200 OK", &[("x-amz-checksum-crc32", "AAAAAA==")], "0123456789");
    let server = always(Fault::Send(answer)).await;
    let session = at(server.endpoint_url()).load().await.expect("all that a session needs is set");
    let object = S3::new(&session).object("b", "k");
    let output = object.get().with(|r| r.checksum_mode(ChecksumMode::Enabled)).await.expect("the head is whole");
    let error = Error::from(output.body.collect().await.expect_err("the data is not what was sent"));
    assert_eq!(error.local_error(), Some(LocalError::ChecksumMismatch), "got {error:?}");
    assert!(error.is_retryable() && error.help().is_some_and(|help| help.contains("try again")), "got {error:?}");
}

#[tokio::test]
async fn requests_that_are_not_sent() {
    let server = always(Fault::Send(status("200 OK", ""))).await;
    let client: sotalia::s3::Client = at(server.endpoint_url()).load().await.expect("the settings are good").client();
    for (name, bucket, key, expected) in [
        ("no bucket", None, Some("k"), LocalError::MissingParameter),
        ("no key", Some("b"), None, LocalError::MissingParameter),
        // The SDK takes an empty one for none.
        ("an empty key", Some("b"), Some(""), LocalError::MissingParameter),
        ("a name that no bucket can have", Some("a bucket?"), Some("k"), LocalError::InvalidParameter),
    ] {
        let request = client.get_object().set_bucket(bucket.map(str::to_owned)).set_key(key.map(str::to_owned));
        check(name, &request.send().await.expect_err(name).into(), expected, "");
    }
    assert_eq!(server.requests().len(), 0, "nothing was sent");
}

#[tokio::test]
async fn sessions_that_lack_something() {
    let nothing = || {
        Session::builder()
            .platform(Platform::with_variables([("HOME", "/no-such-home"), ("AWS_EC2_METADATA_DISABLED", "true")]))
    };
    let server = always(Fault::Send(status("200 OK", ""))).await;
    let session = nothing().endpoint_url(server.endpoint_url()).region("us-east-1").load().await.expect("it loads");
    let error = Call::Buckets.send(&S3::new(&session)).await.expect_err("nobody has credentials");
    check("no credentials", &error, LocalError::NoCredentials, "AWS_ACCESS_KEY_ID");
    let session = nothing().credentials("id", "secret", None).load().await.expect("it loads");
    let error = Call::Buckets.send(&S3::new(&session)).await.expect_err("there is no region");
    check("no region", &error, LocalError::NoRegion, "AWS_REGION");
    for (name, builder, expected) in [
        (
            "half a key",
            nothing().platform(Platform::with_variables([("AWS_ACCESS_KEY_ID", "id")])),
            LocalError::PartialCredentials,
        ),
        ("no profile", nothing().profile("nobody"), LocalError::ProfileNotFound),
        ("a bad region", nothing().region("eu west"), LocalError::InvalidRegion),
        ("a bad endpoint", nothing().endpoint_url("no url"), LocalError::InvalidEndpoint),
    ] {
        let error = match builder.load().await {
            Ok(session) => session.credentials().await.expect_err(name),
            Err(error) => error,
        };
        assert_eq!(error.local_error(), Some(expected), "{name}: got {error:?}");
    }
}

#[tokio::test]
async fn a_role_that_asks_for_a_device() {
    let profiles = "[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n\
         mfa_serial = arn:aws:iam::111122223333:mfa/ann\n\
         [profile base]\naws_access_key_id = id\naws_secret_access_key = secret\n";
    let platform = Platform::with_variables([("HOME", "/home/ann")]).files([("/home/ann/.aws/config", profiles)]);
    let session = Session::builder().platform(platform).profile("role").region("us-east-1");
    let session = session.load().await.expect("nothing is asked yet");
    let error = session.credentials().await.expect_err("nobody can be asked for the code");
    assert_eq!(error.local_error(), Some(LocalError::MfaRequired), "got {error:?}");
    assert!(error.to_string().contains("mfa/ann"), "expected the device in {error}");
}

#[tokio::test]
async fn a_client_of_the_sdk_alone() {
    // Of Kinesis, since S3's sends requests without credentials as they are.
    use sotalia::kinesis::config::{BehaviorVersion, Builder as Config, Credentials, Region};

    let list = |config: Config| async {
        let client = sotalia::kinesis::Client::from_conf(config.behavior_version(BehaviorVersion::latest()).build());
        Error::from(client.list_streams().send().await.expect_err("something is missing"))
    };
    let http = || Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let key = || Credentials::new("id", "secret", None, None, "test");
    let region = Region::from_static("us-east-1");
    let error = list(Config::new().credentials_provider(key()).http_client(http())).await;
    check("no region", &error, LocalError::NoRegion, "AWS_REGION");
    let error = list(Config::new().region(region.clone()).http_client(http())).await;
    check("no credentials", &error, LocalError::NoCredentials, "AWS_ACCESS_KEY_ID");
    let error = list(Config::new().region(region).credentials_provider(key())).await;
    check("no HTTP client", &error, LocalError::InvalidConfig, "");
}
