//! An HTTP client that answers from a recording, in its order, and says what was not as recorded.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use crate::exchange::{self, Answer, Exchange, Trouble};

/// The network of a case.
#[derive(Clone, Default)]
pub(crate) struct Replay(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    left: VecDeque<Exchange>,
    sent: Vec<String>,
    complaints: Vec<String>,
    /// Whether a request takes the first exchange that fits, in the place of the next.
    in_any_order: bool,
}

impl Replay {
    /// The exchanges of an `http.json`; none if there is no such file.
    pub(crate) fn of_exchanges(text: Option<&str>) -> Self {
        let exchanges: Vec<Exchange> = text.map_or_else(Vec::new, |text| {
            serde_json::from_str(text).unwrap_or_else(|error| panic!("http.json: {error}"))
        });
        Self::new(exchanges)
    }

    /// The exchanges of an `http-traffic.json` of the SDK's recorder.
    pub(crate) fn of_recorder(text: &str) -> Self {
        Self::new(exchange::recorded(text))
    }

    /// Exchanges that may be asked for in any order, and need not be.
    pub(crate) fn in_any_order(exchanges: Vec<Exchange>) -> Self {
        let replay = Self::new(exchanges);
        replay.with(|state| state.in_any_order = true);
        replay
    }

    fn new(exchanges: Vec<Exchange>) -> Self {
        let left = exchanges.into_iter().flat_map(|exchange| std::iter::repeat_n(exchange.clone(), exchange.times));
        Self(Arc::new(Mutex::new(State { left: left.collect(), ..State::default() })))
    }

    /// The bodies of all answers.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.with(|state| {
            state.left.iter().filter_map(|exchange| exchange.response.as_ref()).map(Answer::body).collect()
        })
    }

    /// The requests so far.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.with(|state| state.sent.clone())
    }

    /// What was not as recorded: other requests, or fewer.
    pub(crate) fn complaints(&self) -> Vec<String> {
        self.with(|state| {
            let unsent = state.left.iter().map(|exchange| format!("never sent: {:?}", exchange.request));
            state.complaints.iter().cloned().chain(unsent).collect()
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn next(&self, request: &HttpRequest) -> Option<Exchange> {
        self.with(|state| {
            let shown = format!("{} {}", request.method(), request.uri());
            let number = state.sent.len() + 1;
            let fits = |exchange: &Exchange| exchange.request.complaints(request).is_empty();
            let place = if state.in_any_order { state.left.iter().position(fits) } else { Some(0) };
            let exchange = place.and_then(|place| state.left.remove(place));
            let complaints = match &exchange {
                Some(exchange) => exchange.request.complaints(request),
                None => vec!["there is no such request in the recording".to_owned()],
            };
            state.complaints.extend(complaints.into_iter().map(|words| format!("request {number}, {shown}: {words}")));
            state.sent.push(shown);
            exchange
        })
    }
}

impl HttpClient for Replay {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Replay {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let exchange = self.next(&request);
        let trouble = exchange.as_ref().and_then(|exchange| exchange.failure);
        match (exchange.and_then(|exchange| exchange.response), trouble) {
            (Some(answer), _) => HttpConnectorFuture::ready(Ok(response(&answer))),
            (None, Some(Trouble::Timeout)) => {
                HttpConnectorFuture::ready(Err(ConnectorError::timeout("no answer in this test".into())))
            }
            (None, Some(Trouble::Silence)) => HttpConnectorFuture::new(std::future::pending()),
            (None, _) => HttpConnectorFuture::ready(Err(ConnectorError::io("no network in this test".into()))),
        }
    }
}

fn response(answer: &Answer) -> HttpResponse {
    let status = StatusCode::try_from(answer.status).expect("a recorded status is a status");
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body()));
    for (name, value) in &answer.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

/// Shows no answer, so that a log holds none through this.
impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").finish_non_exhaustive()
    }
}
