//! What an entry looked like, for the next.

use super::super::page::Span;

/// The markup of an entry: what stands before, between and behind its texts.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// Whether there is one: before the first entry there is not.
    pub(super) is_known: bool,
    /// Its texts, in order.
    pub(super) pieces: Vec<Piece>,
    /// What stands behind the last text, the closing tag of the entry included.
    pub(super) end: Span,
    /// How many tags an entry has, without the one that opens it.
    pub(super) tags: usize,
    at: usize,
}

/// A text of an entry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// The markup before it.
    pub(super) before: Span,
    /// The field that it is, if it is one that we know.
    pub(super) field: Option<usize>,
    /// How long it was the last time.
    pub(super) length: usize,
}

impl Template {
    /// Begins with an entry whose opening tag ends here.
    pub(super) fn begin(&mut self, at: usize) {
        *self = Self { is_known: true, at, pieces: std::mem::take(&mut self.pieces), ..Self::default() };
        self.pieces.clear();
    }

    /// Notes a text.
    pub(super) fn piece(&mut self, text: Span, field: Option<usize>) {
        let (start, length) = (text.start as usize, text.length as usize);
        match Span::new(self.at, start - self.at) {
            Some(before) => self.pieces.push(Piece { before, field, length }),
            None => self.is_known = false,
        }
        self.at = start + length;
    }

    /// Ends with an entry whose closing tag ends here.
    pub(super) fn end(&mut self, at: usize, tags: usize) {
        self.tags = tags;
        match Span::new(self.at, at - self.at) {
            Some(end) => self.end = end,
            None => self.is_known = false,
        }
    }
}
