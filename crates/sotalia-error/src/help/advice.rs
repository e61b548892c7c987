//! One row of advice: which errors it is for, and a sentence with blanks.

use super::facts::Facts;
use crate::{Error, ErrorKind, LocalError};

/// Advice for some errors.
pub(super) struct Advice {
    when: When,
    /// `{name}` is a blank that a fact fills, `{?name}` one that only has to be known. See [`Facts::get`].
    text: &'static str,
}

/// Which errors an advice is for.
enum When {
    /// Errors of this side.
    Local(LocalError),
    /// Codes of one service, or, if it is empty, of any.
    Codes(&'static str, &'static [&'static str]),
    /// All of a kind that a service has answered.
    Kind(ErrorKind),
    /// Any, if the blanks are known.
    Any,
}

/// Rows of the tables
pub(super) const fn local(error: LocalError, text: &'static str) -> Advice {
    Advice { when: When::Local(error), text }
}

pub(super) const fn codes(codes: &'static [&'static str], text: &'static str) -> Advice {
    Advice { when: When::Codes("", codes), text }
}

pub(super) const fn of(service: &'static str, codes: &'static [&'static str], text: &'static str) -> Advice {
    Advice { when: When::Codes(service, codes), text }
}

pub(super) const fn kind(kind: ErrorKind, text: &'static str) -> Advice {
    Advice { when: When::Kind(kind), text }
}

pub(super) const fn any(text: &'static str) -> Advice {
    Advice { when: When::Any, text }
}

impl Advice {
    /// The sentence, if this is for the error and all that it needs is known.
    pub(super) fn for_error(&self, error: &Error, facts: &Facts<'_>) -> Option<String> {
        let fits = match &self.when {
            When::Local(local) => error.local_error() == Some(*local),
            When::Codes(service, codes) => {
                (service.is_empty() || facts.service() == Some(service))
                    && facts.code().is_some_and(|code| codes.contains(&code))
            }
            When::Kind(kind) => error.local_error().is_none() && error.kind() == *kind,
            When::Any => true,
        };
        if fits { fill(self.text, facts) } else { None }
    }

    #[cfg(test)]
    pub(super) fn text(&self) -> &'static str {
        self.text
    }
}

/// The text with its blanks filled, or nothing if one is not known.
fn fill(text: &str, facts: &Facts<'_>) -> Option<String> {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        filled.push_str(before);
        match name.strip_prefix('?') {
            Some(name) => drop(facts.get(name)?),
            None => filled.push_str(&facts.get(name)?),
        }
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}
