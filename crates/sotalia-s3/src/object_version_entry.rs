//! What a listing of versions says of a version or a delete marker.

use sotalia_client::ListObjectVersionsItem;
use sotalia_client::s3::primitives::DateTime;
use sotalia_client::s3::types::{self, ChecksumAlgorithm, ChecksumType, DeleteMarkerEntry, Owner, RestoreStatus};

/// A version or a delete marker, as a listing shows it: the data of an [`ObjectVersion`](crate::ObjectVersion).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ObjectVersionEntry {
    /// A version: an object, current or not.
    Version(types::ObjectVersion),
    /// A delete marker: from then on, the object was not there.
    DeleteMarker(DeleteMarkerEntry),
}

impl ObjectVersionEntry {
    /// Whether this is a delete marker, which has neither size nor entity tag.
    pub fn is_delete_marker(&self) -> bool {
        matches!(self, Self::DeleteMarker(_))
    }

    /// The key.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Version(version) => version.key(),
            Self::DeleteMarker(marker) => marker.key(),
        }
    }

    /// The version's identifier; `null` for an object from before the bucket kept versions.
    pub fn version_id(&self) -> Option<&str> {
        match self {
            Self::Version(version) => version.version_id(),
            Self::DeleteMarker(marker) => marker.version_id(),
        }
    }

    /// Whether this is the current one.
    pub fn is_latest(&self) -> Option<bool> {
        match self {
            Self::Version(version) => version.is_latest(),
            Self::DeleteMarker(marker) => marker.is_latest(),
        }
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<&DateTime> {
        match self {
            Self::Version(version) => version.last_modified(),
            Self::DeleteMarker(marker) => marker.last_modified(),
        }
    }

    /// The owner.
    pub fn owner(&self) -> Option<&Owner> {
        match self {
            Self::Version(version) => version.owner(),
            Self::DeleteMarker(marker) => marker.owner(),
        }
    }

    /// In bytes.
    pub fn size(&self) -> Option<u64> {
        self.version().and_then(types::ObjectVersion::size).and_then(|size| u64::try_from(size).ok())
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.version().and_then(types::ObjectVersion::e_tag)
    }

    /// The storage class.
    pub fn storage_class(&self) -> Option<&str> {
        self.version().and_then(|version| version.storage_class().map(types::ObjectVersionStorageClass::as_str))
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> &[ChecksumAlgorithm] {
        self.version().map_or(&[], types::ObjectVersion::checksum_algorithm)
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<&ChecksumType> {
        self.version().and_then(types::ObjectVersion::checksum_type)
    }

    /// Whether it is being restored from an archive.
    pub fn restore_status(&self) -> Option<&RestoreStatus> {
        self.version().and_then(types::ObjectVersion::restore_status)
    }

    fn version(&self) -> Option<&types::ObjectVersion> {
        match self {
            Self::Version(version) => Some(version),
            Self::DeleteMarker(_) => None,
        }
    }
}

impl From<ListObjectVersionsItem> for ObjectVersionEntry {
    fn from(item: ListObjectVersionsItem) -> Self {
        match item {
            ListObjectVersionsItem::DeleteMarker(marker) => Self::DeleteMarker(marker),
            ListObjectVersionsItem::Version(version) => Self::Version(version),
        }
    }
}
