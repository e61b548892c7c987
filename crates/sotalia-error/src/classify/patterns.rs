//! Kinds of codes that no table lists, by the way that AWS makes names.

use crate::ErrorKind::{self, *};

/// Where in a code a pattern is to stand.
#[derive(Clone, Copy)]
enum At {
    Start,
    End,
    Anywhere,
}
use At::*;

/// The first rule that fits decides, so that the narrow ones come first.
const RULES: &[(At, &str, ErrorKind)] = &[
    (Anywhere, "Throttl", Throttled),
    (Start, "TooManyRequests", Throttled),
    (Start, "SlowDown", Throttled),
    (Start, "RequestLimitExceeded", Throttled),
    (Anywhere, "ThroughputExceeded", Throttled),
    (Anywhere, "RateExceeded", Throttled),
    (Anywhere, "RateLimit", Throttled),
    (Anywhere, "ExpiredToken", Credentials),
    (Anywhere, "Signature", Credentials),
    (Anywhere, "AuthenticationToken", Credentials),
    (Anywhere, "SecurityToken", Credentials),
    (Anywhere, "NotFound", NotFound),
    (Start, "NoSuch", NotFound),
    (Anywhere, "DoesNotExist", NotFound),
    (Anywhere, "NotExist", NotFound),
    (Anywhere, "NonExistent", NotFound),
    (Start, "UnknownResource", NotFound),
    (Anywhere, "AlreadyExist", AlreadyExists),
    (Anywhere, "AlreadyOwned", AlreadyExists),
    (Start, "EntityAlready", AlreadyExists),
    (End, ".Duplicate", AlreadyExists),
    (End, "NameInUse", AlreadyExists),
    (Start, "Duplicate", AlreadyExists),
    (Anywhere, "AccessDenied", AccessDenied),
    (Anywhere, "PermissionDenied", AccessDenied),
    (Anywhere, "NotAuthorized", AccessDenied),
    (Start, "Unauthorized", AccessDenied),
    (Anywhere, "UnauthorizedOperation", AccessDenied),
    (Anywhere, "NotPermitted", AccessDenied),
    (Anywhere, "NotAllowed", AccessDenied),
    (Anywhere, "Forbidden", AccessDenied),
    (Anywhere, "InsufficientPrivileges", AccessDenied),
    (Anywhere, "QuotaExceeded", LimitExceeded),
    (Anywhere, "LimitExceeded", LimitExceeded),
    (Anywhere, "LimitReached", LimitExceeded),
    (Anywhere, "Insufficient", LimitExceeded),
    (Start, "TooMany", LimitExceeded),
    (Start, "Maximum", LimitExceeded),
    (Anywhere, "Conflict", Conflict),
    (Anywhere, "InUse", Conflict),
    (Anywhere, "ConditionalCheck", Conflict),
    (Anywhere, "PreconditionFailed", Conflict),
    (Anywhere, "NotEmpty", Conflict),
    (Anywhere, "DependencyViolation", Conflict),
    (Anywhere, "DeleteConflict", Conflict),
    (Start, "Concurrent", Conflict),
    (Anywhere, "InProgress", Conflict),
    (Anywhere, "NotReady", Conflict),
    (Anywhere, "NotActive", Conflict),
    (Start, "Incorrect", Conflict),
    // `InvalidDBInstanceState`, `InvalidStateException`, `InvalidClusterStateFault`.
    (End, "State", Conflict),
    (End, "StateException", Conflict),
    (End, "StateFault", Conflict),
    (Anywhere, "Locked", Conflict),
    (Anywhere, "Timeout", Timeout),
    (Anywhere, "TimedOut", Timeout),
    (Start, "Internal", Unavailable),
    (Start, "ServerException", Unavailable),
    (Anywhere, "ServerError", Unavailable),
    (Anywhere, "ServiceFailure", Unavailable),
    (Anywhere, "ServiceException", Unavailable),
    (Anywhere, "Unavailable", Unavailable),
    (Anywhere, "Overload", Unavailable),
    (Start, "Invalid", InvalidInput),
    (Anywhere, ".Malformed", InvalidInput),
    (Start, "Malformed", InvalidInput),
    (Start, "Missing", InvalidInput),
    (Start, "Unsupported", InvalidInput),
    (Start, "Unknown", InvalidInput),
    (Start, "Unrecognized", InvalidInput),
    (Start, "BadRequest", InvalidInput),
    (Anywhere, "Validation", InvalidInput),
    (Anywhere, "NotSupported", InvalidInput),
    (Anywhere, "NotImplemented", InvalidInput),
    (Anywhere, "TooLarge", InvalidInput),
    (Anywhere, "TooLong", InvalidInput),
    (Anywhere, "TooSmall", InvalidInput),
    (Anywhere, "OutOfRange", InvalidInput),
    (Anywhere, "Mismatch", InvalidInput),
    (Anywhere, "Invalid", InvalidInput),
];

/// The kind that the code's name tells, if it tells any.
pub(super) fn kind(code: &str) -> Option<ErrorKind> {
    RULES.iter().find(|(at, pattern, _)| fits(code, *at, pattern)).map(|&(_, _, kind)| kind)
}

fn fits(code: &str, at: At, pattern: &str) -> bool {
    match at {
        Start => code.starts_with(pattern),
        End => code.ends_with(pattern),
        Anywhere => code.contains(pattern),
    }
}
