//! The walk over the common prefixes of a bucket in memory.

use std::collections::BTreeSet;
use std::ops::{Bound, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use sotalia_session::error::{Error, LocalError};

use super::super::engine::Engine;
use super::super::plan::Order;
use super::super::source::{Answer, Listed, Source};
use super::super::token::Remaining;
use super::bucket::LATENCY;
use super::{layouts, most, run, walk};

/// A bucket that is asked with a delimiter.
#[derive(Debug, Clone)]
struct Level {
    keys: Arc<BTreeSet<String>>,
    prefix: String,
    delimiter: String,
    page: usize,
    /// Whether a request that begins inside of a prefix is answered without it: servers differ.
    passes_over: bool,
    requests: Arc<AtomicUsize>,
}

/// Names, and whether they are prefixes.
#[derive(Debug)]
struct Page(Vec<(String, bool)>, bool);

impl Listed for Page {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn key_at(&self, index: usize) -> &str {
        &self.0[index].0
    }

    fn is_prefix_at(&self, index: usize) -> bool {
        self.0[index].1
    }

    fn is_truncated(&self) -> bool {
        self.1
    }

    fn keep(&mut self, some: Range<usize>) {
        self.0.truncate(some.end);
        self.0.drain(..some.start);
    }

    fn limit(&mut self, wanted: usize) -> usize {
        self.0.retain(|(_, is_prefix)| *is_prefix);
        self.0.truncate(wanted);
        self.0.len()
    }

    fn end(&self) -> Option<&str> {
        let last = self.0.iter().rfind(|(_, is_prefix)| *is_prefix).or(self.0.last());
        last.map(|(name, _)| name.as_str())
    }
}

impl Level {
    fn new(keys: impl IntoIterator<Item = String>, prefix: &str, delimiter: &str, page: usize) -> Self {
        Self {
            keys: Arc::new(keys.into_iter().collect()),
            prefix: prefix.to_owned(),
            delimiter: delimiter.to_owned(),
            page,
            passes_over: false,
            requests: Arc::default(),
        }
    }

    /// What a key is on this level.
    fn name(&self, key: &str) -> Option<(String, bool)> {
        let rest = key.strip_prefix(&self.prefix)?;
        let end = rest.find(&self.delimiter).map(|at| self.prefix.len() + at + self.delimiter.len());
        Some((key[..end.unwrap_or(key.len())].to_owned(), end.is_some()))
    }

    fn names(&self, after: &str, most: usize) -> BTreeSet<(String, bool)> {
        let rest = self.keys.range::<str, _>((Bound::Excluded(after), Bound::Unbounded));
        let names = rest.filter_map(|key| self.name(key));
        let mut found = BTreeSet::new();
        for name in names.filter(|(name, _)| !self.passes_over || name.as_str() > after) {
            found.insert(name);
            if found.len() == most {
                break;
            }
        }
        found
    }

    fn prefixes(&self) -> Vec<String> {
        self.names("", usize::MAX).into_iter().filter(|(_, is_prefix)| *is_prefix).map(|(name, _)| name).collect()
    }

    fn order(&self, ways: usize, is_ordered: bool) -> Order {
        let ranges = vec![(String::new(), None)];
        Order { prefix: self.prefix.clone(), delimiter: Some(self.delimiter.clone()), ways, is_ordered, ranges }
    }
}

impl Source for Level {
    type Page = Page;

    fn page(&self, after: Option<String>) -> Answer<Page> {
        let level = self.clone();
        Box::pin(async move {
            level.requests.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(LATENCY).await;
            let names = level.names(after.as_deref().unwrap_or_default(), level.page + 1);
            let is_truncated = names.len() > level.page;
            (Ok(Page(names.into_iter().take(level.page).collect(), is_truncated)), false)
        })
    }

    fn names(&self, folder: String) -> Answer<(Vec<String>, bool)> {
        panic!("the names in {folder:?} were asked for: on a level there is nothing below")
    }
}

/// Walks a level; gives what it gave, the requests, and the time in requests.
fn measured(level: &Level, ways: usize, is_ordered: bool) -> (Vec<String>, usize, f64) {
    let mut engine = Engine::new(level.clone(), Ok(level.order(ways, is_ordered)), Some(usize::MAX));
    let (found, rounds) = run(async {
        let start = tokio::time::Instant::now();
        let (found, error) = walk(&mut engine).await;
        assert!(error.is_none(), "a good bucket fails: {error:?}");
        (found, start.elapsed().as_secs_f64() / LATENCY.as_secs_f64())
    });
    assert_eq!(engine.resume_token(None), None, "a walk at its end has nothing to go on with");
    (found, level.requests.load(Ordering::Relaxed), rounds)
}

fn any_level() -> impl Strategy<Value = Level> {
    let keys = |pattern: &'static str| proptest::collection::btree_set(pattern, 0..300);
    let keys = prop_oneof![
        keys("[ab]{0,3}/[0-9]{0,3}(/[ab])?"),
        keys("[a-c/.0]{1,5}"),
        keys("p/[a-z]{0,3}[-/]{0,3}[0-9a-f]{0,2}"),
        keys("(a|b|-|é|\u{d7ff}|\u{e000}|\u{10ffff}){1,6}"),
        keys("p/[0-9]{4}/[ab]?"),
    ];
    let prefix = prop_oneof![Just(""), Just("p/"), Just("a"), Just("a/")];
    let delimiter =
        prop_oneof![Just("/"), Just("-"), Just("--"), Just("a"), Just("//"), Just("é"), Just("\u{d7ff}"), Just("ab")];
    (keys, prefix, delimiter, 1_usize..20, any::<bool>()).prop_map(|(keys, prefix, delimiter, page, passes_over)| {
        let keys = keys.into_iter().filter(|key| !key.is_empty());
        Level { passes_over, ..Level::new(keys, prefix, delimiter, page) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 192 }))]

    #[test]
    fn every_prefix_is_given_once(level in any_level(), ways in 1_usize..20, is_ordered in any::<bool>()) {
        let (mut found, asked, _) = measured(&level, ways, is_ordered);
        if !is_ordered {
            found.sort_unstable();
        }
        prop_assert_eq!(found, level.prefixes());
        let names = level.names("", usize::MAX).len();
        // A request that begins inside of a prefix may be answered with this alone.
        let inside = if level.page == 1 { ways * (ways.ilog2() as usize + 2) + names } else { 0 };
        prop_assert!(asked <= most(names, level.page, ways) + inside, "{asked} requests for {names} names");
    }

    #[test]
    fn a_walk_of_prefixes_in_stretches_gives_each_once(level in any_level(), ways in 1_usize..12, stretch in 20_usize..90, is_ordered in any::<bool>()) {
        let mut all = Vec::new();
        let mut order = level.order(ways, is_ordered);
        for round in 0.. {
            prop_assert!(round < 2000, "the walk does not come to its end");
            let mut engine = Engine::new(level.clone(), Ok(order.clone()), Some(stretch));
            let (found, error) = run(walk(&mut engine));
            prop_assert!(error.is_none(), "{error:?}");
            prop_assert!(found.len() <= stretch);
            let token = engine.resume_token(found.last().map(String::as_str));
            all.extend(found);
            let Some(token) = token else { break };
            order.ranges = Remaining::parse(&token, &level.prefix, Some(&level.delimiter)).expect("our own token").ranges;
        }
        if !is_ordered {
            all.sort_unstable();
        }
        prop_assert_eq!(all, level.prefixes());
    }
}

#[test]
fn levels_of_every_kind_are_listed_with_few_requests() {
    let flat = |count: usize| (0..count).map(|index| format!("job-{index:07}/log")).collect::<Vec<_>>();
    let hashed = layouts::keys("hash", 60_000, 100);
    let mixed: Vec<String> =
        flat(30_000).into_iter().chain((0..30_000).map(|at| format!("job-{at:07}-done"))).collect();
    for (name, keys, requests, quicker) in
        [("flat", flat(60_000), 1.25, 35.0), ("hash", hashed, 1.25, 35.0), ("mixed", mixed, 1.25, 35.0)]
    {
        let level = Level::new(keys, "", "/", 100);
        let sequential = level.names("", usize::MAX).len().div_ceil(100) as f64;
        let (mut found, asked, rounds) = measured(&level, 64, false);
        found.sort_unstable();
        assert!(found == level.prefixes(), "{name}: {} prefixes", found.len());
        assert!(asked as f64 <= requests * sequential, "{name}: {asked} requests, in sequence {sequential}");
        assert!(sequential >= quicker * rounds, "{name}: {rounds} rounds, in sequence {sequential}");
    }
}

#[test]
fn a_prefix_that_comes_again_and_again_is_an_error() {
    /// Answers every request with the same.
    #[derive(Debug, Clone)]
    struct Stuck;

    impl Source for Stuck {
        type Page = Page;

        fn page(&self, _after: Option<String>) -> Answer<Page> {
            Box::pin(async { (Ok(Page(vec![("a/".to_owned(), true)], true)), false) })
        }

        fn names(&self, _folder: String) -> Answer<(Vec<String>, bool)> {
            Box::pin(async { (Ok((Vec::new(), true)), false) })
        }
    }
    let order = Level::new([], "", "/", 1).order(4, false);
    let mut engine = Engine::new(Stuck, Ok(order), None);
    let (found, error) = run(walk(&mut engine));
    assert_eq!(found, ["a/"], "expected it once");
    assert_eq!(error.as_ref().and_then(Error::local_error), Some(LocalError::PaginationBroken), "got {error:?}");
}
