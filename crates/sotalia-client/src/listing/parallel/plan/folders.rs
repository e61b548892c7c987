//! Folders: which are known, and where they end.

use std::ops::Bound;

use super::super::measure::{WHOLE, folder};
use super::super::range::Range;
use super::{Keys, Plan, partition};

/// The names in so many folders are asked for in a bucket of less than some pages.
const NAMES_OF_FEW: usize = 2;
const SOME_PAGES: usize = 8;
/// In so many at most.
const MOST_FOLDERS: usize = 8;

/// So many folders tell whether they are alike, and so much their sizes may differ.
const SEVERAL: f64 = 3.0;
const ALIKE: f64 = 0.3;

/// How many keys folders hold.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Sizes {
    fn add(&mut self, keys: usize) {
        let keys = keys as f64;
        self.count += 1.0;
        self.sum += keys;
        self.squares += keys * keys;
    }

    fn extend(&mut self, keys: Option<usize>) {
        if let Some(keys) = keys {
            self.add(keys);
        }
    }

    /// Whether all hold about as many, and these are more than so many.
    pub(super) fn are_above(&self, keys: f64) -> bool {
        self.are_alike() && self.sum / self.count > keys
    }

    /// Whether all hold about as many.
    pub(super) fn are_alike(&self) -> bool {
        let mean = self.sum / self.count;
        let variance = self.squares / self.count - mean * mean;
        self.count >= SEVERAL && variance < (ALIKE * mean).powi(2)
    }
}

impl Plan {
    /// Notes how large the folders are that a range goes through.
    pub(super) fn note_sizes(&mut self, index: usize, keys: &impl Keys, kept: usize) {
        let range = &mut self.ranges[index];
        if kept == 0 {
            return;
        }
        let (first, last) = (folder(keys.key(0)), folder(keys.key(kept - 1)));
        if folder(&range.cursor) != first || range.cursor == first {
            // Where a folder ends with a page, or a request began at one.
            let is_whole = !range.cursor.is_empty() && (range.start == first || !range.start.starts_with(first));
            self.sizes.extend(range.entered.take().filter(|keys| *keys > 0));
            range.entered = is_whole.then_some(0);
        }
        if first == last {
            range.entered = range.entered.map(|keys| keys + kept);
        } else {
            let of_first = partition(keys, |key| key.starts_with(first));
            self.sizes.extend(range.entered.map(|keys| keys + of_first));
            range.entered = Some(kept - partition(keys, |key| key < last));
        }
        if kept < keys.len() && !keys.key(kept).starts_with(last) {
            self.sizes.extend(range.entered.take());
        }
    }

    /// The folder whose names are asked for next, if it is worth it: the first two soon, the others of a bucket of some pages.
    pub(super) fn next_folder(&mut self) -> Option<String> {
        let is_soon = self.folders_asked < NAMES_OF_FEW || self.keys / self.page_size >= SOME_PAGES;
        let folder = if is_soon { self.folders.pop() } else { None };
        self.folders_asked += usize::from(folder.is_some());
        folder
    }

    /// Whether a range reaches out of a folder that is large: what lies there is told by no key in it.
    pub(super) fn leaves_folder(&self, index: usize) -> bool {
        let range = &self.ranges[index];
        let folder = folder(&range.cursor);
        self.order.delimiter.is_none()
            && !self.sizes.are_alike()
            && folder.len() > self.order.prefix.len()
            && self.deepest(index) == usize::MAX
            && range.until.as_deref().is_none_or(|until| {
                !until.starts_with(folder) && self.sibling_above(range).is_none_or(|sibling| sibling != until)
            })
    }

    /// Whether a range ends where the cursor's folder does, as far as names tell.
    pub(super) fn ends_with_folder(&self, index: usize) -> bool {
        let range = &self.ranges[index];
        let folder = folder(&range.cursor);
        let (before, own) = self.letters.measure(folder, usize::MAX);
        let end = range.until.as_deref().map_or(WHOLE, |until| self.letters.measure(until, usize::MAX).0);
        folder.len() > self.order.prefix.len() && own > 0 && end.abs_diff(before + own) < own / 64
    }

    /// The next folder beside the cursor's, if it is known and in the range.
    pub(super) fn sibling_above(&self, range: &Range) -> Option<&String> {
        let parent = |name: &str| folder(name.strip_suffix('/').unwrap_or(name)).len();
        let own = folder(&range.cursor);
        self.hint_above(range).filter(|hint| parent(hint) == parent(own) && hint.starts_with(&own[..parent(own)]))
    }

    /// A folder above the cursor's that is in the range.
    pub(super) fn hint_above(&self, range: &Range) -> Option<&String> {
        let cursor = range.cursor.as_str();
        let above = |hint: &&String| !cursor.starts_with(hint.as_str());
        self.hints
            .range::<str, _>((Bound::Excluded(cursor), Bound::Unbounded))
            .find(above)
            .filter(|hint| range.reaches(hint))
    }

    /// The names of folders in a range of which nothing was found: how many, and the middle one.
    pub(super) fn middle_name(&self, index: usize) -> Option<(f64, String)> {
        let range = &self.ranges[index];
        if range.is_answered || range.cursor.is_empty() {
            return None;
        }
        let mut inside: Vec<_> = self
            .hints
            .range::<str, _>((Bound::Excluded(range.cursor.as_str()), Bound::Unbounded))
            .take_while(|hint| range.until.as_ref().is_none_or(|until| *hint < until))
            .collect();
        if inside.is_empty() {
            return None;
        }
        Some((inside.len() as f64, inside.swap_remove(inside.len() / 2).clone()))
    }

    /// The name of the first folder in a range of which nothing was found, if more follow.
    pub(super) fn first_name(&self, index: usize) -> Option<String> {
        let range = &self.ranges[index];
        let is_new = !range.is_answered && self.deepest(index) == usize::MAX;
        self.hint_above(range).filter(|name| is_new && range.until.as_ref() != Some(name)).cloned()
    }

    /// Whether the names are on their way that are asked for with the second page.
    pub(super) fn awaits_first_names(&self) -> bool {
        self.names_awaited > 0 && self.folders_asked <= NAMES_OF_FEW
    }

    /// Whether another folder may be looked into of which only the name is known: each page that was found makes some worth it.
    pub(super) fn may_look(&self) -> bool {
        let found = self.keys / self.page_size;
        let most = match (self.order.is_ordered, found) {
            (true, SOME_PAGES..) => 4 * found,
            (true, ..4) => (2 * found).saturating_sub(1),
            _ => 2 * found,
        };
        self.next_id < most as u64
    }

    /// The end of a folder whose names are known, where it is in a range: what follows nobody knows.
    pub(super) fn end_of_names(&self, index: usize) -> Option<String> {
        let range = &self.ranges[index];
        self.ends
            .range::<str, _>((Bound::Excluded(range.after.as_str()), Bound::Unbounded))
            .next()
            .filter(|end| range.until.as_ref().is_none_or(|until| *end < until))
            .cloned()
    }

    /// Cuts at the name of a folder. Where folders are large, no keys tell how many there are up to it.
    pub(super) fn insert_name(&mut self, index: usize, name: &str) -> usize {
        let is_small = self.deepest(index) < usize::MAX;
        let is_end = self.ends.contains(name);
        let new = self.insert(index, name);
        self.ranges[index].is_bracketed = is_small;
        self.ranges[new].is_bracketed &= is_small && !is_end;
        new
    }

    /// Looks around after the first page: which folders are there, on the way to it?
    pub(super) fn explore(&mut self, keys: &impl Keys) {
        self.is_explored = true;
        let (first, last) = (keys.key(0), keys.key(keys.len() - 1));
        let common = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let deepest = first.get(..common).map_or("", folder);
        // A folder that holds no folders tells nothing that its keys do not.
        let has_folders =
            |at: &str| [first, last].iter().any(|key| key.strip_prefix(at).is_some_and(|rest| rest.contains('/')));
        let start = self.order.prefix.len();
        let ends = deepest.match_indices('/').map(|(at, _)| at + 1).filter(|end| *end > start);
        let mut folders: Vec<String> = ends.map(|end| first[..end].to_owned()).collect();
        folders.insert(0, self.order.prefix.clone());
        folders.retain(|folder| first.starts_with(folder.as_str()) && has_folders(folder));
        // Children of which a page holds several are small: it is not worth to know them all.
        let middle = folder_below(deepest, keys.key(keys.len() / 2));
        if middle != folder_below(deepest, first) && middle != folder_below(deepest, last) {
            folders.retain(|folder| folder != deepest);
        }
        // The deepest are asked for first.
        folders.drain(..folders.len().saturating_sub(MOST_FOLDERS));
        self.folders = folders;
    }
}

/// The folder in this folder that a key lies in.
fn folder_below<'a>(folder: &str, key: &'a str) -> &'a str {
    key.strip_prefix(folder).and_then(|rest| rest.split_once('/')).map_or("", |(name, _)| name)
}

/// A text above all of a folder, or nearly all, and above a key in it.
pub(super) fn end_of_folder(folder: &str, key: &str) -> Option<String> {
    ["~", "\u{fffd}"]
        .map(|last| format!("{folder}{last}"))
        .into_iter()
        .find(|end| !folder.is_empty() && end.as_str() > key && end.len() <= 1024)
}
