//! One line for people, and a short `Debug`.

use std::fmt::{self, Write};

use super::Error;
use crate::line::{LINE_LIMIT, one_line};
use crate::redact::redact;

impl fmt::Display for Error {
    /// `service.Operation: Code: message (status, request id)`, in fewer than 400 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = (self.head()?, self.tail()?);
        let room = LINE_LIMIT.saturating_sub(head.chars().count() + tail.chars().count());
        write!(f, "{head}{}{tail}", one_line(self.shown_message(), room))
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

    fn shown_message(&self) -> &str {
        if !self.message().trim().is_empty() {
            return self.message();
        }
        self.local_error().map_or(self.kind().as_str(), |local| local.description())
    }

    fn word(&self, text: &str, limit: usize) -> String {
        one_line(&redact(text, &self.inner().withheld), limit)
    }
}
