//! The common prefixes of a listing, page by page: its folders.

use aws_sdk_s3::operation::list_objects_v2::ListObjectsV2Output;
use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use sotalia_session::error::Result;

use super::ListedObject;
use super::parallel::check_delimiter;
use super::walk::{ListedPage, ObjectsV2};
use crate::generated::BoxFuture;
use crate::paginate::{EarlyPosition, Next, PagedOperation, Paginate as _, Paginator, Position, SizedPages};

/// `.common_prefixes(delimiter)` on the builder of `ListObjectsV2`.
///
/// ```
/// # async fn example(s3: sotalia_client::s3::Client) -> sotalia_client::error::Result<()> {
/// use futures_util::TryStreamExt;
/// use sotalia_client::listing::ListCommonPrefixes;
///
/// let mut folders = s3.list_objects_v2().bucket("logs").prefix("2026/").common_prefixes("/").items();
/// while let Some(folder) = folders.try_next().await? {
///     println!("{folder}"); // 2026/01/
/// }
/// # Ok(()) }
/// ```
pub trait ListCommonPrefixes {
    /// The common prefixes up to the delimiter that is next behind the listing's own prefix, each once. Keys without the delimiter
    /// are not among them. A delimiter that is empty or ends with U+10FFFF is an error of the first page: `InvalidParameter`.
    ///
    /// By many requests at once: [`ParallelListing::common_prefixes`](super::ParallelListing::common_prefixes).
    fn common_prefixes(self, delimiter: impl Into<String>) -> Paginator<CommonPrefixes>;
}

impl ListCommonPrefixes for ListObjectsV2FluentBuilder {
    fn common_prefixes(self, delimiter: impl Into<String>) -> Paginator<CommonPrefixes> {
        CommonPrefixes(self.delimiter(delimiter)).paginate()
    }
}

/// The walk over the common prefixes of `ListObjectsV2`, each as a text with the delimiter at its end.
#[derive(Debug, Clone)]
pub struct CommonPrefixes(ListObjectsV2FluentBuilder);

/// A page, and which of its prefixes are given.
#[derive(Debug)]
pub struct CommonPrefixPage {
    page: ListedPage<ListObjectsV2Output>,
    prefixes: Vec<String>,
}

type Walk = ObjectsV2<ListedObject>;

impl CommonPrefixes {
    fn send_by<F>(self, send: impl FnOnce(Walk) -> F) -> BoxFuture<Result<CommonPrefixPage>>
    where
        F: Future<Output = Result<ListedPage<ListObjectsV2Output>>> + Send + 'static,
    {
        let checked = check_delimiter(self.0.get_delimiter().as_deref().unwrap_or_default());
        let answer = checked.map(|()| send(Walk::new(self.0)));
        Box::pin(async move {
            let page = answer?.await?;
            let prefixes = page.common_prefixes().into_iter().map(str::to_owned).collect();
            Ok(CommonPrefixPage { page, prefixes })
        })
    }
}

impl PagedOperation for CommonPrefixes {
    const SERVICE: &'static str = Walk::SERVICE;
    const OPERATION: &'static str = Walk::OPERATION;
    const TOKENS: &'static [&'static str] = Walk::TOKENS;
    const PREFETCH: bool = true;
    type Page = CommonPrefixPage;
    type Item = String;
    type Items = Self;
    type Views = Self;

    fn for_items(self) -> Self {
        self
    }

    fn for_views(self) -> Self {
        self
    }

    fn with_position(self, position: &Position) -> Self {
        Self(self.0.with_position(position))
    }

    fn send_page(self) -> BoxFuture<Result<CommonPrefixPage>> {
        self.send_by(Walk::send_page)
    }

    fn send_page_telling(self, next: &EarlyPosition) -> BoxFuture<Result<CommonPrefixPage>> {
        self.send_by(|walk| walk.send_page_telling(next))
    }

    fn next(page: &CommonPrefixPage) -> Next {
        Walk::next(&page.page)
    }

    fn item_count(page: &CommonPrefixPage) -> usize {
        page.prefixes.len()
    }

    fn cut_items(page: &mut CommonPrefixPage, skip: usize, keep: usize) {
        page.prefixes.drain(..skip.min(page.prefixes.len()));
        page.prefixes.truncate(keep);
    }

    fn into_items(page: CommonPrefixPage) -> Vec<String> {
        page.prefixes
    }
}

impl SizedPages for CommonPrefixes {
    fn with_page_size(self, items: i32) -> Self {
        Self(self.0.with_page_size(items))
    }
}
