//! The objects of a bucket, listed by many requests at once.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use sotalia_client::listing::{ListInParallel as _, ListedObject, ParallelItems, ParallelListing, Usage};
use sotalia_resource::client::s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use sotalia_resource::error::Result;
use sotalia_resource::{Collection, Stream, next_of};

use crate::{BucketObjects, ObjectSummary, ParallelCommonPrefixes};

/// Walking by many requests at once.
impl BucketObjects {
    /// Lists by so many requests at once, at most: for buckets of tens of thousands of objects and more. Filter, limit and page
    /// size stay; a starting token must be one of a parallel walk.
    ///
    /// ```no_run
    /// # async fn example(bucket: sotalia_s3::Bucket) -> sotalia_s3::error::Result<()> {
    /// println!("{} objects", bucket.objects().prefix("2026/").parallel(64).count().await?);
    /// for month in bucket.objects().prefix("2026/").parallel(64).du("/").await?.prefixes() {
    ///     println!("{} objects, {} bytes below {}", month.objects(), month.bytes(), month.prefix());
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// What is guaranteed, and what it costs, is said at [`ParallelListing`].
    pub fn parallel(&self, ways: usize) -> ParallelObjects {
        let mut listing = self.inner.request().parallel(ways);
        if let Some(objects) = self.inner.limited_to() {
            listing = listing.limit(objects);
        }
        if let Some(token) = self.inner.starts_at() {
            listing = listing.starting_token(token);
        }
        ParallelObjects { listing, objects: self.clone() }
    }
}

/// The objects of a bucket, listed by many requests at once: made by [`BucketObjects::parallel`]. It is a description, and can be
/// walked any number of times.
///
/// An object that is there all the time is given once, and any other at most once.
#[derive(Clone)]
#[must_use = "nothing is asked before it is walked"]
pub struct ParallelObjects {
    listing: ParallelListing,
    objects: BucketObjects,
}

/// How to walk.
impl ParallelObjects {
    /// Gives the objects in the order of a listing: by the bytes of their keys. Otherwise they come as their pages do.
    pub fn ordered(self) -> Self {
        Self { listing: self.listing.ordered(), ..self }
    }

    /// Stops after so many objects, in all.
    pub fn limit(self, objects: usize) -> Self {
        Self { listing: self.listing.limit(objects), ..self }
    }

    /// Starts where another parallel walk of the same listing stopped.
    pub fn starting_token(self, token: impl Into<String>) -> Self {
        Self { listing: self.listing.starting_token(token), ..self }
    }
}

/// Walking.
impl ParallelObjects {
    /// The objects, one after the other.
    pub fn stream(&self) -> ParallelObjectStream {
        ParallelObjectStream { items: self.listing.views(), collection: self.objects.inner.clone() }
    }

    /// How many there are.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers, as of all walks.
    pub async fn count(&self) -> Result<usize> {
        self.listing.count().await
    }

    /// How many there are and how large they are together: in all, and below each prefix up to the next delimiter, as `du` does
    /// for folders.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers; `InvalidParameter` for an empty delimiter.
    pub async fn du(&self, delimiter: &str) -> Result<Usage> {
        self.listing.du(delimiter).await
    }

    /// The common prefixes up to the delimiter that is next behind the collection's own prefix: its folders, and not those in
    /// them. What lies below is passed over, and not asked for.
    ///
    /// ```no_run
    /// # async fn example(bucket: sotalia_s3::Bucket) -> sotalia_s3::error::Result<()> {
    /// let users = bucket.objects().prefix("users/").parallel(64).common_prefixes("/");
    /// println!("{} folders in users/", users.count().await?);
    /// # Ok(()) }
    /// ```
    ///
    /// Of a collection with a `start_after`, those above it are given: not the prefix that this text lies below. A delimiter that
    /// is empty or ends with U+10FFFF is an error of the walk.
    pub fn common_prefixes(self, delimiter: impl Into<String>) -> ParallelCommonPrefixes {
        let below = Arc::new(self.objects.below());
        ParallelCommonPrefixes { listing: self.listing.common_prefixes(delimiter), below }
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers. To keep what came before an error, walk [`stream`](Self::stream).
    pub async fn try_collect<C: Default + Extend<ObjectSummary>>(&self) -> Result<C> {
        let mut stream = self.stream();
        let mut all = C::default();
        while let Some(object) = next_of(&mut stream).await {
            all.extend([object?]);
        }
        Ok(all)
    }
}

impl fmt::Debug for ParallelObjects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ParallelObjects").field(&self.listing).finish()
    }
}

/// The objects of [`ParallelObjects`], as a [`Stream`]. Dropping it ends its requests.
#[must_use = "nothing is asked before the stream is polled"]
pub struct ParallelObjectStream {
    items: ParallelItems<ListedObject>,
    collection: Collection<ListObjectsV2FluentBuilder, ObjectSummary>,
}

impl ParallelObjectStream {
    /// Where another walk continues with what this one has not given, for [`ParallelObjects::starting_token`]; `None` at the end.
    pub fn resume_token(&self) -> Option<String> {
        self.items.resume_token()
    }
}

impl Stream for ParallelObjectStream {
    type Item = Result<ObjectSummary>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(Pin::new(&mut self.items).poll_next(context));
        Poll::Ready(item.map(|item| self.collection.resource(item?)))
    }
}

impl fmt::Debug for ParallelObjectStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ParallelObjectStream").field(&self.items).finish()
    }
}
