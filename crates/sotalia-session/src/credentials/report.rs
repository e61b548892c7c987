//! Tells how credentials were looked for: every provider in order, what it looked at, and what came of it.

use std::fmt;
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use sotalia_error::Error;

use crate::profile::ProfileSource;

mod table;

/// What became of an attempt to get credentials from one provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttemptOutcome {
    /// The credentials in use are from this provider.
    Used,
    /// It is not configured here, or has no answer, so that the next one had its turn.
    NotConfigured,
    /// It is configured, and failed. That ends the search: what stands after it would be another identity.
    Failed,
}

impl fmt::Display for AttemptOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Used => "used",
            Self::NotConfigured => "skipped",
            Self::Failed => "failed",
        })
    }
}

/// An attempt to get credentials from one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialAttempt {
    pub(super) provider: String,
    pub(super) looked_at: Vec<String>,
    pub(super) outcome: AttemptOutcome,
    pub(super) detail: String,
}

impl CredentialAttempt {
    /// The provider, for a reader: `environment variables`, `profile "dev"`, `instance metadata`.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// What it looked at, in order: variables, keys with their file, files, URLs, requests.
    #[must_use]
    pub fn looked_at(&self) -> &[String] {
        &self.looked_at
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> AttemptOutcome {
        self.outcome
    }

    /// Why it was skipped or failed, or where the credentials are from.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

/// How a session looked for credentials, and what it found. It never holds a secret.
///
/// `Display` is a table in plain text that can be pasted into a ticket.
#[derive(Debug, Clone)]
pub struct CredentialReport {
    pub(super) profile: String,
    pub(super) profile_source: ProfileSource,
    pub(super) region: Option<String>,
    pub(super) attempts: Vec<CredentialAttempt>,
    pub(super) found: Option<Found>,
    pub(super) failure: Option<String>,
}

/// What is told about credentials that were found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) source: String,
    pub(super) access_key_id: String,
    pub(super) account_id: Option<String>,
    pub(super) role_arn: Option<String>,
    pub(super) expires_at: Option<SystemTime>,
}

/// Access
impl CredentialReport {
    /// The profile in use.
    #[must_use]
    pub fn profile_name(&self) -> &str {
        &self.profile
    }

    /// Every provider that was asked, in order. After the one that was used, or failed, none was.
    #[must_use]
    pub fn attempts(&self) -> &[CredentialAttempt] {
        &self.attempts
    }

    /// Whether there are credentials.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.found.is_some()
    }

    /// Where the credentials are from, as [`Credentials::source`](crate::Credentials::source).
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.found.as_ref().map(|found| found.source.as_str())
    }

    /// The account, where it is known without asking.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.found.as_ref()?.account_id.as_deref()
    }

    /// The role that was assumed, if one was.
    #[must_use]
    pub fn role_arn(&self) -> Option<&str> {
        self.found.as_ref()?.role_arn.as_deref()
    }

    /// When the credentials end, if they do.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.found.as_ref()?.expires_at
    }

    /// Why there are no credentials, and what to do.
    #[must_use]
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }
}

/// What is known of the session that a report is about.
pub(crate) struct Subject<'a> {
    pub(crate) profile: &'a str,
    pub(crate) profile_source: ProfileSource,
    pub(crate) region: Option<&'a str>,
    pub(crate) in_code: Option<&'a str>,
}

/// The report of a resolution.
pub(crate) fn report(
    subject: &Subject<'_>,
    trail: &super::trail::Trail,
    result: Result<&super::Credentials, &Error>,
) -> CredentialReport {
    let mut attempts = trail.attempts().to_vec();
    if attempts.is_empty() {
        // No chain was asked: the choice was made in code.
        attempts.push(CredentialAttempt {
            provider: subject.in_code.unwrap_or("given in code: no credentials").to_owned(),
            looked_at: Vec::new(),
            outcome: if result.is_ok() { AttemptOutcome::Used } else { AttemptOutcome::Failed },
            detail: result.err().map(|error| error.message().to_owned()).unwrap_or_default(),
        });
    }
    CredentialReport {
        profile: subject.profile.to_owned(),
        profile_source: subject.profile_source,
        region: subject.region.map(str::to_owned),
        attempts,
        found: result.ok().map(|credentials| Found {
            source: credentials.source().to_owned(),
            access_key_id: super::shortened(credentials.access_key_id()),
            account_id: credentials.account_id().map(str::to_owned),
            role_arn: credentials.role_arn().map(str::to_owned),
            expires_at: credentials.expires_at(),
        }),
        failure: result.err().map(|error| error.message().to_owned()),
    }
}

/// A time for a reader, in UTC.
fn shown_time(time: SystemTime) -> String {
    let mut time = DateTime::from(time);
    time.set_subsec_nanos(0);
    time.fmt(Format::DateTime).unwrap_or_else(|_| "at a time that has no date".to_owned())
}
