//! A client whose requests are kept, and answered with what a test says.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use sotalia_dynamic::session::{Platform, RetryConfig, Session, SessionBuilder};
use sotalia_dynamic::{ByteStream, DynamicClient, SessionDynamic};

/// A request that was sent, with its body read.
#[derive(Debug, Clone)]
pub struct Sent {
    pub method: String,
    pub uri: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Sent {
    /// The headers of this name, with commas between them; empty if there is none.
    pub fn header(&self, name: &str) -> String {
        let values: Vec<_> =
            self.headers.iter().filter(|(of, _)| of == name).map(|(_, value)| value.as_str()).collect();
        values.join(",")
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An answer that is to be given.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// An answer with this status and body.
pub fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer { status, headers: Vec::new(), body: body.into() }
}

impl Answer {
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Gives the answers one after the other, the last one again and again, and keeps the requests.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    sent: Arc<Mutex<Vec<Sent>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Scene {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        Self { sent: Arc::default(), answers }
    }

    /// What was sent so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The one request that was sent.
    pub fn only(&self) -> Sent {
        let sent = self.sent();
        assert_eq!(sent.len(), 1, "expected one request, got {sent:#?}");
        sent.into_iter().next().expect("there is one")
    }

    /// A session that sees nothing of the machine, at noon of the first day of 2026.
    pub fn session(&self) -> SessionBuilder {
        self.session_with([])
    }

    /// The same with variables of the environment.
    pub fn session_with<const N: usize>(&self, variables: [(&'static str, &'static str); N]) -> SessionBuilder {
        self.session_of(Platform::with_variables([("HOME", "/no-such-home")].into_iter().chain(variables)))
    }

    /// The same with lines of the profile.
    pub fn session_with_profile(&self, lines: &str) -> SessionBuilder {
        let platform = Platform::with_variables([("HOME", "/home")]);
        self.session_of(platform.files([("/home/.aws/config", format!("[default]\n{lines}\n"))]))
    }

    fn session_of(&self, platform: Platform) -> SessionBuilder {
        let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
        Session::builder()
            .platform(platform.time_source(aws_smithy_async::time::StaticTimeSource::new(noon())))
            .region("eu-west-1")
            .credentials("AKIDEXAMPLE", "the-secret", None)
            .retry(retries)
            .http_client(self.clone())
    }

    pub async fn client(&self, service: &str) -> DynamicClient {
        client_of(&self.session().load().await.expect("all that a session needs is set"), service)
    }

    fn next(&self) -> Answer {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = if answers.len() > 1 { answers.pop_front() } else { answers.front().cloned() };
        next.expect("the test has an answer")
    }
}

/// 2026-01-01T12:00:00Z.
pub fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_268_800)
}

pub fn client_of(session: &Session, service: &str) -> DynamicClient {
    session.dynamic(service).expect("the service is there")
}

impl HttpClient for Scene {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Scene {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let scene = self.clone();
        HttpConnectorFuture::new(async move {
            let body = std::mem::replace(request.body_mut(), SdkBody::taken());
            let body = ByteStream::new(body).collect().await.expect("the body can be read").into_bytes().to_vec();
            let headers = request.headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let sent = Sent { method: request.method().to_owned(), uri: request.uri().to_owned(), headers, body };
            scene.sent.lock().unwrap_or_else(PoisonError::into_inner).push(sent);
            let answer = scene.next();
            let status = answer.status.try_into().expect("it is a status");
            let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
            for (name, value) in answer.headers {
                response.headers_mut().insert(name, value);
            }
            Ok(response)
        })
    }
}
