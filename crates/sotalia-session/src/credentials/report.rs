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
/// `Display` is a table in plain text that can be pasted into a ticket:
///
/// ```text
/// profile  dev (given in code); region eu-west-1
///  1  skipped  environment variables  not looked at, as the profile was named in code
///  2  used     profile "dev"          role assumed by profile "dev"
///                                     - role_arn of profile "dev" (~/.aws/config on line 2)
///                                     - source_profile of profile "dev" (~/.aws/config on line 3)
///                                     - aws_access_key_id of profile "base" (~/.aws/credentials on line 2)
///                                     - STS AssumeRole arn:aws:iam::123456789012:role/r
/// result   ASIA…FOUR, from role assumed by profile "dev"
/// role     arn:aws:iam::123456789012:role/r
/// account  123456789012
/// expires  2026-01-01T01:00:00Z
/// ```
///
/// # Where credentials come from
///
/// They come from the first of these that is configured, in boto3's order:
///
/// 1. what was given in code;
/// 2. environment variables, unless the profile was named in code;
/// 3. the profile: a role (`role_arn` with `source_profile` or `credential_source`, chains of any length), a web identity, IAM
///    Identity Center (`sso_session`, or the older keys), an access key in the credentials file, `login_session` of `aws login`,
///    `credential_process`, an access key in the config file;
/// 4. the web identity that environment variables name, unless the profile was named in code;
/// 5. the container: ECS, EKS Pod Identity, or any agent at `AWS_CONTAINER_CREDENTIALS_FULL_URI`;
/// 6. the instance's metadata service, version 2 only.
///
/// What is configured and fails is an error: no other identity takes its place.
///
/// # Beside boto3
///
/// * An endpoint that was given in code is not that of STS.
/// * Version 1 of the metadata service, `AWS_CREDENTIAL_FILE` and `~/.boto` are not read.
/// * A `duration_seconds` that is no number is an error; boto3 passes over it.
/// * A `credential_process` has a time limit, 60 seconds unless
///   [`process_timeout`](crate::SessionBuilder::process_timeout) says otherwise, and what it prints is in no error.
/// * A profile that names itself as its `source_profile` may hold any credentials, not only an access key.
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
