//! Reads a page of a listing without copying it.
//!
//! It knows the documents that servers of S3 send, and nothing more: for any other it gives up, and the SDK's own parser reads
//! the answer, slower. What it takes, it reads as the SDK does.

mod check;
mod references;

use bytes::Bytes;
use memchr::memchr;

use self::check::{fits, is_clean, is_name};
use super::layout::{Kind, Layout};
use super::page::{ListingPage, Span};

/// Reads a body; `None` where it is for the SDK's parser.
pub(super) fn parse(layout: &'static Layout, body: Bytes) -> Option<ListingPage> {
    if !is_clean(&body) {
        return None;
    }
    let mut parser = Parser {
        body: &body,
        at: 0,
        steps: Vec::new(),
        page: ListingPage {
            layout,
            body: body.clone(),
            decoded: String::new(),
            spans: Vec::with_capacity(body.len() / 256 * layout.fields.len()),
            kinds: Vec::new(),
            repeats: Vec::new(),
            fields: vec![Span::ABSENT; layout.page.len()],
            prefixes: Vec::new(),
        },
    };
    parser.document()?;
    Some(parser.page)
}

/// What a tag of an entry was for: the next entry mostly has the same tags in the same order.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The tag, with its brackets.
    tag: Span,
    means: Means,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    /// The text up to the closing tag is this field.
    Field(usize),
    /// The text up to the closing tag is nothing that we know.
    Nothing,
    /// Fields below it follow.
    Group,
    /// The group is closed.
    EndOfGroup,
    /// The entry is closed.
    End,
}

struct Parser<'a> {
    body: &'a [u8],
    at: usize,
    /// The tags of the entry before, from its first.
    steps: Vec<Step>,
    page: ListingPage,
}

/// The document.
impl Parser<'_> {
    fn document(&mut self) -> Option<()> {
        self.declaration()?;
        self.root()?;
        loop {
            self.blank();
            let tag = self.tag()?;
            let name = self.name_of(tag)?;
            if name.first() == Some(&b'/') {
                self.blank();
                return (&name[1..] == self.page.layout.root.as_bytes() && self.at == self.body.len()).then_some(());
            }
            let kind = self.page.layout.entries.iter().position(|entry| entry.as_bytes() == name);
            match kind {
                Some(kind) => self.entry(name, kind)?,
                None if name == b"CommonPrefixes" => self.common_prefix()?,
                None => self.page_field(name)?,
            }
        }
    }

    /// `<?xml ..?>`, in the ways that servers write it, or nothing.
    fn declaration(&mut self) -> Option<()> {
        if self.body.starts_with(b"<?") {
            let end = memchr(b'>', self.body)?;
            if !check::is_declaration(std::str::from_utf8(&self.body[..=end]).ok()?) {
                return None;
            }
            self.at = end + 1;
        }
        self.blank();
        Some(())
    }

    /// The root element; it alone may have attributes: namespaces.
    fn root(&mut self) -> Option<()> {
        let tag = self.tag()?;
        let text = self.slice(tag);
        let inner = text.strip_prefix(b"<")?.strip_suffix(b">")?.strip_prefix(self.page.layout.root.as_bytes())?;
        check::is_namespaces(inner).then_some(())
    }

    fn common_prefix(&mut self) -> Option<()> {
        loop {
            self.blank();
            let tag = self.tag()?;
            match self.name_of(tag)? {
                b"Prefix" => {
                    let span = self.leaf(b"Prefix")?;
                    let span = self.decoded(span, Kind::Name)?;
                    self.page.prefixes.push(span);
                }
                b"/CommonPrefixes" => return Some(()),
                _ => return None,
            }
        }
    }

    /// A field of the page: known, or skipped with what simple elements stand in it.
    fn page_field(&mut self, name: &[u8]) -> Option<()> {
        let (name, is_empty) = name.strip_suffix(b"/").map_or((name, false), |name| (name.trim_ascii_end(), true));
        if !is_name(name) {
            return None;
        }
        let field = self.page.layout.page.iter().position(|(field, _)| field.as_bytes() == name);
        let span = if is_empty { self.nothing()? } else { self.leaf_or_group(name, field.is_some())? };
        if let Some(field) = field {
            if !self.page.fields[field].is_absent() {
                return None;
            }
            self.page.fields[field] = self.decoded(span, self.page.layout.page[field].1)?;
        }
        Some(())
    }

    /// The text of a leaf; what is unknown may be a group of leaves.
    fn leaf_or_group(&mut self, name: &[u8], is_known: bool) -> Option<Span> {
        let start = self.at;
        if let Some(span) = self.leaf(name) {
            return Some(span);
        }
        self.at = start;
        if is_known {
            return None;
        }
        loop {
            self.blank();
            let tag = self.tag()?;
            let inner = self.name_of(tag)?;
            if inner.first() == Some(&b'/') {
                return (&inner[1..] == name).then_some(Span::ABSENT);
            }
            if !is_name(inner) {
                return None;
            }
            self.leaf(inner)?;
        }
    }
}

/// An entry.
impl<'a> Parser<'a> {
    fn entry(&mut self, element: &'a [u8], kind: usize) -> Option<()> {
        let layout = self.page.layout;
        let row = self.page.spans.len();
        self.page.spans.resize(row + layout.fields.len(), Span::ABSENT);
        if layout.entries.len() > 1 {
            self.page.kinds.push(u8::try_from(kind).ok()?);
        }
        let mut group: Option<&'a [u8]> = None;
        let mut step = 0;
        loop {
            self.blank();
            let Step { tag, means } = match self.steps.get(step) {
                Some(known) if self.body[self.at..].starts_with(self.slice(known.tag)) => {
                    let tag = Span { start: u32::try_from(self.at).ok()?, length: known.tag.length };
                    self.at += tag.length as usize;
                    Step { tag, means: known.means }
                }
                _ => {
                    let tag = self.tag()?;
                    let means = self.meaning(tag, group, element)?;
                    self.steps.truncate(step);
                    self.steps.push(Step { tag, means });
                    Step { tag, means }
                }
            };
            step += 1;
            match means {
                Means::Field(field) => self.set(row, field, tag)?,
                Means::Nothing => self.leaf(self.inside(tag)).map(|_| ())?,
                Means::Group => {
                    group = Some(self.inside(tag));
                    // A group without a field would be one that is there to the SDK, and absent to us.
                    self.blank();
                    if self.body[self.at..].starts_with(b"</") {
                        return None;
                    }
                }
                Means::EndOfGroup => group = None,
                Means::End => return Some(()),
            }
        }
    }

    /// What a tag that the entry before did not have in this place is for.
    fn meaning(&self, tag: Span, group: Option<&[u8]>, element: &[u8]) -> Option<Means> {
        let name = self.inside(tag);
        if let Some(closed) = name.strip_prefix(b"/") {
            return match group {
                Some(group) => (closed == group).then_some(Means::EndOfGroup),
                None => (closed == element).then_some(Means::End),
            };
        }
        if !is_name(name) {
            return None;
        }
        if let Some(field) = self.page.layout.field(group, name) {
            return Some(Means::Field(field));
        }
        match group {
            None if self.page.layout.is_group(name) => Some(Means::Group),
            _ => Some(Means::Nothing),
        }
    }

    /// Takes the text of a field.
    #[inline]
    fn set(&mut self, row: usize, field: usize, tag: Span) -> Option<()> {
        let span = self.leaf(self.inside(tag))?;
        let span = self.decoded(span, self.page.layout.fields[field].1)?;
        let place = self.page.spans.get_mut(row + field)?;
        if place.is_absent() {
            *place = span;
        } else if self.page.layout.repeated == Some(field) {
            let entry = row / self.page.layout.fields.len();
            self.page.repeats.push((u32::try_from(entry).ok()?, span));
        } else {
            return None;
        }
        Some(())
    }
}

/// Tags and texts.
impl<'a> Parser<'a> {
    fn blank(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.body.get(self.at) {
            self.at += 1;
        }
    }

    /// The tag that begins here, with its brackets.
    fn tag(&mut self) -> Option<Span> {
        let rest = self.body.get(self.at..)?;
        if rest.first() != Some(&b'<') {
            return None;
        }
        let length = memchr(b'>', rest)? + 1;
        let span = Span { start: u32::try_from(self.at).ok()?, length: u32::try_from(length).ok()? };
        self.at += length;
        Some(span)
    }

    /// What stands in the brackets.
    fn name_of(&self, tag: Span) -> Option<&'a [u8]> {
        let name = self.inside(tag);
        (!matches!(name.first(), None | Some(b'!' | b'?'))).then_some(name)
    }

    fn inside(&self, tag: Span) -> &'a [u8] {
        let text = self.slice(tag);
        text.get(1..text.len().saturating_sub(1)).unwrap_or_default()
    }

    #[inline]
    fn slice(&self, span: Span) -> &'a [u8] {
        self.body.get(span.start as usize..(span.start + span.length) as usize).unwrap_or_default()
    }

    /// The text up to the closing tag of this name; `None` if anything else is in between.
    #[inline]
    fn leaf(&mut self, name: &[u8]) -> Option<Span> {
        let rest = &self.body[self.at..];
        let length = memchr(b'<', rest)?;
        let close = rest.get(length + 1..)?.strip_prefix(b"/")?.strip_prefix(name)?;
        if close.first() != Some(&b'>') {
            return None;
        }
        let span = Span { start: u32::try_from(self.at).ok()?, length: u32::try_from(length).ok()? };
        self.at += length + 3 + name.len();
        Some(span)
    }

    /// An empty text here.
    fn nothing(&self) -> Option<Span> {
        Some(Span { start: u32::try_from(self.at).ok()?, length: 0 })
    }

    /// The text with its references resolved, if it is one that the SDK takes for this kind of field.
    #[inline]
    fn decoded(&mut self, span: Span, kind: Kind) -> Option<Span> {
        let text = self.slice(span);
        if kind != Kind::Text && kind != Kind::Name {
            return fits(text, kind).then_some(span);
        }
        if memchr(b'&', text).is_none() {
            return Some(span);
        }
        let text = references::resolve(std::str::from_utf8(text).ok()?)?;
        self.page.keep(&text)
    }
}

#[cfg(test)]
mod tests;
