//! The common prefixes of a bucket's objects: its folders, level by level.

use std::fmt;
use std::sync::Arc;

use sotalia_client::listing::{self, ListCommonPrefixes as _};
use sotalia_resource::error::Result;
use sotalia_resource::{Collection, ResourcePages, ResourceStream};

use crate::BucketObjects;

/// Levels.
impl BucketObjects {
    /// The common prefixes up to the delimiter that is next behind the collection's own prefix: its folders, and not those in
    /// them. One request for each page of them, however much lies below; [`parallel`](Self::parallel) has the same by many
    /// requests at once.
    ///
    /// ```no_run
    /// # use sotalia_s3::resource::next_of;
    /// # async fn example(bucket: sotalia_s3::Bucket) -> sotalia_s3::error::Result<()> {
    /// let mut months = bucket.objects().prefix("2026/").common_prefixes("/").stream();
    /// while let Some(month) = next_of(&mut months).await.transpose()? {
    ///     let days = month.objects().common_prefixes("/").count().await?;
    ///     println!("{days} days in {}", month.prefix()); // 2026/01/
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// Filter, limit, page size and starting token stay. An empty delimiter is an error of the walk, as is one that
    /// ends with U+10FFFF.
    pub fn common_prefixes(&self, delimiter: impl Into<String>) -> CommonPrefixes {
        let request = self.inner.request().common_prefixes(delimiter).into_operation();
        let below = Arc::new(self.below());
        let mut inner = Collection::new(request, move |prefix| Ok(CommonPrefix::new(&below, prefix)));
        if let Some(prefixes) = self.inner.limited_to() {
            inner = inner.limit(prefixes);
        }
        if let Some(token) = self.inner.starts_at() {
            inner = inner.starting_token(token);
        }
        CommonPrefixes { inner }
    }

    /// All objects, by requests with the parameters of this collection, but for those that say where to look.
    pub(crate) fn below(&self) -> Self {
        let request = self.inner.request();
        let objects = self.parent().objects();
        objects
            .filter(|_| request.set_prefix(None).set_start_after(None).set_continuation_token(None).set_delimiter(None))
    }
}

/// What several keys of a bucket begin with, up to a delimiter: a folder.
///
/// It is no resource of the service: there is nothing to load, and it is gone with the last key below it.
#[derive(Clone)]
pub struct CommonPrefix {
    below: Arc<BucketObjects>,
    prefix: String,
}

impl CommonPrefix {
    pub(crate) fn new(below: &Arc<BucketObjects>, prefix: String) -> Self {
        Self { below: Arc::clone(below), prefix }
    }

    /// The prefix, from the beginning of the keys, with the delimiter at its end.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The name of the bucket.
    pub fn bucket_name(&self) -> &str {
        self.below.parent().name()
    }

    /// The objects below it: to list them, delete them, or go a level down. Page size and other parameters are those of the
    /// collection that it comes from.
    pub fn objects(&self) -> BucketObjects {
        BucketObjects::clone(&self.below).prefix(&self.prefix)
    }
}

impl PartialEq for CommonPrefix {
    fn eq(&self, other: &Self) -> bool {
        self.prefix == other.prefix && self.bucket_name() == other.bucket_name()
    }
}

impl Eq for CommonPrefix {}

impl fmt::Debug for CommonPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = f.debug_struct("CommonPrefix");
        fields.field("bucket_name", &self.bucket_name()).field("prefix", &self.prefix).finish()
    }
}

/// The common prefixes of a bucket's objects: made by [`BucketObjects::common_prefixes`]. It is a description, and can be walked
/// any number of times.
#[derive(Clone, Debug)]
#[must_use = "nothing is asked before it is walked"]
pub struct CommonPrefixes {
    inner: Collection<listing::CommonPrefixes, CommonPrefix>,
}

/// Describing the walk.
impl CommonPrefixes {
    /// Stops after so many, in all. `limit(0)` asks nothing.
    pub fn limit(self, prefixes: usize) -> Self {
        Self { inner: self.inner.limit(prefixes) }
    }

    /// Starts where another walk stopped: a `resume_token()` of [`stream`](Self::stream) or [`pages`](Self::pages).
    pub fn starting_token(self, token: impl Into<String>) -> Self {
        Self { inner: self.inner.starting_token(token) }
    }
}

/// Walking.
impl CommonPrefixes {
    /// One after the other, in order.
    pub fn stream(&self) -> ResourceStream<listing::CommonPrefixes, CommonPrefix> {
        self.inner.stream()
    }

    /// A page at a time.
    pub fn pages(&self) -> ResourcePages<listing::CommonPrefixes, CommonPrefix> {
        self.inner.pages()
    }

    /// How many there are. Walks all pages.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers; `InvalidParameter` for a delimiter that is empty or ends with U+10FFFF.
    pub async fn count(&self) -> Result<usize> {
        self.inner.count().await
    }

    /// The first, if there is any.
    ///
    /// # Errors
    ///
    /// As of [`count`](Self::count).
    pub async fn first(&self) -> Result<Option<CommonPrefix>> {
        self.inner.first().await
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// As of [`count`](Self::count). To keep what came before an error, walk [`stream`](Self::stream).
    pub async fn try_collect<C: Default + Extend<CommonPrefix>>(&self) -> Result<C> {
        self.inner.try_collect().await
    }
}
