//! A part of a multipart upload, as a listing shows it.

use std::fmt;

use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::Part;

use super::layout::parts::{
    CRC32, CRC32_C, CRC64_NVME, E_TAG, LAST_MODIFIED, MD5, PART_NUMBER, SHA1, SHA256, SHA512, SIZE, XXHASH3, XXHASH64,
    XXHASH128,
};
use super::source::{Entry, Source, view};

/// A part of a multipart upload, as a listing shows it: what `.views()` of `ListParts` gives.
///
/// It is a view into the page that it came with, as [`ListedObject`](super::ListedObject) is; `Part::from` makes the SDK's type
/// of it.
#[derive(Clone)]
pub struct ListedPart(Source<Part>);

view!(ListedPart, Part, part);

/// What the listing said.
impl ListedPart {
    /// Its number, from 1 to 10,000; 0 where the answer has none, which S3 does not do.
    pub fn part_number(&self) -> i32 {
        self.0.read(|entry| entry.integer(PART_NUMBER), Part::part_number).unwrap_or_default()
    }

    /// In bytes. A listing always says it; an answer without it counts as 0.
    pub fn size(&self) -> u64 {
        self.0.read(|entry| entry.number(SIZE), |part| part.size()?.try_into().ok()).unwrap_or_default()
    }

    /// When it was uploaded.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.0.read(|entry| entry.time(LAST_MODIFIED), |part| part.last_modified)
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.0.read(|entry| entry.text(E_TAG), Part::e_tag)
    }
}

/// Makes a method for each checksum.
macro_rules! checksums {
    ($($algorithm:literal $name:ident $field:ident,)*) => {
        /// Checksums: that of the algorithm that the upload was begun with, in base64.
        impl ListedPart {
            $(
                #[doc = concat!("By ", $algorithm, ".")]
                pub fn $name(&self) -> Option<&str> {
                    self.0.read(|entry| entry.text($field), Part::$name)
                }
            )*
        }
    };
}

checksums! {
    "CRC32" checksum_crc32 CRC32,
    "CRC32C" checksum_crc32_c CRC32_C,
    "CRC64NVME" checksum_crc64_nvme CRC64_NVME,
    "SHA1" checksum_sha1 SHA1,
    "SHA256" checksum_sha256 SHA256,
    "SHA512" checksum_sha512 SHA512,
    "MD5" checksum_md5 MD5,
    "XXHASH64" checksum_xxhash64 XXHASH64,
    "XXHASH3" checksum_xxhash3 XXHASH3,
    "XXHASH128" checksum_xxhash128 XXHASH128,
}

fn part(entry: Entry<'_>) -> Part {
    Part::builder()
        .set_part_number(entry.integer(PART_NUMBER))
        .set_last_modified(entry.time(LAST_MODIFIED))
        .set_e_tag(entry.owned(E_TAG))
        .set_size(entry.long(SIZE))
        .set_checksum_crc32(entry.owned(CRC32))
        .set_checksum_crc32_c(entry.owned(CRC32_C))
        .set_checksum_crc64_nvme(entry.owned(CRC64_NVME))
        .set_checksum_sha1(entry.owned(SHA1))
        .set_checksum_sha256(entry.owned(SHA256))
        .set_checksum_sha512(entry.owned(SHA512))
        .set_checksum_md5(entry.owned(MD5))
        .set_checksum_xxhash64(entry.owned(XXHASH64))
        .set_checksum_xxhash3(entry.owned(XXHASH3))
        .set_checksum_xxhash128(entry.owned(XXHASH128))
        .build()
}

impl fmt::Debug for ListedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedPart")
            .field("part_number", &self.part_number())
            .field("size", &self.size())
            .field("e_tag", &self.e_tag())
            .field("last_modified", &self.last_modified())
            .finish_non_exhaustive()
    }
}
