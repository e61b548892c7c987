//! Lets a client try again when a service said that the credentials have expired and there are others.

use std::time::Duration;

use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::retries::classifiers::{
    ClassifyRetry, RetryAction, RetryClassifierPriority, RetryReason,
};
use aws_smithy_types::retry::ErrorKind;

/// What the session's HTTP client puts on an answer that refused credentials which the session has replaced or will.
#[derive(Clone, Debug)]
pub(crate) struct OtherCredentials;

/// A retry classifier: a call whose credentials a service refused as expired is made again with new ones.
///
/// Once for a set of credentials, at once, and as one of the attempts that the retries of the session allow. The clients of
/// `sotalia-client` have it. Without it the call fails with the service's error, and the next one has the new credentials:
/// any client of a session's [`sdk_config`](crate::Session::sdk_config) has that much, and gets the rest with
/// `.retry_classifier(RetryExpiredCredentials::new())` on the builder of its configuration.
///
/// boto3 does not try again.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct RetryExpiredCredentials {}

impl RetryExpiredCredentials {
    /// The classifier. It has no options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl ClassifyRetry for RetryExpiredCredentials {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let refused = context.response().is_some_and(|answer| answer.extension::<OtherCredentials>().is_some());
        if !refused {
            return RetryAction::NoActionIndicated;
        }
        RetryAction::RetryIndicated(RetryReason::RetryableError {
            kind: ErrorKind::ClientError,
            // Nothing is to be waited for: the service is well.
            retry_after: Some(Duration::ZERO),
        })
    }

    fn name(&self) -> &'static str {
        "Expired credentials"
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}
