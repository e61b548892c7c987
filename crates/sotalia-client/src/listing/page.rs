//! A page of a listing: the body as it came, and where its fields stand.

use std::sync::OnceLock;

use bytes::Bytes;
use memchr::memchr2;
use sotalia_session::error::{Error, LocalError, Result};

use super::layout::{Layout, names, objects};
use super::parse::references;
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
    /// The bit of a length that says that the text holds references.
    const REFERENCES: u32 = 1 << 31;

    /// A place; `None` for one that is too far away.
    #[inline]
    pub(super) fn new(start: usize, length: usize) -> Option<Self> {
        let (start, length) = (u32::try_from(start).ok()?, u32::try_from(length).ok()?);
        (start < Self::REFERENCES && length < Self::REFERENCES).then_some(Self { start, length })
    }

    #[inline]
    pub(super) fn is_absent(self) -> bool {
        self == Self::ABSENT
    }

    /// The same place, marked as one whose text holds references such as `&amp;`.
    pub(super) fn with_references(self) -> Self {
        Self { length: self.length | Self::REFERENCES, ..self }
    }

    pub(super) fn has_references(self) -> bool {
        self.length & Self::REFERENCES != 0
    }

    fn without_mark(self) -> Self {
        Self { length: self.length & !Self::REFERENCES, ..self }
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::ABSENT
    }
}

/// How many digits a `u64` holds, whichever they are.
const DIGITS: usize = 19;

/// How long a name mostly is at most, in bytes: it decides how much memory is taken at first.
const NAME: usize = 48;

/// A page, with its text still as it came over the wire.
#[derive(Debug)]
pub(super) struct ListingPage {
    pub(super) layout: &'static Layout,
    pub(super) body: Bytes,
    /// Names, without their `encoding-type=url`.
    pub(super) decoded: String,
    /// The texts with references, resolved when the first is asked for, and where each of them is.
    pub(super) resolved: OnceLock<(String, Vec<(Span, Span)>)>,
    /// The fields of all entries: each takes as many places as the layout has fields.
    pub(super) spans: Vec<Span>,
    /// Which of the layout's elements each entry is; empty if there is but one.
    pub(super) kinds: Vec<u8>,
    /// The second and later texts of the repeated field, in the order of entries.
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

    /// Which of the layout's elements an entry is.
    pub(super) fn kind(&self, entry: usize) -> usize {
        self.kinds.get(entry).copied().map_or(0, usize::from)
    }

    /// A field of an entry.
    #[inline]
    pub(super) fn get(&self, entry: usize, field: usize) -> Option<&str> {
        self.text(*self.spans.get(entry * self.layout.fields.len() + field)?)
    }

    /// All texts of the repeated field of an entry.
    pub(super) fn all(&self, entry: usize) -> impl Iterator<Item = &str> {
        let first = self.layout.repeated.and_then(|field| self.get(entry, field));
        let start = self.repeats.partition_point(|(of, _)| (*of as usize) < entry);
        let more = self.repeats[start..].iter().take_while(move |(of, _)| *of as usize == entry);
        first.into_iter().chain(more.filter_map(|(_, span)| self.text(*span)))
    }

    /// A field of the page.
    pub(super) fn page_field(&self, name: &str) -> Option<&str> {
        self.text(*self.fields.get(self.layout.page_field(name)?)?)
    }

    /// Where the next page of `ListObjects` starts: without a delimiter S3 does not say it, and it is the last key.
    pub(super) fn next_marker(&self) -> Option<&str> {
        let last_key = || self.get(self.len().checked_sub(1)?, objects::KEY);
        let last_prefix = || self.prefixes.last().and_then(|span| self.text(*span));
        let some = |text: &&str| !text.is_empty();
        self.page_field("NextMarker").filter(some).or_else(last_key).filter(some).or_else(last_prefix)
    }

    /// The text at a place. Places stand between characters: the parser saw to it.
    #[inline]
    pub(super) fn text(&self, span: Span) -> Option<&str> {
        if span.is_absent() {
            return None;
        }
        if span.has_references() {
            return self.resolved(span);
        }
        match (span.start as usize).checked_sub(self.body.len()) {
            None => std::str::from_utf8(self.bytes(span)?).ok(),
            Some(start) => self.decoded.get(start..start + span.length as usize),
        }
    }

    /// The number in a field of an entry.
    #[inline]
    pub(super) fn number(&self, entry: usize, field: usize) -> Option<u64> {
        let span = *self.spans.get(entry * self.layout.fields.len() + field)?;
        let digits = self.bytes(span)?;
        // So many digits fit in any case, and the parser takes no more.
        (digits.len() <= DIGITS).then_some(())?;
        digits.iter().try_fold(0_u64, |number, digit| {
            let digit = digit.wrapping_sub(b'0');
            (digit < 10).then(|| number * 10 + u64::from(digit))
        })
    }

    #[inline]
    fn bytes(&self, span: Span) -> Option<&[u8]> {
        let start = span.start as usize;
        self.body.get(start..start.checked_add(span.length as usize)?)
    }

    /// A text whose references had to be resolved: all of the page are when the first is asked for.
    fn resolved(&self, span: Span) -> Option<&str> {
        let (texts, places) = self.resolved.get_or_init(|| {
            let repeats = self.repeats.iter().map(|(_, span)| span);
            let all = self.spans.iter().chain(&self.fields).chain(&self.prefixes).chain(repeats);
            let mut marked: Vec<Span> =
                all.copied().filter(|span| !span.is_absent() && span.has_references()).collect();
            marked.sort_unstable_by_key(|span| span.start);
            let mut texts = String::new();
            let places = marked.into_iter().filter_map(|span| {
                let text = std::str::from_utf8(self.bytes(span.without_mark())?).ok().and_then(references::resolve)?;
                let place = Span::new(texts.len(), text.len())?;
                texts.push_str(&text);
                Some((span, place))
            });
            let places = places.collect();
            (texts, places)
        });
        let (_, place) = places.get(places.binary_search_by_key(&span.start, |(span, _)| span.start).ok()?)?;
        let start = place.start as usize;
        texts.get(start..start + place.length as usize)
    }

    /// Keeps a decoded name.
    fn keep(&mut self, text: &str) -> Option<Span> {
        let span = Span::new(self.body.len() + self.decoded.len(), text.len())?;
        self.decoded.push_str(text);
        Some(span)
    }
}

/// Order.
impl ListingPage {
    /// Puts the entries of each kind together, as boto3 gives them: first those that the layout names first.
    pub(super) fn group_kinds(&mut self) {
        if self.kinds.is_sorted() {
            return;
        }
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(|entry| self.kinds[*entry]);
        let width = self.layout.fields.len();
        self.spans = order.iter().flat_map(|entry| &self.spans[entry * width..(entry + 1) * width]).copied().collect();
        let mut places = vec![0; order.len()];
        for (place, entry) in (0..).zip(&order) {
            places[*entry] = place;
        }
        for (entry, _) in &mut self.repeats {
            *entry = places[*entry as usize];
        }
        self.repeats.sort_by_key(|(entry, _)| *entry);
        self.kinds.sort_unstable();
    }
}

/// Names.
impl ListingPage {
    /// Copies the names together, so that they are checked to be text once, and not each time that one is asked for.
    ///
    /// Says whether that was done with all of them: those with references stay where they are.
    pub(super) fn gather_names(&mut self) -> bool {
        let body = self.body.len();
        let width = self.layout.fields.len();
        let names = names(self.layout.fields);
        let stands = |span: &Span| !span.is_absent() && !span.has_references() && (span.start as usize) < body;
        let mut bytes = Vec::with_capacity(self.decoded.len() + self.len() * NAME);
        bytes.extend_from_slice(self.decoded.as_bytes());
        let mut are_all = true;
        for row in self.spans.chunks_exact(width) {
            for span in names.iter().map(|field| row[*field]) {
                if stands(&span) {
                    bytes.extend_from_slice(self.bytes(span).unwrap_or_default());
                } else {
                    are_all &= span.is_absent();
                }
            }
        }
        let Ok(text) = String::from_utf8(bytes) else { return false };
        let Some(Span { start: mut place, .. }) = Span::new(body + self.decoded.len(), 0) else { return false };
        if Span::new(body + text.len(), 0).is_none() {
            return false;
        }
        for row in self.spans.chunks_exact_mut(width) {
            for field in &names {
                if stands(&row[*field]) {
                    row[*field].start = place;
                    place += row[*field].length;
                }
            }
        }
        self.decoded = text;
        are_all
    }

    /// Gathers the names, and undoes `encoding-type=url`, where the answer says that names are encoded so.
    ///
    /// # Errors
    ///
    /// `UnparsableAnswer` for a name that is no text when decoded.
    pub(super) fn decode_names(&mut self) -> Result<()> {
        let are_all = self.gather_names();
        if self.page_field("EncodingType") != Some("url") {
            return Ok(());
        }
        let is_encoded = |text: &[u8]| memchr2(b'%', b'+', text).is_some();
        let width = self.layout.fields.len();
        let (of_entry, of_page) = (names(self.layout.fields), names(self.layout.page));
        // In most pages no name needs it.
        let rows = if are_all && !is_encoded(self.decoded.as_bytes()) { 0 } else { self.spans.len() };
        for row in (0..rows).step_by(width) {
            for field in &of_entry {
                let span = self.spans[row + field];
                self.spans[row + field] = self.decode(span)?;
            }
        }
        for field in of_page {
            self.fields[field] = self.decode(self.fields[field])?;
        }
        let prefixes = if !self.prefixes.is_empty() && is_encoded(&self.body) { self.prefixes.len() } else { 0 };
        for index in 0..prefixes {
            self.prefixes[index] = self.decode(self.prefixes[index])?;
        }
        Ok(())
    }

    fn decode(&mut self, span: Span) -> Result<Span> {
        let is_encoded = |text: &&str| memchr2(b'%', b'+', text.as_bytes()).is_some();
        let Some(mut text) = self.text(span).filter(is_encoded).map(str::to_owned) else { return Ok(span) };
        encoding::decode(&mut text)?;
        self.keep(&text)
            .ok_or_else(|| Error::local(LocalError::UnparsableAnswer, "a page of names is larger than 2 GiB"))
    }
}
