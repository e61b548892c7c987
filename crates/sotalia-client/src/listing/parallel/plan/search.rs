//! Looks for the end of keys, which nothing tells.

use super::super::measure::{WHOLE, ancestor};
use super::Plan;
use super::folders::end_of_folder;
use super::split::aside;

/// The end of the keys is looked for when so many rounds are left of what is known.
pub(super) const SOON: f64 = 3.0;

/// Up to so many pages, keys are thought to reach as far as their characters allow; up to so many where far fewer keys are there
/// than could be.
const NEAR: f64 = 1000.0;
const NEAR_OF_SPARSE: f64 = 20_000.0;

impl Plan {
    /// Looks for the end of keys before all that is known was found; the index of the first new range.
    pub(super) fn search_soon(&mut self) -> Option<usize> {
        if self.keys <= self.page_size || self.cuts_left() == 0 {
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

    /// Cuts a range of which nobody knows where its keys end, ever farther from the cursor; the index of the first new one.
    pub(super) fn search_end(&mut self, index: usize) -> Option<usize> {
        self.ranges[index].is_searched = true;
        let deepest = self.deepest(index);
        let (cursor, after) = (self.ranges[index].cursor.clone(), self.ranges[index].after.clone());
        let prefix = self.order.prefix.matches('/').count();
        // Folders that are alike are passed as if there were none.
        let depth = self.letters.depth(&cursor).saturating_sub(1);
        let level = if self.sizes.are_alike() { deepest.min(depth) } else { deepest };
        let folders = if self.order.delimiter.is_some() { prefix } else { level.saturating_add(prefix) };
        let sibling = self.sibling_above(&self.ranges[index]).filter(|_| level == usize::MAX).cloned();
        let found = (self.keys / self.page_size) as f64;
        // Where guesses were poor, fewer are made.
        let known = self.ranges[index].known().min(if self.empty > 8.0 + found / 8.0 { 1.0 } else { 8.0 * found });
        let (own_end, rest) = self.end_ahead(index, folders, known);
        let mut cuts: Vec<String> = Vec::new();
        if let Some(span) = self.span(index, deepest) {
            let at = self.extent(index, deepest).0;
            let most = rest / span;
            // Names, which are on their way, tell better what there is.
            let probes = (known / 32.0).floor() + 2_usize.saturating_sub(self.names_awaited) as f64;
            let all = known + most;
            let is_near = all < if self.is_sparse(&cursor, span) { NEAR_OF_SPARSE } else { NEAR };
            let reaches_end = is_near && self.ranges[index].until.is_none();
            for pages in distances(known, most, probes, reaches_end) {
                let text = self.letters.at(at + (pages * span) as u128, (span / 8.0) as u128, deepest);
                cuts.push(aside(text));
            }
        }
        cuts.extend(sibling.or(own_end).filter(|_| self.names_awaited == 0 && !self.ends_with_folder(index)));
        let until = self.ranges[index].until.clone();
        let mut last = after;
        cuts.retain(|cut| {
            let is_above = *cut > last && until.as_ref().is_none_or(|until| cut < until) && cut.len() <= 1024;
            if is_above {
                last.clone_from(cut);
            }
            is_above
        });
        cuts.truncate(self.cuts_left());
        let mut new = None;
        // From the last to the first, so that each cuts what is left of the range itself.
        for cut in cuts.iter().rev() {
            let at = self.insert(index, cut);
            self.ranges[index].is_bracketed = false;
            self.ranges[at].is_searched = true;
            new = Some(at);
        }
        new
    }

    /// The end of the folder in which keys are looked for, and how far it is: the cursor's, or one around it where so many pages
    /// are known that it may be passed.
    pub(super) fn end_ahead(&self, index: usize, folders: usize, known: f64) -> (Option<String>, f64) {
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
}

/// How many pages ahead the end of a run of keys is looked for, where so many are known, and so many more at most can be.
///
/// The end may be near as well as far: each step is to the one before as the whole to what is known. The last probe lies at the
/// end itself, or one step before it.
fn distances(known: f64, most: f64, probes: f64, reaches_end: bool) -> Vec<f64> {
    let steps = if reaches_end { probes } else { probes + 1.0 };
    let factor = ((known + most) / known).powf(1.0 / steps.max(1.0)).min(8.0);
    (1..=probes as i32)
        .map(|step| (known * factor.powi(step) - known).min(most - 1.0))
        .filter(|pages| *pages >= 1.0)
        .collect()
}
