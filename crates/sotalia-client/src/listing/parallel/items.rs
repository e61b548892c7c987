//! The objects of a parallel listing, as a stream.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use sotalia_session::error::Result;

use super::super::ListedObject;
use super::bucket::{Bucket, ObjectPage};
use super::engine::Engine;
use super::source::Listed as _;

/// The objects of a [`ParallelListing`](super::ParallelListing), as a [`Stream`].
///
/// The first error ends it; [`resume_token`](Self::resume_token) then continues with all that was not given. When it is dropped,
/// the requests under way are.
#[must_use = "nothing is asked before the stream is polled"]
pub struct ParallelItems<T> {
    engine: Engine<Bucket>,
    /// The page at hand, and how many of its objects were given.
    page: Option<ObjectPage>,
    given: usize,
    items: PhantomData<fn() -> T>,
}

impl<T> ParallelItems<T> {
    pub(super) fn new(engine: Engine<Bucket>) -> Self {
        Self { engine, page: None, given: 0, items: PhantomData }
    }

    /// Where another walk continues with what this one has not given, for
    /// [`ParallelListing::starting_token`](super::ParallelListing::starting_token); `None` at the end of the listing, and where
    /// the walk could not begin. It names the ranges that are left, so it may be some kilobytes long.
    pub fn resume_token(&self) -> Option<String> {
        let last = self.page.as_ref().zip(self.given.checked_sub(1)).map(|(page, index)| page.key_at(index));
        self.engine.resume_token(last)
    }
}

impl<T: From<ListedObject>> Stream for ParallelItems<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(object) = self.page.as_ref().and_then(|page| page.object_at(self.given)) {
                self.given += 1;
                return Poll::Ready(Some(Ok(T::from(object))));
            }
            match ready!(self.engine.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    self.page = Some(page);
                    self.given = 0;
                }
            }
        }
    }
}

impl<T> fmt::Debug for ParallelItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelItems").field("given", &self.given).finish_non_exhaustive()
    }
}
