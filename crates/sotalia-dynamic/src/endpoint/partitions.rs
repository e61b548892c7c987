//! Finds the partition of a region.

use std::sync::{Arc, Mutex, PoisonError};

use regex_lite::Regex;
use sotalia_models::{PartitionOutputs, Partitions};

/// The partitions, with their patterns compiled.
#[derive(Debug)]
pub(crate) struct PartitionTable {
    partitions: Arc<Partitions>,
    patterns: Vec<Option<Regex>>,
}

impl PartitionTable {
    /// The table of these partitions. The last one is kept: there is hardly ever another.
    pub(crate) fn of(partitions: &Arc<Partitions>) -> Arc<Self> {
        static LAST: Mutex<Option<Arc<PartitionTable>>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some(table) if Arc::ptr_eq(&table.partitions, partitions) => Arc::clone(table),
            _ => Arc::clone(last.insert(Arc::new(Self::new(Arc::clone(partitions))))),
        }
    }

    pub(crate) fn new(partitions: Arc<Partitions>) -> Self {
        // A pattern that cannot be read fits no region.
        let patterns = partitions.partitions.iter().map(|partition| Regex::new(&partition.region_regex).ok()).collect();
        Self { partitions, patterns }
    }

    /// The partition that lists the region; else that whose pattern fits it; else the first, which is `aws`.
    pub(super) fn of_region(&self, region: &str) -> Option<&PartitionOutputs> {
        let all = &self.partitions.partitions;
        for partition in all {
            if let Ok(place) = partition.regions.binary_search_by(|(known, _)| (**known).cmp(region)) {
                return Some(partition.regions[place].1.as_ref().unwrap_or(&partition.outputs));
            }
        }
        let fits = |pattern: &Option<Regex>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(region));
        let found = all.iter().zip(&self.patterns).find(|(_, pattern)| fits(pattern)).map(|(partition, _)| partition);
        found.or(all.first()).map(|partition| &partition.outputs)
    }

    /// Whether a URL is of AWS's own hosts.
    pub(super) fn has_host(&self, url: &str) -> bool {
        let authority =
            url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_ascii_lowercase();
        let outputs = self.partitions.partitions.iter().map(|partition| &partition.outputs);
        let mut suffixes = outputs.flat_map(|outputs| [&outputs.dns_suffix, &outputs.dual_stack_dns_suffix]);
        suffixes.any(|suffix| host.strip_suffix(&**suffix).is_some_and(|rest| rest.ends_with('.')))
    }
}
