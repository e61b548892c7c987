//! A page of a listing: the body as it came, and where its fields stand.

use bytes::Bytes;
use sotalia_session::error::Result;

use super::layout::{Kind, Layout, object};
use crate::encoding;

/// A place in the body of a page, or behind its end in the texts that had to be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Span {
    /// What a field has that does not stand in the answer.
    pub(super) const ABSENT: Self = Self { start: u32::MAX, length: 0 };

    pub(super) fn is_absent(self) -> bool {
        self == Self::ABSENT
    }
}

/// A page, with its text still as it came over the wire.
#[derive(Debug)]
pub(super) struct ListingPage {
    pub(super) layout: &'static Layout,
    pub(super) body: Bytes,
    /// Texts that differ from what stands in the body.
    pub(super) decoded: String,
    /// The fields of all entries: each takes as many places as the layout has fields.
    pub(super) spans: Vec<Span>,
    /// Which of the layout's elements each entry is; empty if there is but one.
    pub(super) kinds: Vec<u8>,
    /// The second and later texts of the repeated field, by entry.
    pub(super) repeats: Vec<(u32, Span)>,
    /// The fields of the page.
    pub(super) fields: Vec<Span>,
    /// Common prefixes.
    pub(super) prefixes: Vec<Span>,
}

/// Reading.
impl ListingPage {
    /// How many entries it has.
    pub(super) fn len(&self) -> usize {
        self.spans.len() / self.layout.fields.len()
    }

    /// A field of an entry.
    pub(super) fn get(&self, entry: usize, field: usize) -> Option<&str> {
        self.text(*self.spans.get(entry * self.layout.fields.len() + field)?)
    }

    /// All texts of the repeated field of an entry.
    pub(super) fn all(&self, entry: usize) -> impl Iterator<Item = &str> {
        let first = self.layout.repeated.and_then(|field| self.get(entry, field));
        let more = self.repeats.iter().filter(move |(of, _)| *of as usize == entry);
        first.into_iter().chain(more.filter_map(|(_, span)| self.text(*span)))
    }

    /// A field of the page.
    pub(super) fn page_field(&self, name: &str) -> Option<&str> {
        self.text(*self.fields.get(self.layout.page_field(name)?)?)
    }

    /// Where the next page of `ListObjects` starts: without a delimiter S3 does not say it, and it is the last key.
    pub(super) fn next_marker(&self) -> Option<&str> {
        let last_key = || self.get(self.len().checked_sub(1)?, object::KEY);
        let last_prefix = || self.prefixes.last().and_then(|span| self.text(*span));
        let some = |text: &&str| !text.is_empty();
        self.page_field("NextMarker").filter(some).or_else(last_key).filter(some).or_else(last_prefix)
    }

    /// The text at a place. Places stand between characters: the parser saw to it.
    pub(super) fn text(&self, span: Span) -> Option<&str> {
        if span.is_absent() {
            return None;
        }
        let (start, length) = (span.start as usize, span.length as usize);
        match start.checked_sub(self.body.len()) {
            None => self.body.get(start..start + length).and_then(|bytes| std::str::from_utf8(bytes).ok()),
            Some(start) => self.decoded.get(start..start + length),
        }
    }

    /// Keeps a text that differs from the body's.
    pub(super) fn keep(&mut self, text: &str) -> Option<Span> {
        let start = u32::try_from(self.body.len() + self.decoded.len()).ok()?;
        let length = u32::try_from(text.len()).ok()?;
        self.decoded.push_str(text);
        (start.checked_add(length)? < u32::MAX).then_some(Span { start, length })
    }
}

/// Decoding.
impl ListingPage {
    /// Undoes `encoding-type=url`, where the answer says that names are encoded so.
    ///
    /// # Errors
    ///
    /// `UnparsableAnswer` for a name that is no text when decoded.
    pub(super) fn decode_names(&mut self) -> Result<()> {
        if self.page_field("EncodingType") != Some("url") {
            return Ok(());
        }
        let width = self.layout.fields.len();
        let names = |fields: &[(&str, Kind)]| -> Vec<usize> {
            fields.iter().enumerate().filter(|(_, (_, kind))| *kind == Kind::Name).map(|(at, _)| at).collect()
        };
        let (of_entry, of_page) = (names(self.layout.fields), names(self.layout.page));
        for row in (0..self.spans.len()).step_by(width) {
            for field in &of_entry {
                let span = self.spans[row + field];
                self.spans[row + field] = self.decode(span)?;
            }
        }
        for field in of_page {
            self.fields[field] = self.decode(self.fields[field])?;
        }
        for index in 0..self.prefixes.len() {
            self.prefixes[index] = self.decode(self.prefixes[index])?;
        }
        Ok(())
    }

    fn decode(&mut self, span: Span) -> Result<Span> {
        let Some(text) = self.text(span).filter(|text| text.bytes().any(|byte| matches!(byte, b'%' | b'+'))) else {
            return Ok(span);
        };
        let mut text = text.to_owned();
        encoding::decode(&mut text)?;
        Ok(self.keep(&text).unwrap_or(span))
    }
}
