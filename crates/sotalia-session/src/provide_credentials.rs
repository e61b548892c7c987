//! The session as a provider of credentials, for clients and libraries that know nothing of Sotalia.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};

use crate::credentials::failure;
use crate::session::Session;

/// For other libraries
impl Session {
    /// The credentials of this session as a provider, for any client of an `aws-sdk-*` or Smithy crate.
    ///
    /// It shares the session's cache: a client that asks it before every request gets what is kept, and new credentials once
    /// those are about to end. Of an anonymous session it always fails.
    ///
    /// A client that takes a whole configuration is better off with [`sdk_config`](Self::sdk_config).
    #[must_use]
    pub fn credentials_provider(&self) -> SharedCredentialsProvider {
        SharedCredentialsProvider::new(self.clone())
    }
}

/// A session gives its credentials to whatever takes a provider of the SDK's.
///
/// A library with a trait of its own needs a few lines. Ask at each use, and keep nothing: the session does.
///
/// ```
/// use sotalia_session::{ProvideCredentials, Session};
///
/// // The trait of another library.
/// trait LoadKey {
///     fn load_key(&self) -> impl Future<Output = Result<(String, String, Option<String>), Box<dyn std::error::Error>>>;
/// }
///
/// struct KeyOfSession(Session);
///
/// impl LoadKey for KeyOfSession {
///     async fn load_key(&self) -> Result<(String, String, Option<String>), Box<dyn std::error::Error>> {
///         let key = self.0.provide_credentials().await?; // or `self.0.credentials()`, which says where they came from
///         let token = key.session_token().map(str::to_owned);
///         Ok((key.access_key_id().to_owned(), key.secret_access_key().to_owned(), token))
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let session = Session::builder().credentials("AKIAIOSFODNN7EXAMPLE", "secret", None).load().await?;
/// let (id, _secret, token) = KeyOfSession(session).load_key().await?;
/// assert_eq!((id.as_str(), token), ("AKIAIOSFODNN7EXAMPLE", None));
/// # Ok(())
/// # }
/// ```
impl ProvideCredentials for Session {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(provide(self))
    }
}

/// What the session's own clients get, with the session's own words for a failure.
async fn provide(session: &Session) -> provider::Result {
    match session.0.config.credentials_provider() {
        Some(provider) => provider.provide_credentials().await,
        None => Err(CredentialsError::not_loaded(failure::anonymous())),
    }
}
