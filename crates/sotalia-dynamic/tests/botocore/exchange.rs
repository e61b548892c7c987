//! Clients whose requests are kept, and whose answers are given.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use serde_json::Value as Json;
use sotalia_dynamic::session::{Platform, RetryConfig, Session};
use sotalia_dynamic::{DynamicClient, SessionDynamic as _};

/// An answer to give.
#[derive(Debug, Default)]
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

/// An HTTP client that gives the answer that was set, and keeps the first request since.
#[derive(Debug, Clone, Default)]
struct Canned {
    answer: Arc<Mutex<Answer>>,
    sent: Arc<Mutex<Option<Sent>>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nothing panics with it")
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
            lock(&canned.sent).get_or_insert(Sent { method, uri, headers, body });
            let answer = lock(&canned.answer);
            let status = answer.status.try_into().expect("a case has a status");
            let mut response = HttpResponse::new(status, SdkBody::from(answer.body.clone()));
            for (name, value) in &answer.headers {
                response.headers_mut().append(name.to_ascii_lowercase(), value.clone());
            }
            Ok(response)
        })
    }
}

/// A client of each service and protocol, made when it is first asked for.
#[derive(Default)]
pub(crate) struct Clients {
    http: Canned,
    session: Option<Session>,
    clients: HashMap<(String, String, bool), DynamicClient>,
}

impl Clients {
    /// The client of a case, which sends what is given: the values are made up, and shorter than some may be.
    pub(crate) fn of(&mut self, case: &Json) -> Result<DynamicClient, String> {
        self.checking(case, false)
    }

    /// The client of a case, which checks what is given.
    pub(crate) fn strict(&mut self, case: &Json) -> Result<DynamicClient, String> {
        self.checking(case, true)
    }

    fn checking(&mut self, case: &Json, checks: bool) -> Result<DynamicClient, String> {
        let text = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
        let key = (text("service"), text("protocol"), checks);
        if let Some(client) = self.clients.get(&key) {
            return Ok(client.clone());
        }
        let http = self.http.clone();
        let session = self.session.get_or_insert_with(|| session(http));
        let builder = session.dynamic_configured(&key.0).protocol(&key.1).endpoint_url("https://example.com");
        let client = builder.parameter_validation(checks).build().map_err(|error| error.report().to_string())?;
        self.clients.insert(key, client.clone());
        Ok(client)
    }

    /// What is answered from now on. What was sent is forgotten.
    pub(crate) fn answer(&self, answer: Answer) {
        *lock(&self.http.answer) = answer;
        *lock(&self.http.sent) = None;
    }

    /// The first request since an answer was set.
    pub(crate) fn take_sent(&self) -> Option<Sent> {
        lock(&self.http.sent).take()
    }
}

/// A profile with a login, for the services that take its token.
const CONFIG: &str =
    "[default]\nsso_session = dev\n[sso-session dev]\nsso_region = us-east-1\nsso_start_url = https://example.com\n";

/// The token of the login, in the cache of the AWS CLI: the name of the file is the SHA-1 of that of the session.
const TOKEN: (&str, &str) = (
    "/home/.aws/sso/cache/34c6fceca75e456f25e7e99531e2425c6c1de443.json",
    r#"{"accessToken": "token", "expiresAt": "2099-01-01T00:00:00Z", "region": "us-east-1", "startUrl": "https://example.com"}"#,
);

fn session(http: Canned) -> Session {
    let platform = Platform::with_variables([("HOME", "/home")]).files([("/home/.aws/config", CONFIG), TOKEN]);
    let session = Session::builder()
        .platform(platform)
        .region("us-east-1")
        .credentials("access-key", "secret-key", None)
        .http_client(http)
        .retry(RetryConfig::disabled());
    block_on(session.load()).expect("all that a session needs is set")
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    runtime.block_on(future)
}
