//! Waiting until a service says so, from the models of waiters.

mod acceptor;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sotalia_client::{Progress, Step};
use sotalia_session::error::{Error, LocalError, Result};

use self::acceptor::Acceptor;
use crate::client::DynamicClient;
use crate::output::Output;
use crate::value::{IntoParams, Map, Params};

type Answer = Pin<Box<dyn Future<Output = Result<Output>> + Send>>;
/// Asks with these parameters.
pub(crate) type Ask = dyn Fn(Map) -> Answer + Send + Sync;
type Report = dyn FnMut(&Progress) + Send;

/// A wait for something to be as the model of the waiter says: boto3's `client.get_waiter(...)`.
///
/// The delay and the time limit default to those of the model: `delay` seconds, and that times `maxAttempts`.
///
/// ```
/// # async fn example(ec2: sotalia_dynamic::DynamicClient) -> sotalia_dynamic::error::Result<()> {
/// use std::time::Duration;
/// use sotalia_dynamic::params;
///
/// let waiter = ec2.waiter("instance_running")?.max_wait(Duration::from_secs(120));
/// let answer = waiter.wait(params! { "InstanceIds": ["i-0123456789abcdef0"] }).await?;
/// # Ok(()) }
/// ```
#[must_use = "a waiter does nothing before `wait` is awaited"]
pub struct Waiter {
    model: Arc<WaitingModel>,
    ask: Arc<Ask>,
    delay: Duration,
    max_wait: Duration,
    progress: Option<Box<Report>>,
}

/// The model of a waiter, with its expressions read.
#[derive(Debug)]
pub(crate) struct WaitingModel {
    name: String,
    delay: Duration,
    max_attempts: u32,
    acceptors: Vec<Acceptor>,
}

impl WaitingModel {
    /// Reads the expressions of a model.
    pub(crate) fn new(model: &sotalia_models::Waiter) -> Result<Self> {
        Ok(Self {
            name: model.name.to_string(),
            delay: Duration::from_secs(model.delay.into()),
            max_attempts: model.max_attempts,
            acceptors: model.acceptors.iter().map(Acceptor::new).collect::<Result<_>>()?,
        })
    }

    /// What an answer means: the first acceptor that matches says it.
    fn judge(&self, answer: Result<&Output, &Error>) -> Step {
        let step = self.acceptors.iter().find_map(|acceptor| acceptor.judge(answer));
        step.unwrap_or(if answer.is_err() { Step::Unexpected } else { Step::Again })
    }
}

impl Waiter {
    pub(crate) fn new(model: Arc<WaitingModel>, ask: Arc<Ask>) -> Self {
        let (delay, max_attempts) = (model.delay, model.max_attempts);
        Self { model, ask, delay, max_wait: delay.saturating_mul(max_attempts), progress: None }
    }

    /// Sets the time limit of the whole wait. `Duration::MAX` is no limit.
    pub fn max_wait(mut self, limit: Duration) -> Self {
        self.max_wait = limit;
        self
    }

    /// Sets the pause between two questions. It is fixed, as in boto3.
    pub fn delay(mut self, pause: Duration) -> Self {
        self.delay = pause;
        self
    }

    /// Calls `report` after each answer.
    pub fn progress(mut self, report: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(report));
        self
    }

    /// The same over another source of answers than the service: canned ones for a test, or a call with options.
    pub fn over<F>(mut self, ask: impl Fn(Params) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Output>> + Send + 'static,
    {
        self.ask = Arc::new(move |params| Box::pin(ask(Params::from(params))));
        self
    }

    /// Asks until it is so, and gives the last answer; `None` when an error is what was waited for (the thing is gone).
    ///
    /// # Errors
    ///
    /// [`LocalError::WaiterTimeout`](sotalia_session::error::LocalError::WaiterTimeout) when the time is up,
    /// [`LocalError::WaiterFailed`](sotalia_session::error::LocalError::WaiterFailed) when the service says that it cannot come;
    /// an error of the service that says nothing about it as it is.
    pub async fn wait(self, params: impl IntoParams) -> Result<Option<Output>> {
        let params = params.into_params()?.into_map();
        let (ask, model) = (self.ask, Arc::clone(&self.model));
        let waiter = sotalia_client::Waiter::new(
            self.model.name.clone(),
            self.delay,
            self.model.max_attempts,
            move || ask(params.clone()),
            move |answer| model.judge(answer),
        );
        let waiter = waiter.max_wait(self.max_wait);
        match self.progress {
            Some(report) => waiter.on_poll(report).await,
            None => waiter.await,
        }
    }
}

/// Waiting
impl DynamicClient {
    /// A wait, by AWS's name or boto3's: `InstanceRunning`, `instance_running`.
    ///
    /// # Errors
    ///
    /// [`LocalError::UnknownWaiter`] with the names that there are.
    pub fn waiter(&self, name: &str) -> Result<Waiter> {
        let Some(model) = self.model().waiter(name) else {
            let (nearest, all) = (self.model().nearest_waiters(name), self.waiter_names());
            let hint = match (nearest.as_slice(), all.as_slice()) {
                (_, []) => "it has none".to_owned(),
                ([], all) => format!("it has {}", all.join(", ")),
                (nearest, _) => format!("did you mean {}?", nearest.join(" or ")),
            };
            let message = format!("{} has no waiter {name:?}; {hint}", self.service_name());
            return Err(Error::local(LocalError::UnknownWaiter, message));
        };
        let (client, operation) = (self.clone(), model.operation.to_string());
        let ask = move |params: Map| -> Answer { Box::pin(client.call(&operation, Params::from(params)).send()) };
        Ok(Waiter::new(Arc::new(WaitingModel::new(model)?), Arc::new(ask)))
    }

    /// The names of the waiters, in boto3's form: boto3's `waiter_names`.
    #[must_use]
    pub fn waiter_names(&self) -> Vec<&str> {
        self.model().waiters.iter().map(|waiter| &*waiter.method_name).collect()
    }
}

impl fmt::Debug for Waiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("name", &self.model.name)
            .field("delay", &self.delay)
            .field("max_wait", &self.max_wait)
            .finish_non_exhaustive()
    }
}
