//! One line for people, and a short `Debug`.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::Error;
use crate::answer;
use crate::line::{LINE_LIMIT, one_line};
use crate::redact::redact;

impl fmt::Display for Error {
    /// `service.Operation: Code: message (status, request id)`, in fewer than 400 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = (self.head()?, self.tail()?);
        let room = LINE_LIMIT.saturating_sub(head.chars().count() + tail.chars().count());
        let message = one_line(&self.shown_message(), room);
        // A message of characters that cannot be shown says nothing.
        write!(f, "{head}{}{tail}", if message.is_empty() { self.kind().description() } else { &message })
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return write!(f, "{}", self.report());
        }
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("code", &self.code().map(|code| self.word(code.as_str(), 80)))
            .field("service", &self.service())
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("message", &one_line(self.message(), LINE_LIMIT))
            .finish_non_exhaustive()
    }
}

/// Parts of the line
impl Error {
    fn head(&self) -> Result<String, fmt::Error> {
        let mut head = String::new();
        match (self.service(), self.operation()) {
            (Some(service), Some(operation)) => {
                write!(head, "{}.{}: ", one_line(service, 40), one_line(operation, 80))?;
            }
            (Some(name), None) | (None, Some(name)) => write!(head, "{}: ", one_line(name, 80))?,
            (None, None) => {}
        }
        // A status in the place of a code says nothing that the message and the end of the line do not say.
        if let Some(code) = self.code().filter(|code| !code.as_str().bytes().all(|byte| byte.is_ascii_digit())) {
            write!(head, "{}: ", self.word(code.as_str(), 80))?;
        }
        Ok(head)
    }

    fn tail(&self) -> Result<String, fmt::Error> {
        let mut parts = Vec::new();
        parts.extend(self.status().map(|status| status.to_string()));
        parts.extend(self.request_id().map(|id| format!("request {}", one_line(id, 80))));
        parts.extend(
            self.attempts().filter(|&attempts| attempts > 1).map(|attempts| format!("after {attempts} attempts")),
        );
        Ok(if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) })
    }

    fn shown_message(&self) -> Cow<'_, str> {
        let message = self.message().trim();
        let (Some(note), Some(status)) = (self.inner().note, self.status()) else {
            return Cow::Borrowed(match message.is_empty() {
                false => message,
                true => self.local_error().map_or(self.kind().description(), |local| local.description()),
            });
        };
        let phrase = answer::phrase(status);
        let said = if message.is_empty() || message == phrase { "" } else { message };
        Cow::Owned(format!(
            "{status}{}{phrase} {note}{}{said}",
            if phrase.is_empty() { "" } else { " " },
            if said.is_empty() { "" } else { ": " }
        ))
    }

    fn word(&self, text: &str, limit: usize) -> String {
        one_line(&redact(text, &self.inner().withheld), limit)
    }
}
