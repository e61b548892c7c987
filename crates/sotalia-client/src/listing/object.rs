//! An object, as a listing shows it.

use std::fmt;
use std::sync::Arc;

use aws_sdk_s3::primitives::{DateTime, DateTimeFormat};
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, Object, Owner, RestoreStatus};

use super::layout::object;
use super::page::ListingPage;

/// An object, as a listing shows it: what `.views()` of `ListObjectsV2` and `ListObjects` gives.
///
/// It is a view into the page that it came with, so making one costs next to nothing, and fields are read when they are asked
/// for. As long as it is kept, its page is: for one object of many that is kept for long, there is
/// [`into_owned`](Self::into_owned). `Object::from` makes the SDK's type of it.
#[derive(Clone)]
pub struct ListedObject(Source);

#[derive(Clone)]
enum Source {
    Page(Arc<ListingPage>, usize),
    Sdk(Box<Object>),
}

impl ListedObject {
    pub(super) fn of_page(page: &Arc<ListingPage>, entry: usize) -> Self {
        Self(Source::Page(Arc::clone(page), entry))
    }

    fn text(&self, field: usize) -> Option<&str> {
        match &self.0 {
            Source::Page(page, entry) => page.get(*entry, field),
            Source::Sdk(_) => None,
        }
    }
}

/// What the listing said.
impl ListedObject {
    /// The key; empty where the answer has none, which S3 does not do.
    pub fn key(&self) -> &str {
        match &self.0 {
            Source::Sdk(object) => object.key().unwrap_or_default(),
            Source::Page(..) => self.text(object::KEY).unwrap_or_default(),
        }
    }

    /// In bytes. A listing always says it; an answer without it counts as 0.
    pub fn size(&self) -> u64 {
        match &self.0 {
            Source::Sdk(object) => object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
            Source::Page(page, entry) => page.number(*entry, object::SIZE).unwrap_or_default(),
        }
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        match &self.0 {
            Source::Sdk(object) => object.e_tag(),
            Source::Page(..) => self.text(object::E_TAG),
        }
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        match &self.0 {
            Source::Sdk(object) => object.last_modified().copied(),
            Source::Page(..) => self.text(object::LAST_MODIFIED).and_then(time),
        }
    }

    /// The storage class, as the answer names it; `None` where it names none.
    pub fn storage_class(&self) -> Option<&str> {
        match &self.0 {
            Source::Sdk(object) => object.storage_class().map(aws_sdk_s3::types::ObjectStorageClass::as_str),
            Source::Page(..) => self.text(object::STORAGE_CLASS),
        }
    }

    /// The owner: only where the listing was asked with `fetch_owner(true)`, or is one of `ListObjects`.
    pub fn owner(&self) -> Option<Owner> {
        let Source::Page(..) = &self.0 else { return self.sdk()?.owner.clone() };
        let (id, name) = (self.text(object::OWNER_ID), self.text(object::OWNER_NAME));
        (id.is_some() || name.is_some())
            .then(|| Owner::builder().set_id(id.map(str::to_owned)).set_display_name(name.map(str::to_owned)).build())
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        match &self.0 {
            Source::Sdk(object) => object.checksum_algorithm().to_vec(),
            Source::Page(page, entry) => page.all(*entry).map(ChecksumAlgorithm::from).collect(),
        }
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        match &self.0 {
            Source::Sdk(object) => object.checksum_type.clone(),
            Source::Page(..) => self.text(object::CHECKSUM_TYPE).map(ChecksumType::from),
        }
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        let Source::Page(..) = &self.0 else { return self.sdk()?.restore_status.clone() };
        let (restoring, until) = (self.text(object::RESTORING), self.text(object::RESTORED_UNTIL));
        (restoring.is_some() || until.is_some()).then(|| {
            RestoreStatus::builder()
                .set_is_restore_in_progress(restoring.map(|text| text == "true"))
                .set_restore_expiry_date(until.and_then(time))
                .build()
        })
    }

    fn sdk(&self) -> Option<&Object> {
        match &self.0 {
            Source::Sdk(object) => Some(object),
            Source::Page(..) => None,
        }
    }
}

/// Keeping.
impl ListedObject {
    /// The same, without the page that it came with: for few objects of many that are kept for long.
    #[must_use]
    pub fn into_owned(self) -> Self {
        Self(Source::Sdk(Box::new(Object::from(self))))
    }
}

/// A time of a listing: in UTC, so nothing else can be meant.
fn time(text: &str) -> Option<DateTime> {
    DateTime::from_str(text, DateTimeFormat::DateTimeWithOffset).ok()
}

impl From<Object> for ListedObject {
    fn from(object: Object) -> Self {
        Self(Source::Sdk(Box::new(object)))
    }
}

impl From<ListedObject> for Object {
    fn from(listed: ListedObject) -> Self {
        if let Source::Sdk(object) = listed.0 {
            return *object;
        }
        let algorithms = listed.checksum_algorithm();
        Self::builder()
            .set_key(listed.text(object::KEY).map(str::to_owned))
            .set_last_modified(listed.last_modified())
            .set_e_tag(listed.e_tag().map(str::to_owned))
            .set_checksum_algorithm((!algorithms.is_empty()).then_some(algorithms))
            .set_checksum_type(listed.checksum_type())
            .set_size(listed.text(object::SIZE).and_then(|size| size.parse().ok()))
            .set_storage_class(listed.storage_class().map(Into::into))
            .set_owner(listed.owner())
            .set_restore_status(listed.restore_status())
            .build()
    }
}

impl PartialEq for ListedObject {
    fn eq(&self, other: &Self) -> bool {
        Object::from(self.clone()) == Object::from(other.clone())
    }
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
