//! Making the service resource.

use sotalia_client::SessionClients;
use sotalia_client::s3::{Client, config};
use sotalia_client::session::Session;

use crate::S3;

/// Construction.
impl S3 {
    /// S3 as the session sets it up: region, credentials, endpoint.
    pub fn new(session: &Session) -> Self {
        Self::from_client(&session.client())
    }

    /// S3 with options of its own: `S3::configured(&session, |c| c.force_path_style(true))`.
    pub fn configured(session: &Session, options: impl FnOnce(config::Builder) -> config::Builder) -> Self {
        Self::from_client(&session.client_configured::<Client>(options))
    }
}
