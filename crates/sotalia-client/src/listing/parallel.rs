//! The objects of a bucket, listed by many requests at once.
//!
//! [`plan`] decides which requests; [`run`] sends them, and gives what comes; [`measure`] guesses how the keys are spread.

mod bucket;
mod engine;
mod items;
mod level;
mod measure;
mod pace;
mod plan;
mod prefixes;
mod range;
mod source;
#[cfg(test)]
mod tests;
mod token;
mod usage;

use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use aws_sdk_s3::types::Object;
use sotalia_session::error::{Error, LocalError, Result};

use self::bucket::Bucket;
use self::engine::Engine;
pub use self::items::ParallelItems;
use self::level::Level;
pub(super) use self::level::check_delimiter;
use self::plan::Order;
pub use self::prefixes::{ParallelPrefixItems, ParallelPrefixes};
use self::source::Listed as _;
use self::token::Remaining;
pub use self::usage::{PrefixUsage, Usage};
use super::ListedObject;

/// `.parallel(ways)` on the builder of `ListObjectsV2`.
///
/// ```
/// # async fn example(s3: sotalia_client::s3::Client) -> sotalia_client::error::Result<()> {
/// use futures_util::TryStreamExt;
/// use sotalia_client::listing::ListInParallel;
///
/// let count = s3.list_objects_v2().bucket("logs").prefix("2026/").parallel(64).count().await?;
/// let mut objects = s3.list_objects_v2().bucket("logs").parallel(16).ordered().views();
/// while let Some(object) = objects.try_next().await? {
///     println!("{} {}", object.key(), object.size());
/// }
/// # Ok(()) }
/// ```
pub trait ListInParallel {
    /// Lists by so many requests at once, at most.
    fn parallel(self, ways: usize) -> ParallelListing;
}

impl ListInParallel for ListObjectsV2FluentBuilder {
    fn parallel(self, ways: usize) -> ParallelListing {
        ParallelListing { request: self, ways, is_ordered: false, limit: None, start: None }
    }
}

/// A listing of the objects of a bucket by many requests at once. It is a description: it can be walked any number of times.
///
/// The space of keys is cut into ranges that are walked side by side, and cut again where a way has nothing to do. Nothing need
/// be known of the keys: where a range is cut is guessed from those that came.
///
/// # What is guaranteed
///
/// A key that is there all the time is given once, and any other at most once, also while objects are written and deleted. With
/// [`ordered`](Self::ordered) they come as S3 orders them, by the bytes of their UTF-8. This needs a service that lists in that
/// order, as S3 does but for its directory buckets: those are refused, and an answer out of order is an error
/// ([`LocalError::PaginationBroken`]).
///
/// The requests are at most about twice as many as those of a walk in sequence, and `ways * (log2(ways) + 2)` for its beginning:
/// mostly they are a tenth more, and in a bucket of a few pages twice as many. About `4 * ways` pages are in memory at most.
/// Where the service says to slow down, half as many ways are used, and one more for each round that goes well.
#[derive(Debug, Clone)]
#[must_use = "nothing is asked before it is walked"]
pub struct ParallelListing {
    request: ListObjectsV2FluentBuilder,
    ways: usize,
    is_ordered: bool,
    limit: Option<usize>,
    start: Option<String>,
}

/// How to walk.
impl ParallelListing {
    /// Gives the objects in the order of a listing. Otherwise they come as their pages do, those of a page together.
    ///
    /// Pages wait for those before them, so that the ways are busy near the place that the caller has come to.
    pub fn ordered(mut self) -> Self {
        self.is_ordered = true;
        self
    }

    /// Stops after so many objects, in all: the first of the listing where it is [`ordered`](Self::ordered), else any.
    pub fn limit(mut self, objects: usize) -> Self {
        self.limit = Some(objects);
        self
    }

    /// Starts where another walk of the same listing stopped: a token of [`ParallelItems::resume_token`]. Neither ways nor order
    /// need be the same. Tokens of a walk in sequence are not understood.
    pub fn starting_token(mut self, token: impl Into<String>) -> Self {
        self.start = Some(token.into());
        self
    }
}

/// Walking.
impl ParallelListing {
    /// The objects, as views into their pages.
    pub fn views(&self) -> ParallelItems<ListedObject> {
        ParallelItems::new(self.engine())
    }

    /// The objects, in the SDK's type.
    pub fn items(&self) -> ParallelItems<Object> {
        ParallelItems::new(self.engine())
    }

    /// How many objects there are.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers.
    pub async fn count(&self) -> Result<usize> {
        let mut engine = self.engine();
        let mut count = 0;
        while let Some(page) = engine.next_page().await {
            count += page?.count();
        }
        Ok(count)
    }

    /// How many objects there are, and how large they are together: in all, and below each prefix up to the delimiter that is
    /// next behind the listing's own prefix.
    ///
    /// # Errors
    ///
    /// What `ListObjectsV2` answers; `InvalidParameter` for an empty delimiter.
    pub async fn du(&self, delimiter: &str) -> Result<Usage> {
        if delimiter.is_empty() {
            return Err(refused("du(\"\"): a delimiter has at least one character; use \"/\""));
        }
        let mut engine = self.engine();
        let mut usage = Usage::new(self.request.get_prefix().as_deref().unwrap_or_default(), delimiter);
        while let Some(page) = engine.next_page().await {
            let page = page?;
            for index in 0..page.count() {
                usage.add(page.key_at(index), page.size_at(index));
            }
        }
        usage.finish();
        Ok(usage)
    }

    /// The common prefixes of the listing up to the delimiter, such as "/", that is next behind the listing's own prefix: its
    /// folders, but not those in them. What lies below them is passed over, and not asked for.
    pub fn common_prefixes(self, delimiter: impl Into<String>) -> ParallelPrefixes {
        ParallelPrefixes::new(self, delimiter.into())
    }

    fn engine(&self) -> Engine<Bucket> {
        Engine::new(Bucket::new(self.request.clone()), self.order(None), self.limit)
    }

    /// The engine of its common prefixes.
    fn level_engine(&self, delimiter: &str) -> Engine<Level> {
        let order = check_delimiter(delimiter).and_then(|()| self.order(Some(delimiter)));
        Engine::new(Level::new(self.request.clone(), delimiter), order, self.limit)
    }

    fn order(&self, delimiter: Option<&str>) -> Result<Order> {
        self.check()?;
        let prefix = self.request.get_prefix().clone().unwrap_or_default();
        let ranges = match &self.start {
            Some(token) => Remaining::parse(token, &prefix, delimiter).map_err(of_operation)?.ranges,
            None => vec![(self.request.get_start_after().clone().unwrap_or_default(), None)],
        };
        let delimiter = delimiter.map(str::to_owned);
        Ok(Order { prefix, delimiter, ways: self.ways, is_ordered: self.is_ordered, ranges })
    }

    fn check(&self) -> Result<()> {
        if self.ways == 0 {
            return Err(refused("parallel(0): at least 1 request must be under way"));
        }
        if self.request.get_delimiter().as_deref().is_some_and(|text| !text.is_empty()) {
            return Err(refused(
                "a listing with a delimiter cannot be walked in parallel: use common_prefixes() or du(), or walk it in sequence",
            ));
        }
        if self.request.get_continuation_token().is_some() {
            let message = "a continuation token is of a listing in sequence: use start_after, or starting_token() with a token \
                           of a parallel walk";
            return Err(refused(message));
        }
        if self.request.get_bucket().as_deref().is_some_and(|name| name.ends_with("--x-s3")) {
            return Err(refused(
                "a directory bucket lists its keys in no order, so not in parallel: walk it in sequence",
            ));
        }
        Ok(())
    }
}

fn refused(message: &str) -> Error {
    of_operation(Error::local(LocalError::InvalidParameter, message))
}

fn of_operation(error: Error) -> Error {
    error.with_operation("s3", "ListObjectsV2")
}
