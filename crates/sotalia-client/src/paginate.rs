//! Pagination as streams, for every operation that answers in pages.

mod cycle;
mod early;
mod items;
mod operation;
mod pages;
mod token;

use sotalia_session::error::Result;

pub use self::cycle::CycleFinder;
pub use self::early::EarlyPosition;
pub use self::items::Items;
pub use self::operation::{Next, PagedOperation, Position, SizedPages};
pub use self::pages::Pages;

/// `.pages()`, `.items()` and `.paginate()` on the fluent builder of every paginated operation.
///
/// ```
/// # async fn example(s3: sotalia_client::s3::Client) -> sotalia_client::error::Result<()> {
/// use futures_util::TryStreamExt;
/// use sotalia_client::Paginate;
///
/// let all: Vec<_> = s3.list_objects_v2().bucket("logs").items().try_collect().await?;
/// let mut some = s3.list_objects_v2().bucket("logs").paginate().page_size(100).limit(250).items();
/// while let Some(object) = some.try_next().await? {
///     println!("{:?}", object.key());
/// }
/// let resume_here = some.resume_token();
/// # Ok(()) }
/// ```
pub trait Paginate: PagedOperation {
    /// Sets out how to walk: limit, page size, where to start.
    fn paginate(self) -> Paginator<Self> {
        Paginator { operation: self, limit: None, page_size: None, start: None }
    }

    /// The answers, one by one, as the service sends them.
    fn pages(self) -> Pages<Self> {
        self.paginate().pages()
    }

    /// What the answers list, one item after the other.
    fn items(self) -> Items<Self::Items> {
        self.paginate().items()
    }

    /// What the answers list, as views into their pages where there are such; see [`Paginator::views`].
    fn views(self) -> Items<Self::Views> {
        self.paginate().views()
    }
}

impl<T: PagedOperation> Paginate for T {}

/// How to walk the pages of an operation: as boto3's `PaginationConfig`.
///
/// It is a description: it can be cloned and walked any number of times.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before `pages()` or `items()` is polled"]
pub struct Paginator<O> {
    operation: O,
    limit: Option<usize>,
    page_size: Option<i32>,
    start: Option<String>,
}

/// How far, how much at a time, from where.
impl<O: PagedOperation> Paginator<O> {
    /// Stops after so many items, in all: boto3's `MaxItems`. `limit(0)` asks nothing.
    ///
    /// What does not fit any more is cut from the last page; [`Pages::resume_token`] continues there.
    pub fn limit(mut self, items: usize) -> Self {
        self.limit = Some(items);
        self
    }

    /// Asks for so many items in each page: boto3's `PageSize`. The service may send fewer.
    ///
    /// Operations that have no such parameter do not have this method. A size below 1 is an error of the first page.
    pub fn page_size(mut self, items: i32) -> Self
    where
        O: SizedPages,
    {
        self.page_size = Some(items);
        self.operation = self.operation.with_page_size(items);
        self
    }

    /// Starts where another walk stopped: a token of [`Pages::resume_token`] or [`Items::resume_token`].
    ///
    /// Tokens of boto3's paginators are understood too. A token that cannot be read is an error of the first page.
    pub fn starting_token(mut self, token: impl Into<String>) -> Self {
        self.start = Some(token.into());
        self
    }
}

/// Walking.
impl<O: PagedOperation> Paginator<O> {
    /// The request, its page size set.
    pub fn into_operation(self) -> O {
        self.operation
    }

    /// The answers, one by one.
    pub fn pages(self) -> Pages<O> {
        let start = self.check();
        Pages::new(self.operation, self.limit, start)
    }

    /// What the answers list, one item after the other.
    pub fn items(self) -> Items<O::Items> {
        let start = self.check();
        Items::new(Pages::new(self.operation.for_items(), self.limit, start))
    }

    /// What the answers list, as views into their pages where there are such: for the objects of S3, which cost a fraction of
    /// what the SDK's types do. Elsewhere the same as [`items`](Self::items).
    pub fn views(self) -> Items<O::Views> {
        Items::new(self.view_pages())
    }

    /// The answers as [`views`](Self::views) reads them.
    pub fn view_pages(self) -> Pages<O::Views> {
        let start = self.check();
        Pages::new(self.operation.for_views(), self.limit, start)
    }

    fn check(&self) -> Result<token::ResumeToken> {
        use sotalia_session::error::{Error, LocalError};
        if let Some(size) = self.page_size.filter(|size| *size < 1) {
            let message = format!("page_size({size}): a page holds at least 1 item");
            return Err(Error::local(LocalError::InvalidParameter, message).with_operation(O::SERVICE, O::OPERATION));
        }
        match self.start.as_deref() {
            None => Ok(token::ResumeToken::default()),
            Some(text) => token::ResumeToken::parse(text, O::TOKENS)
                .map_err(|error| error.with_operation(O::SERVICE, O::OPERATION)),
        }
    }
}

#[cfg(test)]
mod tests;
