//! Which texts the SDK takes.

use memchr::{memchr, memchr_iter, memmem};

use super::super::layout::Kind;

/// How much is looked at at a time, in bytes.
const BLOCK: usize = 8192;

/// What one look over a whole body tells.
pub(super) struct Survey {
    /// How many tags there are.
    pub(super) tags: usize,
    /// How many references there are.
    pub(super) references: usize,
}

impl Survey {
    /// `None` for a body that is not for the parser: it takes UTF-8 of characters that XML allows, of a length that spans can say.
    pub(super) fn of(body: &[u8]) -> Option<Self> {
        let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t');
        let mut survey = Self { tags: 0, references: 0 };
        let (mut all, mut has_bracket) = (0, false);
        // Block by block, so that each is at hand for all that is looked for in it.
        for block in body.chunks(BLOCK) {
            // The least byte is quick to find. White space is rare, but for documents that are laid out for people.
            let mut least = u8::MAX;
            for byte in block {
                least = least.min(*byte);
                all |= *byte;
            }
            if least < b' ' && block.iter().any(is_control) {
                return None;
            }
            survey.tags += memchr_iter(b'<', block).count();
            survey.references += memchr_iter(b'&', block).count();
            has_bracket = has_bracket || memchr(b']', block).is_some();
        }
        // U+FFFE and U+FFFF begin with these bytes.
        let is_text = all.is_ascii()
            || (std::str::from_utf8(body).is_ok()
                && !(memchr(0xEF, body).is_some() && memmem::find(body, b"\xEF\xBF").is_some()));
        // No text may hold the end of a section.
        let has_end_of_section = has_bracket && memmem::find(body, b"]]>").is_some();
        let fits = u32::try_from(body.len()).is_ok_and(|length| length < u32::MAX / 2);
        (is_text && fits && !has_end_of_section).then_some(survey)
    }
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
#[inline]
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
#[inline]
fn is_time(text: &[u8]) -> bool {
    if let Ok(text) = <&[u8; 24]>::try_from(text) {
        return has_form(text, b"0000-00-00T00:00:00.000Z") && is_date(text);
    }
    <&[u8; 20]>::try_from(text).is_ok_and(|text| has_form(text, b"0000-00-00T00:00:00Z") && is_date(text))
}

/// Whether there is a digit wherever the form has one, and else what the form has.
#[inline]
fn has_form<const N: usize>(text: &[u8; N], form: &[u8; N]) -> bool {
    let mut differences = 0;
    for (byte, form) in text.iter().zip(form) {
        let distance = byte.wrapping_sub(*form);
        differences |= if *form == b'0' { distance.saturating_sub(9) } else { distance };
    }
    differences == 0
}

/// Whether the numbers are those of a day and a time that there is.
#[inline]
fn is_date<const N: usize>(text: &[u8; N]) -> bool {
    let two = |at: usize| (text[at] - b'0') * 10 + (text[at + 1] - b'0');
    let (month, day) = (two(5), two(8));
    let is_time = text[0] != b'0' && two(11) < 24 && two(14) < 60 && two(17) < 60;
    // Every month has these days.
    if matches!(day, 1..=28) {
        return is_time && matches!(month, 1..=12);
    }
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // Of centuries only each fourth has a leap day: that is left to the SDK's parser.
        2 if two(2) % 4 == 0 && two(2) != 0 => 29,
        2 => 28,
        _ => 0,
    };
    is_time && (1..=days).contains(&day)
}
