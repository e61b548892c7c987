//! Failures to get credentials, which the SDK reports as failures to send.

use std::error::Error as StdError;

use aws_credential_types::provider::error::{CredentialsError, TokenError};

use super::{local, said};
use crate::LocalError;
use crate::chain::{chain, type_label};
use crate::error::Inner;

/// The error, if a provider of credentials or tokens is among the causes.
pub(super) fn diagnose(error: &(dyn StdError + 'static)) -> Option<Inner> {
    let (level, found) = chain(error).find_map(|level| Some((level, of_level(level)?)))?;
    let said = if is_no_scheme(level) { "the client has no provider of credentials".to_owned() } else { said(level) };
    let found = if found == LocalError::CredentialsFailed { refine(&said) } else { found };
    let intro = match found {
        LocalError::NoCredentials => "no credentials were found",
        LocalError::ExpiredCredentials => "the credentials have expired",
        LocalError::LoginRequired => "a login is needed",
        _ => "the credentials could not be loaded",
    };
    Some(local(found, if said.is_empty() { intro.to_owned() } else { format!("{intro}: {said}") }))
}

fn of_level(level: &(dyn StdError + 'static)) -> Option<LocalError> {
    if let Some(error) = level.downcast_ref::<CredentialsError>() {
        return Some(match error {
            CredentialsError::CredentialsNotLoaded(_) => LocalError::NoCredentials,
            CredentialsError::ProviderTimedOut(_) => LocalError::CredentialsTimeout,
            _ => LocalError::CredentialsFailed,
        });
    }
    if let Some(error) = level.downcast_ref::<TokenError>() {
        return Some(match error {
            TokenError::TokenNotLoaded(_) => LocalError::NoCredentials,
            TokenError::ProviderTimedOut(_) => LocalError::CredentialsTimeout,
            _ => LocalError::CredentialsFailed,
        });
    }
    // Neither type is public: what the SDK says without any provider, and when a provider does not come back.
    if is_no_scheme(level) {
        return Some(LocalError::NoCredentials);
    }
    level.to_string().starts_with("identity resolver timed out").then_some(LocalError::CredentialsTimeout)
}

/// Whether the SDK had nothing to sign with. What it says of that is about its own insides, and long.
fn is_no_scheme(level: &(dyn StdError + 'static)) -> bool {
    type_label(level) == "NoMatchingAuthSchemeError" || level.to_string().starts_with("failed to select an auth scheme")
}

/// What a provider's words add.
fn refine(said: &str) -> LocalError {
    let said = said.to_ascii_lowercase();
    let expired = said.contains("expired");
    if said.contains("sso") && (expired || said.contains("sso login")) {
        LocalError::LoginRequired
    } else if expired {
        LocalError::ExpiredCredentials
    } else {
        LocalError::CredentialsFailed
    }
}
