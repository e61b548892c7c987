//! How many pages a range has left.

use super::super::measure::WHOLE;
use super::{Keys, Plan};

/// Below so many pages in one folder, a folder of a bucket of small folders is not cut.
const SMALL: u32 = 3;

/// Folders of more pages are told apart inside where all are of one size.
const LARGE: f64 = 1.5;

impl Plan {
    /// The depth below which folders are not told apart in a range: all are, unless they are small.
    pub(super) fn deepest(&self, index: usize) -> usize {
        let (crossed, stayed) = self.crossings;
        let range = &self.ranges[index];
        if self.order.delimiter.is_none()
            && (crossed > stayed || range.is_of_small)
            && range.in_folder < SMALL
            && !range.cursor.is_empty()
            && !self.sizes.are_above(LARGE * self.page_size as f64)
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
        let covered =
            if deepest == usize::MAX { to.0.saturating_sub(from) } else { (to.0 + to.1).saturating_sub(from).max(own) };
        from.saturating_sub(here(start).0) <= 2 * covered
    }

    /// How much of the key space a page of a range covers; `None` where that cannot be said.
    pub(super) fn span(&self, index: usize, deepest: usize) -> Option<f64> {
        let here = self.span_found(index, deepest);
        let above = self.ranges.get(index + 1).filter(|above| above.first.is_some() && self.ranges[index].is_bracketed);
        match (here, above.and_then(|_| self.span_found(index + 1, deepest))) {
            // Pages differ from one end of the range to the other.
            (Some(here), Some(above)) => Some((here * above).sqrt()),
            (here, above) => here.or(above),
        }
    }

    /// Whether pages cover about as much at the beginning of a range as at its end.
    pub(super) fn is_even(&self, index: usize) -> bool {
        let deepest = self.deepest(index);
        let spans = self.span_found(index, deepest).zip(self.span(index, deepest));
        spans.is_none_or(|(here, mean)| (here / mean - 1.0).abs() < 0.2)
    }

    /// How much of the key space the pages of a range covered that were found last.
    pub(super) fn span_found(&self, index: usize, deepest: usize) -> Option<f64> {
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
    pub(super) fn extent(&self, index: usize, deepest: usize) -> (u128, u128) {
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
    pub(super) fn is_bracketed(&self, index: usize) -> bool {
        let range = &self.ranges[index];
        // What names tell is worth waiting for.
        if self.awaits_first_names() {
            return false;
        }
        if self.leaves_folder(index) {
            return false;
        }
        range.is_bracketed
            || (range.is_met && self.sizes.are_alike())
            || self.hint_above(range).is_some_and(|hint| range.until.as_ref() != Some(hint))
    }

    /// How many pages a range is thought to have left.
    pub(super) fn expected(&mut self, index: usize) -> f64 {
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

    /// How many pages are known to be left.
    pub(super) fn pages_left(&mut self) -> f64 {
        let mut pages = 0.0;
        for index in 0..self.ranges.len() {
            if !self.ranges[index].is_done {
                pages += self.expected(index).max(1.0);
            }
        }
        pages
    }

    /// How much of a page more than whole pages is worth a cut.
    pub(super) fn slack(&self) -> f64 {
        (3.0 * self.deviation).clamp(0.02, 0.5)
    }

    /// Whether far fewer keys are there than could be, as if their names were drawn by lot.
    pub(super) fn is_sparse(&self, key: &str, span: f64) -> bool {
        (self.letters.measure(key, usize::MAX).1 as f64) < span / self.page_size as f64 / 4.0
    }
}
