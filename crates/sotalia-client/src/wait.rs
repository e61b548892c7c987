//! Waits until a service says so.

use std::borrow::Cow;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sotalia_session::error::{Error, LocalError, Result};
use tokio::time::Instant;

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Poll<T> = dyn Fn() -> BoxFuture<Result<T>> + Send + Sync;
type Check<T> = dyn Fn(Result<&T, &Error>) -> Step + Send + Sync;
type Report = dyn FnMut(&Progress) + Send;
type Keep<T> = dyn FnOnce(Option<&T>) + Send;

/// What an answer means to a waiter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is there: the wait is over.
    Done,
    /// Not yet: ask again.
    Again,
    /// It cannot come any more: the wait fails, for this reason.
    Failed(String),
    /// An error that says nothing about what is waited for: the wait ends with it.
    Unexpected,
}

/// How a wait goes: given to [`Waiter::on_poll`] after each answer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Progress {
    /// How often the service was asked, so far.
    pub polls: u32,
    /// Since the wait began.
    pub elapsed: Duration,
    /// The last answer in a few words: `200`-like success, or the error's code.
    pub last: String,
}

/// A wait: asks every few seconds until the service says that it is so, or the time is up. Await it.
///
/// The delay and the time limit default to what boto3's waiter of the same name has (`delay` seconds, `delay x max_attempts`).
/// It gives the last answer, or `None` when an error is what was waited for (the thing is gone).
///
/// # Errors
///
/// [`LocalError::WaiterTimeout`] when the time is up, [`LocalError::WaiterFailed`] when the service says that it cannot come;
/// any other error of the service as it is.
#[must_use = "a waiter does nothing unless it is awaited"]
pub struct Waiter<T> {
    name: Cow<'static, str>,
    delay: Duration,
    max_wait: Duration,
    poll: Arc<Poll<T>>,
    check: Arc<Check<T>>,
    on_poll: Option<Box<Report>>,
    on_done: Option<Box<Keep<T>>>,
}

impl<T: Send + 'static> Waiter<T> {
    /// A waiter that asks with `poll` and judges with `check`.
    pub fn new(
        name: impl Into<Cow<'static, str>>,
        delay: Duration,
        max_attempts: u32,
        poll: impl Fn() -> BoxFuture<Result<T>> + Send + Sync + 'static,
        check: impl Fn(Result<&T, &Error>) -> Step + Send + Sync + 'static,
    ) -> Self {
        let max_wait = delay.saturating_mul(max_attempts);
        Self {
            name: name.into(),
            delay,
            max_wait,
            poll: Arc::new(poll),
            check: Arc::new(check),
            on_poll: None,
            on_done: None,
        }
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
    pub fn on_poll(mut self, report: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.on_poll = Some(Box::new(report));
        self
    }

    /// Calls `keep` once the wait has ended well, with the last answer; with `None` where an error was waited for.
    pub fn on_done(mut self, keep: impl FnOnce(Option<&T>) + Send + 'static) -> Self {
        self.on_done = Some(Box::new(keep));
        self
    }

    async fn run(mut self) -> Result<Option<T>> {
        let start = Instant::now();
        let mut polls = 0;
        loop {
            let left = self.max_wait.saturating_sub(start.elapsed());
            let question = tokio::time::timeout(left, (self.poll)()).await;
            let Ok(answer) = question else { return Err(self.timed_out(polls, "no answer in time", None)) };
            polls += 1;
            let last = describe(&answer);
            if let Some(report) = &mut self.on_poll {
                report(&Progress { polls, elapsed: start.elapsed(), last: last.clone() });
            }
            match (self.check)(answer.as_ref()) {
                Step::Done => {
                    let answer = answer.ok();
                    if let Some(keep) = self.on_done.take() {
                        keep(answer.as_ref());
                    }
                    return Ok(answer);
                }
                Step::Unexpected if answer.is_err() => return answer.map(Some),
                Step::Again | Step::Unexpected if start.elapsed().saturating_add(self.delay) > self.max_wait => {
                    return Err(self.timed_out(polls, &last, answer.err()));
                }
                Step::Again | Step::Unexpected => tokio::time::sleep(self.delay).await,
                Step::Failed(reason) => {
                    let message = format!("{} will not come: {reason}", self.name);
                    return Err(with(Error::local(LocalError::WaiterFailed, message), answer.err()));
                }
            }
        }
    }

    fn timed_out(&self, polls: u32, last: &str, source: Option<Error>) -> Error {
        let message = format!(
            "{} did not come in {:?} (asked {polls} times, last answer: {last}); raise max_wait to wait longer",
            self.name, self.max_wait
        );
        with(Error::local(LocalError::WaiterTimeout, message), source)
    }
}

fn describe<T>(answer: &Result<T>) -> String {
    match answer {
        Ok(_) => "success".to_owned(),
        Err(error) => error.code().map_or_else(|| error.to_string(), ToString::to_string),
    }
}

fn with(error: Error, source: Option<Error>) -> Error {
    match source {
        Some(source) => error.with_source(source),
        None => error,
    }
}

impl<T: Send + 'static> IntoFuture for Waiter<T> {
    type Output = Result<Option<T>>;
    type IntoFuture = BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl<T> fmt::Debug for Waiter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter")
            .field("name", &self.name)
            .field("delay", &self.delay)
            .field("max_wait", &self.max_wait)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
