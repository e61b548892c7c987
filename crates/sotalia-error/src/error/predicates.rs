//! Questions that a caller asks in order to decide what to do next.

use super::Error;
use crate::classify::catalogue::{self, Found, Retry};
use crate::{ErrorKind, LocalError};

/// What to do about it
impl Error {
    /// The thing asked for does not exist: a bucket, an object, a stream, a version, a configuration.
    ///
    /// The request was not executed. S3 hides what exists from those who may not list: without `s3:ListBucket` a
    /// missing object is [`is_access_denied`](Self::is_access_denied).
    ///
    /// # What to do
    ///
    /// Take it as absence if that is an answer; otherwise check the name, the region and the account. Just after
    /// creation, wait: some services show new things late.
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// The thing to be made exists already, with this owner or another.
    ///
    /// The request was not executed; but where [`attempts`](Self::attempts) is more than 1, the first attempt may be
    /// what made it.
    ///
    /// # What to do
    ///
    /// Use the existing thing if it is yours (S3 tells `BucketAlreadyOwnedByYou` from `BucketAlreadyExists`), or
    /// choose another name.
    pub fn is_already_exists(&self) -> bool {
        self.kind() == ErrorKind::AlreadyExists
    }

    /// The credentials are good, and their owner may not do this.
    ///
    /// The request was not executed.
    ///
    /// # What to do
    ///
    /// Grant the permission that the message names: in the identity's policy, the resource's policy, the key's policy
    /// or the organization's; [`help`](Self::help) takes action, resource and caller from it. A repeat does not help. On S3 it may also mean that the object does not exist.
    pub fn is_access_denied(&self) -> bool {
        self.kind() == ErrorKind::AccessDenied
    }

    /// There are no credentials, or they are expired, unknown or made a signature that does not match.
    ///
    /// The request was not executed.
    ///
    /// # What to do
    ///
    /// Log in again (`aws sso login`), or set the profile or the environment variables; [`help`](Self::help) says which. For `RequestTimeTooSkewed` and
    /// `RequestExpired`, set the clock. [`report`](Self::report) says which provider failed, and why.
    pub fn is_credentials(&self) -> bool {
        self.kind() == ErrorKind::Credentials
    }

    /// The service asks for fewer requests.
    ///
    /// True for the kind `Throttled`, for botocore's list of throttling codes, for what the service's model says is
    /// throttling, and for a status of 429 with a code that the service does not declare. So it may be true where the
    /// kind is another: `LimitExceededException` is a quota to IAM and a rate to Kinesis, and boto3 slows down for both.
    ///
    /// The request was not executed, and the SDK has repeated it as often as its settings allow.
    ///
    /// # What to do
    ///
    /// Repeat it after a pause that grows, lower the concurrency, or ask for a higher rate.
    pub fn is_throttling(&self) -> bool {
        if self.kind() == ErrorKind::Throttled {
            return true;
        }
        if self.local_error().is_some() {
            return false;
        }
        let found = self.found();
        let is_declared = found.is_some_and(Found::is_of_service);
        found.and_then(Found::retry) == Some(Retry::Throttling) || (self.status() == Some(429) && !is_declared)
    }

    /// A quota of the account, or a fixed limit of the service, was reached.
    ///
    /// The request was not executed. boto3 repeats `LimitExceededException` as if it were throttling, since some
    /// services, such as Kinesis, mean both by it; so [`is_throttling`](Self::is_throttling) is true for it as well.
    ///
    /// # What to do
    ///
    /// Delete what is not needed, or ask for a higher quota.
    pub fn is_limit_exceeded(&self) -> bool {
        self.kind() == ErrorKind::LimitExceeded
    }

    /// A condition was not met, or the thing is in use, not empty, or in the wrong state.
    ///
    /// The request was not executed.
    ///
    /// # What to do
    ///
    /// Read the present state, and decide anew. Some conflicts pass by themselves, and for these
    /// [`is_retryable`](Self::is_retryable) is true.
    pub fn is_conflict(&self) -> bool {
        self.kind() == ErrorKind::Conflict
    }

    /// The request is wrong, or a setting that it was made from: a parameter, the region, the endpoint, a profile.
    ///
    /// The request was not executed. If [`local_error`](Self::local_error) is set, it was not even sent.
    ///
    /// # What to do
    ///
    /// Correct what the message names. A repeat does not help.
    pub fn is_invalid_input(&self) -> bool {
        self.kind() == ErrorKind::InvalidInput
    }

    /// No connection or no answer came in time.
    ///
    /// The request may have been executed, unless [`local_error`](Self::local_error) is
    /// [`ConnectTimeout`](LocalError::ConnectTimeout): ask [`may_have_executed`](Self::may_have_executed).
    ///
    /// # What to do
    ///
    /// Repeat it if doing it twice does no harm; otherwise find out whether it was done. If it happens often, raise
    /// the time limit that the message names, or look at the network.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// The connection could not be made, or broke.
    ///
    /// The request was not executed if no connection was made, and may have been if it broke: ask
    /// [`may_have_executed`](Self::may_have_executed).
    ///
    /// # What to do
    ///
    /// Check the endpoint, the region, the proxy and the certificates that the message names; if they are right,
    /// repeat it.
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// The service, or a load balancer in front of it, failed.
    ///
    /// The request may have been executed.
    ///
    /// # What to do
    ///
    /// Repeat it after a pause if doing it twice does no harm. If it lasts, give [`request_id`](Self::request_id) to
    /// AWS support.
    pub fn is_unavailable(&self) -> bool {
        self.kind() == ErrorKind::Unavailable
    }

    /// An answer came that makes no sense: cut short, damaged, or not what the service answers.
    ///
    /// The request may have been executed: the service has answered something.
    ///
    /// # What to do
    ///
    /// Check that the endpoint is that of the service, and what stands between. Repeat it if doing it twice does no harm
    /// and [`is_retryable`](Self::is_retryable) is true, as for an answer that was cut or damaged on its way.
    pub fn is_invalid_response(&self) -> bool {
        self.kind() == ErrorKind::InvalidResponse
    }

    /// Whether the same request may succeed when it is sent again after a pause.
    ///
    /// True when throttled, without an answer in time, unconnected (but for TLS), unavailable, with a status of 500,
    /// 502, 503 or 504, where the service's model says so, and for those conflicts and damages that pass by themselves
    /// (S3's `OperationAborted`, `ConditionalRequestConflict`, `BadDigest` and `IncompleteBody`, `ConcurrentModificationException`,
    /// `TransactionConflictException`). What botocore's standard mode repeats is among it. It says nothing of whether
    /// the request may have been executed: see [`may_have_executed`](Self::may_have_executed). The SDK has already
    /// repeated most of these.
    ///
    /// # What to do
    ///
    /// Repeat the request a bounded number of times, with a pause that grows and has a random part.
    pub fn is_retryable(&self) -> bool {
        match self.local_error() {
            Some(LocalError::TlsFailure | LocalError::WaiterTimeout | LocalError::ProxyFailure) => return false,
            Some(LocalError::TruncatedAnswer | LocalError::ChecksumMismatch | LocalError::CredentialsTimeout) => {
                return true;
            }
            _ => {}
        }
        match self.kind() {
            ErrorKind::Throttled | ErrorKind::Timeout | ErrorKind::Connection | ErrorKind::Unavailable => true,
            _ if self.local_error().is_some() => false,
            _ => {
                let is_failure = matches!(self.status(), Some(500 | 502 | 503 | 504));
                is_failure || self.is_throttling() || self.found().is_some_and(|found| found.retry().is_some())
            }
        }
    }

    /// What the catalogue knows of the code.
    fn found(&self) -> Option<Found> {
        self.code().and_then(|code| catalogue::find(self.service(), code.as_str()))
    }

    /// Whether the service may have executed the request, though it was not told so.
    ///
    /// True without an answer once the request was under way, for an answer that says that the service failed or that
    /// cannot be read, and whenever [`attempts`](Self::attempts) is more than 1, since an earlier attempt may have been
    /// lost after it was executed. An answer that refuses, such as `SlowDown` with 503, has not executed it. False is
    /// certain; true is only possible.
    ///
    /// # What to do
    ///
    /// If true, repeat only what does no harm when done twice; otherwise look first whether it was done.
    pub fn may_have_executed(&self) -> bool {
        if self.attempts().is_some_and(|attempts| attempts > 1) {
            return true;
        }
        if let Some(local) = self.local_error() {
            return local.may_have_executed();
        }
        match self.kind() {
            ErrorKind::Unavailable | ErrorKind::InvalidResponse | ErrorKind::Connection => true,
            // A service that says 4xx has refused the request, also when it did not come in time.
            ErrorKind::Timeout | ErrorKind::Other => !self.status().is_some_and(|status| (300..500).contains(&status)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
