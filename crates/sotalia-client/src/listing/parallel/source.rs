//! Where pages come from.

use std::ops::Range;
use std::pin::Pin;

use sotalia_session::error::Result;

use super::plan::Keys;

/// An answer, on its way.
pub(super) type Answer<T> = Pin<Box<dyn Future<Output = (Result<T>, bool)> + Send>>;

/// What answers the requests of a listing. Whether an answer said to slow down is told with it.
pub(super) trait Source: Clone + Send + Sync + Unpin + 'static {
    /// A page of keys.
    type Page: Listed;

    /// The page behind a key; `None` for the first.
    fn page(&self, after: Option<String>) -> Answer<Self::Page>;

    /// The names in a folder, and whether these are all.
    fn names(&self, folder: String) -> Answer<(Vec<String>, bool)>;
}

/// A page of keys, and of the common prefixes among them.
pub(super) trait Listed: Send + Unpin + 'static {
    /// How many it has.
    fn count(&self) -> usize;
    /// A key, or a common prefix.
    fn key_at(&self, index: usize) -> &str;
    /// Whether that is a common prefix.
    fn is_prefix_at(&self, _index: usize) -> bool {
        false
    }
    /// Whether more follow.
    fn is_truncated(&self) -> bool;
    /// Drops all but these.
    fn keep(&mut self, some: Range<usize>);
    /// Drops what the caller wants no more, and tells how many of what is left are for the caller.
    fn limit(&mut self, wanted: usize) -> usize {
        self.keep(0..wanted.min(self.count()));
        self.count()
    }
    /// The last that is for the caller, or else the last of all.
    fn end(&self) -> Option<&str> {
        self.count().checked_sub(1).map(|last| self.key_at(last))
    }
}

/// The keys of a page.
pub(super) struct KeysOf<'a, P>(pub(super) &'a P);

impl<P: Listed> Keys for KeysOf<'_, P> {
    fn len(&self) -> usize {
        self.0.count()
    }

    fn key(&self, index: usize) -> &str {
        self.0.key_at(index)
    }

    fn is_prefix(&self, index: usize) -> bool {
        self.0.is_prefix_at(index)
    }
}
