//! The one error type.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::time::Duration;

use crate::classify::catalogue;
use crate::details::Member;
use crate::{ErrorCode, ErrorKind, Fault, LocalError, Report, diagnosis, redact};

mod display;
mod members;
mod predicates;

/// Any error, as a trait object.
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;

/// A result with the one error type.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, on either side of the wire.
///
/// One pointer wide. `?` makes it from the error of any `aws-sdk-*` call; [`Error::local`] makes one of this side.
///
/// * `{error}` is one line that a person can act on;
/// * [`kind`](Error::kind) and the predicates say what to do next;
/// * [`report`](Error::report) prints the whole chain of causes;
/// * [`downcast_ref`](Error::downcast_ref) finds the SDK's typed error.
///
/// No secret is printed: not the raw answer, not its headers, not the session token that S3 echoes in some answers,
/// not the signature of a presigned URL in a message.
pub struct Error(Box<Inner>);

/// The parts of an error.
#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) kind: Option<ErrorKind>,
    pub(crate) local: Option<LocalError>,
    pub(crate) code: Option<ErrorCode>,
    /// The code that the answer has beside it.
    pub(crate) alternate_code: Option<ErrorCode>,
    /// Without secrets; may have several lines.
    pub(crate) message: String,
    /// What a line is to say of the answer's body, when the body says nothing.
    pub(crate) note: Option<&'static str>,
    pub(crate) fault: Option<Fault>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) service: Option<Cow<'static, str>>,
    pub(crate) operation: Option<Cow<'static, str>>,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) extended_request_id: Option<String>,
    pub(crate) attempts: Option<u32>,
    pub(crate) details: Vec<Member>,
    /// Secrets that the answer held, to be taken out of everything printed; never printed.
    pub(crate) withheld: Vec<String>,
    pub(crate) source: Option<BoxError>,
}

/// Construction
impl Error {
    /// An error of this side.
    pub fn local(error: LocalError, message: impl Into<String>) -> Self {
        let message = redact::redact_owned(message.into(), &[]);
        Self::from_inner(Inner {
            kind: Some(error.kind()),
            local: Some(error),
            code: Some(ErrorCode::from(error.code())),
            message,
            ..Inner::default()
        })
    }

    /// An error from any other, as its source.
    ///
    /// An `Error` anywhere in the chain gives its kind, code and message, and one that is the source itself is
    /// returned as it is. Otherwise the chain is searched for what is known: credentials that could not be had, a
    /// connection that failed, a service's code. What is none of these has the kind `Other`.
    ///
    /// ```
    /// use sotalia_error::{Error, LocalError};
    ///
    /// let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    /// let error = Error::from_source(refused);
    /// assert!(error.is_connection());
    /// assert_eq!(error.local_error(), Some(LocalError::ConnectionRefused));
    /// ```
    pub fn from_source(source: impl Into<BoxError>) -> Self {
        match source.into().downcast::<Self>() {
            Ok(error) => *error,
            Err(source) => {
                let mut inner = diagnosis::of_any(source.as_ref());
                inner.source = Some(source);
                Self::from_inner(inner)
            }
        }
    }

    /// Keeps what caused this error. A source given before is replaced.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Names the service and operation, if they are not known yet: `"s3"`, `"CreateBucket"`.
    #[must_use]
    pub fn with_operation(mut self, service: &str, operation: &str) -> Self {
        let known = |name: &str| (!name.is_empty()).then(|| Cow::Owned(name.to_owned()));
        let service_is_the_same = self.0.service.as_deref().is_none_or(|known| known == service);
        if self.0.service.is_none() {
            self.0.service = known(service);
        }
        // The operation of one service is not an operation of another.
        if self.0.operation.is_none() && service_is_the_same {
            self.0.operation = known(operation);
        }
        self
    }

    /// Adds a named detail, for [`Error::detail`]. One whose name says that it is a secret is not kept.
    #[must_use]
    pub fn with_detail(mut self, name: &str, value: impl Into<String>) -> Self {
        if !redact::is_secret_name(name) {
            let value = redact::redact_owned(value.into(), &self.0.withheld);
            self.0.details.retain(|known| known.name != name);
            self.0.details.push(Member::text(name.to_owned(), value));
        }
        self
    }

    pub(crate) fn from_inner(inner: Inner) -> Self {
        Self(Box::new(inner))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(crate) fn inner_mut(&mut self) -> &mut Inner {
        &mut self.0
    }
}

/// Access
impl Error {
    /// What to do next.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind.unwrap_or(ErrorKind::Other)
    }

    /// The error of this side, if it is one.
    pub fn local_error(&self) -> Option<LocalError> {
        self.0.local
    }

    /// The service's code, as boto3's `response['Error']['Code']`; for an error of this side its [`LocalError::code`].
    ///
    /// An answer without a code, such as that of a HEAD request, has its status as the code, as boto3 has: `404`.
    /// Where the answer has two codes, the other one is [`alternate_code`](Self::alternate_code).
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.code.as_ref()
    }

    /// The second code of an answer that has two.
    ///
    /// Services that spoke the Query protocol before, such as SQS and CloudWatch, still send their old code, which is
    /// [`code`](Self::code) here as in boto3; the name of the error's shape is this one (boto3: `QueryErrorCode`). So is
    /// a code that the SDK makes up, `NotFound` for a HEAD request of S3 that has nothing but its status.
    pub fn alternate_code(&self) -> Option<&ErrorCode> {
        self.0.alternate_code.as_ref()
    }

    /// Whether this is the error's code: a constant of [`codes`](crate::codes), or a text.
    ///
    /// A code and the name of its shape are the same here, as the SDK and boto3 name exceptions for shapes: RDS answers
    /// `DBInstanceNotFound` for `DBInstanceNotFoundFault`. Of two codes, such as those of SQS, both match, [`code`](Self::code) and
    /// [`alternate_code`](Self::alternate_code):
    ///
    /// ```
    /// use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
    /// use sotalia_error::{Error, codes};
    ///
    /// let body = r#"{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "There is none"}"#;
    /// let mut response = HttpResponse::new(400.try_into()?, body.into());
    /// response.headers_mut().insert("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
    /// let error = Error::from_response("sqs", "GetQueueUrl", &response);
    /// assert!(error.code().is_some_and(|code| code == "AWS.SimpleQueueService.NonExistentQueue"));
    /// assert!(error.has_code(codes::sqs::QUEUE_DOES_NOT_EXIST));
    /// assert!(error.has_code("QueueDoesNotExist"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn has_code(&self, code: impl AsRef<str>) -> bool {
        let is_same = |own: &ErrorCode| catalogue::is_same(self.service(), own.as_str(), code.as_ref());
        [self.code(), self.alternate_code()].into_iter().flatten().any(is_same)
    }

    /// What the service or this side said about it, as boto3's `response['Error']['Message']`. It may have several
    /// lines and up to 8 KB; secrets are taken out. Empty if nothing was said; an answer without a body has the reason
    /// phrase of its status.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The service, as the SDK's crate names it: `s3`.
    pub fn service(&self) -> Option<&str> {
        self.0.service.as_deref()
    }

    /// The operation: `CreateBucket`.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The id by which AWS finds the request: give it to their support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// S3's second id, `x-amz-id-2`, which AWS asks for as well. boto3 has it as `HostId`.
    pub fn extended_request_id(&self) -> Option<&str> {
        self.0.extended_request_id.as_deref()
    }

    /// How often the request was sent, if the client has noted it with [`Attempts`](crate::Attempts).
    pub fn attempts(&self) -> Option<u32> {
        self.0.attempts
    }

    /// Whose fault it is, if the answer says it: boto3's `response['Error']['Type']`.
    pub fn fault(&self) -> Option<Fault> {
        self.0.fault
    }

    /// How long the service asks to wait before the request is sent again: in a header (`x-amz-retry-after`, in
    /// milliseconds; `Retry-After`, in seconds or as a date) or in a member of the error (`retryAfterSeconds`).
    ///
    /// It is what the service says, of any length: bound it. `None` is usual; then choose a pause that grows.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Every error of this side, as boto3's static exceptions are listed by `botocore.exceptions`.
    pub const fn catalog() -> &'static [LocalError] {
        LocalError::ALL
    }
}

/// Causes
impl Error {
    /// Prints the whole chain of causes, one line each, and the way out if it is known.
    pub fn report(&self) -> Report<'_> {
        Report::new(self)
    }

    /// This error, or the first of its causes that is a `T`: the SDK's modelled exception, its operation error or its
    /// `SdkError`.
    pub fn downcast_ref<T: StdError + 'static>(&self) -> Option<&T> {
        crate::chain::find(self)
    }

    /// Whether this error or one of its causes is a `T`.
    pub fn is<T: StdError + 'static>(&self) -> bool {
        self.downcast_ref::<T>().is_some()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests;
