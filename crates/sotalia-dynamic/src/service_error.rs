//! What a service answered instead of an output.

use std::fmt;

use aws_smithy_types::error::metadata::{ErrorMetadata, ProvideErrorMetadata};
use aws_smithy_types::retry::{ErrorKind, ProvideErrorKind};

use crate::Map;

/// The service's own error, below [`Error`](crate::error::Error): the shape that its model names, and the members.
///
/// ```
/// use sotalia_dynamic::{ServiceError, error::Error};
///
/// fn wait_for(error: &Error) -> Option<i64> {
///     error.downcast_ref::<ServiceError>()?.fields().get("retryAfterSeconds")?.as_i64()
/// }
/// ```
pub struct ServiceError {
    metadata: ErrorMetadata,
    shape: Option<String>,
    fields: Map,
    retryable: Option<ErrorKind>,
}

/// Construction
impl ServiceError {
    pub(crate) fn new(
        metadata: ErrorMetadata,
        shape: Option<String>,
        fields: Map,
        retryable: Option<ErrorKind>,
    ) -> Self {
        Self { metadata, shape, fields, retryable }
    }

    /// An error of which nothing is known but what it says.
    pub(crate) fn of_message(message: String) -> Self {
        Self::new(ErrorMetadata::builder().message(message).build(), None, Map::new(), None)
    }
}

/// Retries
impl ServiceError {
    /// The same as one that another attempt may mend.
    pub(crate) fn with_retry(mut self, kind: ErrorKind) -> Self {
        self.retryable.get_or_insert(kind);
        self
    }
}

/// Access
impl ServiceError {
    /// The code, as the answer has it. [`Error::code`](crate::error::Error::code) has boto3's.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.metadata.code()
    }

    /// The message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.metadata.message()
    }

    /// The name of the error's shape in the service's model, such as `ResourceNotFoundException`; boto3 names its exception
    /// so.
    #[must_use]
    pub fn shape(&self) -> Option<&str> {
        self.shape.as_deref()
    }

    /// The members of the error's shape, as values of their types.
    #[must_use]
    pub fn fields(&self) -> &Map {
        &self.fields
    }
}

/// Names the members and not their values, which may be secrets.
impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.fields.keys().collect();
        f.debug_struct("ServiceError")
            .field("code", &self.metadata.code())
            .field("shape", &self.shape)
            .field("fields", &fields)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code().or(self.shape()).unwrap_or("the service answered with an error"))?;
        match self.message() {
            Some(message) if !message.is_empty() => write!(f, ": {message}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for ServiceError {}

impl ProvideErrorMetadata for ServiceError {
    fn meta(&self) -> &ErrorMetadata {
        &self.metadata
    }
}

impl ProvideErrorKind for ServiceError {
    fn code(&self) -> Option<&str> {
        self.metadata.code()
    }

    fn retryable_error_kind(&self) -> Option<ErrorKind> {
        self.retryable
    }
}
