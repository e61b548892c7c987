//! The HTTP client that all clients of a session share.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};
use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use sotalia_error::Result;

use crate::platform::Platform;
use crate::settings::Settings;

mod credentials_watch;
mod proxies;
mod read_timeout;
mod trust;
mod watched_body;

pub(crate) use credentials_watch::CredentialsWatch;
use proxies::Proxies;
use read_timeout::ReadTimeout;

/// The client given in code, or a new one as the settings say, under the read time-out of this crate.
///
/// # Errors
///
/// `InvalidConfig` for a CA bundle or a proxy that cannot be used. With a client given in code neither is looked at.
pub(crate) async fn shared(
    given: Option<SharedHttpClient>,
    settings: &Settings,
    platform: &Platform,
) -> Result<SharedHttpClient> {
    let inner = match given {
        Some(client) => client,
        None => SharedHttpClient::new(Pooled {
            trust: trust::read(settings, platform).await?,
            proxies: Proxies::read(settings, platform)?,
            connectors: RwLock::default(),
        }),
    };
    Ok(SharedHttpClient::new(ReadTimeout::new(inner)))
}

/// Connections over rustls with ring, through the proxies of the environment.
///
/// It has a pool of connections for each connect time-out: clients with the same one share connections. Nothing is made
/// before the first request.
#[derive(Debug)]
struct Pooled {
    trust: Option<TlsContext>,
    proxies: Proxies,
    connectors: RwLock<HashMap<Option<Duration>, SharedHttpConnector>>,
}

impl HttpClient for Pooled {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let key = settings.connect_timeout();
        if let Some(connector) = self.connectors.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return connector.clone();
        }
        let mut connectors = self.connectors.write().unwrap_or_else(PoisonError::into_inner);
        connectors.entry(key).or_insert_with(|| self.connect(settings, components)).clone()
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some(Cow::Borrowed("1.x"))))
    }
}

impl Pooled {
    fn connect(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let (settings, sleep) = (settings.clone(), components.sleep_impl());
        let start = move |proxy: ProxyConfig| {
            let mut builder = Connector::builder().proxy_config(proxy).connector_settings(settings.clone());
            builder.set_sleep_impl(sleep.clone());
            builder
        };
        let (trust, with_tls) = (self.trust.clone(), start.clone());
        let with_tls = move |proxy: ProxyConfig| {
            let mut builder = with_tls(proxy).tls_provider(Provider::Rustls(CryptoMode::Ring));
            if let Some(trust) = &trust {
                builder.set_tls_context(trust.clone());
            }
            SharedHttpConnector::new(builder.build())
        };
        let Proxies { http, https, any } = self.proxies.clone();
        let plain: Connecting = if any {
            // The proxy itself may be one of TLS. The SDK's connector knows one proxy.
            let with_tls = with_tls.clone();
            Box::new(move || with_tls(http))
        } else {
            Box::new(move || SharedHttpConnector::new(start(ProxyConfig::disabled()).build_http()))
        };
        let https: Connecting = Box::new(move || with_tls(https));
        SharedHttpConnector::new(ByScheme { http: LazyLock::new(plain), https: LazyLock::new(https) })
    }
}

type Connecting = Box<dyn FnOnce() -> SharedHttpConnector + Send>;

/// A connector for each scheme, made when it is first asked: that of TLS reads and parses the certificates of the system, which
/// takes longer than a request on loopback.
#[derive(Debug)]
struct ByScheme {
    http: LazyLock<SharedHttpConnector, Connecting>,
    https: LazyLock<SharedHttpConnector, Connecting>,
}

impl HttpConnector for ByScheme {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let plain = request.uri().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
        logged(if plain { &self.http } else { &self.https }, request)
    }
}

/// Sends a request, and says so in the log: where it goes, without its query, which may be a signature.
fn logged(inner: &SharedHttpConnector, request: HttpRequest) -> HttpConnectorFuture {
    if !tracing::enabled!(tracing::Level::DEBUG) {
        return inner.call(request);
    }
    let url = request.uri().split('?').next().unwrap_or_default();
    tracing::debug!(method = request.method(), url, "sending a request");
    let answer = inner.call(request);
    HttpConnectorFuture::new(async move {
        let answer = answer.await;
        match &answer {
            Ok(answer) => tracing::debug!(status = answer.status().as_u16(), "the request is answered"),
            Err(error) => tracing::debug!(%error, "the request has no answer"),
        }
        answer
    })
}
