//! Reads a page of a listing without copying it.
//!
//! It knows the documents that servers of S3 send, and nothing more: for any other it gives up, and the SDK's own parser reads
//! the answer, slower. What it takes, it reads as the SDK does.

mod check;
#[cfg(test)]
pub(super) mod documents;
pub(super) mod references;
mod template;

use std::sync::OnceLock;

use bytes::Bytes;
use memchr::memchr;

use self::check::{Survey, fits, is_name};
use self::template::{Template, Text, Varying};
use super::layout::{Kind, Layout};
use super::page::{ListingPage, Span};

/// Reads a body; `None` where it is for the SDK's parser.
pub(super) fn parse(layout: &'static Layout, body: Bytes) -> Option<ListingPage> {
    let survey = Survey::of(&body)?;
    let mut parser = Parser {
        body: &body,
        at: 0,
        tags: 0,
        references: 0,
        absent: vec![Span::ABSENT; layout.fields.len()],
        page: ListingPage {
            layout,
            body: body.clone(),
            resolved: OnceLock::new(),
            decoded: String::new(),
            spans: Vec::with_capacity(body.len() / 256 * layout.fields.len()),
            kinds: Vec::new(),
            repeats: Vec::new(),
            fields: vec![Span::ABSENT; layout.page.len()],
            prefixes: Vec::new(),
        },
    };
    // What the entry of each kind before looked like: the next mostly differs from it in its texts alone.
    let mut templates: Vec<_> = layout.entries.iter().map(|_| Template::default()).collect();
    parser.document(&mut templates)?;
    // A text that was taken by its length may not have held a tag.
    if parser.tags != survey.tags {
        return None;
    }
    if parser.references != survey.references {
        parser.mark_references()?;
    }
    parser.page.group_kinds();
    Some(parser.page)
}

/// What a tag of an entry is for.
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
    /// How many tags were passed.
    tags: usize,
    /// How many references are in texts that are marked as having some.
    references: usize,
    page: ListingPage,
    /// The fields of an entry that has none.
    absent: Vec<Span>,
}

/// The document.
impl Parser<'_> {
    fn document(&mut self, templates: &mut [Template]) -> Option<()> {
        self.declaration()?;
        self.root()?;
        // What opened the entry before.
        let mut opening: Option<(&[u8], usize)> = None;
        loop {
            self.blank();
            if let Some((tag, kind)) = opening
                && self.body.get(self.at..).is_some_and(|rest| rest.starts_with(tag))
            {
                self.at += tag.len();
                self.tags += 1;
                self.entry(&tag[1..tag.len() - 1], kind, templates.get_mut(kind)?)?;
                continue;
            }
            let tag = self.tag()?;
            let name = self.name_of(tag)?;
            if name.first() == Some(&b'/') {
                self.blank();
                return (&name[1..] == self.page.layout.root.as_bytes() && self.at == self.body.len()).then_some(());
            }
            let kind = self.page.layout.entries.iter().position(|entry| entry.as_bytes() == name);
            match kind {
                Some(kind) => {
                    opening = Some((self.slice(tag), kind));
                    self.entry(name, kind, templates.get_mut(kind)?)?;
                }
                None if self.page.layout.has_prefixes && name == b"CommonPrefixes" => self.common_prefix()?,
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
            self.tags += 1;
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
                    let span = checked(self.body, &mut self.references, span, Kind::Name)?;
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
            self.page.fields[field] = checked(self.body, &mut self.references, span, self.page.layout.page[field].1)?;
        }
        Some(())
    }

    /// The text of a leaf; what is unknown may be a group of leaves.
    fn leaf_or_group(&mut self, name: &[u8], is_known: bool) -> Option<Span> {
        let (start, tags) = (self.at, self.tags);
        if let Some(span) = self.leaf(name) {
            return Some(span);
        }
        (self.at, self.tags) = (start, tags);
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
            // The SDK may know the group, and refuse a reference in it.
            let span = self.leaf(inner)?;
            if memchr(b'&', self.slice(span)).is_some() {
                references::count(self.slice(span))?;
            }
        }
    }
}

/// An entry.
impl<'a> Parser<'a> {
    fn entry(&mut self, element: &'a [u8], kind: usize, template: &mut Template) -> Option<()> {
        let layout = self.page.layout;
        let row = self.page.spans.len();
        self.page.spans.extend_from_slice(&self.absent);
        if layout.entries.len() > 1 {
            self.page.kinds.push(u8::try_from(kind).ok()?);
        }
        let (start, tags) = (self.at, self.tags);
        let (repeats, references) = (self.page.repeats.len(), self.references);
        if !(template.is_known && self.by_template(row, template).is_some()) {
            self.at = start;
            self.page.spans[row..].fill(Span::ABSENT);
            self.page.repeats.truncate(repeats);
            self.references = references;
            template.begin();
            self.by_tags(row, element, template)?;
            template.end(layout, self.body, start..self.at, self.tags - tags);
        }
        Some(())
    }

    /// Reads an entry that differs from the one before in its texts alone.
    #[inline]
    fn by_template(&mut self, row: usize, template: &mut Template) -> Option<()> {
        let (mut at, mut text) = (self.at, 0);
        for index in 0..template.runs.len() {
            let run = template.runs[index];
            if !template.fits(self.body.get(at..)?, run) {
                return None;
            }
            self.set_all(row, u32::try_from(at).ok()?, template.texts.get(text..run.texts_end)?)?;
            (at, text) = (at + run.length, run.texts_end);
            if let Some(then) = run.then {
                let length = self.length_of(at, then.length)?;
                if let Some(field) = then.field {
                    self.set(row, field, Span::new(at, length)?)?;
                }
                template.runs[index].then = Some(Varying { length, ..then });
                at += length;
            }
        }
        self.at = at;
        self.tags += template.tags;
        Some(())
    }

    /// Takes the texts of a run that begins at `at`.
    #[inline]
    fn set_all(&mut self, row: usize, at: u32, texts: &[Text]) -> Option<()> {
        let body = self.body;
        let spans = self.page.spans.get_mut(row..)?;
        for text in texts {
            let span = Span { start: at + text.offset, length: text.length };
            let span = checked(body, &mut self.references, span, text.kind)?;
            if text.is_repeated {
                let entry = row / self.page.layout.fields.len();
                self.page.repeats.push((u32::try_from(entry).ok()?, span));
            } else {
                *spans.get_mut(text.field)? = span;
            }
        }
        Some(())
    }

    /// How long the text is that begins here: mostly as long as the one before it.
    #[inline]
    fn length_of(&self, at: usize, guess: usize) -> Option<usize> {
        let rest = self.body.get(at..)?;
        if rest.get(guess) == Some(&b'<') { Some(guess) } else { memchr(b'<', rest) }
    }

    /// Reads an entry tag by tag.
    fn by_tags(&mut self, row: usize, element: &'a [u8], template: &mut Template) -> Option<()> {
        let mut group: Option<&'a [u8]> = None;
        loop {
            self.blank();
            let tag = self.tag()?;
            match self.meaning(tag, group, element)? {
                Means::Field(field) => {
                    let span = self.leaf(self.inside(tag))?;
                    template.piece(span, Some(field));
                    self.set(row, field, span)?;
                }
                Means::Nothing => {
                    let span = self.leaf(self.inside(tag))?;
                    template.piece(span, None);
                }
                Means::Group => {
                    let name = self.inside(tag);
                    // Of two groups of a name the SDK takes the last.
                    if self.has_field_of(name, row) {
                        return None;
                    }
                    group = Some(name);
                }
                Means::EndOfGroup => {
                    // A group without a field would be one that is there to the SDK, and absent to us.
                    if !group.is_some_and(|group| self.has_field_of(group, row)) {
                        return None;
                    }
                    group = None;
                }
                Means::End => return Some(()),
            }
        }
    }

    /// Whether the entry has a field of this group.
    fn has_field_of(&self, group: &[u8], row: usize) -> bool {
        let fields = self.page.layout.fields.iter().zip(&self.page.spans[row..]);
        let is_of = |name: &str| name.split_once('/').is_some_and(|(outer, _)| outer.as_bytes() == group);
        fields.into_iter().any(|((name, _), span)| is_of(name) && !span.is_absent())
    }

    /// What a tag is for.
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
    #[inline(always)]
    fn set(&mut self, row: usize, field: usize, span: Span) -> Option<()> {
        let span = checked(self.body, &mut self.references, span, self.page.layout.fields[field].1)?;
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
        let span = Span::new(self.at, length)?;
        self.at += length;
        self.tags += 1;
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
        slice(self.body, span)
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
        let span = Span::new(self.at, length)?;
        self.at += length + 3 + name.len();
        self.tags += 1;
        Some(span)
    }

    /// An empty text here.
    fn nothing(&self) -> Option<Span> {
        Span::new(self.at, 0)
    }

    /// Looks at all texts for references.
    fn mark_references(&mut self) -> Option<()> {
        let layout = self.page.layout;
        let is_text = |field: usize, fields: &[(&str, Kind)]| {
            fields.get(field % fields.len()).is_some_and(|(_, kind)| matches!(kind, Kind::Text | Kind::Name))
        };
        for index in 0..self.page.spans.len() {
            if is_text(index, layout.fields) {
                self.page.spans[index] = self.looked_at(self.page.spans[index])?;
            }
        }
        for index in 0..self.page.fields.len() {
            if is_text(index, layout.page) {
                self.page.fields[index] = self.looked_at(self.page.fields[index])?;
            }
        }
        for index in 0..self.page.repeats.len() {
            self.page.repeats[index].1 = self.looked_at(self.page.repeats[index].1)?;
        }
        for index in 0..self.page.prefixes.len() {
            self.page.prefixes[index] = self.looked_at(self.page.prefixes[index])?;
        }
        Some(())
    }

    fn looked_at(&mut self, span: Span) -> Option<Span> {
        let is_plain = span.is_absent() || span.has_references() || memchr(b'&', self.slice(span)).is_none();
        if is_plain { Some(span) } else { marked(self.body, &mut self.references, span) }
    }
}

#[inline]
fn slice(body: &[u8], span: Span) -> &[u8] {
    body.get(span.start as usize..(span.start + span.length) as usize).unwrap_or_default()
}

/// The text, if it is one that the SDK takes for this kind of field.
///
/// References are looked for where they are usual, at its beginning: if there are others, the counts tell in the end.
#[inline(always)]
fn checked(body: &[u8], references: &mut usize, span: Span, kind: Kind) -> Option<Span> {
    let text = slice(body, span);
    if kind != Kind::Text && kind != Kind::Name {
        return fits(text, kind).then_some(span);
    }
    if text.first() == Some(&b'&') { marked(body, references, span) } else { Some(span) }
}

/// A text that holds references, if they are of XML itself.
fn marked(body: &[u8], references: &mut usize, span: Span) -> Option<Span> {
    *references += references::count(slice(body, span))?;
    Some(span.with_references())
}

#[cfg(test)]
mod tests;
