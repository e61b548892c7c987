//! What a listing of versions says of a version or a delete marker.

use std::fmt;

use sotalia_client::listing::ListedVersion;
use sotalia_client::s3::primitives::DateTime;
use sotalia_client::s3::types::{ChecksumAlgorithm, ChecksumType, Owner, RestoreStatus};

/// A version or a delete marker, as a listing shows it: the data of an [`ObjectVersion`](crate::ObjectVersion).
///
/// A delete marker has an owner and a time, and nothing else: neither size, nor entity tag, storage class, checksums and
/// restore status.
#[derive(Clone, PartialEq)]
pub struct ObjectVersionEntry(ListedVersion);

impl ObjectVersionEntry {
    /// Whether this is a delete marker: from then on, the object was not there.
    pub fn is_delete_marker(&self) -> bool {
        self.0.is_delete_marker()
    }

    /// The key.
    pub fn key(&self) -> &str {
        self.0.key()
    }

    /// The version's identifier; `null` for an object from before the bucket kept versions.
    pub fn version_id(&self) -> &str {
        self.0.version_id()
    }

    /// Whether this is the current one.
    pub fn is_latest(&self) -> Option<bool> {
        self.0.is_latest()
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.0.last_modified()
    }

    /// The owner.
    pub fn owner(&self) -> Option<Owner> {
        self.0.owner()
    }

    /// In bytes.
    pub fn size(&self) -> Option<u64> {
        self.0.size()
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.0.e_tag()
    }

    /// The storage class.
    pub fn storage_class(&self) -> Option<&str> {
        self.0.storage_class()
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        self.0.checksum_algorithm()
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        self.0.checksum_type()
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        self.0.restore_status()
    }

    /// The same, without the page of the listing that it came with.
    pub(crate) fn into_owned(self) -> Self {
        Self(self.0.into_owned())
    }
}

impl fmt::Debug for ObjectVersionEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(if self.is_delete_marker() { "DeleteMarker" } else { "ObjectVersion" })
            .field("key", &self.key())
            .field("version_id", &self.version_id())
            .field("is_latest", &self.is_latest())
            .field("last_modified", &self.last_modified())
            .field("size", &self.size())
            .field("e_tag", &self.e_tag())
            .field("storage_class", &self.storage_class())
            .field("owner", &self.owner())
            .field("checksum_algorithm", &self.checksum_algorithm())
            .field("checksum_type", &self.checksum_type())
            .field("restore_status", &self.restore_status())
            .finish()
    }
}

impl From<ListedVersion> for ObjectVersionEntry {
    fn from(version: ListedVersion) -> Self {
        Self(version)
    }
}
