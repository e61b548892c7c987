//! Buckets and tables, made when they are first asked for.

use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many are kept; each may have hundreds of MiB.
const KEPT: usize = 3;

/// The last few of something that takes long to make.
pub(super) struct Store<K, V>(Mutex<VecDeque<(K, Slot<V>)>>);

/// One that is there, or is being made.
type Slot<V> = Arc<OnceLock<Arc<V>>>;

impl<K, V> Default for Store<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq + Copy, V> Store<K, V> {
    /// The one of this name; who asks while it is made waits for it.
    pub(super) fn get(&self, name: K, make: impl FnOnce() -> V) -> Arc<V> {
        let slot = self.slot(name);
        slot.get_or_init(|| Arc::new(make())).clone()
    }

    fn slot(&self, name: K) -> Slot<V> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, slot)) = kept.iter().find(|(other, _)| *other == name) {
            return Arc::clone(slot);
        }
        let slot = Slot::default();
        kept.push_back((name, Arc::clone(&slot)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        slot
    }
}
