//! A version or a delete marker, as a listing shows it.

use std::fmt;

use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, DeleteMarkerEntry, ObjectVersion, Owner, RestoreStatus};

use super::layout::versions::{
    CHECKSUM_TYPE, DELETE_MARKER, E_TAG, IS_LATEST, KEY, LAST_MODIFIED, OWNER_ID, OWNER_NAME, RESTORED_UNTIL,
    RESTORING, SIZE, STORAGE_CLASS, VERSION_ID,
};
use super::source::{Entry, Source, some_of, view};
use crate::ListObjectVersionsItem as Item;

/// A version of an object, or a delete marker, as a listing shows it: what `.views()` of `ListObjectVersions` gives.
///
/// It is a view into the page that it came with, as [`ListedObject`](super::ListedObject) is; `ListObjectVersionsItem::from`
/// makes the SDK's type of it. A delete marker has neither size, nor entity tag, storage class, checksums and restore status.
#[derive(Clone)]
pub struct ListedVersion(Source<Item>);

view!(ListedVersion, Item, item);

/// What the listing said.
impl ListedVersion {
    /// Whether this is a delete marker: from then on, the object was not there.
    pub fn is_delete_marker(&self) -> bool {
        self.0.read(is_marker, |item| matches!(item, Item::DeleteMarker(_)))
    }

    /// The key; empty where the answer has none, which S3 does not do.
    #[inline]
    pub fn key(&self) -> &str {
        self.0
            .read(|entry| entry.text(KEY), |item| of(item, ObjectVersion::key, DeleteMarkerEntry::key))
            .unwrap_or_default()
    }

    /// The version's identifier: `null` for an object from before the bucket kept versions, and empty where the answer has
    /// none, which S3 does not do.
    pub fn version_id(&self) -> &str {
        let of_sdk = |item| of(item, ObjectVersion::version_id, DeleteMarkerEntry::version_id);
        self.0.read(|entry| entry.text(VERSION_ID), of_sdk).unwrap_or_default()
    }

    /// Whether this is the current one.
    pub fn is_latest(&self) -> Option<bool> {
        self.0.read(|entry| entry.flag(IS_LATEST), |item| of(item, |one| one.is_latest, |one| one.is_latest))
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.0
            .read(|entry| entry.time(LAST_MODIFIED), |item| of(item, |one| one.last_modified, |one| one.last_modified))
    }

    /// The owner.
    pub fn owner(&self) -> Option<Owner> {
        let of_sdk = |item| of(item, |one: &ObjectVersion| one.owner.clone(), |one| one.owner.clone());
        self.0.read(|entry| entry.owner(OWNER_ID, OWNER_NAME), of_sdk)
    }

    /// In bytes.
    pub fn size(&self) -> Option<u64> {
        self.version(|entry| entry.number(SIZE), |version| version.size()?.try_into().ok())
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.version(|entry| entry.text(E_TAG), ObjectVersion::e_tag)
    }

    /// The storage class, as the answer names it.
    pub fn storage_class(&self) -> Option<&str> {
        self.version(|entry| entry.text(STORAGE_CLASS), |version| Some(version.storage_class()?.as_str()))
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        let of_page = |entry: Entry<'_>| Some(entry.checksum_algorithms());
        self.version(of_page, |version| Some(version.checksum_algorithm().to_vec())).unwrap_or_default()
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        self.version(|entry| entry.named(CHECKSUM_TYPE), |version| version.checksum_type.clone())
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        let of_page = |entry: Entry<'_>| entry.restore_status(RESTORING, RESTORED_UNTIL);
        self.version(of_page, |version| version.restore_status.clone())
    }

    /// Reads what delete markers do not have.
    fn version<'a, R>(
        &'a self,
        page: impl FnOnce(Entry<'a>) -> Option<R>,
        sdk: impl FnOnce(&'a ObjectVersion) -> Option<R>,
    ) -> Option<R> {
        self.0.read(|entry| if is_marker(entry) { None } else { page(entry) }, |item| of(item, sdk, |_| None))
    }
}

fn is_marker(entry: Entry<'_>) -> bool {
    entry.kind() == DELETE_MARKER
}

/// Reads an item of the SDK's.
fn of<'a, R>(
    item: &'a Item,
    version: impl FnOnce(&'a ObjectVersion) -> R,
    marker: impl FnOnce(&'a DeleteMarkerEntry) -> R,
) -> R {
    match item {
        Item::Version(one) => version(one),
        Item::DeleteMarker(one) => marker(one),
    }
}

fn item(entry: Entry<'_>) -> Item {
    if is_marker(entry) {
        return Item::DeleteMarker(
            DeleteMarkerEntry::builder()
                .set_key(entry.owned(KEY))
                .set_version_id(entry.owned(VERSION_ID))
                .set_is_latest(entry.flag(IS_LATEST))
                .set_last_modified(entry.time(LAST_MODIFIED))
                .set_owner(entry.owner(OWNER_ID, OWNER_NAME))
                .build(),
        );
    }
    Item::Version(
        ObjectVersion::builder()
            .set_key(entry.owned(KEY))
            .set_version_id(entry.owned(VERSION_ID))
            .set_is_latest(entry.flag(IS_LATEST))
            .set_last_modified(entry.time(LAST_MODIFIED))
            .set_owner(entry.owner(OWNER_ID, OWNER_NAME))
            .set_e_tag(entry.owned(E_TAG))
            .set_size(entry.long(SIZE))
            .set_storage_class(entry.named(STORAGE_CLASS))
            .set_checksum_algorithm(some_of(entry.checksum_algorithms()))
            .set_checksum_type(entry.named(CHECKSUM_TYPE))
            .set_restore_status(entry.restore_status(RESTORING, RESTORED_UNTIL))
            .build(),
    )
}

impl fmt::Debug for ListedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedVersion")
            .field("is_delete_marker", &self.is_delete_marker())
            .field("key", &self.key())
            .field("version_id", &self.version_id())
            .field("is_latest", &self.is_latest())
            .field("last_modified", &self.last_modified())
            .finish_non_exhaustive()
    }
}
