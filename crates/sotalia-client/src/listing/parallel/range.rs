//! A range of keys that is walked from its beginning to its end.

use super::measure::folder;

/// So many pages at least, and up to twice as many, tell how the next will be.
const RECENT: f64 = 4.0;

/// The keys above `from`, up to and with `until`.
#[derive(Debug)]
pub(super) struct Range {
    pub(super) id: u64,
    /// Up to this key all was found; empty at the very beginning.
    pub(super) cursor: String,
    /// Behind this text the next request asks: the cursor, or the end of what a common prefix there stands for.
    pub(super) after: String,
    /// Its last key, which need not exist; `None` for the end of the listing.
    pub(super) until: Option<String>,
    /// Behind this key nothing was given to the caller.
    pub(super) given: String,
    /// Where the cursor was before the first page.
    pub(super) start: String,
    /// The first key that was found, or one later, so many pages behind the cursor.
    pub(super) first: Option<String>,
    pub(super) since: f64,
    /// One half as far behind it, and how far it is from that.
    pub(super) middle: Option<(String, f64)>,
    /// Pages found.
    pub(super) pages: u32,
    /// Pages known to lie before its start, in one run of keys.
    pub(super) run: f64,
    /// Pages found since a folder was entered.
    pub(super) in_folder: u32,
    /// Keys found in the folder of the cursor, if it was entered at its beginning.
    pub(super) entered: Option<usize>,
    /// Whether the last page went through several folders.
    pub(super) is_of_small: bool,
    /// Two keys, and how many pages lie between them, where the range was split off.
    pub(super) basis: Option<(String, String, f64)>,
    /// Whether there are keys right above its end, so that those in it can be thought to reach there.
    pub(super) is_bracketed: bool,
    /// Whether there are keys right above its end, be it in other folders.
    pub(super) is_met: bool,
    /// Whether the end was looked for from where the cursor is.
    pub(super) is_searched: bool,
    pub(super) is_answered: bool,
    pub(super) is_asked: bool,
    pub(super) is_done: bool,
    /// Pages that wait for the caller.
    pub(super) waiting: usize,
    /// Pages left, as estimated with the letters of a generation.
    pub(super) left: (u64, f64),
}

impl Range {
    pub(super) fn new(id: u64, from: &str, until: Option<String>) -> Self {
        Self {
            id,
            cursor: from.to_owned(),
            after: from.to_owned(),
            until,
            given: from.to_owned(),
            start: from.to_owned(),
            first: None,
            since: 0.0,
            middle: None,
            pages: 0,
            run: 0.0,
            in_folder: 0,
            entered: None,
            is_of_small: false,
            basis: None,
            is_bracketed: false,
            is_met: false,
            is_searched: false,
            is_answered: false,
            is_asked: false,
            is_done: false,
            waiting: 0,
            left: (u64::MAX, 0.0),
        }
    }

    /// Whether a key lies in it, before or behind the cursor.
    pub(super) fn reaches(&self, key: &str) -> bool {
        self.until.as_deref().is_none_or(|until| key <= until)
    }

    /// How many pages are known up to the cursor, in one run of keys.
    pub(super) fn known(&self) -> f64 {
        (self.run + f64::from(self.pages)).max(1.0)
    }

    /// Goes on to the last key of a page. Only those from `first` are like those that follow: so many pages.
    pub(super) fn walk(&mut self, first: Option<&str>, last: &str, pages: f64) {
        last.clone_into(&mut self.cursor);
        self.pages += 1;
        if let Some(first) = first {
            (self.first, self.since, self.middle, self.basis) = (Some(first.to_owned()), 0.0, None, None);
            if self.pages > 1 {
                self.run = 1.0 - f64::from(self.pages);
            }
        }
        self.since += pages;
        let middle = self.middle.get_or_insert_with(|| (last.to_owned(), self.since));
        if middle.1 < RECENT {
            *middle = (last.to_owned(), self.since);
        } else if self.since >= 2.0 * RECENT {
            let (first, before) = std::mem::replace(middle, (last.to_owned(), 0.0));
            self.since -= before;
            middle.1 = self.since;
            self.first = Some(first);
        }
    }

    /// Cuts what lies above a key off, as a range of its own. The key must lie between cursor and end.
    pub(super) fn split(&mut self, id: u64, at: &str) -> Self {
        let mut upper = Self::new(id, at, self.until.replace(at.to_owned()));
        upper.is_bracketed = self.is_bracketed;
        upper.is_met = std::mem::replace(&mut self.is_met, false);
        let is_in_folder = at.starts_with(folder(&self.cursor));
        upper.in_folder = if is_in_folder { self.in_folder } else { 0 };
        upper.basis = match &self.first {
            Some(first) if self.pages > 0 && *first < self.cursor => {
                Some((first.clone(), self.cursor.clone(), self.since))
            }
            _ => self.basis.clone(),
        };
        (self.left.0, upper.left.0) = (u64::MAX, u64::MAX);
        upper
    }
}
