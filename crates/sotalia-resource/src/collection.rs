//! Collections: listings that give resources.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

pub use futures_core::Stream;
use sotalia_client::error::Result;
use sotalia_client::{Items, PagedOperation, Pages, Paginate, Paginator, SizedPages};

/// [`Paginator::page_size`], which only operations with sized pages have.
type SetPageSize<O> = fn(Paginator<O>, i32) -> Paginator<O>;
type Convert<O, R> = Arc<dyn Fn(Item<O>) -> Result<R> + Send + Sync>;
/// What a walk over the items of `O` gives.
type Item<O> = <<O as PagedOperation>::Views as PagedOperation>::Item;

/// A description of a listing: nothing is asked until it is walked, and it can be walked any number of times.
///
/// It does what boto3's collections do (`all`, `filter`, `limit`, `page_size`, `pages`) and what they lack.
pub struct Collection<O, R>
where
    O: PagedOperation,
{
    request: O,
    convert: Convert<O, R>,
    limit: Option<usize>,
    page_size: Option<SetPageSize<O>>,
    page_items: i32,
    start: Option<String>,
}

/// Describing the walk.
impl<O: PagedOperation, R: 'static> Collection<O, R> {
    /// A collection over the pages of `request`, each entry made a resource by `convert`.
    pub fn new(request: O, convert: impl Fn(Item<O>) -> Result<R> + Send + Sync + 'static) -> Self {
        Self { request, convert: Arc::new(convert), limit: None, page_size: None, page_items: 0, start: None }
    }

    /// Sets parameters of the listing.
    #[must_use]
    pub fn filter(mut self, parameters: impl FnOnce(O) -> O) -> Self {
        self.request = parameters(self.request);
        self
    }

    /// Stops after so many resources, in all. `limit(0)` asks nothing.
    #[must_use]
    pub fn limit(mut self, resources: usize) -> Self {
        self.limit = Some(resources);
        self
    }

    /// Asks for so many resources in each page.
    #[must_use]
    pub fn page_size(mut self, resources: i32) -> Self
    where
        O: SizedPages,
    {
        self.page_size = Some(Paginator::page_size);
        self.page_items = resources;
        self
    }

    /// Starts where another walk stopped: a token of [`ResourceStream::resume_token`] or [`ResourcePages::resume_token`].
    #[must_use]
    pub fn starting_token(mut self, token: impl Into<String>) -> Self {
        self.start = Some(token.into());
        self
    }
}

/// What was described: for walks of another kind.
impl<O: PagedOperation, R: 'static> Collection<O, R> {
    /// The request, with its parameters and the page size.
    pub fn request(&self) -> O {
        let request = self.request.clone();
        match self.page_size {
            Some(set) => set(request.paginate(), self.page_items).into_operation(),
            None => request,
        }
    }

    /// After how many resources it stops, if it was limited.
    pub fn limited_to(&self) -> Option<usize> {
        self.limit
    }

    /// The token with which it starts, if one was given.
    pub fn starts_at(&self) -> Option<&str> {
        self.start.as_deref()
    }

    /// Makes an entry of the listing a resource.
    ///
    /// # Errors
    ///
    /// `UnparsableAnswer` for an entry that lacks what names the resource.
    pub fn resource(&self, item: Item<O>) -> Result<R> {
        (self.convert)(item)
    }
}

/// Walking.
impl<O: PagedOperation, R: 'static> Collection<O, R> {
    /// The resources, one after the other.
    pub fn stream(&self) -> ResourceStream<O, R> {
        ResourceStream { items: self.paginator().views(), convert: Arc::clone(&self.convert) }
    }

    /// The resources, a page at a time.
    pub fn pages(&self) -> ResourcePages<O, R> {
        ResourcePages {
            pages: self.paginator().view_pages(),
            convert: Arc::clone(&self.convert),
            resources: PhantomData,
        }
    }

    /// The resources, a page at a time, each page asked for only when it is wanted: for actions on whole pages.
    pub(crate) fn pages_one_by_one(&self) -> ResourcePages<O, R> {
        let pages = self.paginator().view_pages().one_by_one();
        ResourcePages { pages, convert: Arc::clone(&self.convert), resources: PhantomData }
    }

    /// How many there are: walks all pages, and makes no resources.
    ///
    /// # Errors
    ///
    /// What the listing gives.
    pub async fn count(&self) -> Result<usize> {
        let mut pages = self.paginator().view_pages();
        let mut count = 0;
        while let Some(page) = next_of(&mut pages).await {
            count += <O::Views as PagedOperation>::item_count(&page?);
        }
        Ok(count)
    }

    /// The first, if there is any. Pages are asked for until one holds something.
    ///
    /// # Errors
    ///
    /// What the listing gives.
    pub async fn first(&self) -> Result<Option<R>> {
        let limit = self.limit.unwrap_or(usize::MAX).min(1);
        let mut items = self.paginator().limit(limit).views();
        next_of(&mut items).await.map(|item| (self.convert)(item?)).transpose()
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// What the listing gives: the first error ends it. To keep what came before an error, walk [`stream`](Self::stream).
    pub async fn try_collect<C: Default + Extend<R>>(&self) -> Result<C> {
        let mut stream = self.stream();
        let mut all = C::default();
        while let Some(resource) = next_of(&mut stream).await {
            all.extend([resource?]);
        }
        Ok(all)
    }

    fn paginator(&self) -> Paginator<O> {
        let mut paginator = self.request.clone().paginate();
        if let Some(set) = self.page_size {
            paginator = set(paginator, self.page_items);
        }
        if let Some(limit) = self.limit {
            paginator = paginator.limit(limit);
        }
        match &self.start {
            Some(token) => paginator.starting_token(token),
            None => paginator,
        }
    }
}

/// The next value of a stream.
pub async fn next_of<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

impl<O: PagedOperation, R> Clone for Collection<O, R> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            convert: Arc::clone(&self.convert),
            limit: self.limit,
            page_size: self.page_size,
            page_items: self.page_items,
            start: self.start.clone(),
        }
    }
}

impl<O: PagedOperation, R> fmt::Debug for Collection<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collection")
            .field("operation", &O::OPERATION)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// The resources of a collection, as a [`Stream`].
#[must_use = "nothing is asked before the stream is polled"]
pub struct ResourceStream<O: PagedOperation, R> {
    items: Items<O::Views>,
    convert: Convert<O, R>,
}

impl<O: PagedOperation, R> ResourceStream<O, R> {
    /// Where another walk continues with the first resource that this one has not given; `None` at the end.
    pub fn resume_token(&self) -> Option<String> {
        self.items.resume_token()
    }
}

impl<O: PagedOperation, R> Stream for ResourceStream<O, R> {
    type Item = Result<R>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(Pin::new(&mut self.items).poll_next(context));
        Poll::Ready(item.map(|item| (self.convert)(item?)))
    }
}

impl<O: PagedOperation, R> fmt::Debug for ResourceStream<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResourceStream").field(&self.items).finish()
    }
}

/// The resources of a collection a page at a time, as a [`Stream`] of `Vec`s. A page may be empty.
#[must_use = "nothing is asked before the stream is polled"]
pub struct ResourcePages<O: PagedOperation, R> {
    pages: Pages<O::Views>,
    convert: Convert<O, R>,
    resources: PhantomData<fn() -> R>,
}

impl<O: PagedOperation, R> ResourcePages<O, R> {
    /// Where another walk continues with the next page; `None` at the end.
    pub fn resume_token(&self) -> Option<String> {
        self.pages.resume_token()
    }
}

impl<O: PagedOperation, R> Stream for ResourcePages<O, R> {
    type Item = Result<Vec<R>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = ready!(Pin::new(&mut self.pages).poll_next(context));
        Poll::Ready(page.map(|page| {
            <O::Views as PagedOperation>::into_items(page?).into_iter().map(|item| (self.convert)(item)).collect()
        }))
    }
}

impl<O: PagedOperation, R> fmt::Debug for ResourcePages<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResourcePages").field(&self.pages).finish()
    }
}

#[cfg(test)]
pub(crate) mod tests;
