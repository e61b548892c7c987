//! An HTTP client that answers the same to everything, with no server at all: what is left is the library.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;

/// What it answers.
#[derive(Debug, Clone)]
pub struct InMemory {
    status: StatusCode,
    content_type: &'static str,
    body: Bytes,
}

impl InMemory {
    /// Answers with this; the status is one of HTTP's.
    ///
    /// # Panics
    ///
    /// Panics if it is not.
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::try_from(status).expect("the status is one of HTTP's");
        Self { status, content_type, body: body.into() }
    }
}

impl HttpConnector for InMemory {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let mut answer = HttpResponse::new(self.status, SdkBody::from(self.body.clone()));
        let headers = answer.headers_mut();
        headers.insert("content-type", self.content_type);
        headers.insert("x-amz-request-id", "STUB000000000001");
        HttpConnectorFuture::ready(Ok(answer))
    }
}

impl HttpClient for InMemory {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
