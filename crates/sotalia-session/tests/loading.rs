//! Loading a session is quick: it reads two files and asks nobody.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use sotalia_session::{Platform, Session, SessionBuilder};

/// Refuses every request, and counts them.
#[derive(Clone, Debug, Default)]
struct NoNetwork(Arc<AtomicUsize>);

impl HttpClient for NoNetwork {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for NoNetwork {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        self.0.fetch_add(1, Ordering::Relaxed);
        HttpConnectorFuture::ready(Err(ConnectorError::io("no network in this test".into())))
    }
}

/// What is chosen in code.
type Choose = fn(SessionBuilder) -> SessionBuilder;

/// On a machine that has nothing, and does not say that it is no instance.
#[tokio::test]
async fn nobody_is_asked() {
    let kinds: [(&str, Choose); 4] = [
        ("chain", |builder| builder),
        ("anonymous", SessionBuilder::anonymous),
        ("static", |builder| builder.credentials("AKIAIOSFODNN7EXAMPLE", "secret", None)),
        ("region", |builder| builder.region("eu-west-1")),
    ];
    for (name, choose) in kinds {
        let network = NoNetwork::default();
        let platform = Platform::with_variables([("HOME", "/home/me")]);
        let builder = choose(Session::builder().platform(platform).http_client(network.clone()));
        let session = builder.load().await.expect("an empty machine makes a session");
        assert_eq!(network.0.load(Ordering::Relaxed), 0, "{name}: load makes no request");
        let region = session.sdk_config().region().map(ToString::to_string);
        assert_eq!(region.as_deref(), (name == "region").then_some("eu-west-1"), "{name}: no region is made up");
    }
}

/// The best of many, since other tests run beside it. Code without optimization may take ten times as long.
#[tokio::test]
async fn it_takes_less_than_a_millisecond() {
    let limit = if cfg!(debug_assertions) { Duration::from_millis(10) } else { Duration::from_millis(1) };
    let files = [
        ("/home/me/.aws/config", "[default]\nregion = eu-west-1\n[profile dev]\noutput = json\n"),
        ("/home/me/.aws/credentials", "[default]\naws_access_key_id = AKIA\naws_secret_access_key = SECRET\n"),
    ];
    let mut best = Duration::MAX;
    for _ in 0..50 {
        let platform = Platform::with_variables([("HOME", "/home/me")]).files(files);
        let start = Instant::now();
        Session::builder().platform(platform).load().await.expect("the files make a session");
        best = best.min(start.elapsed());
    }
    println!("the best of 50 loads took {best:?}");
    assert!(best < limit, "it took {best:?}, and may take {limit:?}");
}
