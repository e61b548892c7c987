//! What an entry looked like, for the next.
//!
//! Entries of a listing differ in their texts alone, and most texts are as long as the ones before them: times, tags, classes.
//! What stands between two texts whose lengths do change is a run, and is compared as a whole.

use std::ops::Range;

use super::super::layout::{Kind, Layout};
use super::super::page::Span;

/// How many bytes are compared in one step. Runs are filled up to whole steps, with bytes that do not count.
const STEP: usize = 32;

/// The markup of an entry.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// Whether there is one: before the first entry there is not.
    pub(super) is_known: bool,
    /// What follows on one another, up to the end of the closing tag.
    pub(super) runs: Vec<Run>,
    /// The texts in the runs, in order.
    pub(super) texts: Vec<Text>,
    /// How many tags an entry has, without the one that opens it.
    pub(super) tags: usize,
    /// The bytes of all runs, and which of them are markup: these have all bits set.
    form: Vec<u8>,
    mask: Vec<u8>,
    pieces: Vec<Piece>,
    /// The texts of the template before this one.
    former: Vec<Piece>,
}

/// A text of an entry.
#[derive(Debug, Clone, Copy)]
struct Piece {
    place: Span,
    field: Option<usize>,
    /// Whether its length was seen to change.
    varies: bool,
}

/// Bytes of which only the texts change, and not in length; then maybe a text that does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Where it begins in `form`.
    form_start: usize,
    /// How many bytes it has.
    pub(super) length: usize,
    /// Where its texts end in `texts`.
    pub(super) texts_end: usize,
    /// The text behind it.
    pub(super) then: Option<Varying>,
}

/// A text in a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    /// From the start of the run.
    pub(super) offset: u32,
    pub(super) length: u32,
    pub(super) field: usize,
    pub(super) kind: Kind,
    /// Whether it is not the first of its field.
    pub(super) is_repeated: bool,
}

/// A text of any length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Varying {
    /// The field that it is, if it is one that we know.
    pub(super) field: Option<usize>,
    /// How long it was the last time.
    pub(super) length: usize,
}

impl Template {
    /// Begins with an entry.
    pub(super) fn begin(&mut self) {
        std::mem::swap(&mut self.pieces, &mut self.former);
        self.pieces.clear();
        self.is_known = false;
    }

    /// Notes a text.
    pub(super) fn piece(&mut self, place: Span, field: Option<usize>) {
        let former = self.former.get(self.pieces.len()).filter(|former| former.field == field);
        let varies = former.is_some_and(|former| former.varies || former.place.length != place.length);
        self.pieces.push(Piece { place, field, varies });
    }

    /// Ends with an entry that stands here.
    pub(super) fn end(&mut self, layout: &Layout, body: &[u8], place: Range<usize>, tags: usize) {
        self.tags = tags;
        self.form.clear();
        self.mask.clear();
        self.runs.clear();
        self.texts.clear();
        self.is_known = self.write(layout, body, place).is_some();
    }

    fn write(&mut self, layout: &Layout, body: &[u8], place: Range<usize>) -> Option<()> {
        let mut at = place.start;
        let mut run_start = 0;
        for index in 0..self.pieces.len() {
            let piece = self.pieces[index];
            let (text, length) = (piece.place.start as usize, piece.place.length as usize);
            self.form.extend_from_slice(body.get(at..text)?);
            self.mask.resize(self.form.len(), u8::MAX);
            at = text + length;
            if piece.varies {
                let then = Some(Varying { field: piece.field, length });
                run_start = self.end_run(run_start, then);
            } else {
                if let Some(field) = piece.field {
                    let offset = u32::try_from(self.form.len() - run_start).ok()?;
                    let is_repeated = self.pieces[..index].iter().any(|before| before.field == piece.field);
                    let (_, kind) = *layout.fields.get(field)?;
                    self.texts.push(Text { offset, length: piece.place.length, field, kind, is_repeated });
                }
                self.form.resize(self.form.len() + length, 0);
                self.mask.resize(self.form.len(), 0);
            }
        }
        self.form.extend_from_slice(body.get(at..place.end)?);
        self.mask.resize(self.form.len(), u8::MAX);
        self.end_run(run_start, None);
        Some(())
    }

    /// Ends the run that begins here in `form`, and says where the next does.
    fn end_run(&mut self, form_start: usize, then: Option<Varying>) -> usize {
        let length = self.form.len() - form_start;
        self.runs.push(Run { form_start, length, texts_end: self.texts.len(), then });
        let filled = form_start + length.next_multiple_of(STEP);
        self.form.resize(filled, 0);
        self.mask.resize(filled, 0);
        filled
    }

    /// Whether what begins here has the markup of a run. Where too little follows for whole steps, it is said to have not.
    #[inline]
    pub(super) fn fits(&self, bytes: &[u8], run: Run) -> bool {
        let filled = run.length.next_multiple_of(STEP);
        let place = run.form_start..run.form_start + filled;
        let (Some(bytes), Some(form), Some(mask)) =
            (bytes.get(..filled), self.form.get(place.clone()), self.mask.get(place))
        else {
            return false;
        };
        let (bytes, form, mask) = (bytes.as_chunks::<STEP>().0, form.as_chunks::<STEP>().0, mask.as_chunks::<STEP>().0);
        let mut differences = [0; STEP];
        for ((bytes, form), mask) in bytes.iter().zip(form).zip(mask) {
            for (index, differences) in differences.iter_mut().enumerate() {
                *differences |= (bytes[index] ^ form[index]) & mask[index];
            }
        }
        differences == [0; STEP]
    }
}
