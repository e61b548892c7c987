//! What no model says of an object's summary: it is never without data.

use std::sync::Arc;

use sotalia_client::s3::operation::head_object::builders::HeadObjectFluentBuilder;
use sotalia_client::s3::primitives::DateTime;
use sotalia_client::s3::types::{ChecksumAlgorithm, ChecksumType, Owner, RestoreStatus};
use sotalia_resource::error::Result;
use sotalia_resource::{Action, if_found};

use crate::{ObjectEntry, ObjectSummary, S3};

/// The way to a summary without a listing.
impl S3 {
    /// The summary of an object: asks `HeadObject` when awaited, since a summary is never without data.
    ///
    /// For the object itself, which asks nothing, use [`object`](Self::object).
    ///
    /// # Errors
    ///
    /// What `HeadObject` answers, classified: `NotFound` when the object is not there.
    pub fn object_summary(
        &self,
        bucket_name: impl AsRef<str>,
        key: impl AsRef<str>,
    ) -> Action<HeadObjectFluentBuilder, ObjectSummary> {
        let (parent, key) = (Arc::new(self.bucket(bucket_name)), key.as_ref().to_owned());
        let first = self.client.head_object().bucket(parent.name()).key(&key);
        Action::new(first, move |request| async move {
            let output = request.bucket(parent.name()).key(&key).send().await?;
            Ok(ObjectSummary { parent, data: ObjectEntry::of_head(key, output) })
        })
    }
}

/// Identifiers as a value.
#[cfg(feature = "serde")]
impl ObjectSummary {
    /// The summary of what was written down: asks `HeadObject` when awaited, since a summary is never without data.
    ///
    /// # Errors
    ///
    /// As of [`S3::object_summary`].
    pub fn from_identifiers(
        client: &crate::Client,
        identifiers: &crate::ObjectSummaryIdentifiers,
    ) -> Action<HeadObjectFluentBuilder, Self> {
        S3::from_client(client).object_summary(&identifiers.bucket_name, &identifiers.key)
    }
}

/// Data: known from the listing. Nothing here asks the service but `load`.
impl ObjectSummary {
    /// A summary with what `HeadObject` says now. This one stays as it is.
    ///
    /// # Errors
    ///
    /// What `HeadObject` answers, classified: `NotFound` when the object is not there.
    pub fn load(&self) -> Action<HeadObjectFluentBuilder, Self> {
        S3::from_client(self.client()).object_summary(self.bucket_name(), self.key())
    }

    /// A summary as of [`load`](Self::load), or `None` if the object is not there.
    ///
    /// # Errors
    ///
    /// What `HeadObject` answers, but for errors of kind `NotFound`.
    pub async fn load_if_exists(&self) -> Result<Option<Self>> {
        if_found(self.load().await)
    }

    /// Whether the object is there, as `HeadObject` answers now.
    ///
    /// # Errors
    ///
    /// What `HeadObject` answers, but for errors of kind `NotFound`: these are a `false`.
    pub async fn exists(&self) -> Result<bool> {
        Ok(self.load_if_exists().await?.is_some())
    }

    /// The same, without the page of the listing that it came with: a summary keeps its page as long as it is kept itself. For
    /// few of many that are kept for long.
    #[must_use]
    pub fn into_owned(self) -> Self {
        Self { data: self.data.into_owned(), ..self }
    }

    /// In bytes.
    #[inline]
    pub fn size(&self) -> u64 {
        self.data.size()
    }

    /// The entity tag, with its quotes.
    pub fn e_tag(&self) -> Option<&str> {
        self.data.e_tag()
    }

    /// When the object was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.data.last_modified()
    }

    /// The storage class; `STANDARD` where the answer names none.
    pub fn storage_class(&self) -> &str {
        self.data.storage_class()
    }

    /// The owner: only where the listing was asked with `fetch_owner(true)`.
    pub fn owner(&self) -> Option<Owner> {
        self.data.owner()
    }

    /// How its checksums were made.
    pub fn checksum_algorithm(&self) -> Vec<ChecksumAlgorithm> {
        self.data.checksum_algorithm()
    }

    /// Whether the checksum is of the whole object or of its parts.
    pub fn checksum_type(&self) -> Option<ChecksumType> {
        self.data.checksum_type()
    }

    /// Whether it is being restored from an archive: only where the listing was asked for it.
    pub fn restore_status(&self) -> Option<RestoreStatus> {
        self.data.restore_status()
    }
}
