//! The coarse classification of an error.

/// What kind of error this is, named for what the caller does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The thing asked for does not exist.
    NotFound,
    /// The thing to be made exists.
    AlreadyExists,
    /// The caller is known and may not do this.
    AccessDenied,
    /// Credentials are missing, expired or misconfigured.
    Credentials,
    /// Too many requests.
    Throttled,
    /// A quota of the account or a limit of the service was reached.
    LimitExceeded,
    /// A condition failed, or the thing is in use.
    Conflict,
    /// The request is wrong.
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
