//! The credentials of a session, as `object_store` asks for them.

use std::sync::Arc;

use async_trait::async_trait;
use object_store::aws::AwsCredential;
use object_store::{CredentialProvider, Result};
use sotalia_session::Session;

/// Gives `object_store` the credentials of a session.
///
/// `object_store` asks before each request. The session answers from what it keeps, and renews it ahead of its end, so a
/// store lives on when credentials do not.
#[derive(Debug, Clone)]
pub struct SessionCredentials {
    session: Session,
}

impl SessionCredentials {
    /// The credentials of this session. Asks nobody yet.
    #[must_use]
    pub fn new(session: &Session) -> Self {
        Self { session: session.clone() }
    }
}

#[async_trait]
impl CredentialProvider for SessionCredentials {
    type Credential = AwsCredential;

    /// # Errors
    ///
    /// `object_store::Error::Generic` with the session's error as its source: it says what was tried and what to do.
    async fn get_credential(&self) -> Result<Arc<AwsCredential>> {
        let credentials = self
            .session
            .credentials()
            .await
            .map_err(|error| object_store::Error::Generic { store: "S3", source: Box::new(error) })?;
        Ok(Arc::new(AwsCredential {
            key_id: credentials.access_key_id().to_owned(),
            secret_key: credentials.secret_access_key().to_owned(),
            token: credentials.session_token().map(str::to_owned),
        }))
    }
}
