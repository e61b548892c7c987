//! Character references: `&amp;`, `&#38;`, `&#x26;`.

/// How many references a text has; `None` if one is not of XML itself.
pub(super) fn count(text: &[u8]) -> Option<usize> {
    // What stands around entity tags, and nothing else in nearly all listings.
    let inner = text.strip_prefix(b"&quot;").and_then(|text| text.strip_suffix(b"&quot;"));
    // All bytes are looked at, whatever is found: that is quick.
    if inner.is_some_and(|inner| inner.iter().fold(true, |is_plain, byte| is_plain & (*byte != b'&'))) {
        return Some(2);
    }
    resolve(std::str::from_utf8(text).ok()?)?;
    Some(memchr::memchr_iter(b'&', text).count())
}

/// A text with its references resolved; `None` if one is not of XML itself.
pub(in super::super) fn resolve(text: &str) -> Option<String> {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, after) = after.split_once(';')?;
        resolved.push_str(before);
        resolved.push(character(name)?);
        rest = after;
    }
    resolved.push_str(rest);
    Some(resolved)
}

fn character(name: &str) -> Option<char> {
    let (digits, radix) = match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => (digits, 16),
            None => (name.strip_prefix('#')?, 10),
        },
    };
    // `from_str_radix` would take a sign.
    let is_number = (1..=6).contains(&digits.len()) && digits.chars().all(|digit| digit.is_digit(radix));
    let code = is_number.then(|| u32::from_str_radix(digits, radix).ok())??;
    // Those that XML 1.0 does not allow are for the SDK to judge.
    let is_allowed = matches!(code, 0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..=0x10_FFFF);
    char::from_u32(code).filter(|_| is_allowed)
}
