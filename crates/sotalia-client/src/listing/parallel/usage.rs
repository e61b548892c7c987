//! How much is in a bucket, by prefix.

use std::collections::BTreeMap;

/// How many objects a listing has, and how large they are, in all and by prefix: what
/// [`ParallelListing::du`](super::ParallelListing::du) tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    prefix: String,
    delimiter: String,
    total: PrefixUsage,
    /// Consecutive keys mostly have the same prefix.
    last: PrefixUsage,
    prefixes: BTreeMap<String, PrefixUsage>,
}

/// The objects below a prefix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrefixUsage {
    prefix: String,
    objects: u64,
    bytes: u64,
}

impl PrefixUsage {
    /// What the keys begin with, up to and with the delimiter.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// How many objects there are.
    pub fn objects(&self) -> u64 {
        self.objects
    }

    /// Their sizes, added up.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn add(&mut self, objects: u64, bytes: u64) {
        self.objects += objects;
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

impl Usage {
    pub(super) fn new(prefix: &str, delimiter: &str) -> Self {
        let total = PrefixUsage { prefix: prefix.to_owned(), ..PrefixUsage::default() };
        Self {
            prefix: prefix.to_owned(),
            delimiter: delimiter.to_owned(),
            last: total.clone(),
            total,
            prefixes: BTreeMap::new(),
        }
    }

    /// All objects of the listing; its prefix is that of the listing.
    pub fn total(&self) -> &PrefixUsage {
        &self.total
    }

    /// Each prefix up to the delimiter, in order. Keys without the delimiter are in the entry of the listing's own prefix.
    pub fn prefixes(&self) -> impl Iterator<Item = &PrefixUsage> {
        self.prefixes.values()
    }

    pub(super) fn add(&mut self, key: &str, size: u64) {
        self.total.add(1, size);
        let rest = key.get(self.prefix.len()..).unwrap_or_default();
        let end =
            rest.find(&self.delimiter).map_or(self.prefix.len(), |at| self.prefix.len() + at + self.delimiter.len());
        let prefix = &key[..end.min(key.len())];
        if prefix != self.last.prefix {
            self.finish();
            prefix.clone_into(&mut self.last.prefix);
        }
        self.last.add(1, size);
    }

    /// Counts what was last added.
    pub(super) fn finish(&mut self) {
        let last = std::mem::take(&mut self.last);
        if last.objects > 0 {
            let entry = self.prefixes.entry(last.prefix.clone());
            let entry = entry.or_insert_with(|| PrefixUsage { prefix: last.prefix, ..PrefixUsage::default() });
            entry.add(last.objects, last.bytes);
        }
    }
}
