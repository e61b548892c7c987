//! Batch actions: one request for many resources of a collection.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;

use sotalia_client::PagedOperation;
use sotalia_client::error::{Error, FailedEntry, LocalError, PartialFailure, Result};

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

type Run<R, B, T> = dyn Fn(Vec<R>, &dyn Fn(B) -> B) -> BoxFuture<Result<(T, Option<PartialFailure>)>> + Send + Sync;

impl<O: PagedOperation, R: Send + 'static, B: 'static, T> Batch<O, R, B, T> {
    /// A batch that handles at most `size` resources at a time, at least 1, with `run`. It gets the resources and what
    /// [`with`](Self::with) sets, and gives the answer and what it refused.
    pub fn new(
        collection: Collection<O, R>,
        size: usize,
        run: impl Fn(Vec<R>, &dyn Fn(B) -> B) -> BoxFuture<Result<(T, Option<PartialFailure>)>> + Send + Sync + 'static,
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
        let nothing_yet = PartialFailure::default().with_total(0);
        let mut report = BatchReport { answers: Vec::new(), requests: 0, refused: nothing_yet };
        let mut pages = self.collection.pages_one_by_one();
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
                    Ok((answer, refused)) => report.add(self.keep_answers.then_some(answer), count, refused),
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

/// What a batch action did. Look at [`failures`](Self::failures), or make them an error with [`ok`](Self::ok).
#[derive(Debug)]
#[must_use = "a batch may have failed in part: look at `failures()`, or use `ok()?`"]
pub struct BatchReport<T> {
    answers: Vec<T>,
    requests: usize,
    /// What was refused, if anything was, and how many resources were asked for in all.
    refused: PartialFailure,
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
        self.refused.total().unwrap_or_default()
    }

    /// How many of them the service did not refuse.
    pub fn succeeded(&self) -> usize {
        self.refused.succeeded().unwrap_or_default()
    }

    /// What the service refused: each with its name, code and kind.
    pub fn failures(&self) -> &[FailedEntry] {
        self.refused.failed()
    }

    /// What ended the batch before its end. Only a report that is the source of an error has it.
    pub fn stopped(&self) -> Option<&Error> {
        self.refused.cause()
    }

    /// What was refused, as the client layer's `PartialSuccess` tells it of one answer; `None` if nothing was.
    pub fn partial_failure(&self) -> Option<&PartialFailure> {
        self.has_failed().then_some(&self.refused)
    }

    /// How many succeeded, if all did.
    ///
    /// # Errors
    ///
    /// [`LocalError::PartialFailure`] if anything was refused. `error.downcast_ref::<PartialFailure>()` finds what, and
    /// `error.downcast_ref::<BatchReport<_>>()` this report.
    pub fn ok(self) -> Result<usize>
    where
        T: fmt::Debug + Send + Sync + 'static,
    {
        if self.has_failed() { Err(self.into_error()) } else { Ok(self.requested()) }
    }

    fn has_failed(&self) -> bool {
        !self.failures().is_empty() || self.stopped().is_some()
    }

    fn add(&mut self, answer: Option<T>, count: usize, refused: Option<PartialFailure>) {
        self.answers.extend(answer);
        self.requests += 1;
        self.refused.append(refused.unwrap_or_default().with_total(count));
    }

    /// The error that ended the batch. What was done before is kept in it.
    fn stopped_by(mut self, error: Error) -> Error
    where
        T: fmt::Debug + Send + Sync + 'static,
    {
        if self.requested() == 0 {
            return error;
        }
        self.refused = self.refused.with_cause(error);
        self.into_error()
    }

    fn into_error(self) -> Error
    where
        T: fmt::Debug + Send + Sync + 'static,
    {
        let name = |name: Option<&str>| name.unwrap_or_default().to_owned();
        let (service, operation) = (name(self.refused.service()), name(self.refused.operation()));
        let error = Error::local(LocalError::PartialFailure, self.refused.to_string());
        error.with_source(self).with_operation(&service, &operation)
    }
}

/// `5 of 6 done`, or the line of [`partial_failure`](BatchReport::partial_failure).
impl<T> fmt::Display for BatchReport<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.partial_failure() {
            Some(failure) => fmt::Display::fmt(failure, f),
            None => write!(f, "{} of {} done", self.succeeded(), self.requested()),
        }
    }
}

impl<T: fmt::Debug> std::error::Error for BatchReport<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.partial_failure().map(|failure| failure as _)
    }
}

#[cfg(test)]
mod tests;
