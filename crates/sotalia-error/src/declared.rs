//! What a service's model says of an error.

use crate::classify::catalogue::{self, Found, Retry};
use crate::{ErrorKind, Fault};

/// What is known of a service's code before any answer: from the service's model, or its documentation.
///
/// ```
/// use sotalia_error::{Declared, ErrorKind, Fault};
///
/// let declared = Declared::of("iam", "NoSuchEntity").expect("IAM declares it");
/// assert_eq!(declared.kind(), ErrorKind::NotFound);
/// assert_eq!(declared.status(), Some(404));
/// assert_eq!(declared.fault(), Some(Fault::Sender));
/// assert!(!declared.is_retryable());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared(Found);

/// Construction
impl Declared {
    /// What is known of a code, or of the name of its shape, in this service. Nothing, if the service is not known to
    /// have it: any service may answer codes that it does not declare, such as `AccessDenied`.
    ///
    /// The service is named as the SDK's crate is, or as boto3 names it.
    pub fn of(service: &str, code: &str) -> Option<Self> {
        catalogue::find(Some(service), code).filter(|found| found.is_of_service()).map(Self)
    }
}

/// Access
impl Declared {
    /// What the caller does next. `Other` if only the status of an answer tells.
    pub fn kind(self) -> ErrorKind {
        self.0.kind().unwrap_or(ErrorKind::Other)
    }

    /// The HTTP status, where the model has it: those of the JSON protocols mostly have not, and answer 400 or 500.
    pub fn status(self) -> Option<u16> {
        self.0.status()
    }

    /// Whose fault it is, where the model says it.
    pub fn fault(self) -> Option<Fault> {
        self.0.fault()
    }

    /// Whether the model, or botocore's list, says that the same request may succeed when it is sent again.
    pub fn is_retryable(self) -> bool {
        self.0.retry().is_some()
    }

    /// Whether the model, or botocore's list, says that there are too many requests.
    pub fn is_throttling(self) -> bool {
        self.0.retry() == Some(Retry::Throttling)
    }
}
