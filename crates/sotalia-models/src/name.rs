//! The names of operations and waiters as boto3 and the AWS CLI have them.

/// A name in the form that boto3 has: `DescribeDBInstances` is `describe_db_instances`, as botocore's `xform_name` has it.
///
/// ```
/// assert_eq!(sotalia_models::to_snake_case("ListObjectsV2"), "list_objects_v2");
/// assert_eq!(sotalia_models::to_snake_case("CreateCachediSCSIVolume"), "create_cached_iscsi_volume");
/// ```
#[must_use]
pub fn to_snake_case(name: &str) -> String {
    with_separator(name, '_')
}

/// A name in small letters with a separator between its words: `_` for boto3, `-` for the AWS CLI.
#[must_use]
pub fn with_separator(name: &str, separator: char) -> String {
    if name.contains(separator) || !name.is_ascii() {
        return name.to_owned();
    }
    if let Some(known) = exception(name) {
        return known.replace('_', separator.encode_utf8(&mut [0; 4]));
    }
    let name = with_plural_apart(name, separator);
    let words = split(&name, separator, before_capital_and_small);
    split(&words, separator, small_before_capital).to_ascii_lowercase()
}

/// Names that the rules would cut in wrong places, in order; botocore has the same table.
const EXCEPTIONS: &str = include_str!("name/exceptions.tsv");

fn exception(name: &str) -> Option<&'static str> {
    // Few names are in the table, and its first letters tell most others apart.
    EXCEPTIONS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(known, _)| *known == name)
        .map(|(_, words)| words)
}

/// `ListTagsForARNs` ends in a word of capitals with the small `s` of a plural.
fn with_plural_apart(name: &str, separator: char) -> String {
    let stem = name.strip_suffix('s').unwrap_or_default();
    let capitals = stem.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    if capitals < 2 {
        return name.to_owned();
    }
    let (start, word) = stem.split_at(stem.len() - capitals);
    format!("{start}{separator}{}s", word.to_ascii_lowercase())
}

/// Puts a separator behind each place for which `end` gives where to look on.
fn split(name: &str, separator: char, end: fn(&[u8], usize) -> Option<usize>) -> String {
    let (bytes, mut words, mut done, mut place) = (name.as_bytes(), String::with_capacity(name.len() + 8), 0, 0);
    while place + 1 < bytes.len() {
        match end(bytes, place) {
            Some(next) => {
                words.push_str(&name[done..=place]);
                words.push(separator);
                done = place + 1;
                place = next;
            }
            None => place += 1,
        }
    }
    words.push_str(&name[done..]);
    words
}

fn before_capital_and_small(bytes: &[u8], place: usize) -> Option<usize> {
    let small = bytes[place + 2..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    (bytes[place + 1].is_ascii_uppercase() && small > 0).then_some(place + 2 + small)
}

fn small_before_capital(bytes: &[u8], place: usize) -> Option<usize> {
    let is_small = bytes[place].is_ascii_lowercase() || bytes[place].is_ascii_digit();
    (is_small && bytes[place + 1].is_ascii_uppercase()).then_some(place + 2)
}

/// Whether a name in any form is this one in the form of boto3.
pub(crate) fn is_same(known: &str, name: &str) -> bool {
    known.len() == name.len() && known.bytes().zip(name.bytes()).all(|(a, b)| a == b || (a == b'_' && b == b'-'))
}

/// At most three of the names that are like this one, nearest first.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let name = name.to_ascii_lowercase();
    let limit = 2.max(name.len() / 4);
    let slips = |known: &str| strsim::damerau_levenshtein(&name, known);
    let is_part = |known: &str| name.len() > 3 && known.contains(&*name);
    let mut near: Vec<_> = known.map(|known| (if is_part(known) { 1 } else { slips(known) }, known)).collect();
    near.retain(|(slips, _)| *slips <= limit);
    near.sort_by_key(|(slips, known)| (*slips, known.len()));
    near.into_iter().take(3).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests;
