//! Errors that Sotalia raises itself, without an answer from a service.

use crate::ErrorKind;

/// Whether the request may have been executed, for the table below.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Executed {
    No,
    Maybe,
}

/// One row of the table below.
struct Row {
    code: &'static str,
    kind: ErrorKind,
    executed: Executed,
    boto3: Option<&'static str>,
    description: &'static str,
}

macro_rules! local_errors {
    ($($variant:ident: $kind:ident, $executed:ident, $boto3:expr, $description:literal;)*) => {
        /// An error raised on this side of the wire.
        ///
        /// boto3 has a static exception class for most of them, which [`LocalError::boto3`] names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum LocalError {
            $(#[doc = $description] $variant,)*
        }

        impl LocalError {
            /// Every local error, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            const fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => &Row {
                        code: stringify!($variant),
                        kind: ErrorKind::$kind,
                        executed: Executed::$executed,
                        boto3: $boto3,
                        description: $description,
                    },)*
                }
            }
        }
    };
}

// Variant: kind, whether the request may have been executed, boto3's exception, description.
local_errors! {
    // Configuration.
    ProfileNotFound: InvalidInput, No, Some("ProfileNotFound"), "A named profile does not exist.";
    InvalidConfig: InvalidInput, No, Some("ConfigParseError"), "A configuration file or setting cannot be read or parsed.";
    ConfigNotFound: InvalidInput, No, Some("ConfigNotFound"), "A configuration file that was named does not exist.";
    NoRegion: InvalidInput, No, Some("NoRegionError"), "No region is set.";
    InvalidRegion: InvalidInput, No, Some("InvalidRegionError"), "A region has a form that no region can have.";
    UnknownRegion: InvalidInput, No, Some("UnknownRegionError"), "A region is of no partition that is known.";
    InvalidEndpoint: InvalidInput, No, Some("EndpointResolutionError"), "No endpoint can be made from the settings and parameters given.";
    UnknownService: InvalidInput, No, Some("UnknownServiceError"), "No model has a service of this name.";
    UnknownOperation: InvalidInput, No, Some("UnknownClientMethodError"), "The service has no operation of this name.";

    // Credentials.
    NoCredentials: Credentials, No, Some("NoCredentialsError"), "No credentials were found.";
    PartialCredentials: Credentials, No, Some("PartialCredentialsError"), "Credentials were found that lack a part.";
    CredentialsFailed: Credentials, No, Some("CredentialRetrievalError"), "A provider failed to give credentials.";
    CredentialsTimeout: Credentials, No, Some("CredentialRetrievalError"), "A provider did not give credentials in time.";
    ExpiredCredentials: Credentials, No, None, "The credentials have expired and cannot be refreshed.";
    LoginRequired: Credentials, No, Some("UnauthorizedSSOTokenError"), "The login that the profile relies on is missing or has expired.";
    MfaRequired: Credentials, No, Some("RefreshWithMFAUnsupportedError"), "A code of a multi-factor device is needed and nobody can be asked for it.";

    // Parameters.
    InvalidParameter: InvalidInput, No, Some("ParamValidationError"), "A parameter has a value that cannot be used.";
    MissingParameter: InvalidInput, No, Some("ParamValidationError"), "A required parameter is not set.";
    ParamValidation: InvalidInput, No, Some("ParamValidationError"), "Parameters are not as the service's model has them.";
    InvalidRequest: InvalidInput, No, Some("ParamValidationError"), "No request can be made from the parameters.";
    OperationNotPageable: InvalidInput, No, Some("OperationNotPageableError"), "An operation does not answer in pages.";
    UnknownWaiter: InvalidInput, No, None, "A service has no waiter of this name.";
    FileError: InvalidInput, Maybe, None, "A local file cannot be read or written.";

    // Network.
    ConnectionRefused: Connection, No, Some("EndpointConnectionError"), "The endpoint's host refused the connection.";
    ConnectFailed: Connection, No, Some("EndpointConnectionError"), "The endpoint's host cannot be reached.";
    DnsFailure: Connection, No, Some("EndpointConnectionError"), "The endpoint's host name cannot be resolved.";
    TlsFailure: Connection, No, Some("SSLError"), "The endpoint's TLS handshake or certificate was not accepted.";
    ProxyFailure: Connection, No, Some("ProxyConnectionError"), "The proxy cannot be reached, or refused to connect.";
    ConnectionClosed: Connection, Maybe, Some("ConnectionClosedError"), "The connection closed before the answer was complete.";
    DispatchFailed: Connection, Maybe, Some("HTTPClientError"), "The HTTP client failed in a way that is not listed here.";
    ConnectTimeout: Timeout, No, Some("ConnectTimeoutError"), "No connection was made in time.";
    ReadTimeout: Timeout, Maybe, Some("ReadTimeoutError"), "The connection was made, and no answer came in time.";
    StalledStream: Timeout, Maybe, Some("ReadTimeoutError"), "A body moved more slowly than the least speed allowed.";
    AttemptTimeout: Timeout, Maybe, None, "One attempt reached its time limit.";
    OperationTimeout: Timeout, Maybe, None, "All attempts together reached their time limit.";
    InterceptorFailed: Other, Maybe, None, "An interceptor of the client failed.";
    Unexpected: Other, Maybe, Some("BotoCoreError"), "The SDK failed in a way that is not listed here.";

    // Answers.
    TruncatedAnswer: InvalidResponse, Maybe, Some("IncompleteReadError"), "An answer was cut short.";
    UnparsableAnswer: InvalidResponse, Maybe, Some("ResponseParserError"), "An answer lacks what it must hold, or cannot be parsed.";
    ChecksumMismatch: InvalidResponse, Maybe, Some("FlexibleChecksumError"), "The data received does not have the checksum sent with it.";

    // Pages, waiters, resources.
    PaginationBroken: InvalidResponse, Maybe, Some("PaginationError"), "A listing repeats a token, or is truncated without one.";
    InvalidToken: InvalidInput, No, Some("PaginationError"), "A pagination token cannot be read.";
    WaiterTimeout: Timeout, Maybe, Some("WaiterError"), "A waiter reached its time limit.";
    WaiterFailed: Conflict, Maybe, Some("WaiterError"), "A waiter saw a state from which the one it waits for cannot come.";
    ResourceNotFound: NotFound, Maybe, None, "A load found nothing.";
    DataNotKnown: InvalidInput, No, Some("ResourceLoadException"), "A resource has no data, and there is no request that would load it.";
    PartialFailure: Other, Maybe, None, "A batch stopped part of the way.";
}

/// Access
impl LocalError {
    /// A stable name in `CamelCase`, shown where a service's code would be.
    pub const fn code(self) -> &'static str {
        self.row().code
    }

    /// What the caller does next.
    pub const fn kind(self) -> ErrorKind {
        self.row().kind
    }

    /// One sentence that says what happened.
    pub const fn description(self) -> &'static str {
        self.row().description
    }

    /// The exception of boto3, botocore or s3transfer that a Python program would catch, if there is one.
    pub const fn boto3(self) -> Option<&'static str> {
        self.row().boto3
    }

    /// Whether a request may have been executed by a service before this happened.
    pub const fn may_have_executed(self) -> bool {
        matches!(self.row().executed, Executed::Maybe)
    }
}

impl std::fmt::Display for LocalError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests;
