//! One sentence on the way out of an error.

use crate::Error;
use crate::line::{LINE_LIMIT, one_line};
use crate::redact::redact;

mod advice;
mod authorization;
mod clock;
mod facts;
mod services;
mod sides;

use advice::Advice;
use facts::Facts;

/// The way out
impl Error {
    /// One sentence on what to do about it, for the errors that people meet most.
    ///
    /// It uses what the error knows: the profile to log in with, the region that a bucket is in, the action and the
    /// resource that a policy has to allow, both times of a clock that is wrong. [`report`](Error::report) prints it
    /// as a line of its own; `Display` never does. It has fewer than 400 characters and no secret, and it begins with
    /// a small letter and has no full stop, as in `help: choose another name`.
    ///
    /// The texts may change with any version: they are for people.
    ///
    /// ```
    /// use sotalia_error::{Error, LocalError};
    ///
    /// let error = Error::local(LocalError::LoginRequired, "the login has expired").with_detail("ProfileName", "dev");
    /// assert_eq!(error.help().as_deref(), Some("run `aws sso login --profile dev`"));
    /// ```
    pub fn help(&self) -> Option<String> {
        let facts = Facts::of(self);
        let text = TABLES.iter().copied().flatten().find_map(|advice| advice.for_error(self, &facts))?;
        Some(one_line(&redact(&text, &self.inner().withheld), HELP_LIMIT))
    }
}

/// In the order in which they are searched: the first advice that fits and whose blanks are all known is given.
const TABLES: &[&[Advice]] =
    &[sides::ADVICE, services::FIRST, services::BY_SERVICE, services::BY_CODE, services::BY_KIND];

/// The longest help, in characters: a line of a report has its beginning as well.
const HELP_LIMIT: usize = LINE_LIMIT - 20;

#[cfg(test)]
mod tests;
