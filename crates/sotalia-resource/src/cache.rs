//! What a resource knows of itself, once it was asked for.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use sotalia_client::error::{Error, LocalError, Result};

use crate::identity::{Resource, fmt_identity};
use crate::shared_client::now;

/// The data of a resource: empty until loaded, shared by all clones of the resource.
///
/// Looking does no I/O. It is safe to use from many tasks: who loads last, wins.
// The lock stands behind a trait object: what was loaded is no part of a resource's identity, and lints about keys of hash maps
// that can change need not think so.
pub struct Cache<T>(Arc<dyn Slot<T>>);

/// What is known, whether it is all that a load gives, and since when.
struct Known<T> {
    data: Arc<T>,
    is_complete: bool,
    at: u64,
}

impl<T> Known<T> {
    fn new(data: Arc<T>, is_complete: bool) -> Self {
        Self { data, is_complete, at: now() }
    }
}

/// A place for data.
trait Slot<T>: Send + Sync {
    fn get(&self) -> Option<Known<T>>;
    fn set(&self, known: Option<Known<T>>);
}

impl<T: Send + Sync> Slot<T> for RwLock<Option<Known<T>>> {
    fn get(&self) -> Option<Known<T>> {
        self.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, known: Option<Known<T>>) {
        *self.write().unwrap_or_else(PoisonError::into_inner) = known;
    }
}

impl<T: Send + Sync + 'static> Cache<T> {
    /// An empty cache.
    pub fn empty() -> Self {
        Self(Arc::new(RwLock::new(None)))
    }

    /// A cache that holds what a listing or an answer said, which is all that a load would give.
    pub fn filled(data: T) -> Self {
        Self(Arc::new(RwLock::new(Some(Known::new(Arc::new(data), true)))))
    }

    /// A cache that holds a part of what a load would give. [`get`](Self::get) shows it, and a load asks in spite of it.
    pub fn partial(data: T) -> Self {
        Self(Arc::new(RwLock::new(Some(Known::new(Arc::new(data), false)))))
    }
}

impl<T> Cache<T> {
    /// What is known, if anything is.
    pub fn get(&self) -> Option<Arc<T>> {
        self.0.get().map(|known| known.data)
    }

    /// What is known, if it is all that a load would give.
    pub fn complete(&self) -> Option<Arc<T>> {
        self.0.get().filter(|known| known.is_complete).map(|known| known.data)
    }

    /// When it was filled.
    pub(crate) fn filled_at(&self) -> Option<u64> {
        self.0.get().map(|known| known.at)
    }

    /// What is known of a resource that has no load.
    ///
    /// # Errors
    ///
    /// [`LocalError::DataNotKnown`] if nothing is: the resource was made from its identifiers.
    pub fn known<R: Resource>(&self, resource: &R) -> Result<Arc<T>> {
        self.get().ok_or_else(|| {
            let message = format!(
                "{} has no data, and the service has no request for it: take the resource from the listing, the answer or the \
                 reference that gives it",
                Identity(resource)
            );
            Error::local(LocalError::DataNotKnown, message)
        })
    }

    /// Keeps new data, and gives it back.
    pub fn set(&self, data: T) -> Arc<T> {
        let data = Arc::new(data);
        self.0.set(Some(Known::new(Arc::clone(&data), true)));
        data
    }

    /// Keeps new data, or forgets where there is none: after an answer that tells the whole of it.
    pub fn replace(&self, data: Option<T>) {
        self.0.set(data.map(|data| Known::new(Arc::new(data), true)));
    }

    /// Forgets: after an action that changes the thing.
    pub fn clear(&self) {
        self.0.set(None);
    }
}

/// A resource as text, for messages.
struct Identity<'a, R>(&'a R);

impl<R: Resource> fmt::Display for Identity<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_identity(self.0, f)
    }
}

impl<T> Clone for Known<T> {
    fn clone(&self) -> Self {
        Self { data: Arc::clone(&self.data), is_complete: self.is_complete, at: self.at }
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
    use sotalia_client::error::LocalError;

    use super::Cache;
    use crate::identity::tests::Part;

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

    #[test]
    fn a_part_is_shown_and_is_not_all() {
        let cache = Cache::partial(1);
        assert_eq!((cache.get().as_deref(), cache.complete()), (Some(&1), None));
        cache.set(2);
        assert_eq!(cache.complete().as_deref(), Some(&2), "a load gave all of it");
        cache.replace(Some(3));
        assert_eq!(cache.complete().as_deref(), Some(&3));
        cache.replace(None);
        assert_eq!(cache.get(), None);
    }

    #[test]
    fn a_resource_without_load_says_where_its_data_comes_from() {
        let part = Part { key: "k".to_owned(), number: 1, data: 0 };
        assert_eq!(Cache::filled(1).known(&part).as_deref().ok(), Some(&1));
        let error = Cache::<u8>::empty().known(&part).expect_err("nothing is known");
        assert_eq!(error.local_error(), Some(LocalError::DataNotKnown));
        assert!(error.to_string().contains("s3.Part(key=\"k\", number=1) has no data"), "{error}");
    }
}
