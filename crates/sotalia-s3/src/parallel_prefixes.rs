//! The common prefixes of a bucket's objects, listed by many requests at once.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use sotalia_client::listing::{ParallelPrefixItems, ParallelPrefixes};
use sotalia_resource::error::Result;
use sotalia_resource::{Stream, next_of};

use crate::{BucketObjects, CommonPrefix};

/// The common prefixes of a bucket's objects, listed by many requests at once: made by
/// [`ParallelObjects::common_prefixes`](crate::ParallelObjects::common_prefixes). It is a description, and can be walked any
/// number of times.
///
/// A prefix below which there is a key all the time is given once, any other at most once.
#[derive(Clone, Debug)]
#[must_use = "nothing is asked before it is walked"]
pub struct ParallelCommonPrefixes {
    pub(crate) listing: ParallelPrefixes,
    pub(crate) below: Arc<BucketObjects>,
}

/// How to walk.
impl ParallelCommonPrefixes {
    /// Gives the prefixes in the order of their bytes. Otherwise they come as their pages do.
    pub fn ordered(self) -> Self {
        Self { listing: self.listing.ordered(), ..self }
    }

    /// Stops after so many prefixes, in all.
    pub fn limit(self, prefixes: usize) -> Self {
        Self { listing: self.listing.limit(prefixes), ..self }
    }

    /// Starts where another parallel walk over the same prefixes stopped.
    pub fn starting_token(self, token: impl Into<String>) -> Self {
        Self { listing: self.listing.starting_token(token), ..self }
    }
}

/// Walking.
impl ParallelCommonPrefixes {
    /// The prefixes, one after the other.
    pub fn stream(&self) -> ParallelCommonPrefixStream {
        ParallelCommonPrefixStream { items: self.listing.items(), below: Arc::clone(&self.below) }
    }

    /// How many there are.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers; `InvalidParameter` for a delimiter that is empty or ends with U+10FFFF.
    pub async fn count(&self) -> Result<usize> {
        self.listing.count().await
    }

    /// All of them, in memory.
    ///
    /// # Errors
    ///
    /// As of [`count`](Self::count). To keep what came before an error, walk [`stream`](Self::stream).
    pub async fn try_collect<C: Default + Extend<CommonPrefix>>(&self) -> Result<C> {
        let mut stream = self.stream();
        let mut all = C::default();
        while let Some(prefix) = next_of(&mut stream).await {
            all.extend([prefix?]);
        }
        Ok(all)
    }
}

/// The prefixes of [`ParallelCommonPrefixes`], as a [`Stream`]. Dropping it ends its requests.
#[derive(Debug)]
#[must_use = "nothing is asked before the stream is polled"]
pub struct ParallelCommonPrefixStream {
    items: ParallelPrefixItems,
    below: Arc<BucketObjects>,
}

impl ParallelCommonPrefixStream {
    /// Where another walk continues with what this one has not given, for [`ParallelCommonPrefixes::starting_token`]; `None` at
    /// the end.
    pub fn resume_token(&self) -> Option<String> {
        self.items.resume_token()
    }
}

impl Stream for ParallelCommonPrefixStream {
    type Item = Result<CommonPrefix>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(Pin::new(&mut self.items).poll_next(context));
        Poll::Ready(item.map(|prefix| Ok(CommonPrefix::new(&self.below, prefix?))))
    }
}
