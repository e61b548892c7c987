//! Keeps the credentials of a session, so that all its clients, in all regions, resolve them once.
//!
//! Reading kept credentials takes a lock of the standard library for a moment, and makes no task wait. Only when there are
//! none that serve does a task wait, for the one refresh that serves all of them. The refresh is a task of its own: who
//! stops waiting for it does not stop it.

mod caught;
mod flight;
mod kept;
mod shared_failure;
mod state;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::time::SharedTimeSource;

use flight::Flight;
use state::{Answer, State};

/// A provider that asks another one, once for any number of tasks, and keeps its answer.
#[derive(Clone)]
pub(crate) struct KeptCredentials(Arc<Inner>);

struct Inner {
    provider: SharedCredentialsProvider,
    time: SharedTimeSource,
    limit: Duration,
    state: RwLock<State>,
}

impl KeptCredentials {
    /// `limit` is how long the provider may take.
    pub(crate) fn new(provider: SharedCredentialsProvider, time: SharedTimeSource, limit: Duration) -> Self {
        Self(Arc::new(Inner { provider, time, limit, state: RwLock::default() }))
    }

    /// The credentials at hand, unless it is time to look for new ones.
    pub(crate) fn fresh(&self) -> Option<Credentials> {
        self.0.read().fresh(self.0.now())
    }

    /// The credentials at hand, or new ones.
    pub(crate) async fn provide(&self) -> provider::Result {
        if let Some(credentials) = self.fresh() {
            return Ok(credentials);
        }
        let mut here = false;
        loop {
            let (answer, flight) = self.decide();
            if let Some(flight) = flight {
                flight.launch(here).await;
            }
            match answer {
                Answer::Take(credentials) => return Ok(credentials),
                Answer::Fail(failure) => return Err(failure.again()),
                Answer::Wait(landing) => match flight::landed(landing).await {
                    Some(Ok(credentials)) => return Ok(credentials),
                    Some(Err(failure)) => return Err(failure.again()),
                    // The run time of the refresh went away: the next one is run here.
                    None => here = true,
                },
            }
        }
    }

    /// Drops the credentials at hand and the last failure: the next task that needs credentials has them resolved anew.
    pub(crate) fn forget(&self) {
        self.0.write().forget();
    }

    /// What a service's answer that these credentials have expired means for the ones at hand. True if another attempt
    /// would be made with other credentials.
    pub(crate) fn refused(&self, access_key_id: &str, session_token: Option<&str>) -> bool {
        let now = self.0.now();
        self.0.write().refused(access_key_id, session_token, now)
    }

    fn decide(&self) -> (Answer, Option<Flight>) {
        let now = self.0.now();
        let (answer, ticket) = self.0.write().decide(now);
        (answer, ticket.map(|ticket| Flight::new(Arc::clone(&self.0), ticket)))
    }
}

impl Inner {
    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> SystemTime {
        self.time.now()
    }
}

impl ProvideCredentials for KeptCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match self.fresh() {
            Some(credentials) => future::ProvideCredentials::ready(Ok(credentials)),
            None => future::ProvideCredentials::new(self.provide()),
        }
    }

    fn fallback_on_interrupt(&self) -> Option<Credentials> {
        self.0.read().usable(self.0.now()).or_else(|| self.0.provider.fallback_on_interrupt())
    }
}

/// Shows neither the credentials nor the provider, which may hold some.
impl fmt::Debug for KeptCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptCredentials").finish_non_exhaustive()
    }
}
