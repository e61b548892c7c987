//! One set of credentials, and until when it serves.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

/// How long before they end credentials are replaced while they go on to serve, at most: boto3's advisory time-out.
const AHEAD: Duration = Duration::from_secs(15 * 60);

/// How long before they end nobody gets them any more unless a refresh fails, at most: boto3's mandatory time-out.
const MANDATORY: Duration = Duration::from_secs(10 * 60);

/// Credentials that live no longer than this serve until they end.
const SHORT: Duration = Duration::from_secs(60);

/// How long credentials without an end are kept before they are looked up again, as in the SDK's cache.
const WITHOUT_END: Duration = Duration::from_secs(15 * 60);

/// How long credentials serve that had ended when they came.
const OVERDUE: Duration = Duration::from_secs(1);

pub(super) struct Kept {
    pub(super) credentials: Credentials,
    /// Until when they serve without a thought.
    ahead: SystemTime,
    /// Until when a refresh happens beside their use. Nothing if they have no end.
    mandatory: Option<SystemTime>,
    end: Option<SystemTime>,
    /// They had not ended when they came.
    in_time: bool,
}

impl Kept {
    pub(super) fn new(credentials: Credentials, now: SystemTime) -> Self {
        let Some(end) = credentials.expiry() else {
            return Self { credentials, ahead: now + WITHOUT_END, mandatory: None, end: None, in_time: true };
        };
        let life = end.duration_since(now).unwrap_or_default();
        if life.is_zero() {
            let end = now + OVERDUE;
            return Self { credentials, ahead: end, mandatory: Some(end), end: Some(end), in_time: false };
        }
        // Shares of the life, since a source may give credentials whose life is short, or has nearly passed: boto3's fixed
        // times would ask it on each use.
        let before_end = |at_most: Duration, share: u32| {
            let time = if life <= SHORT { Duration::ZERO } else { at_most.min(life / share) };
            end.checked_sub(time).unwrap_or(end)
        };
        let (ahead, mandatory) = (before_end(AHEAD, 4), before_end(MANDATORY, 10));
        Self { credentials, ahead, mandatory: Some(mandatory), end: Some(end), in_time: true }
    }

    pub(super) fn is_fresh(&self, now: SystemTime) -> bool {
        now < self.ahead
    }

    pub(super) fn serves_during_refresh(&self, now: SystemTime) -> bool {
        self.mandatory.is_none_or(|mandatory| now < mandatory)
    }

    pub(super) fn is_valid(&self, now: SystemTime) -> bool {
        self.end.is_none_or(|end| now < end)
    }

    pub(super) fn came_in_time(&self) -> bool {
        self.in_time
    }
}
