//! The HTTP client that all clients of a session share.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{HttpClient, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

mod credentials_watch;
mod read_timeout;
mod watched_body;

pub(crate) use credentials_watch::CredentialsWatch;
use read_timeout::ReadTimeout;

/// The client given in code or a new one, under the read time-out of this crate.
pub(crate) fn shared(given: Option<SharedHttpClient>) -> SharedHttpClient {
    let inner = given.unwrap_or_else(|| SharedHttpClient::new(Pooled::default()));
    SharedHttpClient::new(ReadTimeout::new(inner))
}

/// Connections over rustls with ring, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`
/// name, as the SDK's default client.
///
/// It has a pool of connections for each connect time-out: clients with the same one share connections.
#[derive(Debug, Default)]
struct Pooled {
    connectors: RwLock<HashMap<Option<Duration>, SharedHttpConnector>>,
}

impl HttpClient for Pooled {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let key = settings.connect_timeout();
        if let Some(connector) = self.connectors.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return connector.clone();
        }
        let mut connectors = self.connectors.write().unwrap_or_else(PoisonError::into_inner);
        connectors.entry(key).or_insert_with(|| connect(settings, components)).clone()
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some(Cow::Borrowed("1.x"))))
    }
}

fn connect(settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
    let mut builder = Connector::builder()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .proxy_config(ProxyConfig::from_env())
        .connector_settings(settings.clone());
    builder.set_sleep_impl(components.sleep_impl());
    SharedHttpConnector::new(builder.build())
}
