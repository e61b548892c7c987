//! Errors that end a stream of events.

use std::any::Any;
use std::fmt::Debug;

use aws_smithy_types::event_stream::{Message, RawMessage};
use aws_smithy_types::str_bytes::StrBytes;

use crate::answer;
use crate::error::Inner;

/// The parts of an error that a message of an event stream holds, if `raw` is such a message.
///
/// A modelled exception is named in `:exception-type`, and its members are in the payload. Other errors, which the SDK
/// takes for messages that it cannot read, have `:error-code` and `:error-message`.
pub(super) fn of_message<R: Debug + 'static>(service: Option<&str>, raw: Option<&R>) -> Option<Inner> {
    let Some(RawMessage::Decoded(message)) = (raw? as &dyn Any).downcast_ref() else {
        return None;
    };
    let code = header(message, ":exception-type").or_else(|| header(message, ":error-code"))?;
    Some(answer::read_event(service, Some(code), header(message, ":error-message"), message.payload()))
}

fn header<'a>(message: &'a Message, name: &str) -> Option<&'a str> {
    let header = message.headers().iter().find(|header| header.name().as_str() == name)?;
    header.value().as_string().ok().map(StrBytes::as_str)
}
