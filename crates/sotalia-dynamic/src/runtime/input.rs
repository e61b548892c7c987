//! What the orchestrator carries as the input of a call.

use std::fmt;
use std::sync::Mutex;

use aws_smithy_types::byte_stream::ByteStream;
use sotalia_session::error::{Error, LocalError, Result};

use crate::call::Request;
use crate::events::EventInput;
use crate::schema::{CompiledOperation, Kind};
use crate::validate::validate;
use crate::{Map, Value};

/// The parameters of a call, and its body if that streams.
pub(crate) struct CallInput {
    pub(crate) operation: &'static CompiledOperation,
    pub(crate) params: Map,
    /// Taken when the request is made of it.
    body: Mutex<Option<ByteStream>>,
    events: Mutex<Option<EventInput>>,
}

impl CallInput {
    /// Fills in what the model says that a client fills in.
    ///
    /// # Errors
    ///
    /// `ParamValidation` with all that is wrong with the parameters, and `InvalidParameter` for a body or events where none
    /// belong, or for events that are missing.
    pub(crate) fn new(operation: &'static CompiledOperation, request: Request, checks: bool) -> Result<Self> {
        check_events(operation, request.events.is_some())?;
        let mut params = request.params.into_map();
        for member in operation.input.iter().flat_map(|shape| &shape.members) {
            if member.is_idempotency_token && params.get(member.name).is_none_or(Value::is_null) {
                params.insert(member.name.to_owned(), Value::String(random_uuid()));
            }
        }
        let streamed = request.body.as_ref().and(operation.input_stream()).map(|member| member.name);
        if checks {
            validate(&operation.service.model, operation.model, &params, streamed)?;
        }
        let body = match request.body {
            Some(body) => {
                check_takes_body(operation)?;
                Some(body)
            }
            None => streamed_text(operation, &mut params),
        };
        Ok(Self { operation, params, body: Mutex::new(body), events: Mutex::new(request.events) })
    }

    pub(crate) fn take_events(&self) -> Option<EventInput> {
        self.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }

    pub(crate) fn take_body(&self) -> Option<ByteStream> {
        self.body.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }
}

/// Names the operation; parameters may be secrets.
impl fmt::Debug for CallInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members: Vec<_> = self.params.keys().collect();
        f.debug_struct("CallInput").field("operation", &self.operation.name()).field("members", &members).finish()
    }
}

/// Whether there are events where the operation takes some, and nowhere else.
fn check_events(operation: &CompiledOperation, are_given: bool) -> Result<()> {
    let member = operation.input_stream().filter(|member| member.target().is_event_stream);
    let message = match (member, are_given) {
        (Some(_), true) | (None, false) => return Ok(()),
        (Some(member), false) => {
            format!("{} takes a stream of events, {}: give it with `events`", operation.name(), member.name)
        }
        (None, true) => format!("{} takes no stream of events", operation.name()),
    };
    Err(Error::local(LocalError::InvalidParameter, message))
}

fn check_takes_body(operation: &CompiledOperation) -> Result<()> {
    match operation.input_stream() {
        Some(member) if !member.target().is_event_stream => Ok(()),
        _ => {
            let message = format!("{} has no parameter that streams; set its parameters by name", operation.name());
            Err(Error::local(LocalError::InvalidParameter, message))
        }
    }
}

/// The content of a member that streams, if it was given as a value.
fn streamed_text(operation: &CompiledOperation, params: &mut Map) -> Option<ByteStream> {
    let member = operation.input_stream().filter(|member| member.target().kind == Kind::Blob)?;
    match params.get_mut(member.name)?.take() {
        Value::Blob(blob) => Some(ByteStream::from(blob.into_inner())),
        Value::String(text) => Some(ByteStream::from(text.into_bytes())),
        other => {
            // What it is instead is told when the parameters are written.
            params.insert(member.name.to_owned(), other);
            None
        }
    }
}

/// A random UUID, of version 4.
fn random_uuid() -> String {
    let random = fastrand::u128(..);
    let uuid = random & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{uuid:032x}");
    format!("{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

#[cfg(test)]
mod tests {
    use super::random_uuid;

    #[test]
    fn tokens_are_uuids_of_version_4() {
        for _ in 0..100 {
            let uuid = random_uuid();
            let parts: Vec<_> = uuid.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{uuid}");
            assert_eq!(&uuid[14..15], "4", "{uuid}");
            assert!("89ab".contains(&uuid[19..20]), "{uuid}");
        }
    }
}
