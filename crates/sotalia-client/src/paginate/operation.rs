//! What an operation must tell so that its pages can be walked.

use std::future::Future;
use std::pin::Pin;

use sotalia_session::error::Result;

use super::early::EarlyPosition;

/// An operation that answers in pages: implemented for the fluent builders of the SDK.
///
/// The implementations are generated from `paginators.toml`; implement it yourself for the operations of any other SDK crate.
pub trait PagedOperation: Clone + Send + Sync + Sized + Unpin + 'static {
    /// The service, as errors name it: `s3`.
    const SERVICE: &'static str;
    /// The operation, as AWS names it: `ListObjectsV2`.
    const OPERATION: &'static str;
    /// The request parameters that carry the position, as AWS names them: `["ContinuationToken"]`.
    const TOKENS: &'static [&'static str];
    /// Whether a walk asks for the next page before the caller reads the last one: so the wait for one and the work on the other
    /// go on together. Who stops in the middle of a listing has then asked for one page too many.
    const PREFETCH: bool = false;
    /// One answer.
    type Page: Send + Unpin + 'static;
    /// One entry of an answer.
    type Item: Send + Unpin + 'static;
    /// What walks the entries: `Self`, or an operation that reads the same answers in a quicker way.
    type Items: PagedOperation<Item = Self::Item>;
    /// What walks the entries as views into their pages, where there are such: `Self` elsewhere.
    type Views: PagedOperation;

    /// The operation that walks the entries: `self`, where [`Items`](Self::Items) is `Self`.
    fn for_items(self) -> Self::Items;

    /// The operation that walks the entries as views: `self`, where [`Views`](Self::Views) is `Self`.
    fn for_views(self) -> Self::Views;

    /// Puts a position into the request. Values stand in the order of [`TOKENS`](Self::TOKENS).
    #[must_use]
    fn with_position(self, position: &Position) -> Self;

    /// Sends the request.
    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Self::Page>> + Send>>;

    /// Sends the request, and tells where the next page is as soon as the answer says it, while the rest still comes. It is sent
    /// so where the next page is asked for [ahead](Self::PREFETCH) in any case; by default nothing is told early.
    fn send_page_telling(self, _next: &EarlyPosition) -> Pin<Box<dyn Future<Output = Result<Self::Page>> + Send>> {
        self.send_page()
    }

    /// Where the next page is, as this page says.
    fn next(page: &Self::Page) -> Next;

    /// How many items the page holds.
    fn item_count(page: &Self::Page) -> usize;

    /// Drops the first `skip` items, then all but `keep`.
    fn cut_items(page: &mut Self::Page, skip: usize, keep: usize);

    /// The items of a page.
    fn into_items(page: Self::Page) -> Vec<Self::Item>;
}

/// An operation that lets the caller choose how many items a page holds.
pub trait SizedPages: PagedOperation {
    /// Asks for so many items in a page.
    #[must_use]
    fn with_page_size(self, items: i32) -> Self;
}

/// A position in a listing: a value for each of [`PagedOperation::TOKENS`], `None` where the service gave none.
///
/// The default is the start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Position(Vec<Option<String>>);

impl Position {
    /// A position from what an answer says. Empty strings count as absent, as in boto3.
    pub fn new(values: impl IntoIterator<Item = Option<String>>) -> Self {
        Self(values.into_iter().map(|value| value.filter(|text| !text.is_empty())).collect())
    }

    /// The value of the `index`-th token.
    pub fn value(&self, index: usize) -> Option<String> {
        self.0.get(index).cloned().flatten()
    }

    /// Whether this is the start of the listing.
    pub fn is_start(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// What a page says about the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// There is none.
    End,
    /// It starts here.
    At(Position),
    /// There is one, but the answer does not say where.
    Unknown,
}

impl Next {
    /// Reads an answer that has a flag for "there is more": the flag decides, as S3 documents it.
    ///
    /// A missing flag counts as "no more", unless there is a position.
    pub fn flagged(more: Option<bool>, position: Position) -> Self {
        match (more, position.is_start()) {
            (Some(false), _) | (None, true) => Self::End,
            (Some(true), true) => Self::Unknown,
            (_, false) => Self::At(position),
        }
    }

    /// Reads an answer in which a position alone says that there is more.
    pub fn unflagged(position: Position) -> Self {
        if position.is_start() { Self::End } else { Self::At(position) }
    }
}
