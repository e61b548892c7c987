//! Sends the token of a sign-in past the SDK's log, which shows the header that holds it.

use std::fmt;

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;

/// What the SDK is given in the place of the token.
pub(super) const STAND_IN: &str = "hidden";

/// The header of the token.
const HEADER: &str = "x-amz-sso_bearer_token";

/// An HTTP client that puts the token where its stand-in is, when the SDK has written its log.
#[derive(Clone)]
pub(super) struct WithToken<T> {
    inner: T,
    token: String,
}

impl WithToken<SharedHttpClient> {
    /// Fails if a header cannot hold the token.
    pub(super) fn new(inner: SharedHttpClient, token: &str) -> Result<Self, &'static str> {
        if http::HeaderValue::from_str(token).is_err() {
            return Err("cannot be used (its token holds characters that no header may have)");
        }
        Ok(Self { inner, token: token.to_owned() })
    }
}

impl HttpClient for WithToken<SharedHttpClient> {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(WithToken { inner, token: self.token.clone() })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

impl HttpConnector for WithToken<SharedHttpConnector> {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        request.headers_mut().insert(HEADER, self.token.clone());
        self.inner.call(request)
    }
}

/// Shows no token.
impl<T> fmt::Debug for WithToken<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithToken").finish_non_exhaustive()
    }
}
