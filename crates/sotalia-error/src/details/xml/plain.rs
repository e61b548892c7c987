//! The plain XML that nearly all error answers are, elements and texts, read faster than the parser reads it.

use std::borrow::Cow;

use super::Walk;

/// Reads a body of nothing but elements and texts. `None` if there is anything else in it, or if it breaks off: then
/// the parser has to read it.
pub(super) fn read<'b>(body: &'b [u8], walk: &mut Walk<'_, 'b>) -> Option<()> {
    let mut rest = std::str::from_utf8(body).ok()?;
    if rest.starts_with("<?xml ") {
        rest = rest.split_once("?>")?.1;
    }
    while !rest.is_empty() && walk.has_room() {
        let at = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')).unwrap_or(rest.len());
        let (text, markup) = rest.split_at(at);
        if !text.is_empty() {
            walk.push(Some(Cow::Borrowed(text)));
        }
        rest = match markup.strip_prefix('<') {
            Some(tag) => read_tag(tag, walk)?,
            None if markup.is_empty() => "",
            None => return None,
        };
    }
    (walk.open.is_empty() || !walk.has_room()).then_some(())
}

/// Reads a tag, and returns what comes after it.
fn read_tag<'b>(tag: &'b str, walk: &mut Walk<'_, 'b>) -> Option<&'b str> {
    if let Some(name) = tag.strip_prefix('/') {
        let rest = name.strip_prefix(&*walk.open.last()?.name)?.strip_prefix('>')?;
        walk.leave();
        return Some(rest);
    }
    let length = tag.bytes().position(|byte| !is_of_name(byte)).filter(|&length| length > 0)?;
    let (name, rest) = tag.split_at(length);
    let (attributes, rest) = match rest.strip_prefix('>') {
        Some(rest) => ("", rest),
        None => rest.split_once('>')?,
    };
    if !are_plain(attributes) {
        return None;
    }
    walk.enter(name.as_bytes());
    Some(rest)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

/// Whether the `>` behind these attributes is the end of the tag, and the tag has an element.
fn are_plain(attributes: &str) -> bool {
    attributes.is_empty()
        || attributes.starts_with([' ', '\n'])
            && !attributes.contains(['\'', '<'])
            && !attributes.ends_with('/')
            && attributes.bytes().filter(|&byte| byte == b'"').count() % 2 == 0
}
