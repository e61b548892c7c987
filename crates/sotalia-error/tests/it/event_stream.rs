//! Errors that end a stream of events.

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use sotalia_error::{Error, ErrorKind};

use crate::mimic::OperationError;
use crate::mimic::aws_sdk_kinesis::types::error::SubscribeToShardEventStreamError;

fn message(headers: &[(&'static str, &str)], payload: &str) -> RawMessage {
    let header =
        |&(name, value): &(&'static str, &str)| Header::new(name, HeaderValue::String(value.to_owned().into()));
    RawMessage::Decoded(Message::new_from_parts(headers.iter().map(header).collect(), payload.to_owned()))
}

#[test]
fn an_exception_of_the_service() {
    // The payload has no code, so the SDK's metadata has none.
    let metadata = ErrorMetadata::builder().message("from the SDK").build();
    let raw = message(
        &[(":message-type", "exception"), (":exception-type", "ResourceInUseException")],
        r#"{"message":"Another consumer is at it","shardId":"s-1"}"#,
    );
    let error = Error::from(SdkError::service_error(SubscribeToShardEventStreamError::generic(metadata), raw));
    assert_eq!(error.to_string(), "kinesis.SubscribeToShard: ResourceInUseException: Another consumer is at it");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(error.detail("shardId"), Some("s-1"));
    assert_eq!(error.status(), None, "a message has no status");
    assert!(error.is::<SubscribeToShardEventStreamError>(), "the SDK's error is kept");
}

#[test]
fn an_error_that_is_not_modelled() {
    let raw = || {
        message(&[(":message-type", "error"), (":error-code", "InternalError"), (":error-message", "try again")], "")
    };
    let failure = SdkError::<SubscribeToShardEventStreamError, _>::response_error("unrecognized", raw());
    let error = Error::from(failure);
    assert_eq!(error.to_string(), "kinesis.SubscribeToShard: InternalError: try again");
    assert!(error.is_unavailable() && error.local_error().is_none(), "{:?}", error.kind());
}

#[test]
fn messages_that_say_nothing() {
    for raw in [message(&[(":message-type", "event")], "{}"), RawMessage::invalid(None)] {
        let error = Error::from(SdkError::<SubscribeToShardEventStreamError, _>::response_error("cannot read", raw));
        assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{error:?}");
    }
}
