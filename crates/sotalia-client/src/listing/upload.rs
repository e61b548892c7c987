//! A multipart upload that is under way, as a listing shows it.

use std::fmt;

use aws_sdk_s3::primitives::DateTime;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumType, Initiator, MultipartUpload, Owner, StorageClass};

use super::layout::uploads::{
    CHECKSUM_ALGORITHM, CHECKSUM_TYPE, INITIATED, INITIATOR_ID, INITIATOR_NAME, KEY, OWNER_ID, OWNER_NAME,
    STORAGE_CLASS, UPLOAD_ID,
};
use super::source::{Entry, Source, view};

/// A multipart upload that is under way, as a listing shows it: what `.views()` of `ListMultipartUploads` gives.
///
/// It is a view into the page that it came with, as [`ListedObject`](super::ListedObject) is; `MultipartUpload::from` makes the
/// SDK's type of it.
#[derive(Clone)]
pub struct ListedUpload(Source<MultipartUpload>);

view!(ListedUpload, MultipartUpload, upload);

/// What the listing said.
impl ListedUpload {
    /// The key of the object that it will be; empty where the answer has none, which S3 does not do.
    #[inline]
    pub fn key(&self) -> &str {
        self.0.read(|entry| entry.text(KEY), MultipartUpload::key).unwrap_or_default()
    }

    /// Its identifier; empty where the answer has none, which S3 does not do.
    pub fn upload_id(&self) -> &str {
        self.0.read(|entry| entry.text(UPLOAD_ID), MultipartUpload::upload_id).unwrap_or_default()
    }

    /// When it began.
    pub fn initiated(&self) -> Option<DateTime> {
        self.0.read(|entry| entry.time(INITIATED), |upload| upload.initiated)
    }

    /// The storage class that the object will have, as the answer names it.
    pub fn storage_class(&self) -> Option<&str> {
        self.0.read(|entry| entry.text(STORAGE_CLASS), |upload| upload.storage_class().map(StorageClass::as_str))
    }

    /// The owner of the object that it will be.
    pub fn owner(&self) -> Option<Owner> {
        self.0.read(|entry| entry.owner(OWNER_ID, OWNER_NAME), |upload| upload.owner.clone())
    }

    /// Who began it.
    pub fn initiator(&self) -> Option<Initiator> {
        self.0.read(initiator, |upload| upload.initiator.clone())
    }

    /// How its checksums are made.
    pub fn checksum_algorithm(&self) -> Option<ChecksumAlgorithm> {
        self.0.read(|entry| entry.named(CHECKSUM_ALGORITHM), |upload| upload.checksum_algorithm.clone())
    }

    /// Whether the checksum will be of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        self.0.read(|entry| entry.named(CHECKSUM_TYPE), |upload| upload.checksum_type.clone())
    }
}

fn initiator(entry: Entry<'_>) -> Option<Initiator> {
    let (id, name) = (entry.owned(INITIATOR_ID), entry.owned(INITIATOR_NAME));
    (id.is_some() || name.is_some()).then(|| Initiator::builder().set_id(id).set_display_name(name).build())
}

fn upload(entry: Entry<'_>) -> MultipartUpload {
    MultipartUpload::builder()
        .set_key(entry.owned(KEY))
        .set_upload_id(entry.owned(UPLOAD_ID))
        .set_initiated(entry.time(INITIATED))
        .set_storage_class(entry.named(STORAGE_CLASS))
        .set_owner(entry.owner(OWNER_ID, OWNER_NAME))
        .set_initiator(initiator(entry))
        .set_checksum_algorithm(entry.named(CHECKSUM_ALGORITHM))
        .set_checksum_type(entry.named(CHECKSUM_TYPE))
        .build()
}

impl fmt::Debug for ListedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListedUpload")
            .field("key", &self.key())
            .field("upload_id", &self.upload_id())
            .field("initiated", &self.initiated())
            .finish_non_exhaustive()
    }
}
