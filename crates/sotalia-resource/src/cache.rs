//! What a resource knows of itself, once it was asked for.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The data of a resource: empty until loaded, shared by all clones of the resource.
///
/// Looking does no I/O. It is safe to use from many tasks: who loads last, wins.
pub struct Cache<T>(Arc<RwLock<Option<Arc<T>>>>);

impl<T> Cache<T> {
    /// An empty cache.
    pub fn empty() -> Self {
        Self(Arc::default())
    }

    /// A cache that holds what a listing or an answer said.
    pub fn filled(data: T) -> Self {
        Self(Arc::new(RwLock::new(Some(Arc::new(data)))))
    }

    /// What is known, if anything is.
    pub fn get(&self) -> Option<Arc<T>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps new data, and gives it back.
    pub fn set(&self, data: T) -> Arc<T> {
        let data = Arc::new(data);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&data));
        data
    }

    /// Forgets: after an action that changes the thing.
    pub fn clear(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl<T> Clone for Cache<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T> fmt::Debug for Cache<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.get().is_some() { "Cache(loaded)" } else { "Cache(empty)" })
    }
}

#[cfg(test)]
mod tests {
    use super::Cache;

    #[test]
    fn clones_share_what_is_known() {
        let cache = Cache::empty();
        let clone = cache.clone();
        assert_eq!(cache.get(), None);
        assert_eq!(*cache.set(1), 1);
        assert_eq!(clone.get().as_deref(), Some(&1), "the clone must see it");
        clone.clear();
        assert_eq!(cache.get(), None, "the clone's clear must reach the first");
        assert_eq!(Cache::filled(2).get().as_deref(), Some(&2));
    }
}
