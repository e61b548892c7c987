//! A silent server is given up; a slow upload and a slow reader are not.

use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_types::body::SdkBody;
use sotalia_session::error::LocalError;
use sotalia_session::{Platform, RetryConfig, Session, TimeoutConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const LIMIT: Duration = Duration::from_millis(800);

/// Serves each connection with `serve`, and returns the address.
async fn server<F>(serve: fn(TcpStream) -> F) -> String
where
    F: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port is free");
    let address = listener.local_addr().expect("a bound listener has an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    format!("http://{address}")
}

/// Accepts, reads, and never answers.
async fn silent(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    std::future::pending::<()>().await;
}

/// Reads a body of [`BODY`] bytes slowly, for several times the limit, then answers.
async fn slow_reader(mut stream: TcpStream) {
    let mut buffer = vec![0; 256 * 1024];
    let mut read = 0;
    while read < BODY {
        tokio::time::sleep(Duration::from_millis(10)).await;
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(more) => read += more,
        }
    }
    let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
}

/// Answers with the head and a part of the body, then falls silent.
async fn stops_midway(mut stream: TcpStream) {
    let mut buffer = [0; 4096];
    let _request = stream.read(&mut buffer).await;
    let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello").await;
    std::future::pending::<()>().await;
}

const BODY: usize = 48 * 1024 * 1024;

async fn session() -> Session {
    let builder = Session::builder().platform(Platform::with_variables([("HOME", "/home/me")]));
    builder.load().await.expect("an empty machine makes a session")
}

/// Sends through the session's HTTP client, as a client of the SDK does.
async fn send(url: &str, body: SdkBody) -> Result<HttpResponse, ConnectorError> {
    let client = session().await.sdk_config().http_client().expect("a session has an HTTP client");
    let components = RuntimeComponentsBuilder::for_tests()
        .with_sleep_impl(session().await.sdk_config().sleep_impl())
        .build()
        .expect("the test builder holds all that is needed");
    let settings = HttpConnectorSettings::builder().read_timeout(LIMIT).build();
    let mut request = HttpRequest::new(body);
    request.set_method("PUT").expect("PUT is a method");
    request.set_uri(url).expect("the address makes a URL");
    client.http_connector(&settings, &components).call(request).await
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let url = server(silent).await;
    let start = Instant::now();
    let error = send(&url, SdkBody::empty()).await.expect_err("nothing answers");
    assert!(error.is_timeout(), "a time-out, as the SDK knows it: {error:?}");
    assert!(start.elapsed() >= LIMIT, "not before the limit: {:?}", start.elapsed());
    assert!(start.elapsed() < LIMIT * 5, "soon after the limit: {:?}", start.elapsed());
}

#[tokio::test]
async fn a_slow_upload_lives() {
    let url = server(slow_reader).await;
    let start = Instant::now();
    let answer = send(&url, SdkBody::from(vec![0; BODY])).await.expect("bytes keep moving");
    assert_eq!(answer.status().as_u16(), 200);
    assert!(start.elapsed() > LIMIT * 2, "the upload took longer than the limit: {:?}", start.elapsed());
}

#[tokio::test]
async fn an_answer_that_stops_is_given_up() {
    let url = server(stops_midway).await;
    let answer = send(&url, SdkBody::empty()).await.expect("the head of an answer comes");
    let start = Instant::now();
    let error = read(answer.into_body()).await.expect_err("the rest never comes");
    assert!(error.contains("silent"), "says what happened: {error}");
    assert!(start.elapsed() < LIMIT * 5, "soon after the limit: {:?}", start.elapsed());
}

async fn read(mut body: SdkBody) -> Result<usize, String> {
    let mut total = 0;
    loop {
        let frame = std::future::poll_fn(|context| http_body::Body::poll_frame(std::pin::Pin::new(&mut body), context));
        match frame.await {
            Some(Ok(frame)) => total += frame.into_data().map_or(0, |data| data.len()),
            Some(Err(error)) => return Err(error.to_string()),
            None => return Ok(total),
        }
    }
}

/// The time-out reaches the clients that the SDK makes for itself, here the one that assumes a role.
#[tokio::test]
async fn a_silent_token_service_is_given_up() {
    let url = server(silent).await;
    let config = "[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                  [profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = SECRET\n";
    let platform =
        Platform::with_variables([("HOME", "/home/me"), ("AWS_PROFILE", "dev"), ("AWS_ENDPOINT_URL_STS", &url)])
            .files([("/home/me/.aws/config", config)]);
    let session = Session::builder()
        .platform(platform)
        .region("eu-west-1")
        .retry(RetryConfig::disabled())
        .timeouts(TimeoutConfig::builder().read_timeout(LIMIT).build())
        .load()
        .await
        .expect("the profile is complete");
    let start = Instant::now();
    let error = session.credentials().await.expect_err("nothing answers");
    assert_eq!(error.local_error(), Some(LocalError::CredentialsTimeout), "{error}");
    assert!(error.to_string().contains("silent"), "says what happened: {error}");
    assert!(start.elapsed() < LIMIT * 5, "soon after the limit: {:?}", start.elapsed());
}
