//! A clock that starts where a case says, and goes on with the time of the test.

use std::time::SystemTime;

use aws_smithy_async::time::TimeSource;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use tokio::time::Instant;

/// Where the clock stands when a case does not say.
const DEFAULT: &str = "2026-01-01T00:00:00Z";

/// A clock. Where the time of the test is paused, so is this one.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    start: SystemTime,
    started: Instant,
}

impl Clock {
    /// A clock that stands at `text`, as in RFC 3339.
    pub(crate) fn reading(text: Option<&str>) -> Self {
        Self { start: time(text.unwrap_or(DEFAULT).trim()), started: Instant::now() }
    }

    /// A clock that stands where the machine's does.
    pub(crate) fn of_the_machine() -> Self {
        Self { start: SystemTime::now(), started: Instant::now() }
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        self.start + self.started.elapsed()
    }
}

/// The time that is written in RFC 3339.
pub(crate) fn time(text: &str) -> SystemTime {
    let time = DateTime::from_str(text, Format::DateTime).unwrap_or_else(|error| panic!("{text}: {error}"));
    SystemTime::try_from(time).expect("a case is of our age")
}

/// The time in RFC 3339, to the second.
pub(crate) fn written(time: SystemTime) -> String {
    let time = DateTime::from_secs(DateTime::from(time).secs());
    time.fmt(Format::DateTime).expect("a case is of our age")
}
