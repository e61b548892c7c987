//! Batch actions: one request for many resources of a collection.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;

use sotalia_client::PagedOperation;
use sotalia_client::error::{Error, ErrorCode, ErrorKind, LocalError, Result, classify};

use crate::collection::{Collection, next_of};

type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Adjust<B> = Arc<dyn Fn(B) -> B + Send + Sync>;

/// A batch action: walks the collection, and sends one request for each page of it. Await it.
///
/// As in boto3, each request takes the resources of one page, or `size` of them where the service takes no more; unlike there,
/// an empty page does not end it, and what the service refused in a successful answer is reported.
#[must_use = "a batch action does nothing unless it is awaited"]
pub struct Batch<O: PagedOperation, R, B, T> {
    collection: Collection<O, R>,
    size: usize,
    keep_answers: bool,
    adjust: Adjust<B>,
    run: Arc<Run<R, B, T>>,
}

type Run<R, B, T> = dyn Fn(Vec<R>, &dyn Fn(B) -> B) -> BoxFuture<Result<(T, Vec<BatchFailure>)>> + Send + Sync;

impl<O: PagedOperation, R: Send + 'static, B: 'static, T> Batch<O, R, B, T> {
    /// A batch that handles at most `size` resources at a time, at least 1, with `run`. It gets the resources and what
    /// [`with`](Self::with) sets, and gives the answer and what was refused.
    pub fn new(
        collection: Collection<O, R>,
        size: usize,
        run: impl Fn(Vec<R>, &dyn Fn(B) -> B) -> BoxFuture<Result<(T, Vec<BatchFailure>)>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            collection,
            size: size.max(1),
            keep_answers: false,
            adjust: Arc::new(|request| request),
            run: Arc::new(run),
        }
    }

    /// Keeps the service's answers for [`BatchReport::answers`]: for millions of resources, these take gigabytes.
    pub fn keep_answers(mut self) -> Self {
        self.keep_answers = true;
        self
    }

    /// Sets more parameters of each request: `.delete().with(|r| r.bypass_governance_retention(true))`.
    pub fn with(mut self, parameters: impl Fn(B) -> B + Send + Sync + 'static) -> Self {
        let before = self.adjust;
        self.adjust = Arc::new(move |request| parameters(before(request)));
        self
    }
}

impl<O, R, B, T> Batch<O, R, B, T>
where
    O: PagedOperation,
    R: Send + 'static,
    B: 'static,
    T: fmt::Debug + Send + Sync + 'static,
{
    async fn send(self) -> Result<BatchReport<T>> {
        let mut report =
            BatchReport { answers: Vec::new(), requests: 0, requested: 0, failures: Vec::new(), cause: None };
        let mut pages = self.collection.pages();
        while let Some(page) = next_of(&mut pages).await {
            let mut page = match page {
                Ok(page) => page,
                Err(error) => return Err(report.stopped_by(error)),
            };
            while !page.is_empty() {
                let rest = page.split_off(page.len().min(self.size));
                let chunk = std::mem::replace(&mut page, rest);
                let count = chunk.len();
                match (self.run)(chunk, &*self.adjust).await {
                    Ok((answer, failures)) => report.add(self.keep_answers.then_some(answer), count, failures),
                    Err(error) => return Err(report.stopped_by(error)),
                }
            }
        }
        Ok(report)
    }
}

impl<O, R, B, T> IntoFuture for Batch<O, R, B, T>
where
    O: PagedOperation,
    R: Send + 'static,
    B: 'static,
    T: fmt::Debug + Send + Sync + 'static,
{
    type Output = Result<BatchReport<T>>;
    type IntoFuture = BoxFuture<Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<O: PagedOperation, R, B, T> fmt::Debug for Batch<O, R, B, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("collection", &self.collection).field("size", &self.size).finish_non_exhaustive()
    }
}

/// A resource that the service refused in an answer that was otherwise a success.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BatchFailure {
    /// Which: the identifier that the answer names, a key for S3.
    pub id: String,
    /// What else names it, where the answer says more: a version's identifier for S3.
    pub qualifier: Option<String>,
    /// The service's code.
    pub code: ErrorCode,
    /// The service's message.
    pub message: String,
    /// What kind of error the code is.
    pub kind: ErrorKind,
}

impl BatchFailure {
    /// A failure from what the answer says, classified as an error of the service would be.
    pub fn new(service: &str, id: Option<&str>, code: Option<&str>, message: Option<&str>) -> Self {
        let code = code.unwrap_or("Unknown");
        Self {
            id: id.unwrap_or_default().to_owned(),
            qualifier: None,
            code: ErrorCode::from(code),
            message: message.unwrap_or_default().to_owned(),
            kind: classify(Some(service), Some(code), None),
        }
    }
}

impl BatchFailure {
    /// Adds what else names the resource.
    #[must_use]
    pub fn qualified(mut self, qualifier: Option<&str>) -> Self {
        self.qualifier = qualifier.map(str::to_owned);
        self
    }
}

impl fmt::Display for BatchFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if let Some(qualifier) = &self.qualifier {
            write!(f, " ({qualifier})")?;
        }
        write!(f, ": {}: {}", self.code, self.message)
    }
}

/// What a batch action did. Look at [`failures`](Self::failures), or make them an error with [`ok`](Self::ok).
#[derive(Debug)]
#[must_use = "a batch may have failed in part: look at `failures()`, or use `ok()?`"]
pub struct BatchReport<T> {
    answers: Vec<T>,
    requests: usize,
    requested: usize,
    failures: Vec<BatchFailure>,
    cause: Option<Error>,
}

impl<T> BatchReport<T> {
    /// How many requests were answered.
    pub fn requests(&self) -> usize {
        self.requests
    }

    /// The answers, one for each request: what boto3 gives. Empty without [`Batch::keep_answers`].
    pub fn answers(&self) -> &[T] {
        &self.answers
    }

    /// How many resources were asked for in requests that the service answered.
    pub fn requested(&self) -> usize {
        self.requested
    }

    /// How many of them the service did not refuse.
    pub fn succeeded(&self) -> usize {
        self.requested.saturating_sub(self.failures.len())
    }

    /// What the service refused.
    pub fn failures(&self) -> &[BatchFailure] {
        &self.failures
    }

    /// What ended the batch before its end. Only a report that is the source of an error has it.
    pub fn stopped(&self) -> Option<&Error> {
        self.cause.as_ref()
    }

    /// How many succeeded, if all did.
    ///
    /// # Errors
    ///
    /// [`LocalError::PartialFailure`] if anything was refused, with this report as its source:
    /// `error.downcast_ref::<BatchReport<_>>()`.
    pub fn ok(self) -> Result<usize>
    where
        T: fmt::Debug + Send + Sync + 'static,
    {
        match self.failures.first() {
            None => Ok(self.requested),
            Some(first) => {
                let count = self.failures.len();
                let message = format!("{count} of {} were refused; the first: {first}", self.requested);
                Err(Error::local(LocalError::PartialFailure, message).with_source(self))
            }
        }
    }

    fn add(&mut self, answer: Option<T>, count: usize, failures: Vec<BatchFailure>) {
        self.answers.extend(answer);
        self.requests += 1;
        self.requested += count;
        self.failures.extend(failures);
    }

    /// The error that ended the batch. What was done before is kept in it.
    fn stopped_by(mut self, error: Error) -> Error
    where
        T: fmt::Debug + Send + Sync + 'static,
    {
        if self.requested == 0 {
            return error;
        }
        let message = format!("the batch stopped after {} resources were done: {error}", self.succeeded());
        self.cause = Some(error);
        Error::local(LocalError::PartialFailure, message).with_source(self)
    }
}

impl<T> fmt::Display for BatchReport<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} done", self.succeeded(), self.requested)
    }
}

impl<T: fmt::Debug> std::error::Error for BatchReport<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests;
