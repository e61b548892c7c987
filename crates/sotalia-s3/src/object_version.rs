//! What no model says of a version: what a listing told is read through methods.

use std::sync::Arc;

use sotalia_client::s3::primitives::DateTime;

use crate::ObjectVersion;

/// What the listing told. `None` for a version that was made from its identifiers: there is no way to load these but
/// [`head`](Self::head).
impl ObjectVersion {
    /// Whether this is a delete marker.
    pub fn is_delete_marker(&self) -> Option<bool> {
        self.data().map(|entry| entry.is_delete_marker())
    }

    /// Whether this is the current one.
    pub fn is_latest(&self) -> Option<bool> {
        self.data().and_then(|entry| entry.is_latest())
    }

    /// In bytes. A delete marker has none.
    pub fn size(&self) -> Option<u64> {
        self.data().and_then(|entry| entry.size())
    }

    /// When it was written.
    pub fn last_modified(&self) -> Option<DateTime> {
        self.data().and_then(|entry| entry.last_modified())
    }

    /// The entity tag, with its quotes. A delete marker has none.
    pub fn e_tag(&self) -> Option<String> {
        self.data().and_then(|entry| entry.e_tag().map(str::to_owned))
    }

    /// The storage class. A delete marker has none.
    pub fn storage_class(&self) -> Option<String> {
        self.data().and_then(|entry| entry.storage_class().map(str::to_owned))
    }
}

/// Keeping.
impl ObjectVersion {
    /// The same, without the page of the listing that it came with, which its clones then let go as well: a version keeps its
    /// page as long as it is kept itself. For few of many that are kept for long.
    #[must_use]
    pub fn into_owned(self) -> Self {
        if let Some(entry) = self.data() {
            self.data.set(Arc::unwrap_or_clone(entry).into_owned());
        }
        self
    }
}
