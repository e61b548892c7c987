//! A walk over the items of all pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;
use sotalia_session::error::Result;

use super::operation::PagedOperation;
use super::pages::Pages;
use super::token::ResumeToken;

/// The items of a paginated operation, page after page, as a [`Stream`]. It ends and fails as [`Pages`] does.
#[must_use = "nothing is asked before the stream is polled"]
pub struct Items<O: PagedOperation> {
    pages: Pages<O>,
    buffer: IntoIter<O::Item>,
    given: usize,
}

impl<O: PagedOperation> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, buffer: Vec::new().into_iter(), given: 0 }
    }

    /// Where another walk continues with the first item that this one has not given; see [`Pages::resume_token`].
    pub fn resume_token(&self) -> Option<String> {
        if self.buffer.len() == 0 {
            return self.pages.resume_token();
        }
        let start = self.pages.page_start();
        let token = ResumeToken { position: start.position.clone(), skip: start.skip + self.given };
        Some(token.to_text(O::TOKENS))
    }
}

impl<O: PagedOperation> Stream for Items<O> {
    type Item = Result<O::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.buffer.next() {
                self.given += 1;
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    self.buffer = O::into_items(page).into_iter();
                    self.given = 0;
                }
            }
        }
    }
}

impl<O: PagedOperation> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("buffered", &self.buffer.len()).finish()
    }
}
