//! Gives clients the session's own words when there are no credentials.

use std::fmt;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};

use super::cache::KeptCredentials;
use super::failure;

/// A provider whose failures say what was tried and what to do, as those of [`Session::credentials`](crate::Session::credentials).
pub(crate) struct ExplainedCredentials {
    kept: KeptCredentials,
    profile: String,
}

impl ExplainedCredentials {
    pub(crate) fn new(kept: KeptCredentials, profile: String) -> Self {
        Self { kept, profile }
    }

    async fn provide(&self) -> provider::Result {
        self.kept.provide().await.map_err(|error| {
            let nothing_found = matches!(error, CredentialsError::CredentialsNotLoaded(_));
            let again = if nothing_found { CredentialsError::not_loaded } else { CredentialsError::provider_error };
            again(failure::to_error(error, &self.profile))
        })
    }
}

impl ProvideCredentials for ExplainedCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match self.kept.fresh() {
            Some(credentials) => future::ProvideCredentials::ready(Ok(credentials)),
            None => future::ProvideCredentials::new(self.provide()),
        }
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.kept.fallback_on_interrupt()
    }
}

/// Shows no provider, which may hold credentials.
impl fmt::Debug for ExplainedCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExplainedCredentials").finish_non_exhaustive()
    }
}
