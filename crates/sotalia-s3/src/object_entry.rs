//! What a listing says of an object.

use std::fmt;
use std::sync::Arc;

use sotalia_client::listing::ListedObject;
use sotalia_client::s3::operation::head_object::HeadObjectOutput;
use sotalia_client::s3::primitives::DateTime;
use sotalia_client::s3::types::{ChecksumAlgorithm, ChecksumType, Owner, RestoreStatus, StorageClass};

/// What is known of an object without a request of its own: the data of an [`ObjectSummary`](crate::ObjectSummary).
///
/// How it is kept is nobody's business: read it through the methods. Clones are cheap.
#[derive(Clone, PartialEq)]
pub struct ObjectEntry(Source);

#[derive(Debug, Clone, PartialEq)]
enum Source {
    Listing(ListedObject),
    Head(Arc<Head>),
}

/// An answer of `HeadObject`, and the key that was asked for.
#[derive(Debug)]
struct Head {
    key: String,
    output: HeadObjectOutput,
}

impl PartialEq for Head {
    /// By the answer: an entry that was made of one alone has no key.
    fn eq(&self, other: &Self) -> bool {
        self.output == other.output
    }
}

impl ObjectEntry {
    /// What `HeadObject` said of this key.
    pub(crate) fn of_head(key: String, output: HeadObjectOutput) -> Self {
        Self(Source::Head(Arc::new(Head { key, output })))
    }

    /// The key: the identifier of the summary.
    #[inline]
    pub(crate) fn key(&self) -> &str {
        match &self.0 {
            Source::Listing(object) => object.key(),
            Source::Head(head) => &head.key,
        }
    }

    /// In bytes. A listing always says it; an answer without it counts as 0.
    #[inline]
    pub fn size(&self) -> u64 {
        match &self.0 {
            Source::Listing(object) => object.size(),
            Source::Head(head) => bytes(head.output.content_length),
        }
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        match &self.0 {
            Source::Listing(object) => object.e_tag(),
            Source::Head(head) => head.output.e_tag(),
        }
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        match &self.0 {
            Source::Listing(object) => object.last_modified(),
            Source::Head(head) => head.output.last_modified,
        }
    }

    /// The storage class; `STANDARD` where the answer names none, as S3 documents it.
    pub fn storage_class(&self) -> &str {
        self.named_class().unwrap_or("STANDARD")
    }

    fn named_class(&self) -> Option<&str> {
        match &self.0 {
            Source::Listing(object) => object.storage_class(),
            Source::Head(head) => head.output.storage_class.as_ref().map(StorageClass::as_str),
        }
    }

    /// The owner: only where the listing was asked with `fetch_owner(true)`.
    pub fn owner(&self) -> Option<Owner> {
        self.listed()?.owner()
    }

    /// How its checksums were made. `HeadObject` does not say it.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        self.listed().map(ListedObject::checksum_algorithm).unwrap_or_default()
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        match &self.0 {
            Source::Listing(object) => object.checksum_type(),
            Source::Head(head) => head.output.checksum_type.clone(),
        }
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it. `HeadObject` does not say it so.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        self.listed()?.restore_status()
    }

    /// The same, without the page of the listing that it came with.
    pub(crate) fn into_owned(self) -> Self {
        match self.0 {
            Source::Listing(object) => Self(Source::Listing(object.into_owned())),
            head @ Source::Head(_) => Self(head),
        }
    }

    fn listed(&self) -> Option<&ListedObject> {
        match &self.0 {
            Source::Listing(object) => Some(object),
            Source::Head(_) => None,
        }
    }
}

impl fmt::Debug for ObjectEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObjectEntry")
            .field("size", &self.size())
            .field("e_tag", &self.e_tag())
            .field("last_modified", &self.last_modified())
            .field("storage_class", &self.named_class())
            .field("owner", &self.owner())
            .field("checksum_algorithm", &self.checksum_algorithm())
            .field("checksum_type", &self.checksum_type())
            .field("restore_status", &self.restore_status())
            .finish()
    }
}

impl From<ListedObject> for ObjectEntry {
    fn from(object: ListedObject) -> Self {
        Self(Source::Listing(object))
    }
}

impl From<HeadObjectOutput> for ObjectEntry {
    fn from(head: HeadObjectOutput) -> Self {
        Self::of_head(String::new(), head)
    }
}

fn bytes(size: Option<i64>) -> u64 {
    size.and_then(|size| u64::try_from(size).ok()).unwrap_or_default()
}
