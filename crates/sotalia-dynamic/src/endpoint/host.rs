//! What can be a part of a host's name.

use std::net::Ipv4Addr;

/// Whether it can be a label of a host's name, or several with dots between them.
pub(crate) fn is_valid_label(text: &str, with_dots: bool) -> bool {
    if with_dots { text.split('.').all(is_label) } else { is_label(text) }
}

fn is_label(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(is_allowed) && !text.starts_with('-') && !text.ends_with('-')
}

/// Whether a bucket of this name can be asked by a host of its own.
pub(super) fn can_be_a_bucket(name: &str, with_dots: bool) -> bool {
    let is_one = |part: &str| part.len() >= 3 && is_label(part) && !part.bytes().any(|byte| byte.is_ascii_uppercase());
    if with_dots { name.parse::<Ipv4Addr>().is_err() && name.split('.').all(is_one) } else { is_one(name) }
}

#[cfg(test)]
mod tests {
    use super::{can_be_a_bucket, is_valid_label};

    #[test]
    fn labels() {
        for (text, with_dots, expected) in [
            ("a", false, true),
            ("A-1", false, true),
            ("-a", false, false),
            ("a-", false, false),
            ("", false, false),
            ("a.b", false, false),
            ("a.b", true, true),
            ("a..b", true, false),
        ] {
            assert_eq!(is_valid_label(text, with_dots), expected, "{text}, {with_dots}");
        }
    }

    #[test]
    fn buckets() {
        for (name, with_dots, expected) in [
            ("logs", false, true),
            ("ab", false, false),
            ("Logs", false, false),
            ("my.logs", false, false),
            ("the.logs", true, true),
            ("192.168.100.100", true, false),
        ] {
            assert_eq!(can_be_a_bucket(name, with_dots), expected, "{name}, {with_dots}");
        }
    }
}
