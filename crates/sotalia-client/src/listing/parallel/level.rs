//! The common prefixes of one level of a bucket, by `ListObjectsV2` with a delimiter.

use std::ops::Range;

use aws_sdk_s3::operation::list_objects_v2::builders::ListObjectsV2FluentBuilder;
use sotalia_session::error::Result;

use super::super::walk::Page;
use super::bucket::{ObjectPage, send};
use super::refused;
use super::source::{Answer, Listed, Source};

/// Whether a level can be listed by a delimiter.
///
/// # Errors
///
/// `InvalidParameter` for an empty one; for one whose last character has none above it, as the end of a prefix is found by the
/// next.
pub(in super::super) fn check_delimiter(delimiter: &str) -> Result<()> {
    if delimiter.is_empty() {
        return Err(refused("common_prefixes(\"\"): a delimiter has at least one character; use \"/\""));
    }
    if delimiter.ends_with('\u{10ffff}') {
        return Err(refused("common_prefixes(): a delimiter cannot end with the last character of Unicode; use \"/\""));
    }
    Ok(())
}

/// A level, by the request that lists it.
#[derive(Debug, Clone)]
pub(super) struct Level(ListObjectsV2FluentBuilder);

impl Level {
    pub(super) fn new(request: ListObjectsV2FluentBuilder, delimiter: &str) -> Self {
        Self(request.delimiter(delimiter))
    }
}

impl Source for Level {
    type Page = LevelPage;

    fn page(&self, after: Option<String>) -> Answer<LevelPage> {
        let (reader, answer) = send(self.0.clone().set_start_after(after));
        Box::pin(async move { (answer.await.map(LevelPage::new), reader.is_throttled()) })
    }

    /// A level is not explored: there is nothing to tell.
    fn names(&self, _folder: String) -> Answer<(Vec<String>, bool)> {
        Box::pin(async { (Ok((Vec::new(), false)), false) })
    }
}

/// An answer: the keys that lie on the level, and the prefixes of those that lie below it.
pub(super) struct LevelPage {
    page: ObjectPage,
    /// All in order.
    names: Vec<Name>,
}

/// A key or a prefix of the page, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Key(usize),
    Prefix(usize),
}

impl LevelPage {
    /// An answer gives the keys and the prefixes apart, each in order.
    fn new(page: ObjectPage) -> Self {
        let (keys, prefixes) = (page.count(), page.common_prefixes().len());
        let mut names = Vec::with_capacity(keys + prefixes);
        let mut prefix = 0;
        for key in 0..keys {
            while prefix < prefixes && page.common_prefix_at(prefix) < page.key_at(key) {
                names.push(Name::Prefix(prefix));
                prefix += 1;
            }
            names.push(Name::Key(key));
        }
        names.extend((prefix..prefixes).map(Name::Prefix));
        Self { page, names }
    }

    /// The prefixes, in order.
    pub(super) fn prefixes(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.names.iter().filter_map(|name| match name {
            Name::Key(_) => None,
            Name::Prefix(index) => Some(self.page.common_prefix_at(*index)),
        })
    }
}

impl Listed for LevelPage {
    fn count(&self) -> usize {
        self.names.len()
    }

    fn key_at(&self, index: usize) -> &str {
        match self.names.get(index) {
            Some(Name::Key(key)) => self.page.key_at(*key),
            Some(Name::Prefix(prefix)) => self.page.common_prefix_at(*prefix),
            None => "",
        }
    }

    fn is_prefix_at(&self, index: usize) -> bool {
        matches!(self.names.get(index), Some(Name::Prefix(_)))
    }

    fn is_truncated(&self) -> bool {
        self.page.is_truncated()
    }

    fn keep(&mut self, some: Range<usize>) {
        self.names.truncate(some.end);
        self.names.drain(..some.start.min(self.names.len()));
    }

    fn limit(&mut self, wanted: usize) -> usize {
        self.names.retain(|name| matches!(name, Name::Prefix(_)));
        self.names.truncate(wanted);
        self.names.len()
    }

    fn end(&self) -> Option<&str> {
        self.prefixes().next_back().or_else(|| self.count().checked_sub(1).map(|last| self.key_at(last)))
    }
}

impl ObjectPage {
    fn common_prefix_at(&self, index: usize) -> &str {
        match &self.0 {
            Page::Ours(page, _) => page.prefixes.get(index).and_then(|span| page.text(*span)).unwrap_or_default(),
            Page::Sdk(output) => output.common_prefixes().get(index).and_then(|one| one.prefix()).unwrap_or_default(),
        }
    }
}
