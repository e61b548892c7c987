//! From a service, a code and a status to a kind.

use crate::ErrorKind;

mod catalogue;
mod patterns;

/// The kind of an error that a service answered.
///
/// What is known of the code decides: first in this service, then in all services, then by the way its name is made.
/// Only then does the status decide. `service` is named as the SDK's crate is, such as `s3`.
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
        .and_then(|code| catalogue::kind(service, code).or_else(|| patterns::kind(code)))
        .or_else(|| status.and_then(kind_of_status))
        .unwrap_or(ErrorKind::Other)
}

/// The kind of an answer of which only the status is known.
fn kind_of_status(status: u16) -> Option<ErrorKind> {
    Some(match status {
        // An answer of success that is reported as an error cannot have been understood.
        100..=299 => ErrorKind::InvalidResponse,
        // Not modified: a condition was not met.
        304 => ErrorKind::Conflict,
        // A redirect that was not followed: the wrong region or endpoint.
        300..=399 => ErrorKind::InvalidInput,
        401 => ErrorKind::Credentials,
        403 => ErrorKind::AccessDenied,
        404 | 410 => ErrorKind::NotFound,
        407 => ErrorKind::Connection,
        408 => ErrorKind::Timeout,
        409 | 412 | 423 => ErrorKind::Conflict,
        429 => ErrorKind::Throttled,
        400..=499 => ErrorKind::InvalidInput,
        501 | 505 => ErrorKind::InvalidInput,
        // Bandwidth limit exceeded.
        509 => ErrorKind::Throttled,
        500..=599 => ErrorKind::Unavailable,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
