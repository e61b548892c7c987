//! Making the service resource.

use sotalia_client::SessionClients;
use sotalia_client::iam::{Client, config};
use sotalia_client::session::Session;

use crate::Iam;

/// Construction.
impl Iam {
    /// IAM as the session sets it up: region, credentials, endpoint.
    pub fn new(session: &Session) -> Self {
        Self::from_client(&session.client())
    }

    /// IAM with options of its own: `Iam::configured(&session, |c| c.endpoint_url("http://127.0.0.1:5000"))`.
    pub fn configured(session: &Session, options: impl FnOnce(config::Builder) -> config::Builder) -> Self {
        Self::from_client(&session.client_configured::<Client>(options))
    }
}
