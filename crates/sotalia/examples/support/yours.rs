//! The session of whoever runs an example, if it was meant.

use sotalia::session::{ProfileSource, Session};

/// The session that `AWS_PROFILE` or `AWS_ENDPOINT_URL` sets up. `None` without either: an example needs no account, and does not
/// touch one that nobody pointed it at.
pub async fn session() -> sotalia::Result<Option<Session>> {
    let session = Session::load().await?;
    let meant = session.endpoint_url().is_some() || session.profile_source() != ProfileSource::Default;
    Ok(meant.then_some(session))
}
