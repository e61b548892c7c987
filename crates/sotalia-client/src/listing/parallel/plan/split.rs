//! Where ranges are cut.

use super::super::measure::folder;
use super::Plan;
use super::folders::end_of_folder;
use super::search::SOON;

/// A range of which nobody knows where its keys end is cut if it has so many pages left, the one under way among them.
const LEAST: f64 = 1.5;

/// So much of a page less is cut off where pages change on the way.
const UNEVEN: f64 = 0.2;

/// Worth more than any number of pages.
const FIRST: f64 = 1e9;

/// Where a range is cut.
enum Cut {
    /// At the name of a folder.
    Name(String),
    /// Where keys may end.
    End,
    /// So many pages behind its cursor.
    Pages(f64),
}

impl Plan {
    /// How many more cuts are within the bounds: requests stay below twice those of a walk in sequence, and some for the start.
    /// One way is a walk in sequence.
    pub(super) fn cuts_left(&self) -> usize {
        if self.order.ways == 1 {
            return 0;
        }
        let made = usize::try_from(self.next_id).unwrap_or(usize::MAX);
        let rounds = self.order.ways.ilog2() as usize + 2;
        let most = self.keys / self.page_size + self.order.ways * rounds + 2 * self.order.ranges.len();
        most.saturating_sub(made.saturating_mul(2)).div_ceil(2)
    }

    /// Makes a range for a way that has none; the index of it.
    pub(super) fn split_any(&mut self) -> Option<usize> {
        while self.cuts_left() > 0 {
            let (index, cut) = self.best_cut()?;
            let new = match cut {
                Cut::Name(name) => Some(self.insert_name(index, &name)),
                Cut::End => self.search_end(index),
                Cut::Pages(pages) => self.split_at(index, pages),
            };
            if new.is_some() {
                return new;
            }
            self.ranges[index].left.1 = 0.0;
        }
        None
    }

    /// Which cut is worth most: of a range that has more pages left than there are rounds, or of one of which too little is
    /// known.
    fn best_cut(&mut self) -> Option<(usize, Cut)> {
        // Where each folder is a page, a range ends with one that is empty.
        let ends = f64::from(u8::from(self.whole_folders > 0));
        // A few pages more than the ways take in whole rounds are not worth a round for all.
        let rounds = (self.pages_left() / self.pace.ways() as f64 - 0.15).ceil().max(1.0) + ends;
        let mut best: Option<(f64, usize, Cut)> = None;
        for index in 0..self.ranges.len() {
            if let Some((worth, cut)) = self.cut_of(index, rounds)
                && best.as_ref().is_none_or(|(most, ..)| worth > *most)
            {
                best = Some((worth, index, cut));
            }
        }
        best.map(|(_, index, cut)| (index, cut))
    }

    /// How a range is to be cut, and what that is worth, in pages.
    fn cut_of(&mut self, index: usize, rounds: f64) -> Option<(f64, Cut)> {
        let range = &self.ranges[index];
        if range.is_done || range.cursor.is_empty() {
            return None;
        }
        if let Some(end) = self.end_of_names(index) {
            return Some((f64::MAX, Cut::Name(end)));
        }
        if self.may_look()
            && let Some((names, middle)) = self.middle_name(index)
        {
            return Some((names, Cut::Name(middle)));
        }
        if self.ranges[index].is_searched {
            return None;
        }
        let left = self.expected(index);
        if self.is_bracketed(index) {
            // Where that is uncertain, a longer piece wastes less.
            let rounds = rounds + f64::from(u8::from(!self.is_even(index)));
            let pages = rounds.min((left * 0.75).floor()).max(1.0);
            (left >= rounds + self.slack()).then_some((left, Cut::Pages(pages)))
        } else {
            let soon = if rounds <= SOON { FIRST } else { 0.0 };
            (left >= LEAST).then_some((soon + left, Cut::End))
        }
    }

    /// Cuts the next pages of a range off from what follows, where there are more; the index of what follows.
    pub(super) fn split_front(&mut self, index: usize, pages: f64) -> Option<usize> {
        let range = &self.ranges[index];
        if range.is_done || range.cursor.is_empty() || self.cuts_left() == 0 {
            return None;
        }
        if let Some(name) = self.end_of_names(index).or_else(|| self.first_name(index).filter(|_| self.may_look())) {
            return Some(self.insert_name(index, &name));
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
        let is_even = self.is_even(index);
        let margin = if is_even { margin } else { UNEVEN };
        let key = span / self.page_size as f64;
        let is_exact = is_even && self.deviation < 0.002 && deepest == usize::MAX;
        // A page that ends with the last key of its range does not tell that it is the last: some keys less, and it does.
        let least = if is_exact { 0.0 } else { pages * span * margin };
        let less = least.max(3.0 * key).min(0.3 * pages * span);
        let ahead = pages * span - less;
        let target = at + (ahead as u128).min(rest / 4 * 3);
        let tolerance = if deepest < usize::MAX { span / 16.0 } else { (less / 4.0).min(span / 16.0).max(key) } as u128;
        let cut = aside(self.letters.at(target, tolerance, deepest));
        let range = &self.ranges[index];
        // A request for a text of more than 1024 bytes could be refused.
        let is_inside = cut > range.after
            && range.until.as_ref().is_none_or(|until| cut < *until)
            && !range.cursor.starts_with(&cut)
            && cut.len() <= 1024;
        is_inside.then(|| self.insert(index, &cut))
    }

    /// Cuts a range at a text in it.
    pub(super) fn insert(&mut self, index: usize, cut: &str) -> usize {
        let id = self.new_id();
        self.ranges[index].is_bracketed = self.is_bracketed(index);
        let mut upper = self.ranges[index].split(id, cut);
        self.ranges[index].is_bracketed = true;
        let own = folder(&self.ranges[index].cursor);
        let is_one_run = self.order.delimiter.is_some()
            || self.deepest(index) < usize::MAX
            || self.sizes.are_alike()
            || (cut.starts_with(own) && end_of_folder(own, "").as_deref() != Some(cut));
        if is_one_run {
            upper.run = self.ranges[index].known() + self.left(index).unwrap_or(0.0);
        }
        self.ranges[index].left.0 = u64::MAX;
        self.ranges.insert(index + 1, upper);
        index + 1
    }
}

/// A text next to a guessed one, below it, that is hardly the name of a folder.
///
/// Servers that keep folders as such, SeaweedFS for one, take a start after `logs/07` for one after all of `logs/07/`.
pub(super) fn aside(mut text: String) -> String {
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
