//! What the listings of Amazon S3 look like, as XML.

pub(super) mod deletions;
pub(super) mod objects;
pub(super) mod parts;
pub(super) mod uploads;
pub(super) mod versions;

/// What the text of an element must be, for the SDK to take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text.
    Text,
    /// A text that `encoding-type=url` encodes.
    Name,
    /// `true` or `false`.
    Flag,
    /// A count that fits an `i32`.
    Integer,
    /// A count that fits an `i64`.
    Long,
    /// A time, as RFC 3339 writes it in UTC.
    Time,
}

/// A field: the element's name, below a slash after that of the element around it, and what it holds.
pub(super) type Field = (&'static str, Kind);

/// The answer of one operation.
#[derive(Debug)]
pub(super) struct Layout {
    /// The root element.
    pub(super) root: &'static str,
    /// The elements that are the listing's entries.
    pub(super) entries: &'static [&'static str],
    /// The fields of an entry.
    pub(super) fields: &'static [Field],
    /// The field that may come several times in an entry.
    pub(super) repeated: Option<usize>,
    /// Whether common prefixes are listed with the entries.
    pub(super) has_prefixes: bool,
    /// The fields of the page itself.
    pub(super) page: &'static [Field],
}

impl Layout {
    /// The field of an entry with this name, below `group` if it stands in one.
    pub(super) fn field(&self, group: Option<&[u8]>, name: &[u8]) -> Option<usize> {
        self.fields.iter().position(|(field, _)| match (group, field.split_once('/')) {
            (None, None) => field.as_bytes() == name,
            (Some(group), Some((outer, inner))) => outer.as_bytes() == group && inner.as_bytes() == name,
            _ => false,
        })
    }

    /// Whether fields of an entry stand below an element of this name.
    pub(super) fn is_group(&self, name: &[u8]) -> bool {
        self.fields.iter().any(|(field, _)| field.split_once('/').is_some_and(|(outer, _)| outer.as_bytes() == name))
    }

    /// The field of the page with this name.
    pub(super) fn page_field(&self, name: &str) -> Option<usize> {
        self.page.iter().position(|(field, _)| *field == name)
    }
}

/// Which of these fields are names.
pub(super) fn names(fields: &[Field]) -> Vec<usize> {
    fields.iter().enumerate().filter(|(_, (_, kind))| *kind == Kind::Name).map(|(at, _)| at).collect()
}
