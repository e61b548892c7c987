//! Which texts the SDK takes.

use memchr::{memchr, memmem};

use super::super::layout::Kind;

/// Whether the parser may look at a body at all: UTF-8 of characters that XML allows, of a length that spans can say.
pub(super) fn is_clean(body: &[u8]) -> bool {
    let has_control = body
        .iter()
        .fold(false, |found, byte| found | ((*byte < b' ') & (*byte != b'\n') & (*byte != b'\r') & (*byte != b'\t')));
    // U+FFFE and U+FFFF begin with these bytes.
    let has_non_character = memchr(0xEF, body).is_some() && memmem::find(body, b"\xEF\xBF").is_some();
    u32::try_from(body.len()).is_ok_and(|length| length < u32::MAX / 2)
        && !has_control
        && !has_non_character
        && memmem::find(body, b"]]>").is_none()
        && std::str::from_utf8(body).is_ok()
}

/// Whether this is `<?xml ..?>` in one of the ways that servers write it.
pub(super) fn is_declaration(text: &str) -> bool {
    let quoted = if text.contains('"') { text.to_owned() } else { text.replace('\'', "\"") };
    let known = [
        r#"<?xml version="1.0" encoding="utf-8"?>"#,
        r#"<?xml version="1.0" encoding="utf-8" ?>"#,
        r#"<?xml version="1.0" encoding="utf-8" standalone="yes"?>"#,
        r#"<?xml version="1.0"?>"#,
    ];
    known.contains(&quoted.replace("\"UTF-8\"", "\"utf-8\"").as_str())
}

/// Whether this is the name of an element without prefix, attributes and slash.
pub(super) fn is_name(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(u8::is_ascii_alphanumeric)
}

/// Whether these are attributes that declare namespaces, or nothing.
pub(super) fn is_namespaces(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let mut seen = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some(attribute) = rest.strip_prefix(' ') else { return false };
        let Some((name, value)) = attribute.split_once("=\"") else { return false };
        let Some((value, after)) = value.split_once('"') else { return false };
        let is_namespace = name == "xmlns" || name.strip_prefix("xmlns:").is_some_and(|name| is_name(name.as_bytes()));
        if !is_namespace || seen.contains(&name) || value.contains(['<', '&']) {
            return false;
        }
        seen.push(name);
        rest = after;
    }
    true
}

/// Whether the SDK reads a text as this kind of value. It may say no where the SDK would say yes, and not the reverse.
pub(super) fn fits(text: &[u8], kind: Kind) -> bool {
    match kind {
        Kind::Text | Kind::Name => true,
        Kind::Flag => text == b"true" || text == b"false",
        Kind::Integer => is_count(text, 9),
        Kind::Long => is_count(text, 18),
        Kind::Time => is_time(text),
    }
}

fn is_count(text: &[u8], digits: usize) -> bool {
    (1..=digits).contains(&text.len()) && text.iter().all(u8::is_ascii_digit)
}

/// `2026-11-25T04:05:06Z`, with or without a fraction of three digits.
fn is_time(text: &[u8]) -> bool {
    const FORM: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
    let form = match text.len() {
        24 => FORM.as_slice(),
        20 => b"0000-00-00T00:00:00Z",
        _ => return false,
    };
    let has_form = text.iter().zip(form).fold(true, |so_far, (byte, expected)| {
        so_far & if *expected == b'0' { byte.is_ascii_digit() } else { byte == expected }
    });
    has_form && is_date(text)
}

/// Whether the numbers are those of a day and a time that there is.
fn is_date(text: &[u8]) -> bool {
    let two = |at: usize| (text[at] - b'0') * 10 + (text[at + 1] - b'0');
    let (month, day) = (two(5), two(8));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // Of centuries only each fourth has a leap day: that is left to the SDK's parser.
        2 if two(2) % 4 == 0 && two(2) != 0 => 29,
        2 => 28,
        _ => 0,
    };
    text[0] != b'0' && (1..=days).contains(&day) && two(11) < 24 && two(14) < 60 && two(17) < 60
}
