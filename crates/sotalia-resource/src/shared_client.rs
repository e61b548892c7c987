//! What resources that come from one another share: the client, and which of them were changed.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::cache::Cache;
use crate::identity::Resource;

/// How many changes are remembered one by one. When there are more, all that was loaded before the older half counts as changed.
const REMEMBERED: usize = 1 << 16;

/// Orders loads and changes. It is a count and nothing else, so all of the process may share it.
static CLOCK: AtomicU64 = AtomicU64::new(1);

/// A moment later than all moments before.
pub(crate) fn now() -> u64 {
    CLOCK.fetch_add(1, Ordering::Relaxed)
}

/// The client of a resource, which all resources share that it leads to, and with it the knowledge of what was changed.
///
/// A resource that an action has changed forgets what was loaded of it, and so do all others of the same kind and identifiers
/// that come from the same root: what they show is what the service says, as far as this program can know.
pub struct SharedClient<C>(Arc<Shared<C>>);

struct Shared<C> {
    client: C,
    changes: Changes,
}

/// When which resource was changed.
#[derive(Default)]
struct Changes {
    hasher: RandomState,
    at: RwLock<ByIdentity>,
}

#[derive(Default)]
struct ByIdentity {
    last: HashMap<u64, u64>,
    /// All that is older counts as changed.
    floor: u64,
}

impl<C> SharedClient<C> {
    /// A client that nothing was changed through yet.
    pub fn new(client: C) -> Self {
        Self(Arc::new(Shared { client, changes: Changes::default() }))
    }

    /// The cache of a resource, emptied if the resource was changed after it was filled.
    pub fn current<'a, R: Resource, T>(&self, resource: &R, cache: &'a Cache<T>) -> &'a Cache<T> {
        if let Some(filled) = cache.filled_at()
            && filled < self.0.changes.of(resource)
        {
            cache.clear();
        }
        cache
    }

    /// Forgets what is known of a resource, here and wherever else it is kept: after an action that changed it.
    pub fn changed<R: Resource, T>(&self, resource: &R, cache: &Cache<T>) {
        cache.clear();
        self.0.changes.note(resource, now());
    }

    /// Forgets what was known of a resource that an action has made or changed. What the action told of it stays.
    pub fn replaced<R: Resource, T>(&self, resource: &R, cache: &Cache<T>) {
        self.0.changes.note(resource, cache.filled_at().unwrap_or_else(now));
    }
}

impl Changes {
    /// When a resource was changed; 0 if it was not.
    fn of<R: Resource>(&self, resource: &R) -> u64 {
        let changes = self.at.read().unwrap_or_else(PoisonError::into_inner);
        let last = if changes.last.is_empty() { None } else { changes.last.get(&self.key(resource)) };
        last.copied().unwrap_or_default().max(changes.floor)
    }

    fn note<R: Resource>(&self, resource: &R, moment: u64) {
        let key = self.key(resource);
        let mut changes = self.at.write().unwrap_or_else(PoisonError::into_inner);
        changes.last.insert(key, moment);
        if changes.last.len() > REMEMBERED {
            changes.forget_half();
        }
    }

    fn key<R: Resource>(&self, resource: &R) -> u64 {
        self.hasher.hash_one((R::SERVICE, R::NAME, resource.identifiers()))
    }
}

impl ByIdentity {
    fn forget_half(&mut self) {
        let mut moments: Vec<u64> = self.last.values().copied().collect();
        let middle = moments.len() / 2;
        let (_, middle, _) = moments.select_nth_unstable(middle);
        self.floor = *middle;
        let floor = self.floor;
        self.last.retain(|_, moment| *moment > floor);
    }
}

impl<C> Deref for SharedClient<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.0.client
    }
}

impl<C> Clone for SharedClient<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C: fmt::Debug> fmt::Debug for SharedClient<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.client, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{REMEMBERED, SharedClient};
    use crate::cache::Cache;
    use crate::identity::tests::Part;

    fn part(number: i32) -> Part {
        Part { key: "k".to_owned(), number, data: 0 }
    }

    #[test]
    fn a_change_reaches_all_that_are_equal_and_no_other() {
        let client = SharedClient::new(());
        let (one, sibling, other) = (Cache::filled(1), Cache::filled(1), Cache::filled(2));
        client.clone().changed(&part(1), &one);
        assert_eq!(one.get(), None, "what was changed knows nothing");
        assert_eq!(client.current(&part(1), &sibling).get(), None, "an equal one neither");
        assert_eq!(client.current(&part(2), &other).get().as_deref(), Some(&2), "another one was not changed");
        sibling.set(3);
        assert_eq!(client.current(&part(1), &sibling).get().as_deref(), Some(&3), "it was loaded after the change");
        let elsewhere = SharedClient::new(());
        assert_eq!(elsewhere.current(&part(1), &Cache::filled(4)).get().as_deref(), Some(&4), "another root");
    }

    #[test]
    fn what_an_action_tells_of_a_resource_stays() {
        let client = SharedClient::new(());
        let (before, told) = (Cache::filled(1), Cache::filled(2));
        client.replaced(&part(1), &told);
        assert_eq!(client.current(&part(1), &told).get().as_deref(), Some(&2));
        assert_eq!(client.current(&part(1), &before).get(), None, "that was before the action");
        client.replaced(&part(1), &Cache::<u8>::empty());
        assert_eq!(client.current(&part(1), &told).get(), None, "the action told nothing");
    }

    #[test]
    fn memory_of_changes_is_bounded() {
        let client = SharedClient::new(());
        let (old, cache) = (Cache::filled(1), Cache::<u8>::empty());
        let changes = i32::try_from(REMEMBERED).expect("a small number");
        for number in 0..=changes {
            client.changed(&part(number), &cache);
        }
        let remembered = client.0.changes.at.read().expect("nothing panicked").last.len();
        assert!(remembered <= REMEMBERED / 2 + 1, "expected half of them, got {remembered}");
        assert_eq!(client.current(&part(0), &old).get(), None, "an old change is not forgotten");
        let new = Cache::filled(2);
        assert_eq!(client.current(&part(0), &new).get().as_deref(), Some(&2), "what is newer stays");
    }
}
