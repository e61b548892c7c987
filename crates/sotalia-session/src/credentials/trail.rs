//! What a resolution of credentials did, noted down as it goes.

use super::report::{AttemptOutcome, CredentialAttempt};

/// The attempts so far; the last one may still be under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trail(Vec<CredentialAttempt>);

impl Trail {
    /// Starts the next attempt.
    pub(super) fn begin(&mut self, provider: &str) {
        self.0.push(CredentialAttempt {
            provider: provider.to_owned(),
            looked_at: Vec::new(),
            outcome: AttemptOutcome::NotConfigured,
            detail: String::new(),
        });
    }

    /// Notes what the attempt looks at: a variable, a key of a file, a URL. Never a value that may be secret.
    pub(super) fn look(&mut self, at: impl Into<String>) {
        if let Some(attempt) = self.0.last_mut() {
            attempt.looked_at.push(at.into());
        }
    }

    /// Says why the attempt gives nothing and the next one has its turn.
    pub(super) fn pass(&mut self, why: impl Into<String>) {
        if let Some(attempt) = self.0.last_mut() {
            attempt.detail = why.into();
        }
    }

    /// Ends the attempt with an outcome that ends the resolution, too.
    pub(super) fn end(&mut self, outcome: AttemptOutcome, detail: impl Into<String>) {
        if let Some(attempt) = self.0.last_mut() {
            attempt.outcome = outcome;
            attempt.detail = detail.into();
        }
    }

    /// Why the attempt gives nothing, as it was said last.
    pub(super) fn reason(&self) -> &str {
        self.0.last().map_or("", |attempt| &attempt.detail)
    }

    pub(super) fn attempts(&self) -> &[CredentialAttempt] {
        &self.0
    }
}
