//! An object, as a listing shows it.

use std::fmt;

use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, Object, ObjectStorageClass, Owner, RestoreStatus};

use super::layout::objects::{
    CHECKSUM_TYPE, E_TAG, KEY, LAST_MODIFIED, OWNER_ID, OWNER_NAME, RESTORED_UNTIL, RESTORING, SIZE, STORAGE_CLASS,
};
use super::source::{Entry, Source, some_of, view};

/// An object, as a listing shows it: what `.views()` of `ListObjectsV2` and `ListObjects` gives.
///
/// It is a view into the page that it came with, so making one costs next to nothing, and fields are read when they are asked
/// for. As long as it is kept, its page is: for one object of many that is kept for long, there is
/// [`into_owned`](Self::into_owned). `Object::from` makes the SDK's type of it.
#[derive(Clone)]
pub struct ListedObject(Source<Object>);

view!(ListedObject, Object, object);

/// What the listing said.
impl ListedObject {
    /// The key; empty where the answer has none, which S3 does not do.
    #[inline]
    pub fn key(&self) -> &str {
        self.0.read(|entry| entry.text(KEY), Object::key).unwrap_or_default()
    }

    /// In bytes. A listing always says it; an answer without it counts as 0.
    #[inline]
    pub fn size(&self) -> u64 {
        self.0.read(|entry| entry.number(SIZE), |object| object.size()?.try_into().ok()).unwrap_or_default()
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.0.read(|entry| entry.text(E_TAG), Object::e_tag)
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.0.read(|entry| entry.time(LAST_MODIFIED), |object| object.last_modified)
    }

    /// The storage class, as the answer names it; `None` where it names none.
    pub fn storage_class(&self) -> Option<&str> {
        self.0.read(|entry| entry.text(STORAGE_CLASS), |object| object.storage_class().map(ObjectStorageClass::as_str))
    }

    /// The owner: only where the listing was asked with `fetch_owner(true)`, or is one of `ListObjects`.
    pub fn owner(&self) -> Option<Owner> {
        self.0.read(|entry| entry.owner(OWNER_ID, OWNER_NAME), |object| object.owner.clone())
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        self.0.read(Entry::checksum_algorithms, |object| object.checksum_algorithm().to_vec())
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        self.0.read(|entry| entry.named(CHECKSUM_TYPE), |object| object.checksum_type.clone())
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        self.0.read(|entry| entry.restore_status(RESTORING, RESTORED_UNTIL), |object| object.restore_status.clone())
    }
}

fn object(entry: Entry<'_>) -> Object {
    Object::builder()
        .set_key(entry.owned(KEY))
        .set_last_modified(entry.time(LAST_MODIFIED))
        .set_e_tag(entry.owned(E_TAG))
        .set_checksum_algorithm(some_of(entry.checksum_algorithms()))
        .set_checksum_type(entry.named(CHECKSUM_TYPE))
        .set_size(entry.long(SIZE))
        .set_storage_class(entry.named(STORAGE_CLASS))
        .set_owner(entry.owner(OWNER_ID, OWNER_NAME))
        .set_restore_status(entry.restore_status(RESTORING, RESTORED_UNTIL))
        .build()
}

impl fmt::Debug for ListedObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedObject")
            .field("key", &self.key())
            .field("size", &self.size())
            .field("e_tag", &self.e_tag())
            .field("last_modified", &self.last_modified())
            .finish_non_exhaustive()
    }
}
