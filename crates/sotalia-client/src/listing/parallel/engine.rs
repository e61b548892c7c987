//! Sends what the plan asks for, and gives the pages that come.

use std::collections::{HashMap, VecDeque};
use std::task::{Context, Poll};
use std::time::Duration;

use sotalia_session::error::{Error, LocalError, Result};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use super::plan::{Ask, Order, Plan};
use super::source::{KeysOf, Listed, Source};
use super::token::Remaining;

/// So often in a row the service may refuse a request because there are too many.
const REFUSALS: u32 = 6;
/// The first pause after a refusal; each further one in a row is twice as long.
const PAUSE: Duration = Duration::from_millis(250);

/// A walk under way.
pub(super) struct Engine<S: Source> {
    source: S,
    prefix: String,
    delimiter: Option<String>,
    is_ordered: bool,
    plan: Option<Plan>,
    tasks: JoinSet<Done<S::Page>>,
    /// The pages of each range that wait for the caller.
    waiting: HashMap<u64, VecDeque<(S::Page, String)>>,
    /// Whose pages came, in the order in which they did.
    arrived: VecDeque<u64>,
    /// The page that the caller has: of which range, and its last key.
    at_hand: Option<(u64, String)>,
    /// How many objects the caller wants still.
    wanted: Option<usize>,
    refusals: u32,
    error: Option<Error>,
    is_over: bool,
}

/// An answer.
struct Done<P> {
    ask: Ask,
    answer: Result<Found<P>>,
    is_throttled: bool,
}

enum Found<P> {
    Page(P),
    Names(Vec<String>, bool),
}

impl<S: Source> Engine<S> {
    pub(super) fn new(source: S, order: Result<Order>, limit: Option<usize>) -> Self {
        let (order, error) = match order {
            Ok(order) => (Some(order), None),
            Err(error) => (None, Some(error)),
        };
        Self {
            source,
            prefix: order.as_ref().map(|order| order.prefix.clone()).unwrap_or_default(),
            delimiter: order.as_ref().and_then(|order| order.delimiter.clone()),
            is_ordered: order.as_ref().is_some_and(|order| order.is_ordered),
            plan: order.map(Plan::new),
            tasks: JoinSet::new(),
            waiting: HashMap::new(),
            arrived: VecDeque::new(),
            at_hand: None,
            wanted: limit,
            refusals: 0,
            error,
            is_over: false,
        }
    }

    /// Where to go on; `None` at the end, and where there was no beginning. Of the page at hand, the caller gave all up to a key.
    pub(super) fn resume_token(&self, given: Option<&str>) -> Option<String> {
        let partly = self.at_hand.as_ref().zip(given).map(|((range, _), key)| (*range, key));
        let ranges = self.plan.as_ref()?.remaining(partly);
        let all_given = |(from, until): &(String, Option<String>)| until.as_ref() == Some(from);
        let ranges: Vec<_> = ranges.into_iter().filter(|range| !all_given(range)).collect();
        let is_at_end = self.plan.as_ref().is_some_and(Plan::is_done) && self.waiting.is_empty() && {
            self.at_hand.as_ref().is_none_or(|(_, last)| given == Some(last.as_str()))
        };
        let (prefix, delimiter) = (self.prefix.clone(), self.delimiter.clone());
        (!is_at_end && !ranges.is_empty()).then(|| Remaining { prefix, delimiter, ranges }.to_text())
    }

    /// The next page.
    pub(super) async fn next_page(&mut self) -> Option<Result<S::Page>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }

    /// The next page, when there is one. The one before it counts as given.
    pub(super) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<S::Page>>> {
        let Some(plan) = &mut self.plan else { return Poll::Ready(self.error.take().map(Err)) };
        if self.is_over || self.wanted == Some(0) {
            self.stop();
            return Poll::Ready(None);
        }
        if let Some((range, last)) = self.at_hand.take() {
            plan.given(range, &last);
        }
        loop {
            if let Err(error) = self.send() {
                return Poll::Ready(Some(Err(self.fail(error))));
            }
            let mut came = false;
            while let Poll::Ready(Some(joined)) = self.tasks.poll_join_next(context) {
                came = true;
                let done = joined.map_err(|error| broken("a request was given up").with_source(error));
                if let Err(error) = done.and_then(|done| self.take(done)) {
                    return Poll::Ready(Some(Err(self.fail(error))));
                }
            }
            if came {
                continue;
            }
            if let Some(page) = self.page_to_give() {
                return Poll::Ready(Some(Ok(page)));
            }
            if !self.tasks.is_empty() {
                return Poll::Pending;
            }
            self.is_over = true;
            let is_done = self.plan.as_ref().is_some_and(Plan::is_done);
            return Poll::Ready(
                (!is_done).then(|| Err(broken("the walk has nothing left to ask, and is not at its end"))),
            );
        }
    }

    /// Sends what the plan asks for now.
    fn send(&mut self) -> Result<()> {
        let Some(plan) = &mut self.plan else { return Ok(()) };
        while let Some(ask) = plan.next(self.arrived.len(), self.wanted) {
            let Ok(runtime) = Handle::try_current() else {
                let message = "a parallel listing needs tokio's runtime: await it in one";
                return Err(Error::local(LocalError::InvalidRequest, message).with_operation("s3", "ListObjectsV2"));
            };
            let source = self.source.clone();
            let pause = (self.refusals > 0).then(|| PAUSE * 2_u32.pow(self.refusals - 1));
            let request = async move {
                if let Some(pause) = pause {
                    tokio::time::sleep(pause).await;
                }
                let (answer, is_throttled) = match &ask {
                    Ask::Page { after, .. } => {
                        let (page, is_throttled) = source.page(after.clone()).await;
                        (page.map(Found::Page), is_throttled)
                    }
                    Ask::Names { folder } => {
                        let (names, is_throttled) = source.names(folder.clone()).await;
                        (names.map(|(names, is_all)| Found::Names(names, is_all)), is_throttled)
                    }
                };
                Done { ask, answer, is_throttled }
            };
            self.tasks.spawn_on(request, &runtime);
        }
        Ok(())
    }

    /// Takes an answer.
    fn take(&mut self, done: Done<S::Page>) -> Result<()> {
        let Some(plan) = &mut self.plan else { return Ok(()) };
        let range = match &done.ask {
            Ask::Page { range, .. } => Some(*range),
            Ask::Names { .. } => None,
        };
        let found = match done.answer {
            Ok(found) => found,
            // Names are only hints.
            Err(_) if range.is_none() => Found::Names(Vec::new(), false),
            Err(error) if error.is_throttling() && self.refusals < REFUSALS => {
                plan.failed(range);
                // Of those that were sent together, only the first refusal counts.
                self.refusals += u32::from(plan.pace.answered(true, plan.under_way()));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        plan.pace.answered(done.is_throttled, plan.under_way().saturating_sub(1));
        match (found, range) {
            (Found::Page(mut page), Some(range)) => {
                self.refusals = 0;
                let kept = plan.page(range, &KeysOf(&page), page.is_truncated()).map_err(broken)?;
                page.keep(kept);
                if let Some(last) = page.end().map(str::to_owned) {
                    self.waiting.entry(range).or_default().push_back((page, last));
                    self.arrived.push_back(range);
                }
            }
            (Found::Names(names, is_all), _) => plan.names(&names, is_all),
            (Found::Page(_), None) => {}
        }
        Ok(())
    }

    fn page_to_give(&mut self) -> Option<S::Page> {
        let range = if self.is_ordered {
            let front = self.plan.as_ref()?.front()?;
            let at = self.arrived.iter().position(|range| *range == front)?;
            self.arrived.remove(at)?
        } else {
            self.arrived.pop_front()?
        };
        let pages = self.waiting.get_mut(&range)?;
        let (mut page, last) = pages.pop_front()?;
        if pages.is_empty() {
            self.waiting.remove(&range);
        }
        if let Some(wanted) = &mut self.wanted {
            *wanted -= page.limit(*wanted);
        }
        self.at_hand = Some((range, last));
        Some(page)
    }

    /// Ends the walk with an error: the requests under way end, and their answers are forgotten.
    fn fail(&mut self, error: Error) -> Error {
        self.stop();
        error
    }

    fn stop(&mut self) {
        self.is_over = true;
        self.tasks.abort_all();
        self.tasks = JoinSet::new();
    }
}

fn broken(reason: &'static str) -> Error {
    let message = format!("the listing is broken: {reason}; what came before is not the whole of it");
    Error::local(LocalError::PaginationBroken, message).with_operation("s3", "ListObjectsV2")
}
