//! Where ranges are cut.

use super::super::measure::{WHOLE, ancestor, folder};
use super::super::range::Range;
use super::{Keys, Plan};

/// Below so many pages in one folder, a folder of a bucket of small folders is not cut.
const SMALL: u32 = 3;
/// A range is cut if it has so many pages left, the one under way among them.
const LEAST: f64 = 1.5;

/// The end of the keys is looked for when so many rounds are left of what is known.
const SOON: f64 = 3.0;

impl Plan {
    /// Whether another cut is within the bounds: requests stay below twice those of a walk in sequence, and some for the start.
    fn may_split(&self) -> bool {
        let made = usize::try_from(self.next_id).unwrap_or(usize::MAX);
        let rounds = self.order.ways.ilog2() as usize + 2;
        2 * made < self.keys / self.page_size + self.order.ways * rounds + 2 * self.order.ranges.len()
    }

    /// The depth below which folders are not told apart in a range: all are, unless they are small.
    pub(super) fn deepest(&self, index: usize) -> usize {
        let (crossed, stayed) = self.crossings;
        let range = &self.ranges[index];
        if self.order.delimiter.is_none()
            && (crossed > stayed || range.is_of_small)
            && range.in_folder < SMALL
            && !range.cursor.is_empty()
        {
            let depth = if range.first.is_some() { self.letters.depth(&range.cursor) } else { self.depth };
            depth.max(1) - 1
        } else {
            usize::MAX
        }
    }

    /// Whether a range's first key lies near its start: no farther than two pages of its keys, or in the next folder of small ones.
    pub(super) fn starts_near(&self, start: &str, keys: &impl Keys, kept: usize, deepest: usize) -> bool {
        let first = keys.key(0);
        if first.starts_with(start) {
            return true;
        }
        let here = |key: &str| self.letters.measure(key, deepest);
        let ((from, own), to) = (here(first), here(keys.key(kept - 1)));
        let covered = if deepest == usize::MAX { to.0 - from } else { (to.0 + to.1).saturating_sub(from).max(own) };
        from.saturating_sub(here(start).0) <= 2 * covered
    }

    /// How much of the key space a page of a range covers; `None` where that cannot be said.
    fn span(&self, index: usize, deepest: usize) -> Option<f64> {
        let here = self.span_found(index, deepest);
        let above = self.ranges.get(index + 1).filter(|above| above.first.is_some() && self.ranges[index].is_bracketed);
        match (here, above.and_then(|_| self.span_found(index + 1, deepest))) {
            // Pages differ from one end of the range to the other.
            (Some(here), Some(above)) => Some((here * above).sqrt()),
            (here, above) => here.or(above),
        }
    }

    /// How much of the key space the pages of a range covered that were found last.
    fn span_found(&self, index: usize, deepest: usize) -> Option<f64> {
        let range = &self.ranges[index];
        let between = |from: &str, to: &str| {
            let (before, own) = self.letters.measure(to, deepest);
            // Where folders are not told apart, the last counts as walked.
            let end = if deepest == usize::MAX { before } else { before + own };
            end.saturating_sub(self.letters.measure(from, deepest).0) as f64
        };
        let pages = range.since;
        let own = range.first.as_deref().map_or(0.0, |first| between(first, &range.cursor));
        let inherited = range.basis.as_ref().map(|(from, to, pages)| between(from, to) / pages);
        let inherited = inherited.filter(|span| *span > 0.0);
        let span = match inherited {
            Some(inherited) if own > 0.0 && (own / pages / inherited - 1.0).abs() < 0.3 => {
                (own + inherited) / (pages + 1.0)
            }
            Some(inherited) if own <= 0.0 => inherited,
            _ => own / pages,
        };
        (span > 0.0).then_some(span)
    }

    /// Where the cursor of a range is, and how far it is to its end.
    fn extent(&self, index: usize, deepest: usize) -> (u128, u128) {
        let range = &self.ranges[index];
        let (before, own) = self.letters.measure(&range.cursor, deepest);
        let at = if deepest == usize::MAX || range.first.is_none() { before } else { before + own };
        let end = range.until.as_deref().map_or(WHOLE, |until| self.letters.measure(until, deepest).0);
        (at, end.saturating_sub(at))
    }

    /// About how many pages a range has left, if that can be said.
    pub(super) fn left(&mut self, index: usize) -> Option<f64> {
        let generation = self.letters.generation;
        if self.ranges[index].left.0 != generation {
            let deepest = self.deepest(index);
            let left = self.span(index, deepest).map_or(0.0, |span| self.extent(index, deepest).1 as f64 / span);
            self.ranges[index].left = (generation, left);
        }
        let left = self.ranges[index].left.1;
        (left > 0.0).then_some(left)
    }

    /// Whether keys can be thought to reach up to the end of a range.
    fn is_bracketed(&self, index: usize) -> bool {
        let range = &self.ranges[index];
        // What names tell is worth waiting for.
        if self.names_awaited > 0 && self.keys <= self.page_size {
            return false;
        }
        if self.leaves_folder(index) {
            return false;
        }
        range.is_bracketed || self.hint_above(range).is_some_and(|hint| range.until.as_ref() != Some(hint))
    }

    /// Whether a range reaches out of a folder that is large: what lies there is told by no key in it.
    fn leaves_folder(&self, index: usize) -> bool {
        let range = &self.ranges[index];
        let folder = folder(&range.cursor);
        self.order.delimiter.is_none()
            && folder.len() > self.order.prefix.len()
            && self.deepest(index) == usize::MAX
            && range.until.as_deref().is_none_or(|until| {
                !until.starts_with(folder) && self.sibling_above(range).is_none_or(|sibling| sibling != until)
            })
    }

    /// The next folder beside the cursor's, if it is known and in the range.
    fn sibling_above(&self, range: &Range) -> Option<&String> {
        let parent = |name: &str| folder(name.strip_suffix('/').unwrap_or(name)).len();
        let own = folder(&range.cursor);
        self.hint_above(range).filter(|hint| parent(hint) == parent(own) && hint.starts_with(&own[..parent(own)]))
    }

    /// The names of folders in a range of which nothing was found: how many, and the middle one.
    fn middle_name(&self, index: usize) -> Option<(f64, String)> {
        let range = &self.ranges[index];
        if range.is_answered || range.cursor.is_empty() {
            return None;
        }
        let mut inside: Vec<_> = self
            .hints
            .range::<str, _>((std::ops::Bound::Excluded(range.cursor.as_str()), std::ops::Bound::Unbounded))
            .take_while(|hint| range.reaches(hint))
            .collect();
        if inside.len() < 2 {
            return None;
        }
        Some((inside.len() as f64, inside.swap_remove(inside.len() / 2).clone()))
    }

    /// The end of a folder whose names are known, where it is in a range: what follows nobody knows.
    fn end_of_names(&self, index: usize) -> Option<String> {
        let range = &self.ranges[index];
        self.ends
            .range::<str, _>((std::ops::Bound::Excluded(range.after.as_str()), std::ops::Bound::Unbounded))
            .next()
            .filter(|end| range.until.as_ref().is_none_or(|until| *end < until))
            .cloned()
    }

    /// The name of the first folder in a range of which nothing was found, if more follow.
    fn first_name(&self, index: usize) -> Option<String> {
        let range = &self.ranges[index];
        let is_new = !range.is_answered && self.deepest(index) == usize::MAX;
        self.hint_above(range).filter(|name| is_new && range.until.as_ref() != Some(name)).cloned()
    }

    /// A folder above the cursor's that is in the range.
    fn hint_above(&self, range: &Range) -> Option<&String> {
        let cursor = range.cursor.as_str();
        let above = |hint: &&String| !cursor.starts_with(hint.as_str());
        self.hints
            .range::<str, _>((std::ops::Bound::Excluded(cursor), std::ops::Bound::Unbounded))
            .find(above)
            .filter(|hint| range.reaches(hint))
    }

    /// How many pages a range is thought to have left.
    fn expected(&mut self, index: usize) -> f64 {
        let range = &self.ranges[index];
        if self.is_bracketed(index) {
            self.left(index).unwrap_or(0.0)
        } else if range.is_answered {
            // Nobody knows: as many as were found.
            f64::from(range.pages.max(2))
        } else {
            0.0
        }
    }

    /// How much of a page more than whole pages is worth a cut.
    fn slack(&self) -> f64 {
        (3.0 * self.deviation).clamp(0.02, 0.5)
    }

    /// How many pages are known to be left.
    fn pages_left(&mut self) -> f64 {
        let mut pages = 0.0;
        for index in 0..self.ranges.len() {
            if !self.ranges[index].is_done {
                pages += self.expected(index).max(1.0);
            }
        }
        pages
    }

    /// Looks for the end of keys before all that is known was found; the index of the first new range.
    pub(super) fn search_soon(&mut self) -> Option<usize> {
        if self.keys <= self.page_size || !self.may_split() {
            return None;
        }
        let is_open = |plan: &Self, index: usize| {
            let range = &plan.ranges[index];
            range.first.is_some() && !range.is_done && !range.is_searched && !plan.is_bracketed(index)
        };
        let index = (0..self.ranges.len()).find(|index| is_open(self, *index))?;
        if self.pages_left() > SOON * self.pace.ways() as f64 {
            return None;
        }
        self.search_end(index)
    }

    /// Cuts the range with the most pages left; the index of the new one.
    pub(super) fn split_largest(&mut self) -> Option<usize> {
        loop {
            if !self.may_split() {
                return None;
            }
            let pages = self.pages_left();
            // Where each folder is a page, a range ends with one that is empty.
            let ends = f64::from(u8::from(self.whole_folders > 0));
            let rounds = (pages / self.pace.ways() as f64).ceil().max(1.0) + ends;
            let made = self.next_id as usize;
            let mut best: Option<(f64, usize, Option<String>)> = None;
            for index in 0..self.ranges.len() {
                let range = &self.ranges[index];
                if range.is_done || range.cursor.is_empty() {
                    continue;
                }
                if let Some(end) = self.end_of_names(index) {
                    return Some(self.insert_name(index, &end, false));
                }
                if made < 2 * (self.keys / self.page_size) + 2
                    && let Some((names, middle)) = self.middle_name(index)
                {
                    if best.as_ref().is_none_or(|(most, _, _)| names > *most) {
                        best = Some((names, index, Some(middle)));
                    }
                    continue;
                }
                if self.ranges[index].is_searched {
                    continue;
                }
                let is_bracketed = self.is_bracketed(index);
                let mut left = self.expected(index);
                if left < if is_bracketed { rounds + self.slack() } else { LEAST } {
                    continue;
                }
                if !is_bracketed && rounds <= SOON {
                    left += 1e9;
                }
                if best.as_ref().is_none_or(|(most, _, _)| left > *most) {
                    best = Some((left, index, None));
                }
            }
            let (left, index, name) = best?;
            if let Some(name) = name {
                let is_small = self.deepest(index) < usize::MAX;
                return Some(self.insert_name(index, &name, is_small));
            }
            if !self.is_bracketed(index) {
                if let Some(new) = self.search_end(index) {
                    return Some(new);
                }
                continue;
            }
            let keep = rounds.min((left * 0.75).floor()).max(1.0);
            if let Some(new) = self.split_at(index, keep) {
                return Some(new);
            }
            self.ranges[index].left.1 = 0.0;
        }
    }

    /// Cuts the next pages of a range off from what follows, where there are more; the index of what follows.
    pub(super) fn split_front(&mut self, index: usize, pages: f64) -> Option<usize> {
        let range = &self.ranges[index];
        if range.is_done || range.cursor.is_empty() || !self.may_split() {
            return None;
        }
        if let Some(end) = self.end_of_names(index) {
            return Some(self.insert_name(index, &end, false));
        }
        if let Some(name) = self.first_name(index) {
            return Some(self.insert_name(index, &name, false));
        }
        if self.ranges[index].is_searched {
            return None;
        }
        if !self.is_bracketed(index) {
            return if self.ranges[index].is_answered { self.search_end(index) } else { None };
        }
        let left = self.left(index)?;
        if left < pages + 0.5 {
            return None;
        }
        let new = self.split_at(index, pages);
        if new.is_none() {
            self.ranges[index].left.1 = 0.0;
        }
        new
    }

    /// Cuts a range so many pages behind its cursor; the index of the new one.
    fn split_at(&mut self, index: usize, pages: f64) -> Option<usize> {
        let deepest = self.deepest(index);
        let span = self.span(index, deepest)?;
        let (at, rest) = self.extent(index, deepest);
        // Rather less than whole pages: a few keys too many cost a request.
        let is_whole = deepest < usize::MAX && self.whole_folders > 0;
        let margin = if is_whole { 0.0 } else { (2.5 * self.deviation / pages.sqrt()).min(0.3) };
        // Where pages change on the way, more so.
        let is_even = self.span_found(index, deepest).is_none_or(|here| (here / span - 1.0).abs() < 0.2);
        let margin = if is_even { margin } else { 0.3 };
        let key = span / self.page_size as f64;
        let is_exact = is_even && self.deviation < 0.002 && deepest == usize::MAX;
        // A page that ends with the last key of its range does not tell that it is the last: some keys less, and it does.
        let ahead = if is_exact { pages * span - 3.0 * key } else { pages * span * (1.0 - margin) };
        let target = at + (ahead as u128).min(rest / 4 * 3);
        let tolerance = if is_exact { key } else { span / 16.0 } as u128;
        let cut = self.snapped(index, aside(self.letters.at(target, tolerance, deepest)), deepest)?;
        Some(self.insert(index, &cut))
    }

    /// The cut, or a folder near it; `None` if neither lies in the range.
    fn snapped(&self, index: usize, cut: String, deepest: usize) -> Option<String> {
        let range = &self.ranges[index];
        let (cursor, after, until) = (range.cursor.as_str(), range.after.as_str(), range.until.as_deref());
        let is_inside =
            |text: &str| text > after && until.is_none_or(|until| text < until) && !cursor.starts_with(text);
        let (at, rest) = self.extent(index, deepest);
        let is_central = |text: &str| {
            let before = self.letters.measure(text, deepest).0.saturating_sub(at);
            before >= rest / 4 && before <= rest / 4 * 3
        };
        let below = self
            .hints
            .range::<str, _>((std::ops::Bound::Unbounded, std::ops::Bound::Included(cut.as_str())))
            .next_back();
        let above =
            self.hints.range::<str, _>((std::ops::Bound::Excluded(cut.as_str()), std::ops::Bound::Unbounded)).next();
        let hint = [below, above].into_iter().flatten().find(|hint| is_inside(hint) && is_central(hint));
        let cut = hint.map_or(cut, String::clone);
        // A request for a text of more than 1024 bytes could be refused.
        (is_inside(&cut) && cut.len() <= 1024).then_some(cut)
    }

    /// Cuts at the name of a folder. Where folders are large, no keys tell how many there are up to it.
    fn insert_name(&mut self, index: usize, name: &str, reaches: bool) -> usize {
        let is_small = self.deepest(index) < usize::MAX;
        let new = self.insert(index, name);
        self.ranges[index].is_bracketed = is_small;
        self.ranges[new].is_bracketed &= reaches;
        new
    }

    fn insert(&mut self, index: usize, cut: &str) -> usize {
        let id = self.new_id();
        self.ranges[index].is_bracketed = self.is_bracketed(index);
        let mut upper = self.ranges[index].split(id, cut);
        self.ranges[index].is_bracketed = true;
        let own = folder(&self.ranges[index].cursor);
        let is_one_run = self.order.delimiter.is_some()
            || self.deepest(index) < usize::MAX
            || (cut.starts_with(own) && end_of_folder(own, "").as_deref() != Some(cut));
        if is_one_run {
            upper.run = self.ranges[index].known() + self.left(index).unwrap_or(0.0);
        }
        self.ranges[index].left.0 = u64::MAX;
        self.ranges.insert(index + 1, upper);
        index + 1
    }

    /// Cuts a range of which nobody knows where its keys end, ever farther from the cursor; the index of the first new one.
    fn search_end(&mut self, index: usize) -> Option<usize> {
        self.ranges[index].is_searched = true;
        let deepest = self.deepest(index);
        let (cursor, after) = (self.ranges[index].cursor.clone(), self.ranges[index].after.clone());
        let prefix = self.order.prefix.matches('/').count();
        let folders = if self.order.delimiter.is_some() { prefix } else { deepest.saturating_add(prefix) };
        let sibling = self.sibling_above(&self.ranges[index]).filter(|_| deepest == usize::MAX).cloned();
        let found = (self.keys / self.page_size) as f64;
        // Where guesses were poor, fewer are made.
        let known = self.ranges[index].known().min(if self.empty > 8.0 + found / 8.0 { 1.0 } else { 8.0 * found });
        let (own_end, rest) = self.end_ahead(index, folders, known);
        let mut cuts: Vec<String> = Vec::new();
        if let Some(span) = self.span(index, deepest) {
            let at = self.extent(index, deepest).0;
            for pages in distances(
                known,
                rest / span,
                self.ranges[index].until.is_some(),
                self.names_awaited,
                self.is_sparse(&cursor, span),
            ) {
                let ahead = pages * span;
                let text = aside(self.letters.at(at + ahead as u128, (span / 8.0) as u128, deepest));
                let is_inside = text > after && self.ranges[index].until.as_deref().is_none_or(|until| *text < *until);
                if is_inside && text.len() <= 1024 && cuts.last().is_none_or(|last| *last < text) {
                    cuts.push(text);
                }
            }
        }
        let until = self.ranges[index].until.as_deref();
        let is_inside = |end: &String| *end > after && until.is_none_or(|until| end.as_str() < until);
        // Names, which are on their way, tell better what follows.
        let is_known = self.names_awaited > 0;
        cuts.extend(
            sibling.or(own_end).filter(|end| !is_known && is_inside(end) && cuts.last().is_none_or(|last| last < end)),
        );
        let most = 4 * self.order.ways;
        let mut new = None;
        // From the last to the first, so that each cuts what is left of the range itself.
        for cut in cuts.into_iter().take(most).rev() {
            if self.ranges[index].until.as_deref() == Some(cut.as_str()) {
                continue;
            }
            let at = self.insert(index, &cut);
            self.ranges[index].is_bracketed = false;
            self.ranges[at].is_searched = true;
            new = Some(at);
        }
        new
    }

    /// The end of the folder in which keys are looked for, and how far it is: the cursor's, or one around it where so many pages
    /// are known that it may be passed.
    fn end_ahead(&self, index: usize, folders: usize, known: f64) -> (Option<String>, f64) {
        let deepest = self.deepest(index);
        let cursor = self.ranges[index].cursor.as_str();
        let span = self.span(index, deepest).unwrap_or(f64::MAX);
        let (at, rest) = self.extent(index, deepest);
        let mut folder = ancestor(cursor, folders);
        loop {
            let end = end_of_folder(folder, cursor);
            let ahead = rest
                .min(end.as_deref().map_or(WHOLE, |end| self.letters.measure(end, deepest).0).saturating_sub(at))
                as f64;
            let parent = ancestor(folder, folder.matches('/').count().saturating_sub(1));
            if deepest == usize::MAX
                || ahead / span >= known
                || parent.len() < self.order.prefix.len()
                || parent == folder
            {
                return (end, ahead);
            }
            folder = parent;
        }
    }

    /// Whether far fewer keys are there than could be, as if their names were drawn by lot.
    fn is_sparse(&self, key: &str, span: f64) -> bool {
        (self.letters.measure(key, usize::MAX).1 as f64) < span / self.page_size as f64 / 4.0
    }

    /// Looks around after the first page: which folders are there, on the way to it?
    pub(super) fn explore(&mut self, keys: &impl Keys) {
        self.is_explored = true;
        let (first, last) = (keys.key(0), keys.key(keys.len() - 1));
        let common = first.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count();
        let deepest = first.get(..common).map_or("", folder);
        // A folder that holds no folders tells nothing that its keys do not.
        let has_folders = |at: &str| first[at.len()..].contains('/') || last[at.len()..].contains('/');
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
        folders.truncate(8.min(self.order.ways));
        self.folders = folders;
    }
}

/// The folder in this folder that a key lies in.
fn folder_below<'a>(folder: &str, key: &'a str) -> &'a str {
    let rest = &key[folder.len()..];
    rest.split_once('/').map_or("", |(name, _)| name)
}

/// A text above all of a folder, or nearly all, and above a key in it.
pub(super) fn end_of_folder(folder: &str, key: &str) -> Option<String> {
    ["~", "\u{fffd}"]
        .map(|last| format!("{folder}{last}"))
        .into_iter()
        .find(|end| !folder.is_empty() && end.as_str() > key)
}

/// How many pages ahead the end of a run of keys is looked for, where so many are known, and so many more at most can be.
///
/// The end may be near as well as far: each step is to the one before as the whole to what is known.
fn distances(known: f64, most: f64, is_bounded: bool, names: usize, is_sparse: bool) -> Vec<f64> {
    let probes = (known / 32.0).floor() + 2_usize.saturating_sub(names) as f64;
    if probes < 1.0 {
        return Vec::new();
    }
    let whole = (known + most) / known;
    let is_credible = !is_bounded && whole * known < if is_sparse { 20_000.0 } else { 1000.0 };
    let factor = whole.powf(1.0 / (if is_credible { probes } else { probes + 1.0 })).min(8.0);
    (1..=probes as i32)
        .map(|step| (known * factor.powi(step) - known).min(most - 1.0))
        .filter(|pages| *pages >= 1.0)
        .collect()
}

/// A text next to a guessed one, below it, that is hardly the name of a folder.
///
/// Servers that keep folders as such, SeaweedFS for one, take a start after `logs/07` for one after all of `logs/07/`.
fn aside(mut text: String) -> String {
    if text.ends_with('/') {
        return text;
    }
    let before = text.chars().next_back().filter(|last| *last > '!').and_then(|last| char::from_u32(last as u32 - 1));
    if let Some(before) = before {
        text.pop();
        text.extend([before, '~']);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::aside;

    #[test]
    fn cuts_are_no_names_of_folders() {
        for (text, expected) in [
            ("logs/07", "logs/06~"),
            ("logs/10", "logs/1/~"),
            ("logs/", "logs/"),
            ("a", "`~"),
            ("é", "è~"),
            ("a\u{e000}", "a\u{e000}"),
            ("a!", "a!"),
            ("", ""),
        ] {
            let found = aside(text.to_owned());
            assert_eq!(found, expected, "expected {expected:?} beside {text:?}");
            assert!(found.as_str() <= text, "expected {found:?} not to lie above {text:?}");
        }
    }
}
