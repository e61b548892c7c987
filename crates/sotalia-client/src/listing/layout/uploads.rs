//! `ListMultipartUploads`.

use super::{Field, Kind, Layout};

// Fields of an entry, by position.
pub(in super::super) const KEY: usize = 0;
pub(in super::super) const UPLOAD_ID: usize = 1;
pub(in super::super) const INITIATED: usize = 2;
pub(in super::super) const STORAGE_CLASS: usize = 3;
pub(in super::super) const OWNER_ID: usize = 4;
pub(in super::super) const OWNER_NAME: usize = 5;
pub(in super::super) const INITIATOR_ID: usize = 6;
pub(in super::super) const INITIATOR_NAME: usize = 7;
pub(in super::super) const CHECKSUM_ALGORITHM: usize = 8;
pub(in super::super) const CHECKSUM_TYPE: usize = 9;

const UPLOAD: [Field; 10] = [
    ("Key", Kind::Name),
    ("UploadId", Kind::Text),
    ("Initiated", Kind::Time),
    ("StorageClass", Kind::Text),
    ("Owner/ID", Kind::Text),
    ("Owner/DisplayName", Kind::Text),
    ("Initiator/ID", Kind::Text),
    ("Initiator/DisplayName", Kind::Text),
    ("ChecksumAlgorithm", Kind::Text),
    ("ChecksumType", Kind::Text),
];

pub(in super::super) static UPLOADS: Layout = Layout {
    root: "ListMultipartUploadsResult",
    entries: &["Upload"],
    fields: &UPLOAD,
    repeated: None,
    has_prefixes: true,
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextKeyMarker", Kind::Name),
        ("NextUploadIdMarker", Kind::Text),
        ("EncodingType", Kind::Text),
        ("MaxUploads", Kind::Integer),
        ("Bucket", Kind::Text),
        ("Prefix", Kind::Name),
        ("Delimiter", Kind::Name),
        ("KeyMarker", Kind::Name),
        ("UploadIdMarker", Kind::Text),
    ],
};
