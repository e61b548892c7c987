//! Calls whose requests are kept, and whose answers are given.

use std::sync::{Arc, Mutex};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::Value as Json;
use sotalia_dynamic::models::Service;
use sotalia_dynamic::session::{Platform, RetryConfig, Session};
use sotalia_dynamic::{DynamicClient, SessionDynamic};

/// An answer to give.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A request that was sent.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) uri: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// An HTTP client that gives one answer to every request, and keeps the last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Canned {
    answer: Arc<Answer>,
    sent: Arc<Mutex<Option<Sent>>>,
}

impl Canned {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { answer: Arc::new(answer), sent: Arc::default() }
    }

    pub(crate) fn take_sent(&self) -> Option<Sent> {
        self.sent.lock().expect("no test panics with it").take()
    }
}

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let canned = self.clone();
        HttpConnectorFuture::new(async move {
            let headers = request.headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let (method, uri) = (request.method().to_owned(), request.uri().to_owned());
            let body = ByteStream::new(std::mem::replace(request.body_mut(), SdkBody::taken()));
            let body = body.collect().await.map_err(|error| ConnectorError::user(error.into()))?.to_vec();
            *canned.sent.lock().expect("no test panics with it") = Some(Sent { method, uri, headers, body });
            let status = canned.answer.status.try_into().expect("a case has a status");
            let mut response = HttpResponse::new(status, SdkBody::from(canned.answer.body.clone()));
            for (name, value) in &canned.answer.headers {
                response.headers_mut().append(name.to_ascii_lowercase(), value.clone());
            }
            Ok(response)
        })
    }
}

/// The model of a service from botocore's JSON.
pub(crate) fn model(json: &Json) -> Arc<Service> {
    Arc::new(
        Service::from_json("suite", json.to_string().as_bytes())
            .unwrap_or_else(|error| panic!("{}: {json}", error.report())),
    )
}

/// A client of this model, by this HTTP client, that sends what the protocol can carry: some cases give what a user is warned
/// of, such as numbers as texts.
pub(crate) fn client(model: &Arc<Service>, http: &Canned, endpoint: &str) -> DynamicClient {
    client_that(model, http, endpoint, false)
}

/// A client that checks parameters first, as users have it.
pub(crate) fn checking_client(model: &Arc<Service>, http: &Canned, endpoint: &str) -> DynamicClient {
    client_that(model, http, endpoint, true)
}

fn client_that(model: &Arc<Service>, http: &Canned, endpoint: &str, checks: bool) -> DynamicClient {
    let session = Session::builder()
        .platform(Platform::with_variables([("HOME", "/no-such-home")]))
        .region("us-east-1")
        .credentials("access-key", "secret-key", None)
        .http_client(http.clone())
        .retry(RetryConfig::disabled());
    let session = block_on(session.load()).expect("all that a session needs is set");
    let client = session.dynamic_configured("suite").model(Arc::clone(model)).endpoint_url(endpoint);
    client.parameter_validation(checks).build().expect("the model's protocol is known")
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    runtime.block_on(future)
}
