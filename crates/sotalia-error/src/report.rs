//! An error with all of its causes, for a log.

use std::error::Error as StdError;
use std::fmt;

use aws_smithy_types::error::ErrorMetadata;

use crate::chain::chain;
use crate::line::{LINE_LIMIT, one_line};
use crate::redact::redact;
use crate::{Error, diagnosis};

/// Prints an error and its causes, one line for each level, and then its [`help`](Error::help) if there is one.
///
/// Lines that only repeat one above, and those with which the SDK marks a level without saying anything ("service
/// error"), are left out. It never prints a `{:?}` of a cause, and no secret.
///
/// ```
/// use sotalia_error::{Error, LocalError};
///
/// let io = std::io::Error::other("permission denied");
/// let error = Error::local(LocalError::InvalidConfig, "cannot read ~/.aws/config").with_source(io);
/// assert_eq!(error.report().to_string(), "InvalidConfig: cannot read ~/.aws/config\n  caused by: permission denied");
/// ```
#[derive(Clone, Copy)]
pub struct Report<'a> {
    error: &'a Error,
}

impl<'a> Report<'a> {
    pub(crate) fn new(error: &'a Error) -> Self {
        Self { error }
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.error.to_string();
        let causes = self.causes_below(&first);
        write!(f, "{first}")?;
        for cause in &causes {
            write!(f, "\n  caused by: {cause}")?;
        }
        // Some messages end with the way out.
        let is_said = |help: &str| causes.iter().chain([&first]).any(|line| contains_ignoring_case(line, help));
        match self.error.help() {
            Some(help) if !is_said(&help) => write!(f, "\n  help: {help}"),
            _ => Ok(()),
        }
    }
}

/// Parts
impl Report<'_> {
    /// What the causes add to the line of the error, outermost first.
    pub fn causes(&self) -> Vec<String> {
        self.causes_below(&self.error.to_string())
    }

    fn causes_below(&self, first: &str) -> Vec<String> {
        let mut above = vec![first.to_lowercase()];
        let mut causes = Vec::new();
        for level in chain(self.error).skip(1) {
            let line = one_line(&redact(&level_text(level), &self.error.inner().withheld), LINE_LIMIT - 20);
            // `Connection refused (os error 111)` repeats `connection refused`.
            let words = diagnosis::without_os_code(&line).to_lowercase();
            if diagnosis::is_noise(&line) || above.iter().any(|printed| printed.contains(&words)) {
                continue;
            }
            causes.push(line);
            above.push(words);
        }
        causes
    }
}

fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What one level says, without any `{:?}` dump in it.
///
/// The SDK's metadata displays itself as a dump, so it is written anew; and when an endpoint cannot be applied, the
/// SDK quotes the whole request, with its headers and its body.
pub(crate) fn level_text(level: &(dyn StdError + 'static)) -> String {
    let Some(metadata) = level.downcast_ref::<ErrorMetadata>() else {
        return without_dump(level.to_string());
    };
    match (metadata.code().filter(|code| !code.is_empty()), metadata.message()) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (code, message) => code.or(message).unwrap_or_default().to_owned(),
    }
}

fn without_dump(mut text: String) -> String {
    if let Some(at) = DUMPS.iter().filter_map(|dump| text.find(dump)).min() {
        text.truncate(at);
        text.truncate(text.trim_end_matches([' ', '`', '(']).trim_end_matches(" to request").len());
    }
    text
}

/// How `{:?}` begins for the SDK's types that hold headers or bodies.
const DUMPS: &[&str] = &["Request {", "Response {", "SdkBody {", "Headers {", "headers: {", "Credentials {"];

#[cfg(test)]
mod tests;
