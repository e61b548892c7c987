//! `ListParts`.

use super::{Field, Kind, Layout};

// Fields of an entry, by position.
pub(in super::super) const PART_NUMBER: usize = 0;
pub(in super::super) const LAST_MODIFIED: usize = 1;
pub(in super::super) const E_TAG: usize = 2;
pub(in super::super) const SIZE: usize = 3;
pub(in super::super) const CRC32: usize = 4;
pub(in super::super) const CRC32_C: usize = 5;
pub(in super::super) const CRC64_NVME: usize = 6;
pub(in super::super) const SHA1: usize = 7;
pub(in super::super) const SHA256: usize = 8;
pub(in super::super) const SHA512: usize = 9;
pub(in super::super) const MD5: usize = 10;
pub(in super::super) const XXHASH64: usize = 11;
pub(in super::super) const XXHASH3: usize = 12;
pub(in super::super) const XXHASH128: usize = 13;

const PART: [Field; 14] = [
    ("PartNumber", Kind::Integer),
    ("LastModified", Kind::Time),
    ("ETag", Kind::Text),
    ("Size", Kind::Long),
    ("ChecksumCRC32", Kind::Text),
    ("ChecksumCRC32C", Kind::Text),
    ("ChecksumCRC64NVME", Kind::Text),
    ("ChecksumSHA1", Kind::Text),
    ("ChecksumSHA256", Kind::Text),
    ("ChecksumSHA512", Kind::Text),
    ("ChecksumMD5", Kind::Text),
    ("ChecksumXXHASH64", Kind::Text),
    ("ChecksumXXHASH3", Kind::Text),
    ("ChecksumXXHASH128", Kind::Text),
];

pub(in super::super) static PARTS: Layout = Layout {
    root: "ListPartsResult",
    entries: &["Part"],
    fields: &PART,
    repeated: None,
    has_prefixes: false,
    page: &[
        ("IsTruncated", Kind::Flag),
        ("NextPartNumberMarker", Kind::Text),
        ("MaxParts", Kind::Integer),
        ("PartNumberMarker", Kind::Text),
        ("Bucket", Kind::Text),
        ("Key", Kind::Text),
        ("UploadId", Kind::Text),
        ("StorageClass", Kind::Text),
        ("ChecksumAlgorithm", Kind::Text),
        ("ChecksumType", Kind::Text),
    ],
};
