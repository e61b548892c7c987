//! The session of the process, for programs that need just one.

use std::sync::{PoisonError, RwLock};

use sotalia_error::Result;

use crate::session::Session;

static CURRENT: RwLock<Option<Session>> = RwLock::new(None);
static LOADING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// The session of this process, as boto3's `DEFAULT_SESSION`: [`Session::load`] on first use, and the same one from
/// then on.
///
/// Nothing in Sotalia calls this on its own. Tasks that ask for it at once wait for one load. A load that fails is not
/// remembered: the next call tries again.
///
/// # Errors
///
/// What [`Session::load`] returns.
pub async fn default_session() -> Result<Session> {
    if let Some(session) = current() {
        return Ok(session);
    }
    let _loading = LOADING.lock().await;
    if let Some(session) = current() {
        return Ok(session);
    }
    let session = Session::load().await?;
    // One that was set in the meantime was set on purpose.
    let mut slot = CURRENT.write().unwrap_or_else(PoisonError::into_inner);
    Ok(slot.get_or_insert(session).clone())
}

/// Puts a session in the place of the default one, as boto3's `setup_default_session`, and returns the one before.
///
/// What was made from the session before goes on using it.
pub fn set_default_session(session: Session) -> Option<Session> {
    CURRENT.write().unwrap_or_else(PoisonError::into_inner).replace(session)
}

fn current() -> Option<Session> {
    CURRENT.read().unwrap_or_else(PoisonError::into_inner).clone()
}
