//! What an entry looked like, for the next.

use super::super::page::Span;

/// The markup of an entry: what stands before, between and behind its texts.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// Which of the layout's elements it is; `None` before the first.
    pub(super) kind: Option<usize>,
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
    pub(super) fn begin(&mut self, kind: usize, at: usize) {
        *self = Self { kind: Some(kind), at, pieces: std::mem::take(&mut self.pieces), ..Self::default() };
        self.pieces.clear();
    }

    /// Notes a text.
    pub(super) fn piece(&mut self, text: Span, field: Option<usize>) {
        let (start, length) = (text.start as usize, text.length as usize);
        match Span::new(self.at, start - self.at) {
            Some(before) => self.pieces.push(Piece { before, field, length }),
            None => self.kind = None,
        }
        self.at = start + length;
    }

    /// Ends with an entry whose closing tag ends here.
    pub(super) fn end(&mut self, at: usize, tags: usize) {
        self.tags = tags;
        match Span::new(self.at, at - self.at) {
            Some(end) => self.end = end,
            None => self.kind = None,
        }
    }
}
