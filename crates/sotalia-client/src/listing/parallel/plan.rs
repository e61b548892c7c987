//! Which requests list a key space in parallel: it knows neither clients nor time.
//!
//! The key space is cut into ranges, each walked by one request after another. What is cut, and where, is a guess; that the
//! ranges are next to each other, without gap and overlap, is not. So every key is listed once, however wrong the guess.

mod estimate;
mod folders;
mod level;
mod search;
mod split;

use std::collections::BTreeSet;
use std::ops;

use self::level::{Rest, beyond};
use super::measure::{Letters, folder};
use super::pace::Pace;
use super::range::Range;

/// A page that covers so much more or less than those before it is another place, and says nothing of how pages deviate.
const CHANGE: f64 = 0.3;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// The page behind a key; `None` for the first of the listing.
    Page { range: u64, after: Option<String> },
    /// The names in a folder, by a delimiter.
    Names { folder: String },
}

/// The keys of a page, and the common prefixes among them.
pub(super) trait Keys {
    /// How many.
    fn len(&self) -> usize;
    /// One of them.
    fn key(&self, index: usize) -> &str;
    /// Whether it is a common prefix, which stands for all keys that begin so.
    fn is_prefix(&self, index: usize) -> bool;
}

/// What was asked for.
#[derive(Debug, Clone)]
pub(super) struct Order {
    pub(super) prefix: String,
    /// What ends the common prefixes, where these are asked for.
    pub(super) delimiter: Option<String>,
    pub(super) ways: usize,
    pub(super) is_ordered: bool,
    /// The ranges to list, from lowest to highest.
    pub(super) ranges: Vec<(String, Option<String>)>,
}

/// The ranges, and what is known of the keys.
#[derive(Debug)]
pub(super) struct Plan {
    order: Order,
    ranges: Vec<Range>,
    letters: Letters,
    /// Folders that are there.
    hints: BTreeSet<String>,
    /// Folders whose names are to be asked for.
    folders: Vec<String>,
    folders_asked: usize,
    /// Where folders end whose names are known.
    ends: BTreeSet<String>,
    is_explored: bool,
    /// Requests for names that are under way.
    names_awaited: usize,
    pub(super) pace: Pace,
    under_way: usize,
    next_id: u64,
    /// Keys found, and how many a page holds.
    keys: usize,
    page_size: usize,
    /// Pages that ended in another folder than the one before, and in the same.
    crossings: (u32, u32),
    /// Pages that had nothing new.
    empty: f64,
    /// Pages that were a folder, less others.
    whole_folders: i32,
    /// Of the folders that a range went through from end to end.
    sizes: folders::Sizes,
    /// How much the pages of a range differ from each other in what they cover.
    deviation: f64,
    /// From how many pages that is known.
    observed: u32,
    /// How many folders deep the last key lay.
    depth: usize,
}

impl Plan {
    pub(super) fn new(order: Order) -> Self {
        let mut plan = Self {
            ranges: Vec::new(),
            letters: Letters::new(&order.prefix),
            hints: BTreeSet::new(),
            folders: Vec::new(),
            folders_asked: 0,
            ends: BTreeSet::new(),
            // On one level there are no folders to look into, and one way walks through them.
            is_explored: order.delimiter.is_some() || order.ways == 1,
            names_awaited: 0,
            pace: Pace::new(order.ways),
            under_way: 0,
            next_id: 0,
            keys: 0,
            page_size: 1,
            crossings: (0, 0),
            whole_folders: 0,
            empty: 0.0,
            sizes: folders::Sizes::default(),
            deviation: 0.05,
            observed: 0,
            depth: 0,
            order,
        };
        for (from, until) in plan.order.ranges.clone() {
            let id = plan.new_id();
            plan.ranges.push(Range::new(id, &from, until));
        }
        plan
    }

    fn new_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    fn index(&self, id: u64) -> Option<usize> {
        self.ranges.iter().position(|range| range.id == id)
    }

    /// Whether all was found. Pages may still wait for the caller.
    pub(super) fn is_done(&self) -> bool {
        self.ranges.iter().all(|range| range.is_done)
    }

    /// How many requests are under way.
    pub(super) fn under_way(&self) -> usize {
        self.under_way
    }

    /// The next request, if one is to be sent now, while so many pages wait for the caller, who wants no more than some.
    pub(super) fn next(&mut self, waiting: usize, wanted: Option<usize>) -> Option<Ask> {
        if self.under_way >= self.pace.ways() {
            return None;
        }
        let window = self.window(wanted);
        if self.order.is_ordered { self.next_in_order(window) } else { self.next_of_any(waiting, window) }
    }

    /// How many pages may be under way or wait for the caller.
    fn window(&self, wanted: Option<usize>) -> usize {
        let most = 4 * self.order.ways;
        let size = self.page_size.max(if self.keys == 0 { usize::MAX } else { 1 });
        wanted.map_or(most, |keys| most.min(keys.div_ceil(size).max(1)))
    }

    fn next_of_any(&mut self, waiting: usize, window: usize) -> Option<Ask> {
        if waiting + self.under_way >= window {
            return None;
        }
        if let Some(index) = self.search_soon() {
            return Some(self.ask(index));
        }
        if let Some(folder) = self.next_folder() {
            return Some(self.ask_names(folder));
        }
        let idle = self.ranges.iter().position(|range| !range.is_asked && !range.is_done);
        if let Some(index) = idle {
            return Some(self.ask(index));
        }
        let index = self.split_any()?;
        Some(self.ask(index))
    }

    /// In order, ranges near the caller come first, and only as many as the window has room for.
    fn next_in_order(&mut self, window: usize) -> Option<Ask> {
        if self.under_way >= window {
            return None;
        }
        let mut ahead = 0.0;
        let mut index = 0;
        while index < self.ranges.len() {
            let range = &self.ranges[index];
            ahead += range.waiting as f64;
            let is_new = !range.is_answered && !range.is_asked;
            if !range.is_done && !range.is_asked && (is_new || index == 0 || ahead < window as f64) {
                return Some(self.ask(index));
            }
            index += 1;
            if index == 1
                && let Some(folder) = self.next_folder()
            {
                return Some(self.ask_names(folder));
            }
            if !self.ranges[index - 1].is_done && ahead < window as f64 {
                let chunk = self.chunk();
                if let Some(new) = self.split_front(index - 1, chunk) {
                    return Some(self.ask(new));
                }
                ahead += self.left(index - 1).unwrap_or(1.0).clamp(1.0, chunk);
            }
        }
        None
    }

    /// How many pages a range of a listing in order should have.
    fn chunk(&self) -> f64 {
        let pages = self.keys / self.page_size;
        (1 + pages / (2 * self.order.ways) + usize::from(self.whole_folders > 0)).min(4) as f64
    }

    fn ask_names(&mut self, folder: String) -> Ask {
        self.under_way += 1;
        self.names_awaited += 1;
        Ask::Names { folder }
    }

    fn ask(&mut self, index: usize) -> Ask {
        self.under_way += 1;
        let range = &mut self.ranges[index];
        range.is_asked = true;
        let after = (!range.after.is_empty()).then(|| range.after.clone());
        Ask::Page { range: range.id, after }
    }

    /// Takes a page: which of its keys are of its range.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub(super) fn page(&mut self, id: u64, keys: &impl Keys, more: bool) -> Result<ops::Range<usize>, &'static str> {
        self.under_way -= 1;
        let Some(index) = self.index(id) else { return Err("an answer came that nobody asked for") };
        let range = &mut self.ranges[index];
        range.is_asked = false;
        level::check(&range.after, keys, more)?;
        let keys = &Rest::above(&range.cursor, keys);
        let found = keys.len();
        let kept = partition(keys, |key| range.reaches(key));
        let before = self.letters.generation;
        self.learn(keys);
        self.page_size = self.page_size.max(found);
        self.keys += kept;
        self.note(index, keys, kept);
        let range = &mut self.ranges[index];
        let after = if more && kept == found { beyond(keys) } else { None };
        range.is_done = after.as_deref().is_none_or(|after| range.until.as_deref().is_some_and(|until| until <= after));
        range.after = after.unwrap_or_default();
        range.waiting += usize::from(kept > 0);
        if self.letters.generation != before || !range.is_done {
            range.left.0 = u64::MAX;
        }
        if more && !self.is_explored {
            self.explore(keys);
        }
        if kept == 0 {
            self.empty += 1.0;
            self.drop_if_given(index);
        }
        Ok(keys.skipped()..keys.skipped() + kept)
    }

    fn learn(&mut self, keys: &impl Keys) {
        if let Some(last) = keys.len().checked_sub(1) {
            self.depth = self.letters.depth(keys.key(last));
        }
        let step = if self.keys == 0 { 7 } else { 97 };
        for at in (0..keys.len()).step_by(step).chain(keys.len().checked_sub(1)) {
            self.letters.learn(keys.key(at));
        }
    }

    /// Notes what a page says of its range and of the one below it.
    fn note(&mut self, index: usize, keys: &impl Keys, kept: usize) {
        let range = &self.ranges[index];
        if !range.is_answered {
            let start = range.start.clone();
            let below = self.ranges.iter().position(|below| below.until.as_deref() == Some(start.as_str()));
            if let Some(below) = below {
                let is_one = self.order.delimiter.is_some()
                    || self.deepest(below) < usize::MAX
                    || (kept > 0 && keys.key(0).starts_with(folder(&self.ranges[below].cursor)));
                let is_met = kept > 0 && self.starts_near(&start, keys, kept, self.deepest(below));
                self.ranges[below].is_met = is_met;
                self.ranges[below].is_bracketed = is_one && is_met;
            }
        }
        self.note_folders(index, keys);
        self.note_sizes(index, keys, kept);
        let deepest = self.deepest(index);
        let is_level = self.order.delimiter.is_some();
        let range = &mut self.ranges[index];
        range.is_answered = true;
        range.is_searched = false;
        if kept == 0 {
            return;
        }
        let (first, last) = (keys.key(0), keys.key(kept - 1));
        let crosses = folder(&range.cursor) != folder(last);
        if range.pages > 0 {
            let is_whole = crosses && folder(first) == folder(last);
            self.whole_folders += if is_whole { 1 } else { -1 };
        }
        let middle = folder(keys.key(kept / 2));
        range.is_of_small = middle != folder(first) && middle != folder(last);
        range.in_folder = if crosses { 1 } else { range.in_folder + 1 };
        if range.pages > 0 && kept == self.page_size {
            let here = |key: &str| self.letters.measure(key, deepest).0;
            let page = here(last).saturating_sub(here(&range.cursor)) as f64;
            let before = here(&range.cursor).saturating_sub(here(range.first.as_deref().unwrap_or(first))) as f64;
            if before > 0.0 {
                let ratio = (page * range.since / before - 1.0).abs();
                if ratio < CHANGE {
                    self.observed = (self.observed + 1).min(10);
                    self.deviation += (ratio - self.deviation) / f64::from(self.observed);
                }
            }
        }
        let own = folder(last);
        let is_other =
            deepest == usize::MAX && !is_level && range.first.as_deref().is_none_or(|first| folder(first) != own);
        let start = if is_other { partition(keys, |key| key < own) } else { 0 };
        if is_other && kept - start > kept / 16 {
            // Another folder says nothing of this one.
            range.walk(Some(keys.key(start)), last, (kept - start) as f64 / self.page_size as f64);
        } else {
            range.walk(range.first.is_none().then_some(first), last, 1.0);
        }
    }

    /// Notes whether folders are left soon: where the first key found lies outside of that where the page began, and where the
    /// page itself goes through several.
    fn note_folders(&mut self, index: usize, keys: &impl Keys) {
        let range = &self.ranges[index];
        let Some(last) = keys.len().checked_sub(1) else { return };
        let (first, last) = (keys.key(0), keys.key(last));
        let (crossed, stayed) = &mut self.crossings;
        let leaves = !folder(first).starts_with(folder(&range.cursor));
        if leaves || folder(first) != folder(last) {
            *crossed += 1;
        } else if range.first.is_some() {
            *stayed += 1;
        }
    }

    /// Takes the names in a folder, and whether these are all.
    pub(super) fn names(&mut self, names: &[String], is_all: bool) {
        self.under_way -= 1;
        self.names_awaited -= 1;
        if is_all {
            self.letters.learn_names(names);
            self.ends.extend(names.last().and_then(|last| folders::end_of_folder(last, last)));
        }
        self.hints.extend(names.iter().cloned());
    }

    /// A request failed that is to be sent again.
    pub(super) fn failed(&mut self, id: Option<u64>) {
        self.under_way -= 1;
        if let Some(index) = id.and_then(|id| self.index(id)) {
            self.ranges[index].is_asked = false;
        }
    }

    /// The range whose pages come first, and whether it may have more of them than wait.
    pub(super) fn front(&self) -> Option<u64> {
        self.ranges.first().map(|range| range.id)
    }

    /// A page of a range was given to the caller, up to this key.
    pub(super) fn given(&mut self, id: u64, key: &str) {
        let Some(index) = self.index(id) else { return };
        let range = &mut self.ranges[index];
        range.waiting -= 1;
        key.clone_into(&mut range.given);
        self.drop_if_given(index);
    }

    fn drop_if_given(&mut self, index: usize) {
        let range = &self.ranges[index];
        if range.is_done && range.waiting == 0 {
            self.ranges.remove(index);
        }
    }

    /// What was not given yet, from lowest to highest. Of one range, the caller knows better.
    pub(super) fn remaining(&self, partly: Option<(u64, &str)>) -> Vec<(String, Option<String>)> {
        let mut remaining: Vec<(String, Option<String>)> = Vec::new();
        for range in &self.ranges {
            let given = match partly {
                Some((id, key)) if id == range.id => key,
                _ => &range.given,
            };
            match remaining.last_mut() {
                Some((_, until)) if until.as_deref() == Some(given) => until.clone_from(&range.until),
                _ => remaining.push((given.to_owned(), range.until.clone())),
            }
        }
        remaining
    }
}

/// How many keys, from the first, are so.
fn partition(keys: &impl Keys, is_so: impl Fn(&str) -> bool) -> usize {
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = low.midpoint(high);
        if is_so(keys.key(middle)) { low = middle + 1 } else { high = middle }
    }
    low
}
