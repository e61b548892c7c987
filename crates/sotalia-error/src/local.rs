//! Errors that Sotalia raises itself, without an answer from a service.

/// An error raised on this side of the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LocalError {
    /// A named profile does not exist.
    ProfileNotFound,
    /// A configuration file cannot be read or parsed.
    InvalidConfig,
    /// No region is set.
    NoRegion,
    /// No credentials were found.
    NoCredentials,
    /// Credentials are configured, and could not be had.
    CredentialsFailed,
    /// A configuration file that was named does not exist.
    ConfigNotFound,
    /// A region has a form that no region can have.
    InvalidRegion,
    /// No endpoint can be made from the settings.
    InvalidEndpoint,
    /// Credentials were found that lack a part.
    PartialCredentials,
    /// A provider did not give credentials in time.
    CredentialsTimeout,
    /// The login that the profile relies on is missing or has expired.
    LoginRequired,
    /// A parameter has a value that cannot be used.
    InvalidParameter,
    /// A required parameter is not set.
    MissingParameter,
    /// A listing repeats a token, or is truncated without one.
    PaginationBroken,
    /// A pagination token cannot be read.
    InvalidToken,
    /// An answer was cut short.
    TruncatedAnswer,
    /// An answer lacks what it must hold, or cannot be parsed.
    UnparsableAnswer,
    /// A waiter reached its time limit.
    WaiterTimeout,
    /// A waiter saw a state from which the one it waits for cannot come.
    WaiterFailed,
    /// A load found nothing.
    ResourceNotFound,
    /// A batch stopped part of the way.
    PartialFailure,
}
