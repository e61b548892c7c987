//! A walk over pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use sotalia_client::CycleFinder;
use sotalia_session::error::{Error, LocalError, Result};

use super::items::{Items, Search};
use super::model::{Next, PagingModel};
use super::token::{Position, ResumeToken};
use crate::output::Output;
use crate::value::{Map, Value};

/// A page that is being asked for.
pub(super) type Answer = Pin<Box<dyn Future<Output = Result<Output>> + Send>>;
/// Asks for a page with these parameters.
pub(crate) type Ask = dyn Fn(Map) -> Answer + Send + Sync;

/// The answers of a paginated operation, as a [`Stream`].
///
/// It ends when the service says that there is no more, and never before: an answer that repeats a position, or says that there
/// is more but not where, is an error ([`LocalError::PaginationBroken`]) after the page that said so. A request that fails ends
/// the stream with its error; [`resume_token`](Self::resume_token) then continues with the page that failed.
#[must_use = "nothing is asked before the stream is polled"]
pub struct Pages {
    pub(super) model: Arc<PagingModel>,
    ask: Arc<Ask>,
    params: Map,
    state: State,
    at: ResumeToken,
    page_start: ResumeToken,
    left: Option<usize>,
    cycle: CycleFinder<Position>,
    /// What the first page said of the listing as a whole.
    non_aggregate: Option<Map>,
    /// Whether the walk never began, for a starting token or an option that cannot be used.
    nowhere: bool,
}

enum State {
    Ready,
    Asking(Answer),
    Broken(Error),
    Stopped,
    End,
}

/// Walking
impl Pages {
    pub(super) fn new(
        model: Arc<PagingModel>,
        ask: Arc<Ask>,
        params: Map,
        limit: Option<usize>,
        start: Result<Option<ResumeToken>>,
    ) -> Self {
        let (state, at) = match start {
            Err(error) => (State::Broken(error.with_operation(&model.service, &model.operation)), None),
            Ok(at) if limit == Some(0) => (State::Stopped, at),
            Ok(at) => (State::Ready, at),
        };
        let at = at.unwrap_or_default();
        let nowhere = matches!(state, State::Broken(_));
        let cycle = CycleFinder::default();
        Self { model, ask, params, state, page_start: at.clone(), at, left: limit, cycle, non_aggregate: None, nowhere }
    }

    /// What the answers list, one item after the other: boto3's `search(result_keys[0])`.
    ///
    /// An item of a list is its value; of a map it is a map with this one entry; text is one item.
    pub fn items(self) -> Items {
        Items::new(self, 0)
    }

    /// The items of another list of the answers, by its name in [`result_keys`](Self::result_keys): the `CommonPrefixes` of
    /// `list_objects_v2`. They do not count for `limit`.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] if the model has no such list.
    pub fn items_of(self, result_key: &str) -> Result<Items> {
        match self.model.result_keys.iter().position(|path| path.text() == result_key) {
            Some(index) => Ok(Items::new(self, index)),
            None => {
                let known: Vec<_> = self.result_keys().collect();
                let message = format!("the pages have no list {result_key:?}; they have {}", known.join(", "));
                let error = Error::local(LocalError::InvalidParameter, message);
                Err(error.with_operation(&self.model.service, &self.model.operation))
            }
        }
    }

    /// What a `JMESPath` expression finds in each page, one by one: the elements of a list, or else the value, also `Null`, as
    /// boto3's `search`.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] if the expression cannot be read.
    pub fn search(self, expression: &str) -> Result<Search> {
        Search::new(self, expression)
    }
}

/// What is known
impl Pages {
    /// Where another walk continues after what this one gave, for [`Paginator::starting_token`](super::Paginator::starting_token)
    /// and boto3's `StartingToken`.
    ///
    /// `None` when the listing is at its end, and when the walk could not begin. Before the first page, the start.
    pub fn resume_token(&self) -> Option<String> {
        (!self.nowhere && !matches!(self.state, State::End)).then(|| self.at.to_text(&self.model.input_tokens))
    }

    /// The lists of the answers, the one that is counted first.
    pub fn result_keys(&self) -> impl Iterator<Item = &str> {
        self.model.result_keys.iter().map(super::path::Path::text)
    }

    /// What the first page said of the listing as a whole, such as the `StreamDescription.StreamARN` of `describe_stream`:
    /// boto3's `non_aggregate_part`. Empty before the first page.
    pub fn non_aggregate_part(&self) -> Map {
        self.non_aggregate.clone().unwrap_or_default()
    }

    /// Where the page that was given last starts, and how many of its items were skipped.
    pub(super) fn page_start(&self) -> &ResumeToken {
        &self.page_start
    }
}

/// Steps
impl Pages {
    fn request(&self) -> Map {
        let mut params = self.params.clone();
        if !self.at.position.is_start() {
            self.at.position.put_into(&mut params, &self.model.input_tokens);
        }
        params
    }

    fn take(&mut self, mut page: Output) -> Output {
        let value = page.value_mut();
        let next = self.model.next(value);
        if self.non_aggregate.is_none() {
            self.non_aggregate = Some(self.whole(value));
        }
        let total = self.model.item_count(value);
        let skip = self.at.skip.min(total);
        // Pages may be shorter than when the token was made: the rest is skipped on the next.
        let skip_later = self.at.skip - skip;
        let keep = (total - skip).min(self.left.unwrap_or(usize::MAX));
        if skip + keep < total || skip > 0 {
            self.model.cut_items(value, skip, keep);
        }
        self.page_start = ResumeToken { position: self.at.position.clone(), skip };
        self.left = self.left.map(|left| left - keep);
        if skip + keep < total {
            self.at.skip = skip + keep;
            self.state = State::Stopped;
        } else {
            self.follow(next, total, skip_later);
        }
        page
    }

    fn whole(&self, page: &Value) -> Map {
        let mut whole = Map::default();
        for path in &self.model.non_aggregate_keys {
            path.put(&mut whole, path.find(page).cloned().unwrap_or(Value::Null));
        }
        whole
    }

    /// Goes where the answer points. With the limit reached, the position is kept for a resume token.
    fn follow(&mut self, next: Next, total: usize, skip: usize) {
        let done = self.left == Some(0);
        // All of this page was given: a token that leads nowhere else leads behind its last item.
        self.at.skip = total;
        self.state = match next {
            Next::End => State::End,
            Next::Unknown if done => State::Stopped,
            Next::Unknown => State::Broken(self.broken("the answer says that there is more, but not where it starts")),
            Next::At(position) if !done && self.repeats(&position) => {
                State::Broken(self.broken("the same position came twice: the listing goes round in circles"))
            }
            Next::At(position) => {
                self.at = ResumeToken { position, skip };
                if done { State::Stopped } else { State::Ready }
            }
        };
    }

    fn repeats(&mut self, position: &Position) -> bool {
        self.at.position == *position || self.cycle.is_repeated(position)
    }

    fn broken(&self, reason: &str) -> Error {
        let message = format!("pagination is broken: {reason}; what came before is not the whole listing");
        let error = Error::local(LocalError::PaginationBroken, message);
        error.with_operation(&self.model.service, &self.model.operation)
    }
}

impl Stream for Pages {
    type Item = Result<Output>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match &mut this.state {
                State::Ready => this.state = State::Asking((this.ask)(this.request())),
                State::Asking(answer) => {
                    let answer = ready!(answer.as_mut().poll(context));
                    if answer.is_err() {
                        this.state = State::Stopped;
                    }
                    return Poll::Ready(Some(answer.map(|page| this.take(page))));
                }
                State::Broken(_) => {
                    let State::Broken(error) = std::mem::replace(&mut this.state, State::Stopped) else {
                        return Poll::Ready(None);
                    };
                    return Poll::Ready(Some(Err(error)));
                }
                State::Stopped | State::End => return Poll::Ready(None),
            }
        }
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.model.operation).finish_non_exhaustive()
    }
}
