//! The coarse classification of an error.

/// What kind of error this is, named for what the caller does next.
///
/// Each kind has a predicate on [`Error`](crate::Error) whose documentation says what to do about it.
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

    /// A few words for a reader, such as `access denied`.
    pub const fn as_str(self) -> &'static str {
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

impl std::fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
