//! From a service, a code and a status to a kind.

use crate::ErrorKind;
use crate::generated::catalogue::STATUSES;

pub(crate) mod catalogue;
pub(crate) mod patterns;

/// The kind of an error that a service answered.
///
/// What is known of the code decides: first in this service, then in all services, then by the way its name is made.
/// Only then does the status decide. `service` is named as the SDK's crate is, such as `sfn`, or as boto3 names it,
/// such as `stepfunctions`.
///
/// ```
/// use sotalia_error::{ErrorKind, classify};
///
/// assert_eq!(classify(Some("s3"), Some("NoSuchKey"), Some(404)), ErrorKind::NotFound);
/// assert_eq!(classify(Some("ec2"), Some("InvalidInstanceID.NotFound"), Some(400)), ErrorKind::NotFound);
/// assert_eq!(classify(None, None, Some(503)), ErrorKind::Unavailable);
/// ```
pub fn classify(service: Option<&str>, code: Option<&str>, status: Option<u16>) -> ErrorKind {
    code.filter(|code| !code.is_empty())
        .and_then(|code| match catalogue::find(service, code) {
            Some(found) => found.kind(),
            None => patterns::kind(code),
        })
        .or_else(|| status.and_then(kind_of_status))
        .unwrap_or(ErrorKind::Other)
}

/// The kind of an answer of which only the status is known.
fn kind_of_status(status: u16) -> Option<ErrorKind> {
    STATUSES.iter().find(|statuses| (statuses.first..=statuses.last).contains(&status)).map(|statuses| statuses.kind)
}

#[cfg(test)]
mod tests;
