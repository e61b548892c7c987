//! Tells whether an XML document is whole.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Whether the root element is closed.
///
/// The usual answer ends with the end tag of its root, which is quick to see. Anything else is read to its end.
pub(crate) fn is_complete(document: &[u8]) -> bool {
    ends_with_root(document) || reads_to_end(document)
}

fn ends_with_root(document: &[u8]) -> bool {
    let Some(name) = root_name(document) else { return false };
    let Some(rest) = document.trim_ascii_end().strip_suffix(b">") else { return false };
    let Some(rest) = rest.trim_ascii_end().strip_suffix(name) else { return false };
    // An end tag of the same name deeper down would fool this; no AWS answer nests its root.
    rest.ends_with(b"</")
}

/// The name of the first element: what stands between its `<` and the first blank, slash or bracket.
fn root_name(document: &[u8]) -> Option<&[u8]> {
    let mut rest = document;
    loop {
        let start = rest.iter().position(|byte| *byte == b'<')?;
        rest = &rest[start + 1..];
        match rest.first()? {
            b'?' | b'!' => continue,
            _ => break,
        }
    }
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))?;
    (end > 0).then(|| &rest[..end])
}

fn reads_to_end(document: &[u8]) -> bool {
    let mut reader = Reader::from_reader(document);
    let mut depth = 0_usize;
    let mut seen_root = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => {
                depth += 1;
                seen_root = true;
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Empty(_)) => seen_root = true,
            Ok(Event::Eof) => return seen_root && depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests;
