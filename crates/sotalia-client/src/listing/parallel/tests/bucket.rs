//! A bucket in memory, whose answers take their time by tokio's clock.

use std::collections::BTreeSet;
use std::ops::{Bound, Range};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use sotalia_session::error::{Error, Result};

use super::super::source::{Answer, Listed, Source};

/// How long an answer takes.
pub(super) const LATENCY: Duration = Duration::from_millis(50);

#[derive(Debug, Clone)]
pub(super) struct MemoryBucket(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    keys: BTreeSet<String>,
    /// Keys that come with one request and go with another.
    visitors: Vec<String>,
    page: usize,
    most_at_once: usize,
    is_backwards: bool,
    requests: usize,
    under_way: usize,
    refused: usize,
    failure: Option<(usize, Error)>,
}

#[derive(Debug)]
pub(super) struct MemoryPage {
    keys: Vec<String>,
    is_truncated: bool,
}

impl Listed for MemoryPage {
    fn count(&self) -> usize {
        self.keys.len()
    }

    fn key_at(&self, index: usize) -> &str {
        &self.keys[index]
    }

    fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    fn keep(&mut self, some: Range<usize>) {
        self.keys.truncate(some.end);
        self.keys.drain(..some.start);
    }
}

/// An error as the service throttles with.
pub(super) fn refusal() -> Error {
    let answer = HttpResponse::new(503.try_into().expect("a status"), SdkBody::empty());
    SdkError::service_error(ErrorMetadata::builder().code("SlowDown").build(), answer).into()
}

/// A request under way, until it is dropped.
struct UnderWay(MemoryBucket);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.state().under_way -= 1;
    }
}

impl MemoryBucket {
    pub(super) fn new(keys: impl IntoIterator<Item = String>, page: usize) -> Self {
        Self(Arc::new(Mutex::new(State {
            keys: keys.into_iter().collect(),
            visitors: Vec::new(),
            page,
            most_at_once: usize::MAX,
            is_backwards: false,
            requests: 0,
            under_way: 0,
            refused: 0,
            failure: None,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn with_visitors(self, visitors: Vec<String>) -> Self {
        self.state().visitors = visitors;
        self
    }

    /// Refuses what goes beyond so many requests at once.
    pub(super) fn with_most_at_once(self, requests: usize) -> Self {
        self.state().most_at_once = requests;
        self
    }

    pub(super) fn backwards(self) -> Self {
        self.state().is_backwards = true;
        self
    }

    /// Fails one request.
    pub(super) fn fail_at(&self, request: usize, error: Error) {
        self.state().failure = Some((request, error));
    }

    pub(super) fn requests(&self) -> usize {
        self.state().requests
    }

    pub(super) fn under_way(&self) -> usize {
        self.state().under_way
    }

    pub(super) fn refused(&self) -> usize {
        self.state().refused
    }

    fn begin(&self) -> (UnderWay, bool) {
        let mut state = self.state();
        state.requests += 1;
        state.under_way += 1;
        let is_refused = state.under_way > state.most_at_once;
        state.refused += usize::from(is_refused);
        let turn = state.requests;
        let visitor = turn.checked_rem(state.visitors.len()).map(|at| state.visitors[at].clone());
        if let Some(visitor) = visitor.filter(|visitor| !state.keys.remove(visitor)) {
            state.keys.insert(visitor);
        }
        (UnderWay(self.clone()), is_refused)
    }

    fn list(&self, after: Option<&str>, turn: usize) -> Result<MemoryPage> {
        let mut state = self.state();
        if state.failure.as_ref().is_some_and(|(at, _)| *at == turn) {
            return Err(state.failure.take().expect("it was just seen").1);
        }
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut rest = state.keys.range::<str, _>((from, Bound::Unbounded));
        let mut keys: Vec<String> = rest.by_ref().take(state.page).cloned().collect();
        let is_truncated = rest.next().is_some();
        if state.is_backwards {
            keys.reverse();
        }
        Ok(MemoryPage { keys, is_truncated })
    }

    fn level(&self, folder: &str) -> (Vec<String>, bool) {
        let state = self.state();
        let below = state.keys.iter().filter_map(|key| key.strip_prefix(folder));
        let names: BTreeSet<String> =
            below.filter_map(|rest| rest.split_once('/').map(|(name, _)| format!("{folder}{name}/"))).collect();
        let is_all = names.len() <= state.page;
        (names.into_iter().take(state.page).collect(), is_all)
    }
}

impl Source for MemoryBucket {
    type Page = MemoryPage;

    fn page(&self, after: Option<String>) -> Answer<MemoryPage> {
        let bucket = self.clone();
        Box::pin(async move {
            let (under_way, is_refused) = bucket.begin();
            let turn = bucket.requests();
            tokio::time::sleep(LATENCY).await;
            let answer = if is_refused { Err(refusal()) } else { bucket.list(after.as_deref(), turn) };
            drop(under_way);
            (answer, is_refused)
        })
    }

    fn names(&self, folder: String) -> Answer<(Vec<String>, bool)> {
        let bucket = self.clone();
        Box::pin(async move {
            let (under_way, is_refused) = bucket.begin();
            tokio::time::sleep(LATENCY).await;
            drop(under_way);
            (if is_refused { Err(refusal()) } else { Ok(bucket.level(&folder)) }, is_refused)
        })
    }
}
