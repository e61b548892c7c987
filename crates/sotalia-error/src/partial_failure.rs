//! Answers of success in which a part of what was asked has failed.

use std::fmt;

pub use self::entry::FailedEntry;
use crate::line::{LINE_LIMIT, one_line};
use crate::{Error, LocalError};

mod entry;

/// What failed of a batch that the service took as a whole: `Errors` of S3's `DeleteObjects`, records of Kinesis's
/// `PutRecords` with an error code, `Failed` of SQS's and SNS's batches, DynamoDB's `UnprocessedItems`.
///
/// Such an answer is a success for the SDK as it is for boto3, and a failure that nobody looks at is data lost. This type
/// keeps which entries failed, each with an [`Error`] that has its code and kind. It is made with one closure from the
/// output of any SDK crate; the client layer has it ready for some operations.
///
/// ```
/// use sotalia_error::{Error, FailedEntry, PartialFailure};
///
/// // As `aws_sdk_kinesis::types::PutRecordsResultEntry`: each record has a sequence number, or an error code.
/// struct Entry { error_code: Option<&'static str>, error_message: Option<&'static str> }
/// # let records = [
/// #     Entry { error_code: None, error_message: None },
/// #     Entry { error_code: Some("ProvisionedThroughputExceededException"), error_message: Some("Rate exceeded") },
/// # ];
///
/// let failure = PartialFailure::of_results("kinesis", "PutRecords", &records, |record| {
///     record.error_code.map(|code| FailedEntry::new(code, record.error_message))
/// })
/// .expect("one of the records was refused");
///
/// assert_eq!((failure.total(), failure.failed().len()), (Some(2), 1));
/// let again: Vec<_> = failure.retryable().filter_map(FailedEntry::index).collect();
/// assert_eq!(again, [1], "only this record has to be sent again");
/// assert!(failure.failed()[0].error().is_retryable());
/// assert!(Error::from(failure).downcast_ref::<PartialFailure>().is_some());
/// ```
#[must_use = "a part of the batch failed: look at `failed()`, or make it an error with `?`"]
#[derive(Default)]
pub struct PartialFailure {
    service: String,
    operation: String,
    total: Option<usize>,
    failed: Vec<FailedEntry>,
    succeeded_ids: Vec<String>,
    cause: Option<Error>,
}

/// Construction
impl PartialFailure {
    /// From an answer that has a result for each entry, in the order of the request: the closure gives those that failed.
    /// `None` if none did.
    ///
    /// Kinesis `PutRecords`, Firehose `PutRecordBatch` and `PutEvents` of event buses answer so. The service is named as the
    /// SDK's crate is, such as `kinesis`.
    pub fn of_results<'a, T: 'a>(
        service: &str,
        operation: &str,
        results: impl IntoIterator<Item = &'a T>,
        failure: impl Fn(&T) -> Option<FailedEntry>,
    ) -> Option<Self> {
        let mut made = Self::new(service, operation);
        let mut total = 0;
        for (index, result) in results.into_iter().enumerate() {
            total += 1;
            if let Some(entry) = failure(result) {
                made.push(entry.at(index));
            }
        }
        made.total = Some(total);
        made.unless_empty()
    }

    /// From an answer that lists what failed: the closure tells of each. `None` if the list is empty.
    ///
    /// S3 `DeleteObjects` and the batches of SQS and SNS answer so. Add the number of entries that were sent with
    /// [`with_total`](Self::with_total), and the list of what succeeded with
    /// [`with_succeeded_ids`](Self::with_succeeded_ids).
    ///
    /// ```
    /// use sotalia_error::{ErrorKind, Fault, FailedEntry, PartialFailure};
    ///
    /// // As `aws_sdk_sqs::types::BatchResultErrorEntry`.
    /// struct Failed { id: &'static str, sender_fault: bool, code: &'static str, message: Option<&'static str> }
    /// let failed = [Failed { id: "b", sender_fault: true, code: "InvalidMessageContents", message: None }];
    ///
    /// let failure = PartialFailure::of_failures("sqs", "SendMessageBatch", &failed, |entry| {
    ///     FailedEntry::new(entry.code, entry.message).named(entry.id).with_sender_fault(entry.sender_fault)
    /// });
    /// let failure = failure.expect("the list is not empty").with_succeeded_ids(["a"]).with_total(2);
    /// assert_eq!(failure.failed()[0].error().fault(), Some(Fault::Sender));
    /// assert_eq!(failure.succeeded_ids().collect::<Vec<_>>(), ["a"]);
    /// ```
    pub fn of_failures<'a, T: 'a>(
        service: &str,
        operation: &str,
        failures: impl IntoIterator<Item = &'a T>,
        failure: impl Fn(&T) -> FailedEntry,
    ) -> Option<Self> {
        let mut made = Self::new(service, operation);
        for entry in failures {
            made.push(failure(entry));
        }
        made.unless_empty()
    }

    /// From an answer that gives back what it has not done, without a reason, for which the reason is the load: DynamoDB's
    /// `UnprocessedItems` and `UnprocessedKeys`. Each entry is one that may be sent again. `None` if there is none.
    pub fn of_unprocessed(service: &str, operation: &str, count: usize) -> Option<Self> {
        let mut made = Self::new(service, operation);
        for _ in 0..count {
            made.push(FailedEntry::unprocessed());
        }
        made.unless_empty()
    }

    /// A batch of which nothing has failed yet.
    pub fn new(service: &str, operation: &str) -> Self {
        Self { service: service.to_owned(), operation: operation.to_owned(), ..Self::default() }
    }

    /// Adds an entry that failed.
    pub fn push(&mut self, entry: FailedEntry) {
        self.failed.push(entry.of(&self.service, &self.operation));
    }

    /// Says how many entries were sent.
    pub fn with_total(mut self, total: usize) -> Self {
        self.total = Some(total);
        self
    }

    /// Says which entries succeeded, by their names.
    pub fn with_succeeded_ids<I: Into<String>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.succeeded_ids.extend(ids.into_iter().map(Into::into));
        self
    }

    /// Adds what failed of a further request of the same batch. Its entries come after those counted so far: one at 0 is
    /// then at the [`total`](Self::total) of before.
    pub fn append(&mut self, part: Self) {
        let before = self.total.unwrap_or(self.failed.len());
        if self.service.is_empty() && self.operation.is_empty() {
            (self.service, self.operation) = (part.service, part.operation);
        }
        self.total = self.total.zip(part.total).map(|(before, more)| before + more);
        self.failed.extend(part.failed.into_iter().map(|entry| entry.after(before)));
        self.succeeded_ids.extend(part.succeeded_ids);
        self.cause = self.cause.take().or(part.cause);
    }

    /// Keeps what ended the batch before its end.
    pub fn with_cause(mut self, cause: Error) -> Self {
        self.cause = Some(cause);
        self
    }

    fn unless_empty(self) -> Option<Self> {
        (!self.failed.is_empty()).then_some(self)
    }
}

/// Access
impl PartialFailure {
    /// The service, named as the SDK's crate is, if it is known.
    pub fn service(&self) -> Option<&str> {
        Some(self.service.as_str()).filter(|name| !name.is_empty())
    }

    /// The operation that was answered, if it is known.
    pub fn operation(&self) -> Option<&str> {
        Some(self.operation.as_str()).filter(|name| !name.is_empty())
    }

    /// How many entries were sent, if it is known.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    /// What failed.
    pub fn failed(&self) -> &[FailedEntry] {
        &self.failed
    }

    /// What may succeed when it is sent again after a pause: the entries whose error
    /// [`is_retryable`](Error::is_retryable). Send these alone, since the others were done.
    pub fn retryable(&self) -> impl Iterator<Item = &FailedEntry> {
        self.failed.iter().filter(|entry| entry.error().is_retryable())
    }

    /// How many entries succeeded, if it is known.
    pub fn succeeded(&self) -> Option<usize> {
        self.total.map(|total| total.saturating_sub(self.failed.len()))
    }

    /// The places in the request of the entries that succeeded; empty unless the answer had a result for each entry.
    pub fn succeeded_indices(&self) -> impl Iterator<Item = usize> {
        let failed: std::collections::HashSet<usize> = self.failed.iter().filter_map(FailedEntry::index).collect();
        let total = self.total.filter(|_| self.failed.iter().all(|entry| entry.index().is_some())).unwrap_or(0);
        (0..total).filter(move |index| !failed.contains(index))
    }

    /// The names of the entries that succeeded, if the answer lists them.
    pub fn succeeded_ids(&self) -> impl Iterator<Item = &str> {
        self.succeeded_ids.iter().map(String::as_str)
    }

    /// What ended the batch before its end.
    pub fn cause(&self) -> Option<&Error> {
        self.cause.as_ref()
    }
}

/// One line: `3 of 10 entries failed; the first: 7: AccessDenied: Access Denied`, or, where the batch was ended,
/// `stopped after 10 entries: ReadTimeout: no answer`.
impl fmt::Display for PartialFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(cause), true) = (&self.cause, self.failed.is_empty()) {
            let entries = if self.total == Some(1) { "entry" } else { "entries" };
            let line = format!("stopped after {} {entries}: {cause}", self.total.unwrap_or_default());
            return f.write_str(&one_line(&line, LINE_LIMIT));
        }
        let mut line = self.failed.len().to_string();
        if let Some(total) = self.total {
            line.push_str(&format!(" of {total}"));
        }
        line.push_str(if self.total.unwrap_or(self.failed.len()) == 1 { " entry failed" } else { " entries failed" });
        if let Some(first) = self.failed.first() {
            line.push_str(&format!("; the first: {first}"));
        }
        if let Some(cause) = &self.cause {
            line.push_str(&format!("; stopped by: {cause}"));
        }
        f.write_str(&one_line(&line, LINE_LIMIT))
    }
}

impl fmt::Debug for PartialFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartialFailure")
            .field("service", &self.service)
            .field("operation", &self.operation)
            .field("total", &self.total)
            .field("failed", &self.failed)
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for PartialFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// The error is of this side, [`LocalError::PartialFailure`], and never retryable: a repeat of the whole batch would do
/// again what was done. [`Error::downcast_ref`] finds the `PartialFailure` in it.
impl From<PartialFailure> for Error {
    fn from(failure: PartialFailure) -> Self {
        let (service, operation) = (failure.service.clone(), failure.operation.clone());
        let error = Self::local(LocalError::PartialFailure, failure.to_string());
        error.with_source(failure).with_operation(&service, &operation)
    }
}

#[cfg(test)]
mod tests;
