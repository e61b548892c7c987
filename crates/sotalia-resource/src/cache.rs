//! What a resource knows of itself, once it was asked for.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The data of a resource: empty until loaded, shared by all clones of the resource.
///
/// Looking does no I/O. It is safe to use from many tasks: who loads last, wins.
// The lock stands behind a trait object: what was loaded is no part of a resource's identity, and lints about keys of hash maps
// that can change need not think so.
pub struct Cache<T>(Arc<dyn Slot<T>>);

/// A place for data.
trait Slot<T>: Send + Sync {
    fn get(&self) -> Option<Arc<T>>;
    fn set(&self, data: Option<Arc<T>>);
}

impl<T: Send + Sync> Slot<T> for RwLock<Option<Arc<T>>> {
    fn get(&self) -> Option<Arc<T>> {
        self.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, data: Option<Arc<T>>) {
        *self.write().unwrap_or_else(PoisonError::into_inner) = data;
    }
}

impl<T: Send + Sync + 'static> Cache<T> {
    /// An empty cache.
    pub fn empty() -> Self {
        Self(Arc::new(RwLock::new(None)))
    }

    /// A cache that holds what a listing or an answer said.
    pub fn filled(data: T) -> Self {
        Self(Arc::new(RwLock::new(Some(Arc::new(data)))))
    }
}

impl<T> Cache<T> {
    /// What is known, if anything is.
    pub fn get(&self) -> Option<Arc<T>> {
        self.0.get()
    }

    /// Keeps new data, and gives it back.
    pub fn set(&self, data: T) -> Arc<T> {
        let data = Arc::new(data);
        self.0.set(Some(Arc::clone(&data)));
        data
    }

    /// Forgets: after an action that changes the thing.
    pub fn clear(&self) {
        self.0.set(None);
    }
}

impl<T> Clone for Cache<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + Sync + 'static> Default for Cache<T> {
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
