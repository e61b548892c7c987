//! What a listing says of an object.

use sotalia_client::s3::operation::head_object::HeadObjectOutput;
use sotalia_client::s3::primitives::DateTime;
use sotalia_client::s3::types::{ChecksumAlgorithm, ChecksumType, Object, Owner, RestoreStatus};

/// What is known of an object without a request of its own: the data of an [`ObjectSummary`](crate::ObjectSummary).
///
/// How it is kept is nobody's business: read it through the methods.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectEntry {
    size: u64,
    e_tag: Option<String>,
    last_modified: Option<DateTime>,
    storage_class: Option<String>,
    owner: Option<Owner>,
    checksum_algorithm: Vec<ChecksumAlgorithm>,
    checksum_type: Option<ChecksumType>,
    restore_status: Option<RestoreStatus>,
}

impl ObjectEntry {
    /// In bytes. A listing always says it; an answer without it counts as 0.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.e_tag.as_deref()
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<&DateTime> {
        self.last_modified.as_ref()
    }

    /// The storage class; `STANDARD` where the answer names none, as S3 documents it.
    pub fn storage_class(&self) -> &str {
        self.storage_class.as_deref().unwrap_or("STANDARD")
    }

    /// The owner: only where the listing was asked with `fetch_owner(true)`.
    pub fn owner(&self) -> Option<&Owner> {
        self.owner.as_ref()
    }

    /// How its checksums were made. `HeadObject` does not say it.
    pub fn checksum_algorithm(&self) -> &[ChecksumAlgorithm] {
        &self.checksum_algorithm
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<&ChecksumType> {
        self.checksum_type.as_ref()
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it. `HeadObject` does not say it so.
    pub fn restore_status(&self) -> Option<&RestoreStatus> {
        self.restore_status.as_ref()
    }
}

impl From<Object> for ObjectEntry {
    fn from(object: Object) -> Self {
        Self {
            size: bytes(object.size),
            e_tag: object.e_tag,
            last_modified: object.last_modified,
            storage_class: object.storage_class.map(|class| class.as_str().to_owned()),
            owner: object.owner,
            checksum_algorithm: object.checksum_algorithm.unwrap_or_default(),
            checksum_type: object.checksum_type,
            restore_status: object.restore_status,
        }
    }
}

impl From<HeadObjectOutput> for ObjectEntry {
    fn from(head: HeadObjectOutput) -> Self {
        Self {
            size: bytes(head.content_length),
            e_tag: head.e_tag,
            last_modified: head.last_modified,
            storage_class: head.storage_class.map(|class| class.as_str().to_owned()),
            owner: None,
            checksum_algorithm: Vec::new(),
            checksum_type: head.checksum_type,
            restore_status: None,
        }
    }
}

fn bytes(size: Option<i64>) -> u64 {
    size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default()
}
