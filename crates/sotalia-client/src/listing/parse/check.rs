//! Which texts the SDK takes.

use memchr::{memchr, memmem};

use super::super::layout::Kind;

/// How many bytes are looked at side by side.
const LANES: usize = 16;
/// How much is looked at before counts are added up, in bytes: no lane can count more than fits in it.
const BLOCK: usize = LANES * u8::MAX as usize;

/// What was seen in the bytes that stand side by side.
struct Lanes {
    least: [u8; LANES],
    all: [u8; LANES],
    tags: [u8; LANES],
    references: [u8; LANES],
    brackets: [u8; LANES],
}

impl Lanes {
    const NONE: Self = Self {
        least: [u8::MAX; LANES],
        all: [0; LANES],
        tags: [0; LANES],
        references: [0; LANES],
        brackets: [0; LANES],
    };

    #[inline(always)]
    fn see(&mut self, lane: usize, byte: u8) {
        self.least[lane] = self.least[lane].min(byte);
        self.all[lane] |= byte;
        self.tags[lane] = self.tags[lane].wrapping_add(u8::from(byte == b'<'));
        self.references[lane] = self.references[lane].wrapping_add(u8::from(byte == b'&'));
        self.brackets[lane] |= u8::from(byte == b']');
    }

    /// Looks at a block: all that is looked for is found in one pass, many bytes in each step.
    fn of(block: &[u8]) -> Self {
        let mut lanes = Self::NONE;
        let (rows, rest) = block.as_chunks::<LANES>();
        for row in rows {
            for (lane, byte) in row.iter().enumerate() {
                lanes.see(lane, *byte);
            }
        }
        for (lane, byte) in rest.iter().enumerate() {
            lanes.see(lane, *byte);
        }
        lanes
    }
}

fn sum(counts: [u8; LANES]) -> usize {
    counts.into_iter().map(usize::from).sum()
}

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
        for block in body.chunks(BLOCK) {
            let lanes = Lanes::of(block);
            // White space is rare, but for documents that are laid out for people.
            let has_blank = lanes.least.into_iter().any(|least| least < b' ');
            if has_blank && block.iter().any(is_control) {
                return None;
            }
            all = lanes.all.into_iter().fold(all, |all, bits| all | bits);
            survey.tags += sum(lanes.tags);
            survey.references += sum(lanes.references);
            has_bracket |= sum(lanes.brackets) > 0;
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

#[cfg(test)]
mod tests {
    use super::{BLOCK, LANES, Survey};

    #[test]
    fn all_tags_and_references_are_counted() {
        for length in [0, 1, LANES - 1, LANES, LANES + 1, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK + LANES + 1] {
            for (byte, tags, references) in [(b'<', length, 0), (b'&', 0, length), (b'a', 0, 0), (b']', 0, 0)] {
                let survey = Survey::of(&vec![byte; length]).expect("it is text");
                let found = (survey.tags, survey.references);
                assert_eq!(found, (tags, references), "{length} times {:?}", char::from(byte));
            }
            let at_end = |end: &[u8]| Survey::of(&[&vec![b'a'; length], end].concat()).is_some();
            let cases = [(&b"]]>"[..], false), (b"]]", true), (b"\x01", false), (b"\n", true), (b"\xFF", false)];
            for (end, expected) in cases {
                assert_eq!(at_end(end), expected, "{end:?} after {length} bytes");
            }
        }
    }
}
