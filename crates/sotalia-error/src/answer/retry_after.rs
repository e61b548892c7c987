//! How long the service asks to wait.

use std::time::{Duration, SystemTime};

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use super::headers::Headers;
use crate::details::Member;

/// The pause that the answer names: in milliseconds (`x-amz-retry-after`), in seconds or as a date (`Retry-After`), or
/// in a member of the error (`retryAfterSeconds`).
pub(super) fn read(headers: &Headers<'_>, members: &[Member]) -> Option<Duration> {
    let milliseconds = || headers.retry_after_milliseconds?.trim().parse().ok().map(Duration::from_millis);
    let seconds = || headers.retry_after?.trim().parse().ok().map(Duration::from_secs);
    let until = || Some(pause_until(date(headers.retry_after?)?, headers.date.and_then(date)));
    let member = || {
        let named = |member: &&Member| member.name.eq_ignore_ascii_case("retryAfterSeconds");
        members
            .iter()
            .find(named)?
            .as_text()?
            .parse()
            .ok()
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
    };
    milliseconds().or_else(seconds).or_else(until).or_else(member)
}

/// From the date of the answer, whose clock is the one that the time was read from; without one, from now.
fn pause_until(time: SystemTime, answered: Option<SystemTime>) -> Duration {
    time.duration_since(answered.unwrap_or_else(SystemTime::now)).unwrap_or_default()
}

fn date(text: &str) -> Option<SystemTime> {
    DateTime::from_str(text.trim(), Format::HttpDate).ok()?.try_into().ok()
}
