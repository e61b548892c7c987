//! The common prefixes of a listing, by many requests at once.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use sotalia_session::error::Result;

use super::ParallelListing;
use super::engine::Engine;
use super::level::Level;

/// The common prefixes of a listing, by many requests at once: made by [`ParallelListing::common_prefixes`]. It is a
/// description: it can be walked any number of times.
///
/// ```
/// # async fn example(s3: sotalia_client::s3::Client) -> sotalia_client::error::Result<()> {
/// use futures_util::TryStreamExt;
/// use sotalia_client::listing::ListInParallel;
///
/// let folders = s3.list_objects_v2().bucket("logs").prefix("2026/").parallel(16).common_prefixes("/");
/// println!("{} folders in 2026/", folders.count().await?);
/// let all: Vec<String> = folders.ordered().items().try_collect().await?;
/// # Ok(()) }
/// ```
///
/// A prefix below which there is a key all the time is given once, any other at most once. Of a listing with a `start_after`,
/// those above it are given: not the prefix that this text lies below.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is walked"]
pub struct ParallelPrefixes {
    listing: ParallelListing,
    delimiter: String,
}

/// How to walk.
impl ParallelPrefixes {
    pub(super) fn new(listing: ParallelListing, delimiter: String) -> Self {
        Self { listing, delimiter }
    }

    /// Gives the prefixes in the order of their bytes. Otherwise they come as their pages do.
    pub fn ordered(self) -> Self {
        Self { listing: self.listing.ordered(), ..self }
    }

    /// Stops after so many prefixes, in all.
    pub fn limit(self, prefixes: usize) -> Self {
        Self { listing: self.listing.limit(prefixes), ..self }
    }

    /// Starts where another walk over the same prefixes stopped: a token of [`ParallelPrefixItems::resume_token`].
    pub fn starting_token(self, token: impl Into<String>) -> Self {
        Self { listing: self.listing.starting_token(token), ..self }
    }
}

/// Walking.
impl ParallelPrefixes {
    /// The prefixes, each with the delimiter at its end.
    pub fn items(&self) -> ParallelPrefixItems {
        ParallelPrefixItems { engine: self.engine(), page: Vec::new().into_iter(), given: None }
    }

    /// How many there are.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers; `InvalidParameter` for a delimiter that is empty or ends with U+10FFFF.
    pub async fn count(&self) -> Result<usize> {
        let mut engine = self.engine();
        let mut count = 0;
        while let Some(page) = engine.next_page().await {
            count += page?.prefixes().count();
        }
        Ok(count)
    }

    fn engine(&self) -> Engine<Level> {
        self.listing.level_engine(&self.delimiter)
    }
}

/// The prefixes of [`ParallelPrefixes`], as a [`Stream`].
///
/// The first error ends it; [`resume_token`](Self::resume_token) then continues with all that was not given. When it is dropped,
/// the requests under way are.
#[must_use = "nothing is asked before the stream is polled"]
pub struct ParallelPrefixItems {
    engine: Engine<Level>,
    /// What is left of the page at hand, and what was last given of it.
    page: vec::IntoIter<String>,
    given: Option<String>,
}

impl ParallelPrefixItems {
    /// Where another walk continues with what this one has not given, for [`ParallelPrefixes::starting_token`]; `None` at the end,
    /// and where the walk could not begin.
    pub fn resume_token(&self) -> Option<String> {
        self.engine.resume_token(self.given.as_deref())
    }
}

impl Stream for ParallelPrefixItems {
    type Item = Result<String>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(prefix) = self.page.next() {
                self.given = Some(prefix.clone());
                return Poll::Ready(Some(Ok(prefix)));
            }
            match ready!(self.engine.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => {
                    self.page = page.prefixes().map(str::to_owned).collect::<Vec<_>>().into_iter();
                    self.given = None;
                }
            }
        }
    }
}

impl fmt::Debug for ParallelPrefixItems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParallelPrefixItems").field("given", &self.given).finish_non_exhaustive()
    }
}
