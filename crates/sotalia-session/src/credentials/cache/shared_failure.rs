//! A failure to get credentials that many tasks are told of, and for how long it stands.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError;

/// How long the first failure stands; each further one in a row stands twice as long.
const FIRST: Duration = Duration::from_secs(1);

/// How long a failure stands, at most.
const LONGEST: Duration = Duration::from_secs(30);

/// A provider's error, which itself cannot be cloned.
#[derive(Clone)]
pub(super) struct SharedFailure(Arc<CredentialsError>);

impl SharedFailure {
    pub(super) fn new(error: CredentialsError) -> Self {
        Self(Arc::new(error))
    }

    /// An error of the same kind, with the same causes.
    pub(super) fn again(&self) -> CredentialsError {
        match &*self.0 {
            CredentialsError::CredentialsNotLoaded(_) if self.0.source().is_none() => {
                CredentialsError::not_loaded_no_source()
            }
            CredentialsError::CredentialsNotLoaded(_) => CredentialsError::not_loaded(self.clone()),
            CredentialsError::ProviderTimedOut(limit) => CredentialsError::provider_timed_out(limit.timeout_duration()),
            CredentialsError::InvalidConfiguration(_) => CredentialsError::invalid_configuration(self.clone()),
            CredentialsError::ProviderError(_) => CredentialsError::provider_error(self.clone()),
            _ => CredentialsError::unhandled(self.clone()),
        }
    }

    /// The SDK's profile provider gives its first error away, and says only that it did so from then on.
    fn was_given_away(&self) -> bool {
        self.0.source().is_some_and(|source| source.to_string().ends_with("error already taken"))
    }
}

/// The words of the provider's own cause, which comes next in the chain.
impl fmt::Display for SharedFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.source() {
            Some(source) => write!(f, "{source}"),
            None => write!(f, "{}", self.0),
        }
    }
}

/// Shows no provider, which may hold credentials.
impl fmt::Debug for SharedFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedFailure").finish_non_exhaustive()
    }
}

impl Error for SharedFailure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// The last failure, which is told again for a while instead of asking the provider.
pub(super) struct Standing {
    pub(super) failure: SharedFailure,
    since: SystemTime,
    length: Duration,
}

impl Standing {
    pub(super) fn new(failure: SharedFailure, before: Option<Self>, now: SystemTime) -> Self {
        match before {
            None => Self { failure, since: now, length: FIRST },
            Some(before) => {
                let length = LONGEST.min(before.length * 2);
                let failure = if failure.was_given_away() { before.failure } else { failure };
                Self { failure, since: now, length }
            }
        }
    }

    /// False also for a clock that was set back.
    pub(super) fn holds(&self, now: SystemTime) -> bool {
        now.duration_since(self.since).is_ok_and(|passed| passed < self.length)
    }
}
