//! Walks over what all pages hold: items, and what an expression finds.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;
use sotalia_session::error::Result;

use super::pages::Pages;
use super::token::ResumeToken;
use crate::output::Output;
use crate::value::{JmesPath, Map, Value};

/// The items of a paginated operation, page after page, as a [`Stream`]. It ends and fails as [`Pages`] does.
#[must_use = "nothing is asked before the stream is polled"]
pub struct Items {
    pages: Pages,
    result_key: usize,
    buffer: IntoIter<Value>,
    given: usize,
}

impl Items {
    pub(super) fn new(pages: Pages, result_key: usize) -> Self {
        Self { pages, result_key, buffer: Vec::new().into_iter(), given: 0 }
    }

    /// Where another walk continues with the first item that this one has not given; see [`Pages::resume_token`].
    ///
    /// Of a list that is not the first of the result keys, with the first page that this walk has not finished.
    pub fn resume_token(&self) -> Option<String> {
        if self.buffer.len() == 0 {
            return self.pages.resume_token();
        }
        let start = self.pages.page_start();
        let given = if self.result_key == 0 { self.given } else { 0 };
        let token = ResumeToken { position: start.position.clone(), skip: start.skip + given };
        Some(token.to_text(&self.pages.model.input_tokens))
    }

    fn items_of(&self, mut page: Output) -> Vec<Value> {
        let path = self.pages.model.result_keys.get(self.result_key);
        match path.and_then(|path| path.find_mut(page.value_mut())).map(std::mem::take) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::List(list)) => list,
            Some(Value::Map(map)) => map.into_iter().map(|entry| Value::Map(Map::from_iter([entry]))).collect(),
            Some(value) => vec![value],
        }
    }
}

impl Stream for Items {
    type Item = Result<Value>;

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
                    self.buffer = self.items_of(page).into_iter();
                    self.given = 0;
                }
            }
        }
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("buffered", &self.buffer.len())
            .finish_non_exhaustive()
    }
}

/// What a `JMESPath` expression finds in the pages of an operation, as a [`Stream`]. It ends and fails as [`Pages`] does.
#[must_use = "nothing is asked before the stream is polled"]
#[derive(Debug)]
pub struct Search {
    pages: Pages,
    expression: JmesPath,
    buffer: IntoIter<Value>,
}

impl Search {
    pub(super) fn new(pages: Pages, expression: &str) -> Result<Self> {
        Ok(Self { pages, expression: JmesPath::compile(expression)?, buffer: Vec::new().into_iter() })
    }

    /// Where another walk continues after the last page that this one has begun; see [`Pages::resume_token`].
    pub fn resume_token(&self) -> Option<String> {
        self.pages.resume_token()
    }
}

impl Stream for Search {
    type Item = Result<Value>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.buffer.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let page = match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => page,
            };
            match self.expression.search(page.value()) {
                Ok(Value::List(list)) => self.buffer = list.into_iter(),
                found => return Poll::Ready(Some(found)),
            }
        }
    }
}
