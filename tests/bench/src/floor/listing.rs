//! A page of a listing, read where it stands, by someone who knows what the stub sends.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

/// Where the texts of an entry are.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    key: Range<usize>,
    e_tag: Range<usize>,
    last_modified: Range<usize>,
    storage_class: Range<usize>,
    /// In bytes.
    pub size: u64,
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// In their order.
    pub entries: Vec<Entry>,
    /// What the next page begins after.
    pub next: Option<String>,
}

impl Entry {
    /// The key, in the page that it was found in.
    pub fn key<'a>(&self, page: &'a [u8]) -> Cow<'a, str> {
        unescaped(&page[self.key.clone()])
    }

    /// Tag, time and class, as they stand.
    pub fn others(&self) -> [Range<usize>; 3] {
        [self.e_tag.clone(), self.last_modified.clone(), self.storage_class.clone()]
    }
}

/// Reads a page; nothing if it is none.
pub fn parse(page: &[u8]) -> Option<Page> {
    std::str::from_utf8(page).ok()?;
    let mut parsed = Page { entries: Vec::with_capacity(1000), next: None };
    let mut entry = Entry::default();
    let mut at = memchr(b'<', page)?;
    loop {
        let name_start = at + 1;
        let name_end = name_start + memchr(b'>', &page[name_start..])?;
        let name = &page[name_start..name_end];
        let text_start = name_end + 1;
        let Some(text_length) = memchr(b'<', &page[text_start..]) else { break };
        let text = text_start..text_start + text_length;
        at = text.end;
        match name {
            b"Key" => entry.key = text,
            b"ETag" => entry.e_tag = text,
            b"LastModified" => entry.last_modified = text,
            b"StorageClass" => entry.storage_class = text,
            b"Size" => entry.size = number(&page[text])?,
            b"/Contents" | b"/Version" | b"/DeleteMarker" => parsed.entries.push(std::mem::take(&mut entry)),
            b"NextContinuationToken" | b"NextKeyMarker" => parsed.next = Some(unescaped(&page[text]).into_owned()),
            _ => {}
        }
    }
    Some(parsed)
}

/// The text of the first element of this name.
pub fn text<'a>(document: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let found = memchr::memmem::find_iter(document, name)
        .find(|at| document.get(at.wrapping_sub(1)) == Some(&b'<') && document.get(at + name.len()) == Some(&b'>'))?;
    let text = &document[found + name.len() + 1..];
    Some(&text[..memchr(b'<', text)?])
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        digit.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')))
    })
}

fn unescaped(text: &[u8]) -> Cow<'_, str> {
    let text = std::str::from_utf8(text).unwrap_or_default();
    if memchr(b'&', text.as_bytes()).is_none() {
        return text.into();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#13;", "\r");
    text.replace("&amp;", "&").into()
}
