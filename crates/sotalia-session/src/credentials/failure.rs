//! Says why there are no credentials, and what to do about it.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use aws_credential_types::provider::error::CredentialsError;
use sotalia_error::{Error, ErrorKind, LocalError};

/// Why a provider, or the whole chain, gave nothing. In the words that the user will read; never with a secret.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    kind: LocalError,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Failure {
    pub(super) fn new(kind: LocalError, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// A setting that credentials cannot be made from.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(LocalError::CredentialsFailed, message)
    }

    /// A request that failed: what it was for, and what became of it.
    pub(super) fn of_request(what: &str, error: Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::Timeout => LocalError::CredentialsTimeout,
            _ => LocalError::CredentialsFailed,
        };
        Self::new(kind, format!("{what}: {error}")).with_source(error)
    }

    pub(super) fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into().into());
        self
    }

    /// The same failure, said about something that it is a part of.
    pub(super) fn within(mut self, what: &str) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    pub(super) fn kind(&self) -> LocalError {
        self.kind
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

impl From<Failure> for CredentialsError {
    fn from(failure: Failure) -> Self {
        match failure.kind {
            LocalError::NoCredentials => Self::not_loaded(failure),
            _ => Self::provider_error(failure),
        }
    }
}

/// The error of a session that was made without credentials.
pub(crate) fn anonymous() -> Error {
    let message = "this session is anonymous: it was made without credentials, with SessionBuilder::anonymous";
    Error::local(LocalError::NoCredentials, message)
}

/// The error for a provider's failure.
pub(crate) fn to_error(error: CredentialsError, profile: &str) -> Error {
    let (kind, message) = match known(&error) {
        Some(failure) => (failure.kind, failure.message.clone()),
        None => (kind_of(&error), format!("the provider of credentials failed: {}", causes(&error))),
    };
    Error::local(kind, message).with_detail("ProfileName", profile).with_source(error)
}

/// Our own failure, below what the SDK or a cache put around it.
fn known(error: &CredentialsError) -> Option<&Failure> {
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return Some(failure);
        }
        next = cause.source();
    }
    None
}

/// For a provider that was given in code.
fn kind_of(error: &CredentialsError) -> LocalError {
    match error {
        CredentialsError::CredentialsNotLoaded(_) => LocalError::NoCredentials,
        CredentialsError::ProviderTimedOut(_) => LocalError::CredentialsTimeout,
        _ => LocalError::CredentialsFailed,
    }
}

/// The causes below an error, on one line. The error's own words say only which kind it is.
pub(super) fn causes(error: &CredentialsError) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        if parts.last() != Some(&words) {
            parts.push(words);
        }
        next = cause.source();
    }
    if parts.is_empty() { error.to_string() } else { parts.join(": ") }
}
