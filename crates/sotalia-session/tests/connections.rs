//! How a session's own HTTP client reaches servers: through proxies, and with the certificates that it is told to trust.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use sotalia_session::error::LocalError;
use sotalia_session::{Platform, Session};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

#[path = "harness/log.rs"]
mod log;

use log::Log;

/// A server that answers each request with 200, and keeps the heads.
struct Server {
    port: u16,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port is free");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, tls) = (Arc::clone(&kept), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => answer(stream, kept).await,
                        Some(tls) => {
                            if let Ok(stream) = tls.accept(stream).await {
                                answer(stream, kept).await;
                            }
                        }
                    }
                });
            }
        });
        Self { port, heads }
    }

    fn heads(&self) -> String {
        self.heads.lock().expect("nobody panicked while holding it").concat()
    }
}

async fn answer(mut stream: impl AsyncRead + AsyncWrite + Unpin, heads: Arc<Mutex<Vec<String>>>) {
    let mut buffer = vec![0; 8192];
    let read = stream.read(&mut buffer).await.unwrap_or_default();
    heads.lock().expect("nobody panicked while holding it").push(String::from_utf8_lossy(&buffer[..read]).into_owned());
    let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await;
    let _gone = stream.shutdown().await;
}

fn platform(variables: &[(&str, &str)]) -> Platform {
    Platform::with_variables([("HOME", "/home/me")].into_iter().chain(variables.iter().copied()))
}

/// Sends through the session's HTTP client; the status, or why there is none.
async fn send(platform: Platform, url: &str) -> Result<u16, String> {
    let session = Session::builder().platform(platform).load().await.expect("the settings can be used");
    let client = session.sdk_config().http_client().expect("a session has an HTTP client");
    let settings = HttpConnectorSettings::builder().connect_timeout(Duration::from_millis(500)).build();
    let components = RuntimeComponentsBuilder::for_tests().with_sleep_impl(Some(TokioSleep::new()));
    let components = components.build().expect("test components are complete");
    let mut request = HttpRequest::get(url).expect("it is a URL");
    request.headers_mut().insert("x-test", "1");
    let answer = client.http_connector(&settings, &components).call(request).await;
    answer.map(|answer| answer.status().as_u16()).map_err(|error| format!("{error:?}"))
}

#[tokio::test]
async fn a_plain_request_goes_through_its_proxy_with_the_password() {
    let proxy = Server::start(None).await;
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        let url = format!("http://user:p%40ss@127.0.0.1:{}", proxy.port);
        let status = send(platform(&[(variable, &url)]), "http://bucket.invalid/key").await;
        assert_eq!(status, Ok(200), "{variable}");
    }
    let heads = proxy.heads();
    assert_eq!(heads.matches("GET http://bucket.invalid/key").count(), 4, "each variable is read: {heads}");
    assert_eq!(
        heads.to_lowercase().matches("proxy-authorization: basic dxnlcjpwqhnz").count(),
        4,
        "user:p@ss: {heads}"
    );
}

#[tokio::test]
async fn the_password_of_a_proxy_is_in_no_log() {
    Log::start();
    let proxy = Server::start(None).await;
    let url = format!("http://user:p%40ss@127.0.0.1:{}", proxy.port);
    let variables = [("HTTP_PROXY", url.as_str()), ("HTTPS_PROXY", url.as_str())];
    assert_eq!(send(platform(&variables), "http://bucket.invalid/key").await, Ok(200));
    let error = send(platform(&variables), "https://bucket.invalid/key").await.expect_err("nobody is behind the proxy");
    let shown = format!("{} {error}", Log::text());
    assert!(shown.contains("added proxy authentication header"), "the log has what is done with it: {shown}");
    for canary in ["p%40ss", "p@ss", "dXNlcjpwQHNz"] {
        assert!(!shown.contains(canary), "expected no {canary} in {shown}");
    }
}

#[tokio::test]
async fn an_encrypted_request_asks_its_proxy_for_a_tunnel() {
    let proxy = Server::start(None).await;
    let url = format!("127.0.0.1:{}", proxy.port);
    let failed = send(platform(&[("HTTPS_PROXY", &url)]), "https://bucket.invalid/key").await;
    assert!(failed.is_err(), "there is no server behind the proxy");
    assert!(proxy.heads().starts_with("CONNECT bucket.invalid:443"), "asked for a tunnel: {}", proxy.heads());
}

#[tokio::test]
async fn a_proxy_is_for_its_scheme_and_not_for_all_hosts() {
    let (proxy, server) = (Server::start(None).await, Server::start(None).await);
    let proxy_url = format!("http://127.0.0.1:{}", proxy.port);
    let url = format!("http://127.0.0.1:{}/key", server.port);
    let direct: [&[(&str, &str)]; 4] = [
        &[("HTTPS_PROXY", &proxy_url)],
        &[("HTTP_PROXY", &proxy_url), ("NO_PROXY", "localhost, 127.0.0.1")],
        &[("HTTP_PROXY", &proxy_url), ("no_proxy", "127.0.0.0/8")],
        // Under CGI, `HTTP_PROXY` is a header of whoever asks.
        &[("HTTP_PROXY", &proxy_url), ("REQUEST_METHOD", "GET")],
    ];
    for variables in direct {
        assert_eq!(send(platform(variables), &url).await, Ok(200), "{variables:?}");
    }
    assert_eq!(proxy.heads(), "", "nothing went through the proxy");
    assert_eq!(server.heads().matches("GET /key").count(), 4, "all went to the server");
}

#[tokio::test]
async fn no_proxy_sees_requests_for_the_credentials_of_a_machine() {
    let proxy = Server::start(None).await;
    let url = format!("http://127.0.0.1:{}", proxy.port);
    let _unreachable = send(platform(&[("HTTP_PROXY", &url)]), "http://169.254.169.254/latest/meta-data").await;
    assert_eq!(proxy.heads(), "", "nothing went through the proxy");
}

#[tokio::test]
async fn a_proxy_that_cannot_be_used_is_an_error_without_its_password() {
    for url in ["socks5://user:hunter2@proxy.example.com:1080", "http://user:hunter2@"] {
        let loaded = Session::builder().platform(platform(&[("HTTPS_PROXY", url)])).load().await;
        let error = loaded.expect_err(url);
        assert_eq!(error.local_error(), Some(LocalError::InvalidConfig), "{url}: {error}");
        let message = error.to_string();
        assert!(message.contains("HTTPS_PROXY") && !message.contains("hunter2"), "{url}: {message}");
    }
    let shown = Session::builder().platform(platform(&[("HTTPS_PROXY", "http://user:hunter2@proxy.example.com")]));
    let session = shown.load().await.expect("this proxy can be used");
    let text = format!("{} {:?} {session:?}", session.settings(), session.settings());
    assert!(text.contains("…@proxy.example.com") && !text.contains("hunter2"), "{text}");
    let config = format!("{:?}", session.sdk_config());
    assert!(!config.contains("hunter2"), "the SDK's configuration hides it: {config}");
}

#[tokio::test]
async fn the_certificates_of_the_bundle_are_trusted_and_no_others() {
    let made = |name: &str| rcgen::generate_simple_self_signed([name.to_owned()]).expect("a certificate can be made");
    let (own, other) = (made("localhost"), made("localhost"));
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(own.signing_key.serialize_der()));
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider has TLS 1.3")
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key)
        .expect("the key is that of the certificate");
    let server = Server::start(Some(TlsAcceptor::from(Arc::new(config)))).await;
    let url = format!("https://localhost:{}/key", server.port);
    let bundle = |certificates: &[String]| {
        platform(&[("AWS_CA_BUNDLE", "~/bundle.pem")]).files([("/home/me/bundle.pem", certificates.concat())])
    };
    assert_eq!(send(bundle(&[own.cert.pem()]), &url).await, Ok(200), "its own");
    assert_eq!(send(bundle(&[other.cert.pem(), own.cert.pem()]), &url).await, Ok(200), "the second one");
    assert!(send(bundle(&[other.cert.pem()]), &url).await.is_err(), "another one");
    assert!(send(platform(&[]), &url).await.is_err(), "the system does not know it");
    let profile = "[default]\nca_bundle = /home/me/bundle.pem\n".to_owned();
    let files = [("/home/me/.aws/config", profile), ("/home/me/bundle.pem", own.cert.pem())];
    assert_eq!(send(platform(&[]).files(files), &url).await, Ok(200), "named by the profile");
}

#[tokio::test]
async fn a_bundle_that_cannot_be_used_is_an_error() {
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let cases = [
        ("/home/me/missing.pem", "cannot be read"),
        ("/home/me/empty.pem", "holds no certificate"),
        ("/home/me/text.pem", "holds no certificate"),
        ("/home/me/broken.pem", "certificate 1 is not valid"),
        ("/home/me/cut.pem", "is no PEM file"),
    ];
    for (path, words) in cases {
        let files = [
            ("/home/me/empty.pem", ""),
            ("/home/me/text.pem", "hello"),
            ("/home/me/broken.pem", broken),
            ("/home/me/cut.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n"),
        ];
        let platform = platform(&[("AWS_CA_BUNDLE", path)]).files(files);
        let error = Session::builder().platform(platform).load().await.expect_err(path);
        assert_eq!(error.local_error(), Some(LocalError::InvalidConfig), "{path}: {error}");
        let message = error.to_string();
        let says = message.contains(words) && message.contains("AWS_CA_BUNDLE") && message.contains(".pem");
        assert!(says, "{path}: expected {words:?}: {message}");
    }
}
