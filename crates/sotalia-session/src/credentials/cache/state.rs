//! What is known about a session's credentials, and what a task that needs them is to do. No I/O and no waiting.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider;
use aws_credential_types::provider::error::CredentialsError;
use tokio::sync::watch;

use super::flight::{Landing, Outcome, Ticket};
use super::kept::Kept;
use super::shared_failure::{SharedFailure, Standing};

/// How long credentials that a service refused are not resolved anew again for the same reason.
const REFUSED_AGAIN: Duration = Duration::from_secs(60);

#[derive(Default)]
pub(super) struct State {
    kept: Option<Kept>,
    /// What the kept ones replaced: requests that were signed with them may still be answered.
    before: Option<Credentials>,
    refused: Option<(Credentials, SystemTime)>,
    standing: Option<Standing>,
    flight: Option<Landing>,
    /// Counts what was forgotten: the refreshes of an earlier time leave nothing behind.
    generation: u64,
}

/// What a task that needs credentials gets.
pub(super) enum Answer {
    Take(Credentials),
    Fail(SharedFailure),
    Wait(Landing),
}

/// Reading
impl State {
    pub(super) fn fresh(&self, now: SystemTime) -> Option<Credentials> {
        self.kept.as_ref().filter(|kept| kept.is_fresh(now)).map(|kept| kept.credentials.clone())
    }

    pub(super) fn usable(&self, now: SystemTime) -> Option<Credentials> {
        self.kept.as_ref().filter(|kept| kept.is_valid(now)).map(|kept| kept.credentials.clone())
    }
}

/// Changing
impl State {
    /// The answer to a task, and the ticket of a refresh if it is to start one.
    pub(super) fn decide(&mut self, now: SystemTime) -> (Answer, Option<Ticket>) {
        let usable = self.usable(now);
        let stands = self.standing.as_ref().filter(|standing| standing.holds(now));
        match (usable, stands) {
            (Some(credentials), Some(_)) => (Answer::Take(credentials), None),
            (None, Some(standing)) => (Answer::Fail(standing.failure.clone()), None),
            (Some(credentials), None) if self.kept.as_ref().is_some_and(|kept| kept.serves_during_refresh(now)) => {
                let fresh = self.kept.as_ref().is_some_and(|kept| kept.is_fresh(now));
                let ticket = if fresh { None } else { self.join().1 };
                (Answer::Take(credentials), ticket)
            }
            (_, None) => {
                let (landing, ticket) = self.join();
                (Answer::Wait(landing), ticket)
            }
        }
    }

    /// Notes how a refresh ended, and says what those who waited for it get.
    pub(super) fn finish(&mut self, generation: u64, result: provider::Result, now: SystemTime) -> Outcome {
        let result = result.and_then(|credentials| self.accept(credentials, now));
        let current = generation == self.generation;
        if current {
            self.flight = None;
        }
        match result {
            Ok(credentials) => {
                if current {
                    self.standing = None;
                    self.before = self.kept.take().map(|kept| kept.credentials);
                    self.kept = Some(Kept::new(credentials.clone(), now));
                }
                Ok(credentials)
            }
            Err(error) => {
                let failure = SharedFailure::new(error);
                if !current {
                    return Err(failure);
                }
                let first = self.standing.is_none();
                let standing = Standing::new(failure, self.standing.take(), now);
                let failure = standing.failure.clone();
                self.standing = Some(standing);
                let usable = self.usable(now);
                if usable.is_some() && first {
                    tracing::warn!("credentials could not be refreshed; the ones at hand are still valid");
                }
                usable.ok_or(failure)
            }
        }
    }

    /// The refresh went away without an end: the next task starts another.
    pub(super) fn abandon(&mut self, generation: u64) {
        if generation == self.generation {
            self.flight = None;
        }
    }

    pub(super) fn forget(&mut self) {
        *self = Self { generation: self.generation + 1, ..Self::default() };
    }

    /// True if another attempt would be made with other credentials than these.
    pub(super) fn refused(&mut self, access_key_id: &str, session_token: Option<&str>, now: SystemTime) -> bool {
        let is = |credentials: &Credentials| {
            credentials.access_key_id() == access_key_id && credentials.session_token() == session_token
        };
        let lately = self.refused.as_ref().is_some_and(|(refused, until)| is(refused) && now < *until);
        match &self.kept {
            Some(kept) if is(&kept.credentials) => {
                if lately {
                    return false;
                }
                tracing::warn!("a service says that the credentials have expired: they are resolved anew");
                let kept = self.kept.take();
                self.refused = kept.map(|kept| (kept.credentials, now + REFUSED_AGAIN));
                self.standing = None;
                true
            }
            // Another task was told so first, and new ones are here or on their way.
            Some(_) => lately || self.before.as_ref().is_some_and(is),
            None => lately,
        }
    }

    fn join(&mut self) -> (Landing, Option<Ticket>) {
        if let Some(landing) = &self.flight {
            return (landing.clone(), None);
        }
        let (sender, landing) = watch::channel(None);
        self.flight = Some(landing.clone());
        (landing, Some(Ticket { sender, generation: self.generation }))
    }

    /// Credentials that have ended are no replacement. The first ones are given out all the same: only the service knows
    /// whether this clock is right.
    fn accept(&self, credentials: Credentials, now: SystemTime) -> provider::Result {
        let ended = credentials.expiry().is_some_and(|end| end <= now);
        if !ended {
            return Ok(credentials);
        }
        if self.kept.as_ref().is_some_and(Kept::came_in_time) {
            let message = "the credentials were refreshed, and the new ones have ended already: check the source of the \
                           credentials and the clock of this machine";
            return Err(CredentialsError::provider_error(message));
        }
        tracing::warn!("the credentials have ended already, by the clock of this machine");
        Ok(credentials)
    }
}
