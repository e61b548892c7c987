//! Where a case is played: a session whose requests are noted down and answered from the case.

use std::fmt;
use std::future::IntoFuture;
use std::sync::{Arc, Mutex, MutexGuard};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, Metadata};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use sotalia_session::{Platform, RetryConfig, Session};

use crate::case::{Answer, Case};
use crate::tree::Tree;

/// A request: the operation, and its parameters.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) operation: String,
    pub(crate) parameters: Tree,
}

/// What is needed to play a case.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    session: Session,
    recorder: Recorder,
    case: Arc<Case>,
}

impl Scene {
    /// A scene for cases, with nothing to play yet.
    pub(crate) async fn new(case: Case) -> Self {
        let recorder = Recorder::default();
        let session = Session::builder()
            .platform(Platform::with_variables([("HOME", "/no-such-home")]))
            .endpoint_url("http://localhost")
            .region("us-east-1")
            .credentials("access", "secret", None)
            .retry(RetryConfig::disabled())
            .http_client(recorder.clone())
            .load()
            .await
            .expect("all that a session needs is set");
        Self { session, recorder, case: Arc::new(case) }
    }

    /// The same with another case, and nothing asked yet.
    pub(crate) fn with(&self, case: Case) -> Self {
        let state = State { answers: case.answers.iter().rev().cloned().collect(), ..State::default() };
        *self.recorder.state() = state;
        Self { case: Arc::new(case), ..self.clone() }
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The interceptor that notes requests down.
    pub(crate) fn recorder(&self) -> Recorder {
        self.recorder.clone()
    }

    /// What has been asked.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.recorder.state().asked.clone()
    }

    /// Makes what cannot be made without asking: that is no part of the case.
    pub(crate) async fn prepare<T>(&self, made: impl IntoFuture<Output = T>) -> T {
        self.recorder.state().preparing = true;
        let made = made.await;
        self.recorder.state().preparing = false;
        made
    }

    pub(crate) fn variant(&self) -> &str {
        self.case.variant()
    }

    /// An identifier of what the case acts on.
    pub(crate) fn on(&self, index: usize) -> &str {
        self.case.on(index).as_str().unwrap_or_default()
    }

    /// An identifier that is a number.
    pub(crate) fn number_on(&self, index: usize) -> i32 {
        number(self.case.on(index))
    }

    /// What is given to a sub-resource.
    pub(crate) fn argument(&self, index: usize) -> &str {
        self.case.argument(index).as_str().unwrap_or_default()
    }

    /// What is given to a sub-resource, if it is a number.
    pub(crate) fn number_argument(&self, index: usize) -> i32 {
        number(self.case.argument(index))
    }

    pub(crate) fn limit(&self) -> usize {
        let limit = self.case.step("limit").and_then(serde_json::Value::as_u64);
        limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX)
    }

    pub(crate) fn page_size(&self) -> Option<i32> {
        self.case.step("page_size").map(number)
    }

    pub(crate) fn in_pages(&self) -> bool {
        self.case.step("pages").is_some()
    }
}

fn number(value: &serde_json::Value) -> i32 {
    value.as_i64().and_then(|number| i32::try_from(number).ok()).unwrap_or_default()
}

#[derive(Debug, Default)]
struct State {
    /// The last one is the next.
    answers: Vec<Answer>,
    asked: Vec<Asked>,
    preparing: bool,
}

/// Notes requests down, as an interceptor, and answers them, as an HTTP client.
#[derive(Clone, Default)]
pub(crate) struct Recorder(Arc<Mutex<State>>);

impl Recorder {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("nothing panics while the state is locked")
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder")
    }
}

impl Intercept for Recorder {
    fn name(&self) -> &'static str {
        "Recorder"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut state = self.state();
        if !state.preparing {
            let operation = config.load::<Metadata>().map_or("", Metadata::name).to_owned();
            let input = format!("{:?}", context.input());
            // The boxes that the input is in write words of their own around it.
            let input = input.split_once("]:").map_or(input.as_str(), |(_, input)| input);
            let input = input.strip_suffix(')').unwrap_or(input);
            state.asked.push(Asked { operation, parameters: Tree::parse(input) });
        }
        Ok(())
    }
}

impl HttpClient for Recorder {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Recorder {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let mut state = self.state();
        let nothing_left = Answer { status: 500, headers: Vec::new(), body: Vec::new() };
        let answer = if state.preparing {
            Answer { status: 200, headers: vec![("content-length".to_owned(), "0".to_owned())], body: Vec::new() }
        } else {
            state.answers.pop().unwrap_or(nothing_left)
        };
        let status = answer.status.try_into().expect("the oracle writes statuses of HTTP");
        let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
        for (name, value) in answer.headers {
            response.headers_mut().insert(name, value);
        }
        HttpConnectorFuture::ready(Ok(response))
    }
}
