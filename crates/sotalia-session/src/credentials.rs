//! The credentials that a session calls with, and where they came from.

use std::fmt;
use std::time::SystemTime;

use aws_credential_types::Credentials as SdkCredentials;
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;

pub(crate) mod cache;
pub(crate) mod chain;
pub(crate) mod context;
pub(crate) mod derived;
pub(crate) mod disk_cache;
pub(crate) mod explained;
pub(crate) mod failure;
pub(crate) mod identity_cache;
pub(crate) mod mfa;
mod origin;
mod provenance;
mod providers;
pub(crate) mod report;
pub(crate) mod retry;
pub(crate) mod trail;

pub(crate) use origin::Origin;

/// An access key, and where it came from.
///
/// `Debug` hides the secret and the token, and shortens the access key id.
#[derive(Clone)]
pub struct Credentials {
    inner: SdkCredentials,
    source: String,
}

impl Credentials {
    pub(crate) fn new(inner: SdkCredentials, origin: &Origin) -> Self {
        let source = origin.source_of(&inner);
        Self { inner, source }
    }

    /// The access key id.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        self.inner.access_key_id()
    }

    /// The secret access key. Keep it out of logs.
    #[must_use]
    pub fn secret_access_key(&self) -> &str {
        self.inner.secret_access_key()
    }

    /// The session token of temporary credentials. Keep it out of logs.
    #[must_use]
    pub fn session_token(&self) -> Option<&str> {
        self.inner.session_token()
    }

    /// When temporary credentials end. The session has got new ones by then.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.inner.expiry()
    }

    /// The account, if where the credentials came from says so.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.inner.account_id().map(aws_credential_types::attributes::AccountId::as_str)
    }

    /// The role that was assumed for these credentials, if the session assumed one.
    #[must_use]
    pub fn role_arn(&self) -> Option<&str> {
        provenance::of(&self.inner)?.role_arn.as_deref()
    }

    /// Where the credentials came from, for a reader: `environment variables`, `profile "dev" in ~/.aws/credentials`,
    /// `static, given in code`, `instance metadata`.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &shortened(self.access_key_id()))
            .field("expires_at", &self.expires_at())
            .field("account_id", &self.account_id())
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

/// The first and the last four characters, if that leaves enough unsaid.
fn shortened(access_key_id: &str) -> String {
    let characters: Vec<char> = access_key_id.chars().collect();
    match characters.as_slice() {
        [a, b, c, d, .., w, x, y, z] if characters.len() >= 12 => format!("{a}{b}{c}{d}…{w}{x}{y}{z}"),
        _ => "…".to_owned(),
    }
}

/// Credentials that were given in code.
pub(crate) fn static_credentials(
    access_key_id: &str,
    secret_access_key: &str,
    session_token: Option<String>,
) -> Result<SdkCredentials> {
    let empty = [("access key id", access_key_id), ("secret access key", secret_access_key)]
        .into_iter()
        .find_map(|(part, value)| value.trim().is_empty().then_some(part));
    if let Some(part) = empty {
        let message = format!(
            "the credentials given in code have no {part}: give an access key id and its secret access key, or neither"
        );
        return Err(Error::local(LocalError::PartialCredentials, message));
    }
    let mut builder = SdkCredentials::builder()
        .access_key_id(access_key_id)
        .secret_access_key(secret_access_key)
        .provider_name("Static");
    builder.set_session_token(session_token.filter(|token| !token.is_empty()));
    Ok(builder.build())
}

/// Half an access key in the environment is an error, as in boto3; the SDK goes on to the next provider instead.
pub(crate) fn check_environment(platform: &Platform) -> Result<()> {
    let id = platform.variable("AWS_ACCESS_KEY_ID").is_some();
    let secret =
        ["AWS_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY"].into_iter().any(|name| platform.variable(name).is_some());
    let (set, unset) = match (id, secret) {
        (true, false) => ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        (false, true) if platform.variable("AWS_SECRET_ACCESS_KEY").is_some() => {
            ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")
        }
        _ => return Ok(()),
    };
    let message = format!("environment variable {set} is set and {unset} is not: set both, or neither");
    Err(Error::local(LocalError::PartialCredentials, message))
}
