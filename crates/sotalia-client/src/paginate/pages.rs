//! A walk over pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use sotalia_session::error::{Error, LocalError, Result};

use super::cycle::CycleFinder;
use super::early::EarlyPosition;
use super::operation::{Next, PagedOperation, Position};
use super::token::ResumeToken;

/// The answers of a paginated operation, as a [`Stream`].
///
/// It ends when the service says that there is no more, and never before: an answer that repeats a position, or says that there
/// is more but not where, is an error ([`LocalError::PaginationBroken`]) after the page that said so. A request that fails ends
/// the stream with its error; [`resume_token`](Self::resume_token) then continues with the page that failed.
#[must_use = "nothing is asked before the stream is polled"]
pub struct Pages<O: PagedOperation> {
    operation: O,
    state: State<O::Page>,
    at: ResumeToken,
    page_start: ResumeToken,
    left: Option<usize>,
    /// The most items that a page held.
    largest: usize,
    cycle: CycleFinder<Position>,
    /// Whether the walk never began, for a starting token or an option that cannot be used.
    nowhere: bool,
    /// Whether the next page is asked for before this one is given.
    ahead: bool,
    /// The page behind the one that still comes, where the latter said early where that is.
    early: Option<(Position, State<O::Page>)>,
}

enum State<P> {
    Ready,
    Asking(Question<P>),
    /// The answer to a question that was asked ahead.
    Arrived(Result<P>),
    Broken(Error),
    Stopped,
    End,
}

impl<P> State<P> {
    /// Does for an answer what can be done now.
    fn help_on(&mut self, context: &mut Context<'_>) {
        if let Self::Asking(question) = self
            && let Poll::Ready(answer) = question.answer.as_mut().poll(context)
        {
            *self = Self::Arrived(answer);
        }
    }
}

/// A page that was asked for, and where its answer may tell early what comes behind it.
struct Question<P> {
    answer: Pin<Box<dyn Future<Output = Result<P>> + Send>>,
    next: EarlyPosition,
}

impl<O: PagedOperation> Pages<O> {
    pub(super) fn new(operation: O, limit: Option<usize>, start: Result<ResumeToken>) -> Self {
        let (state, at) = match start {
            Ok(at) if limit == Some(0) => (State::Stopped, at),
            Ok(at) => (State::Ready, at),
            Err(error) => (State::Broken(error), ResumeToken::default()),
        };
        let nowhere = matches!(state, State::Broken(_));
        Self {
            operation,
            state,
            page_start: at.clone(),
            at,
            left: limit,
            largest: 0,
            cycle: CycleFinder::default(),
            nowhere,
            ahead: O::PREFETCH,
            early: None,
        }
    }

    /// Asks for each page only when it is wanted, also where the operation is one that is walked ahead: for work on a page that
    /// should be over before the next one is listed.
    pub fn one_by_one(mut self) -> Self {
        self.ahead = false;
        self
    }

    /// Where another walk continues after what this one gave, for [`Paginator::starting_token`](super::Paginator::starting_token).
    ///
    /// `None` when the listing is at its end, and when the walk could not begin. Before the first page, the start.
    pub fn resume_token(&self) -> Option<String> {
        (!self.nowhere && !matches!(self.state, State::End)).then(|| self.at.to_text(O::TOKENS))
    }

    /// Where the page that was given last starts, and how many of its items were skipped.
    pub(super) fn page_start(&self) -> &ResumeToken {
        &self.page_start
    }

    fn take(&mut self, mut page: O::Page) -> O::Page {
        let next = O::next(&page);
        let total = O::item_count(&page);
        self.largest = self.largest.max(total);
        let skip = self.at.skip.min(total);
        // Pages may be shorter than when the token was made: the rest is skipped on the next.
        let skip_later = self.at.skip - skip;
        let keep = (total - skip).min(self.left.unwrap_or(usize::MAX));
        if skip + keep < total || skip > 0 {
            O::cut_items(&mut page, skip, keep);
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

    /// Goes where the answer points. With the limit reached, the position is kept for a resume token.
    fn follow(&mut self, next: Next, total: usize, skip: usize) {
        let done = self.left == Some(0);
        // All of this page was given: a token that leads nowhere else leads behind its last item.
        self.at.skip = total;
        self.state = match next {
            Next::End => State::End,
            Next::Unknown if done => State::Stopped,
            Next::Unknown => State::Broken(broken::<O>("the answer says that there is more, but not where it starts")),
            Next::At(position) if !done && self.repeats(&position) => {
                State::Broken(broken::<O>("the same position came twice: the listing goes round in circles"))
            }
            Next::At(position) => {
                self.at = ResumeToken { position, skip };
                if done { State::Stopped } else { State::Ready }
            }
        };
    }

    fn ask(&self, position: &Position) -> Question<O::Page> {
        let request = self.operation.clone();
        let request = if position.is_start() { request } else { request.with_position(position) };
        let next = EarlyPosition::default();
        // With a limit, this page may be the last that is wanted.
        let is_last = self.left.is_some_and(|left| self.largest == 0 || left <= self.largest);
        let may_tell = self.ahead && !is_last;
        let answer = if may_tell { request.send_page_telling(&next) } else { request.send_page() };
        Question { answer, next }
    }

    /// Asks, and sees to it that the request is on its way.
    fn ask_now(&self, position: &Position, context: &mut Context<'_>) -> State<O::Page> {
        let mut state = State::Asking(self.ask(position));
        state.help_on(context);
        state
    }

    /// Asks for the page behind the one that still comes once that has said where it is, and helps that request on.
    fn ask_early(&mut self, context: &mut Context<'_>) {
        let State::Asking(question) = &self.state else { return };
        match &mut self.early {
            Some((_, early)) => early.help_on(context),
            None => {
                let told = question.next.take().filter(|position| *position != self.at.position);
                self.early = told.map(|position| {
                    let state = self.ask_now(&position, context);
                    (position, state)
                });
            }
        }
    }

    /// Gives an answer, and for listings that are walked ahead sends the next question before the caller reads this answer.
    fn give(&mut self, answer: Result<O::Page>, context: &mut Context<'_>) -> Result<O::Page> {
        self.state = State::Stopped;
        let early = self.early.take();
        let page = self.take(answer?);
        if self.ahead && matches!(self.state, State::Ready) {
            self.state = match early {
                Some((position, state)) if position == self.at.position => state,
                _ => self.ask_now(&self.at.position, context),
            };
        }
        Ok(page)
    }

    fn repeats(&mut self, position: &Position) -> bool {
        self.at.position == *position || self.cycle.is_repeated(position)
    }
}

fn broken<O: PagedOperation>(reason: &str) -> Error {
    let message = format!("pagination is broken: {reason}; what came before is not the whole listing");
    Error::local(LocalError::PaginationBroken, message).with_operation(O::SERVICE, O::OPERATION)
}

impl<O: PagedOperation> Stream for Pages<O> {
    type Item = Result<O::Page>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match &mut this.state {
                State::Ready => this.state = State::Asking(this.ask(&this.at.position)),
                State::Asking(question) => {
                    let Poll::Ready(answer) = question.answer.as_mut().poll(context) else {
                        this.ask_early(context);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(this.give(answer, context)));
                }
                State::Arrived(_) => {
                    let State::Arrived(answer) = std::mem::replace(&mut this.state, State::Stopped) else {
                        return Poll::Ready(None);
                    };
                    return Poll::Ready(Some(this.give(answer, context)));
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

impl<O: PagedOperation> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::OPERATION).field("at", &self.at).finish_non_exhaustive()
    }
}
