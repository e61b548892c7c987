//! Pages of a level: keys, and common prefixes that stand for all keys that begin so.
//!
//! A prefix has its place among the keys as a text, and belongs to the range that holds this text. A request that begins
//! inside of what a prefix stands for is answered with the prefix, which lies before it.

use super::super::measure::successor;
use super::Keys;

/// The keys of a page but for a prefix that was given before.
pub(super) struct Rest<'a, K> {
    keys: &'a K,
    skipped: usize,
}

impl<'a, K: Keys> Rest<'a, K> {
    /// Those above a key. Only the first can lie below it.
    pub(super) fn above(key: &str, keys: &'a K) -> Self {
        let is_below = keys.len() > 0 && !key.is_empty() && keys.key(0) <= key;
        Self { keys, skipped: usize::from(is_below) }
    }

    /// How many there are before them.
    pub(super) fn skipped(&self) -> usize {
        self.skipped
    }
}

impl<K: Keys> Keys for Rest<'_, K> {
    fn len(&self) -> usize {
        self.keys.len() - self.skipped
    }

    fn key(&self, index: usize) -> &str {
        self.keys.key(index + self.skipped)
    }

    fn is_prefix(&self, index: usize) -> bool {
        self.keys.is_prefix(index + self.skipped)
    }
}

/// Whether an answer can be one to the request behind `after`.
///
/// # Errors
///
/// What is wrong with it.
pub(super) fn check(after: &str, keys: &impl Keys, more: bool) -> Result<(), &'static str> {
    let found = keys.len();
    if found == 0 {
        return if more { Err("the answer says that there is more, but not what") } else { Ok(()) };
    }
    let first = keys.key(0);
    let begins_inside = keys.is_prefix(0) && after.starts_with(first);
    if first <= after && !after.is_empty() && !begins_inside {
        return Err("a key came that lies before the one that was asked for");
    }
    if (1..found).any(|at| keys.key(at - 1) >= keys.key(at)) {
        return Err("keys came in another order than that of their bytes");
    }
    Ok(())
}

/// Where the page behind these begins; `None` where nothing can follow. What a prefix stands for is passed over.
///
/// The text above all of that may itself be a key, which is not on the way of whoever asks for prefixes. A prefix it cannot be:
/// it ends otherwise.
pub(super) fn beyond<K: Keys>(rest: &Rest<'_, K>) -> Option<String> {
    let last = rest.keys.len().checked_sub(1)?;
    let key = rest.keys.key(last);
    if rest.keys.is_prefix(last) { successor(key) } else { Some(key.to_owned()) }
}
