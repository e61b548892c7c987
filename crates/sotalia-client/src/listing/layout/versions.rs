//! `ListObjectVersions`: versions and delete markers, in one document.

use super::{Field, Kind, Layout};

/// The entries that are delete markers, by their position in [`Layout::entries`].
pub(in super::super) const DELETE_MARKER: usize = 1;

// Fields of an entry, by position. A delete marker has those up to the owner's.
pub(in super::super) const KEY: usize = 0;
pub(in super::super) const VERSION_ID: usize = 1;
pub(in super::super) const IS_LATEST: usize = 2;
pub(in super::super) const LAST_MODIFIED: usize = 3;
pub(in super::super) const OWNER_ID: usize = 4;
pub(in super::super) const OWNER_NAME: usize = 5;
pub(in super::super) const E_TAG: usize = 6;
pub(in super::super) const SIZE: usize = 7;
pub(in super::super) const STORAGE_CLASS: usize = 8;
pub(in super::super) const CHECKSUM_ALGORITHM: usize = 9;
pub(in super::super) const CHECKSUM_TYPE: usize = 10;
pub(in super::super) const RESTORING: usize = 11;
pub(in super::super) const RESTORED_UNTIL: usize = 12;

const VERSION: [Field; 13] = [
    ("Key", Kind::Name),
    ("VersionId", Kind::Text),
    ("IsLatest", Kind::Flag),
    ("LastModified", Kind::Time),
    ("Owner/ID", Kind::Text),
    ("Owner/DisplayName", Kind::Text),
    ("ETag", Kind::Text),
    ("Size", Kind::Long),
    ("StorageClass", Kind::Text),
    ("ChecksumAlgorithm", Kind::Text),
    ("ChecksumType", Kind::Text),
    ("RestoreStatus/IsRestoreInProgress", Kind::Flag),
    ("RestoreStatus/RestoreExpiryDate", Kind::Time),
];

pub(in super::super) static VERSIONS: Layout = Layout {
    root: "ListVersionsResult",
    entries: &["Version", "DeleteMarker"],
    fields: &VERSION,
    repeated: Some(CHECKSUM_ALGORITHM),
    has_prefixes: true,
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextKeyMarker", Kind::Name),
        ("NextVersionIdMarker", Kind::Text),
        ("EncodingType", Kind::Text),
        ("MaxKeys", Kind::Integer),
        ("Name", Kind::Text),
        ("Prefix", Kind::Name),
        ("Delimiter", Kind::Name),
        ("KeyMarker", Kind::Name),
        ("VersionIdMarker", Kind::Text),
    ],
};
