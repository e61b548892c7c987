//! Kinds of codes that no table lists, by the way that AWS makes names, and of messages, by how they are made.

use crate::ErrorKind;
use crate::generated::catalogue::{MESSAGES, PATTERNS};

/// What a name that begins, goes on and ends so is. Each part may be empty.
pub(crate) struct Pattern {
    start: &'static str,
    middle: &'static str,
    end: &'static str,
    kind: ErrorKind,
    /// The letters of all parts: a code that lacks one cannot fit, and most lack one.
    letters: u64,
}

impl Pattern {
    pub(crate) const fn new(start: &'static str, middle: &'static str, end: &'static str, kind: ErrorKind) -> Self {
        let letters = letters(start) | letters(middle) | letters(end);
        Self { start, middle, end, kind, letters }
    }

    fn fits(&self, code: &str) -> bool {
        let rest = code.strip_prefix(self.start).and_then(|rest| rest.strip_suffix(self.end));
        rest.is_some_and(|rest| rest.contains(self.middle))
    }
}

/// What a code of a service is whose message fits.
pub(crate) struct Message {
    pub(crate) service: &'static str,
    pub(crate) code: &'static str,
    pub(crate) pattern: Pattern,
}

/// What an answer with a status from `first` to `last` is.
pub(crate) struct Statuses {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) kind: ErrorKind,
}

/// The kind that the code's name tells, if it tells any: the first pattern that fits decides.
pub(super) fn kind(code: &str) -> Option<ErrorKind> {
    let has = letters(code);
    let fits = |pattern: &&Pattern| pattern.letters & !has == 0 && pattern.fits(code);
    PATTERNS.iter().find(fits).map(|pattern| pattern.kind)
}

/// The kind that a message tells, where the service has one code for many things.
pub(crate) fn kind_of_message(service: Option<&str>, code: &str, message: &str) -> Option<ErrorKind> {
    let fits = |rule: &&Message| Some(rule.service) == service && rule.code == code && rule.pattern.fits(message);
    MESSAGES.iter().find(fits).map(|rule| rule.pattern.kind)
}

/// Which letters a text has, as a set in which some letters share a place.
const fn letters(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut set = 0;
    let mut at = 0;
    while at < bytes.len() {
        set |= 1 << (bytes[at] & 63);
        at += 1;
    }
    set
}
