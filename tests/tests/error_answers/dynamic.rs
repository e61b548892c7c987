//! Calls of the client of any service that get a recorded answer.

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::Document;
use sotalia::Session;
use sotalia::error::Error;
use sotalia::session::RetryConfig;
use sotalia_dynamic::models::{Member, Service, ShapeKind};
use sotalia_dynamic::{Map, Params, SessionDynamic, Value};
use sotalia_testkit::{Fault, FaultServer};

use crate::answer::Answer;
use crate::typed::on_the_wire;

/// A session, and a server that gives the answer that is set.
pub struct Clients {
    session: Session,
    answer: Arc<Mutex<Vec<u8>>>,
    _server: FaultServer,
}

impl Clients {
    pub async fn start() -> Self {
        let answer = Arc::new(Mutex::new(Vec::new()));
        let given = Arc::clone(&answer);
        let script = move |_: &_| Fault::Send(given.lock().unwrap_or_else(PoisonError::into_inner).clone());
        let server = FaultServer::start(script).await.expect("a port is free");
        let builder = sotalia_tests::session_builder(server.endpoint_url()).retry(RetryConfig::disabled());
        let session = builder.load().await.expect("all that a session needs is set");
        Self { session, answer, _server: server }
    }

    /// The error that the call gives whose answer this is.
    pub async fn error_of(&self, answer: &Answer) -> Error {
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = on_the_wire(answer);
        let client = self.session.dynamic(&answer.service).unwrap_or_else(|error| panic!("{answer}: {error}"));
        let params = minimal(client.model(), &answer.operation);
        client.call(&answer.operation, params).send().await.expect_err(&format!("{answer}: a call that fails"))
    }
}

/// The parameters that an operation requires, with the least that they may be.
fn minimal(service: &Service, operation: &str) -> Params {
    let operation = service.operation(operation).unwrap_or_else(|| panic!("{} has no {operation}", service.name));
    let input = operation.input.as_ref().map(|input| value(service, input));
    match input {
        Some(Value::Map(map)) => Params::from(map),
        _ => Params::new(),
    }
}

fn value(service: &Service, member: &Member) -> Value {
    let shape = &service.shapes[member.shape];
    let least = shape.min.unwrap_or(1.0).max(1.0) as usize;
    match shape.kind {
        ShapeKind::Structure => {
            let required = shape.required.iter().map(|place| &shape.members[*place]);
            Value::Map(required.map(|member| (member.name.to_string(), value(service, member))).collect())
        }
        ShapeKind::List => {
            let item = shape.member.as_ref().expect("a list has items");
            (0..least).map(|_| value(service, item)).collect()
        }
        ShapeKind::Map => Value::Map(Map::new()),
        ShapeKind::Integer | ShapeKind::Long => Value::from(least),
        ShapeKind::Float | ShapeKind::Double => Value::Float(1.0),
        ShapeKind::Boolean => Value::Bool(true),
        ShapeKind::Timestamp => Value::Int(1),
        _ => match shape.enum_values.first() {
            Some(first) => Value::from(&**first),
            None if &*member.name == "CopySource" => Value::from("bucket/from"),
            None if &*member.name == "Bucket" => Value::from("bucket"),
            None => Value::from("a".repeat(least)),
        },
    }
}

/// What the error crate alone reads in an answer.
pub fn read(answer: &Answer) -> Error {
    let mut response = HttpResponse::new(answer.status.try_into().expect("a status"), answer.body.clone().into());
    for (name, value) in &answer.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    Error::from_response(answer.crate_name(), &answer.operation, &response)
}

/// All that can be asked of an error, but for its number of attempts.
pub fn parts(error: &Error) -> Vec<String> {
    let fields = shown(&Document::Object(error.modeled_fields()));
    vec![
        format!("kind {:?}, local {:?}, fault {:?}", error.kind(), error.local_error(), error.fault()),
        format!("code {:?}, other {:?}", error.code(), error.alternate_code()),
        format!("{:?} {:?} {:?}", error.service(), error.operation(), error.status()),
        format!("ids {:?} {:?}", error.request_id(), error.extended_request_id()),
        format!("message {:?}", error.message()),
        format!("retryable {}, after {:?}", error.is_retryable(), error.retry_after()),
        format!("throttling {}, may have executed {}", error.is_throttling(), error.may_have_executed()),
        format!("fields {fields}"),
        error.to_string(),
    ]
}

/// A document as text, with the members in the order of their names.
fn shown(document: &Document) -> String {
    match document {
        Document::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(name, value)| format!("{name}: {}", shown(value))).collect();
            members.sort();
            format!("{{{}}}", members.join(", "))
        }
        Document::Array(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        other => format!("{other:?}"),
    }
}
