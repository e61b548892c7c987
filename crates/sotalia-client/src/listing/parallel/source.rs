//! Where pages come from.

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

/// A page of objects.
pub(super) trait Listed: Send + Unpin + 'static {
    /// How many it has.
    fn count(&self) -> usize;
    /// A key.
    fn key_at(&self, index: usize) -> &str;
    /// A size in bytes.
    fn size_at(&self, index: usize) -> u64;
    /// Whether more follow.
    fn is_truncated(&self) -> bool;
    /// Drops all but the first.
    fn keep(&mut self, first: usize);
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
}
