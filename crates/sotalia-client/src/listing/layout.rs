//! What the listings of Amazon S3 look like, as XML.

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

/// Fields of [`OBJECTS`], by position.
pub(super) mod object {
    pub(in super::super) const KEY: usize = 0;
    pub(in super::super) const LAST_MODIFIED: usize = 1;
    pub(in super::super) const E_TAG: usize = 2;
    pub(in super::super) const SIZE: usize = 3;
    pub(in super::super) const STORAGE_CLASS: usize = 4;
    pub(in super::super) const CHECKSUM_ALGORITHM: usize = 5;
    pub(in super::super) const CHECKSUM_TYPE: usize = 6;
    pub(in super::super) const OWNER_ID: usize = 7;
    pub(in super::super) const OWNER_NAME: usize = 8;
    pub(in super::super) const RESTORING: usize = 9;
    pub(in super::super) const RESTORED_UNTIL: usize = 10;
}

const OBJECT: [Field; 11] = [
    ("Key", Kind::Name),
    ("LastModified", Kind::Time),
    ("ETag", Kind::Text),
    ("Size", Kind::Long),
    ("StorageClass", Kind::Text),
    ("ChecksumAlgorithm", Kind::Text),
    ("ChecksumType", Kind::Text),
    ("Owner/ID", Kind::Text),
    ("Owner/DisplayName", Kind::Text),
    ("RestoreStatus/IsRestoreInProgress", Kind::Flag),
    ("RestoreStatus/RestoreExpiryDate", Kind::Time),
];

/// `ListObjectsV2` and `ListObjects`.
pub(super) static OBJECTS: Layout = Layout {
    root: "ListBucketResult",
    entries: &["Contents"],
    fields: &OBJECT,
    repeated: Some(object::CHECKSUM_ALGORITHM),
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextContinuationToken", Kind::Text),
        ("NextMarker", Kind::Name),
        ("EncodingType", Kind::Text),
        ("KeyCount", Kind::Integer),
        ("MaxKeys", Kind::Integer),
        ("Name", Kind::Text),
        ("Prefix", Kind::Text),
        ("Delimiter", Kind::Text),
        ("StartAfter", Kind::Text),
        ("Marker", Kind::Text),
        ("ContinuationToken", Kind::Text),
    ],
};
