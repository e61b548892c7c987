//! How far a clock is off, from the times that a message or its details name.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

/// The time of the request and that of the service, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times<'a> {
    pub(super) request: &'a str,
    pub(super) service: &'a str,
}

impl<'a> Times<'a> {
    /// The first and the last time in a message such as `Signature expired: 20260101T000000Z is now earlier than
    /// 20260101T001000Z (20260101T001500Z - 5 min.)`.
    pub(super) fn of_message(message: &'a str) -> Option<Self> {
        let mut times = message.split([' ', '(', ')', ',']).map(|word| word.trim_end_matches('.'));
        let request = times.by_ref().find(|word| parse(word).is_some())?;
        let service = times.rfind(|word| parse(word).is_some())?;
        Some(Self { request, service })
    }

    /// How far the request's clock is off: `15 minutes behind`, or nothing if a time cannot be read.
    pub(super) fn difference(self) -> Option<String> {
        let (request, service) = (parse(self.request)?, parse(self.service)?);
        let seconds = request.secs().checked_sub(service.secs())?;
        let (amount, unit) = match seconds.unsigned_abs() {
            0..120 => (seconds.unsigned_abs(), "seconds"),
            under_hours @ 120..7_200 => (under_hours / 60, "minutes"),
            under_days @ 7_200..172_800 => (under_days / 3_600, "hours"),
            longer => (longer / 86_400, "days"),
        };
        Some(format!("{amount} {unit} {}", if seconds < 0 { "behind" } else { "ahead of" }))
    }
}

/// A time as AWS writes it: `20260101T001500Z`, `2026-01-01T00:15:00Z` or `Thu, 01 Jan 2026 00:15:00 GMT`.
fn parse(text: &str) -> Option<DateTime> {
    let expanded = match text.as_bytes() {
        [date @ .., b'Z'] if date.len() == 15 && date[8] == b'T' && text.is_ascii() => {
            let (day, time) = (&text[..8], &text[9..15]);
            Some(format!("{}-{}-{}T{}:{}:{}Z", &day[..4], &day[4..6], &day[6..], &time[..2], &time[2..4], &time[4..]))
        }
        _ => None,
    };
    let text = expanded.as_deref().unwrap_or(text);
    if !text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    [Format::DateTime, Format::HttpDate].into_iter().find_map(|format| DateTime::from_str(text, format).ok())
}

#[cfg(test)]
mod tests;
