//! The coarse classification of an error.

use crate::{Error, LocalError};

/// What kind of error this is, named for what the caller does next.
///
/// Each kind has a predicate on [`Error`] whose documentation says what to do about it.
///
/// ```
/// use sotalia_error::ErrorKind;
///
/// assert_eq!(ErrorKind::NotFound.to_string(), "not_found"); // a label for metrics
/// assert_eq!("not_found".parse::<ErrorKind>()?, ErrorKind::NotFound);
/// # Ok::<(), sotalia_error::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The thing asked for does not exist.
    NotFound,
    /// The thing to be made exists.
    AlreadyExists,
    /// The caller is known and may not do this.
    AccessDenied,
    /// Credentials are missing, expired or misconfigured, or the clock that signs with them is wrong.
    Credentials,
    /// Too many requests.
    Throttled,
    /// A quota of the account or a limit of the service was reached.
    LimitExceeded,
    /// A condition failed, or the thing is in use or in the wrong state.
    Conflict,
    /// The request, or the configuration it was made from, is wrong.
    InvalidInput,
    /// No answer in time.
    Timeout,
    /// The connection could not be made, or broke.
    Connection,
    /// The service failed (5xx).
    Unavailable,
    /// The answer makes no sense.
    InvalidResponse,
    /// None of these.
    Other,
}

impl ErrorKind {
    /// Every kind, in the order of their declaration.
    pub const ALL: &'static [Self] = &[
        Self::NotFound,
        Self::AlreadyExists,
        Self::AccessDenied,
        Self::Credentials,
        Self::Throttled,
        Self::LimitExceeded,
        Self::Conflict,
        Self::InvalidInput,
        Self::Timeout,
        Self::Connection,
        Self::Unavailable,
        Self::InvalidResponse,
        Self::Other,
    ];

    /// A stable name for metrics and settings, such as `access_denied`. `Display` writes it, and `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::AlreadyExists => "already_exists",
            Self::AccessDenied => "access_denied",
            Self::Credentials => "credentials",
            Self::Throttled => "throttled",
            Self::LimitExceeded => "limit_exceeded",
            Self::Conflict => "conflict",
            Self::InvalidInput => "invalid_input",
            Self::Timeout => "timeout",
            Self::Connection => "connection",
            Self::Unavailable => "unavailable",
            Self::InvalidResponse => "invalid_response",
            Self::Other => "other",
        }
    }

    /// A few words for a reader, such as `access denied`.
    pub const fn description(self) -> &'static str {
        match self {
            Self::NotFound => "not found",
            Self::AlreadyExists => "already exists",
            Self::AccessDenied => "access denied",
            Self::Credentials => "credentials missing or not valid",
            Self::Throttled => "throttled",
            Self::LimitExceeded => "limit exceeded",
            Self::Conflict => "conflict",
            Self::InvalidInput => "invalid input",
            Self::Timeout => "timed out",
            Self::Connection => "connection failed",
            Self::Unavailable => "service unavailable",
            Self::InvalidResponse => "invalid response",
            Self::Other => "failed",
        }
    }
}

/// Writes the [`name`](ErrorKind::name).
impl std::fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

/// Reads a [`name`](ErrorKind::name).
///
/// # Errors
///
/// [`LocalError::InvalidParameter`] for any other text.
impl std::str::FromStr for ErrorKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|kind| kind.name()).collect();
            let message = format!("no kind of error is called {name:?}; there are {}", names.join(", "));
            Error::local(LocalError::InvalidParameter, message)
        })
    }
}

#[cfg(test)]
mod tests;
