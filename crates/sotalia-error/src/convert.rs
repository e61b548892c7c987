//! `?` on every call of the SDK.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::Debug;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;

use crate::error::Inner;
use crate::operation::OperationNames;
use crate::redact::redact_owned;
use crate::{BoxError, Error, LocalError, answer, chain, diagnosis};

mod event_stream;
mod others;
mod values;
mod waiter;

/// Keeps the `SdkError` as the source, and takes the service's and the operation's name from the type of `E`.
///
/// An `Error` inside it, such as one of an interceptor, gives its kind, code and message.
impl<E, R> From<SdkError<E, R>> for Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    R: Debug + Send + Sync + 'static,
{
    fn from(error: SdkError<E, R>) -> Self {
        convert(error, OperationNames::of::<E>(), Cow::Borrowed)
    }
}

/// For clients whose operations are known by name, not by a type
impl Error {
    /// As `?` makes it, with the names of service and operation. The service is named as the SDK's crate is, such as
    /// `sfn`, so that the error is equal to that of a typed client.
    ///
    /// ```
    /// use aws_smithy_runtime_api::client::result::SdkError;
    /// use aws_smithy_types::error::ErrorMetadata;
    /// use sotalia_error::Error;
    ///
    /// let error: SdkError<ErrorMetadata, ()> = SdkError::timeout_error("too slow");
    /// let error = Error::from_sdk_error("sqs", "SendMessage", error);
    /// assert_eq!((error.service(), error.operation()), (Some("sqs"), Some("SendMessage")));
    /// ```
    pub fn from_sdk_error<E, R>(service: &str, operation: &str, error: SdkError<E, R>) -> Self
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        R: Debug + Send + Sync + 'static,
    {
        let names = OperationNames { service: Some(service), operation: Some(operation) };
        convert(error, names, |name| Cow::Owned(name.to_owned()))
    }
}

fn convert<'a, E, R>(error: SdkError<E, R>, names: OperationNames<'a>, keep: fn(&'a str) -> Cow<'static, str>) -> Error
where
    E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
    R: Debug + Send + Sync + 'static,
{
    let response = error.raw_response().and_then(|raw| (raw as &dyn Any).downcast_ref::<HttpResponse>());
    let in_event = event_stream::of_message(names.service, error.raw_response());
    let mut inner = match &error {
        // What a stream of events says of its end counts, whatever the SDK made of it.
        SdkError::ServiceError(_) | SdkError::ResponseError(_) if in_event.is_some() => in_event.unwrap_or_default(),
        SdkError::ServiceError(context) => match diagnosis::own(&error) {
            Some(inner) => inner,
            None => of_service(names.service, context.err(), response),
        },
        SdkError::ConstructionFailure(_) => diagnosis::of_chain(&error, LocalError::InvalidRequest),
        SdkError::TimeoutError(_) => diagnosis::of_chain(&error, LocalError::AttemptTimeout),
        SdkError::DispatchFailure(context) => {
            diagnosis::of_chain(&error, dispatch_fallback(context.as_connector_error()))
        }
        // Some of the SDK's crates report an answer of failure so, if they find no code in it.
        SdkError::ResponseError(_) if response.is_some_and(|response| !response.status().is_success()) => {
            let metadata = chain::find::<ErrorMetadata>(&error);
            diagnosis::known(&error).unwrap_or_else(|| answer::read(names.service, metadata, response))
        }
        SdkError::ResponseError(_) => diagnosis::of_chain(&error, LocalError::UnparsableAnswer),
        // The SDK may add a variant.
        _ => diagnosis::of_chain(&error, LocalError::DispatchFailed),
    };
    // What was read from an answer has all of it.
    if inner.status.is_none() {
        answer::add_response(&mut inner, response);
    }
    if matches!(error, SdkError::ResponseError(_)) {
        inner.withheld.extend(answer::secrets(response));
    }
    finish_named(inner, names, keep, error.into())
}

/// Further constructors for those who speak HTTP without an SDK crate.
impl Error {
    /// An error from a service's answer: code, message and details are read from its headers and body, XML or JSON.
    ///
    /// ```
    /// use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    /// use sotalia_error::Error;
    ///
    /// let body = r#"{"__type": "com.amazonaws.kinesis#ResourceNotFoundException", "message": "Stream s not found"}"#;
    /// let response = HttpResponse::new(400.try_into()?, body.into());
    /// let error = Error::from_response("kinesis", "DescribeStream", &response);
    /// assert!(error.is_not_found());
    /// assert_eq!(error.to_string(), "kinesis.DescribeStream: ResourceNotFoundException: Stream s not found (400)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_response(service: &str, operation: &str, response: &HttpResponse) -> Self {
        Self::from_inner(answer::read(Some(service), None, Some(response))).with_operation(service, operation)
    }
}

/// An error that the service answered, or that the SDK made of an answer that it could not read.
fn of_service<E: StdError + ProvideErrorMetadata + 'static>(
    service: Option<&str>,
    error: &E,
    response: Option<&HttpResponse>,
) -> Inner {
    let mut inner = answer::read(service, Some(error.meta()), response);
    if inner.code.is_none() && inner.message.is_empty() {
        inner.message = diagnosis::said(error);
    }
    if inner.local == Some(LocalError::UnparsableAnswer) {
        let said = diagnosis::said(error);
        inner.message =
            format!("the answer cannot be read: {}", if said.is_empty() { "no reason is given" } else { &said });
    }
    inner
}

/// What a failure to send is, when its causes do not tell.
fn dispatch_fallback(error: Option<&ConnectorError>) -> LocalError {
    match error {
        Some(error) if error.is_timeout() => LocalError::ReadTimeout,
        Some(error) if error.is_user() => LocalError::InvalidRequest,
        Some(error) if error.is_io() || error.as_other().is_some() => LocalError::DispatchFailed,
        _ => LocalError::Unexpected,
    }
}

/// Puts names and source to the parts, where they are not known better.
fn finish(inner: Inner, names: OperationNames<'static>, source: BoxError) -> Error {
    finish_named(inner, names, Cow::Borrowed, source)
}

/// As `finish`, with the way in which a name is kept.
fn finish_named<'a>(
    mut inner: Inner,
    names: OperationNames<'a>,
    keep: fn(&'a str) -> Cow<'static, str>,
    source: BoxError,
) -> Error {
    // What a cause says may hold what the answer held.
    inner.message = redact_owned(inner.message, &inner.withheld);
    inner.source = Some(source);
    let service_is_the_same = inner.service.is_none() || inner.service.as_deref() == names.service;
    inner.service = inner.service.or(names.service.map(keep));
    // The operation of one service is not an operation of another.
    if service_is_the_same {
        inner.operation = inner.operation.or(names.operation.map(keep));
    }
    Error::from_inner(inner)
}
