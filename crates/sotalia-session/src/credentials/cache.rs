//! Keeps the credentials of a session, so that all its clients, in all regions, resolve them once.

use std::error::Error as _;
use std::fmt;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::time::SharedTimeSource;
use tokio::sync::Mutex;

/// How long before they end credentials are replaced. More than the SDK's cache above this one takes, 10 seconds.
const AHEAD: Duration = Duration::from_secs(60);

/// How long credentials without an end are kept, as in the SDK's cache.
const KEPT: Duration = Duration::from_secs(15 * 60);

/// A provider that asks another one, one task at a time, and keeps its answer.
pub(crate) struct KeptCredentials {
    provider: SharedCredentialsProvider,
    time: SharedTimeSource,
    slot: Mutex<Slot>,
}

#[derive(Default)]
struct Slot {
    credentials: Option<Credentials>,
    fresh_until: Option<SystemTime>,
    failure: Option<Failure>,
}

/// The first failure, in words: the SDK's error cannot be cloned.
struct Failure {
    nothing_found: bool,
    causes: String,
}

impl KeptCredentials {
    pub(crate) fn new(provider: SharedCredentialsProvider, time: SharedTimeSource) -> Self {
        Self { provider, time, slot: Mutex::default() }
    }

    async fn provide(&self) -> provider::Result {
        let mut slot = self.slot.lock().await;
        let now = self.time.now();
        if let (Some(credentials), Some(until)) = (&slot.credentials, slot.fresh_until)
            && now < until
        {
            return Ok(credentials.clone());
        }
        match self.provider.provide_credentials().await {
            Ok(credentials) => {
                slot.fresh_until = Some(match credentials.expiry() {
                    Some(end) => end.checked_sub(AHEAD).unwrap_or(end),
                    None => now + KEPT,
                });
                slot.failure = None;
                slot.credentials = Some(credentials.clone());
                Ok(credentials)
            }
            Err(error) => slot.after_failure(error, now),
        }
    }
}

impl Slot {
    /// Credentials that could not be replaced in time serve until they end.
    fn after_failure(&mut self, error: CredentialsError, now: SystemTime) -> provider::Result {
        if let Some(credentials) = &self.credentials
            && credentials.expiry().is_none_or(|end| now < end)
        {
            tracing::warn!("credentials could not be refreshed; the ones at hand are still valid");
            return Ok(credentials.clone());
        }
        // The SDK's profile provider gives its first error away, and says only that it did so from then on.
        let taken = error.source().is_some_and(|source| source.to_string().ends_with("error already taken"));
        if taken && let Some(Failure { nothing_found, causes }) = &self.failure {
            let again =
                if *nothing_found { CredentialsError::not_loaded } else { CredentialsError::invalid_configuration };
            return Err(again(causes.clone()));
        }
        self.failure = Some(Failure {
            nothing_found: matches!(error, CredentialsError::CredentialsNotLoaded(_)),
            causes: super::failure::causes(&error),
        });
        Err(error)
    }
}

impl ProvideCredentials for KeptCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.provide())
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.provider.fallback_on_interrupt()
    }
}

/// Shows neither the credentials nor the provider, which may hold some.
impl fmt::Debug for KeptCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptCredentials").finish_non_exhaustive()
    }
}
