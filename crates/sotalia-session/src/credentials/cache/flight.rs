//! One refresh, which any number of tasks wait for.

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials as _};
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep as _, TokioSleep};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use super::Inner;
use super::caught::caught;
use super::shared_failure::SharedFailure;

/// What those who waited get.
pub(super) type Outcome = Result<Credentials, SharedFailure>;

/// Where the outcome will be.
pub(super) type Landing = watch::Receiver<Option<Outcome>>;

/// The right to run the one refresh.
pub(super) struct Ticket {
    pub(super) sender: watch::Sender<Option<Outcome>>,
    pub(super) generation: u64,
}

/// A refresh that is to run. However it ends, those who wait for it go on.
pub(super) struct Flight {
    inner: Arc<Inner>,
    ticket: Ticket,
    landed: bool,
}

impl Flight {
    pub(super) fn new(inner: Arc<Inner>, ticket: Ticket) -> Self {
        Self { inner, ticket, landed: false }
    }

    /// Runs the refresh as a task of its own. In the caller's, if there is no run time, or if `here`.
    pub(super) async fn launch(self, here: bool) {
        match Handle::try_current() {
            Ok(runtime) if !here => {
                runtime.spawn(self.run(true).in_current_span().with_current_subscriber());
            }
            Ok(_) => self.run(true).await,
            Err(_) => self.run(false).await,
        }
    }

    async fn run(mut self, limited: bool) {
        let inner = &self.inner;
        let result = caught(async { if limited { ask_within_limit(inner).await } else { ask(inner).await } }).await;
        self.land(result);
    }

    fn land(&mut self, result: provider::Result) {
        self.landed = true;
        let now = self.inner.now();
        let outcome = self.inner.write().finish(self.ticket.generation, result, now);
        self.ticket.sender.send_replace(Some(outcome));
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if !self.landed {
            self.inner.write().abandon(self.ticket.generation);
        }
    }
}

/// The outcome, or nothing if the refresh went away without one.
pub(super) async fn landed(mut landing: Landing) -> Option<Outcome> {
    landing.wait_for(Option::is_some).await.ok().and_then(|outcome| outcome.clone())
}

async fn ask(inner: &Inner) -> provider::Result {
    inner.provider.provide_credentials().await
}

async fn ask_within_limit(inner: &Inner) -> provider::Result {
    let limit = inner.limit;
    match Timeout::new(ask(inner), TokioSleep::new().sleep(limit)).await {
        Ok(result) => result,
        Err(_) => inner.provider.fallback_on_interrupt().ok_or_else(|| CredentialsError::provider_timed_out(limit)),
    }
}
