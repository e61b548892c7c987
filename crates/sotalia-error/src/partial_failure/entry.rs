//! One entry of a batch that failed.

use std::fmt;

use crate::line::{LINE_LIMIT, one_line};
use crate::{Error, ErrorCode, ErrorKind, Fault, answer, classify};

/// An entry of a batch that failed: which one, and an [`Error`] with its code, message and kind.
pub struct FailedEntry {
    index: Option<usize>,
    id: Option<String>,
    qualifier: Option<String>,
    /// It has no code that a table could know.
    is_unprocessed: bool,
    error: Error,
}

/// Construction
impl FailedEntry {
    /// An entry with the code and the message that the answer has for it: texts, or what may be one.
    pub fn new<'a>(code: impl Into<Option<&'a str>>, message: impl Into<Option<&'a str>>) -> Self {
        let error = Error::from_inner(answer::read_entry(code.into(), message.into()));
        Self { index: None, id: None, qualifier: None, is_unprocessed: false, error }
    }

    /// An entry that was given back without a reason: that is the load.
    pub(super) fn unprocessed() -> Self {
        let mut entry = Self::new("Unprocessed", "given back by the service, to be sent again");
        entry.is_unprocessed = true;
        entry.error.inner_mut().kind = Some(ErrorKind::Throttled);
        entry
    }

    /// Adds the name of the entry: the id in the request, or the key.
    #[must_use]
    pub fn named<'a>(mut self, id: impl Into<Option<&'a str>>) -> Self {
        self.id = id.into().map(str::to_owned);
        self
    }

    /// Adds what else names the entry: a version's identifier for S3.
    #[must_use]
    pub fn qualified<'a>(mut self, qualifier: impl Into<Option<&'a str>>) -> Self {
        self.qualifier = qualifier.into().map(str::to_owned);
        self
    }

    /// Adds the place of the entry in the request, from 0.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.index = Some(index);
        self
    }

    /// Moves the place by the number of entries that were sent in requests before.
    pub(super) fn after(mut self, before: usize) -> Self {
        self.index = self.index.map(|index| before + index);
        self
    }

    /// Says whether the service calls it the sender's fault, or its own.
    #[must_use]
    pub fn with_sender_fault(mut self, is_sender: bool) -> Self {
        self.error.inner_mut().fault = Some(if is_sender { Fault::Sender } else { Fault::Receiver });
        self
    }

    /// Classifies the code as one of this service, named as the SDK's crate is. A [`PartialFailure`](super::PartialFailure)
    /// that knows its service does so with each entry.
    #[must_use]
    pub fn of(mut self, service: &str, operation: &str) -> Self {
        let is_unknown = self.error.service().is_none() && !self.is_unprocessed;
        if let Some(code) = self.error.code().cloned().filter(|_| is_unknown && !service.is_empty()) {
            self.error.inner_mut().kind = Some(classify(Some(service), Some(code.as_str()), None));
        }
        self.error = self.error.with_operation(service, operation);
        self
    }
}

/// Access
impl FailedEntry {
    /// The place in the request, from 0, if the answer has a result for each entry.
    pub fn index(&self) -> Option<usize> {
        self.index
    }

    /// The name, if the answer says it: the id in the request, or the key.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// What else names the entry: a version's identifier for S3.
    pub fn qualifier(&self) -> Option<&str> {
        self.qualifier.as_deref()
    }

    /// What went wrong, with all that can be asked of an error.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// The service's code.
    pub fn code(&self) -> &ErrorCode {
        self.error.code().expect("an entry is made with a code")
    }

    /// The service's message; empty if there is none.
    pub fn message(&self) -> &str {
        self.error.message()
    }

    /// What to do next.
    pub fn kind(&self) -> ErrorKind {
        self.error.kind()
    }
}

/// One line: `name (qualifier): Code: message`, or `#index: Code: message` where the entry has no name.
impl fmt::Display for FailedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = match (&self.id, self.index) {
            (Some(id), _) => id.clone(),
            (None, Some(index)) => format!("#{index}"),
            (None, None) => "an entry".to_owned(),
        };
        if let Some(qualifier) = &self.qualifier {
            line.push_str(&format!(" ({qualifier})"));
        }
        line.push_str(&format!(": {}", self.code()));
        if !self.message().is_empty() {
            line.push_str(&format!(": {}", self.message()));
        }
        f.write_str(&one_line(&line, LINE_LIMIT))
    }
}

impl fmt::Debug for FailedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
