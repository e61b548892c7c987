//! What no model says of a bucket: its data is an entry of the list of all buckets.

use std::sync::Arc;

use sotalia_client::s3::operation::head_bucket::builders::HeadBucketFluentBuilder;
use sotalia_client::s3::operation::list_buckets::builders::ListBucketsFluentBuilder;
use sotalia_client::s3::types;
use sotalia_client::{PagedOperation, Paginate};
use sotalia_resource::error::{Error, LocalError, Result};
use sotalia_resource::{Action, if_found, next_of};

use crate::{Bucket, BucketObjectVersions, BucketObjects};

/// Loading.
impl Bucket {
    /// The data: what is known, or else the bucket's entry in the list of buckets, which is then kept.
    ///
    /// As boto3's `Bucket.load`, it asks `ListBuckets`; unlike there, a bucket that the list lacks is an error, and so is a refusal.
    ///
    /// # Errors
    ///
    /// What `ListBuckets` answers; `NotFound` when the caller owns no bucket of this name. To see whether a bucket that may
    /// belong to somebody else is there, use [`exists`](Self::exists).
    pub fn load(&self) -> Action<ListBucketsFluentBuilder, Arc<types::Bucket>> {
        let known = self.data.get();
        self.reload().known_or(known)
    }

    /// The data as `ListBuckets` answers it now.
    ///
    /// # Errors
    ///
    /// As of [`load`](Self::load).
    pub fn reload(&self) -> Action<ListBucketsFluentBuilder, Arc<types::Bucket>> {
        let this = self.clone();
        Action::new(self.client.list_buckets().prefix(self.name()), move |request| async move {
            let mut buckets = request.prefix(this.name()).items();
            while let Some(bucket) = next_of(&mut buckets).await.transpose()? {
                if bucket.name() == Some(this.name()) {
                    return Ok(this.data.set(bucket));
                }
            }
            let message = format!("{this} is not among the caller's buckets");
            let (service, operation) = (ListBucketsFluentBuilder::SERVICE, ListBucketsFluentBuilder::OPERATION);
            Err(Error::local(LocalError::ResourceNotFound, message).with_operation(service, operation))
        })
    }

    /// The data as of [`load`](Self::load), or `None` if the caller owns no bucket of this name.
    ///
    /// # Errors
    ///
    /// What `ListBuckets` answers.
    pub async fn load_if_exists(&self) -> Result<Option<Arc<types::Bucket>>> {
        if_found(self.load().await)
    }

    /// Whether a bucket of this name is there, whoever owns it: asks `HeadBucket`.
    ///
    /// A refusal (403) or another region (301) means that it is, as in boto3's waiter `BucketExists`.
    ///
    /// # Errors
    ///
    /// What `HeadBucket` answers otherwise, a failure to reach the service among it.
    pub fn exists(&self) -> Action<HeadBucketFluentBuilder, bool> {
        let name = Arc::clone(&self.name);
        Action::new(self.client.head_bucket().bucket(self.name()), move |request| async move {
            match request.bucket(&*name).send().await.map_err(Error::from) {
                Ok(_) => Ok(true),
                Err(error) if matches!(error.status(), Some(301 | 403)) => Ok(true),
                Err(error) if error.is_not_found() => Ok(false),
                Err(error) => Err(error),
            }
        })
    }
}

/// Shorthands.
impl BucketObjects {
    /// Only keys that start so: `.filter(|r| r.prefix(prefix))`.
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        self.filter(|request| request.prefix(prefix))
    }
}

/// Shorthands.
impl BucketObjectVersions {
    /// Only keys that start so: `.filter(|r| r.prefix(prefix))`.
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        self.filter(|request| request.prefix(prefix))
    }
}
