//! `ListObjectsV2` and `ListObjects`.

use super::{Field, Kind, Layout};

// Fields of an entry, by position.
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

/// `ListObjects`.
pub(in super::super) static OBJECTS: Layout = Layout {
    root: "ListBucketResult",
    entries: &["Contents"],
    fields: &OBJECT,
    repeated: Some(CHECKSUM_ALGORITHM),
    has_prefixes: true,
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextMarker", Kind::Name),
        ("EncodingType", Kind::Text),
        ("MaxKeys", Kind::Integer),
        ("Name", Kind::Text),
        ("Prefix", Kind::Name),
        ("Delimiter", Kind::Name),
        ("Marker", Kind::Name),
    ],
};

/// `ListObjectsV2`.
pub(in super::super) static OBJECTS_V2: Layout = Layout {
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextContinuationToken", Kind::Text),
        ("EncodingType", Kind::Text),
        ("KeyCount", Kind::Integer),
        ("MaxKeys", Kind::Integer),
        ("Name", Kind::Text),
        ("Prefix", Kind::Name),
        ("Delimiter", Kind::Name),
        ("StartAfter", Kind::Name),
        ("ContinuationToken", Kind::Text),
    ],
    ..OBJECTS
};
