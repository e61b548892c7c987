//! Data of the sample model that is no type of the SDK.

use sotalia_client::s3::types::Part;

/// How large a page of the sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// In bytes.
    pub bytes: i64,
}

impl From<Part> for PageSize {
    fn from(part: Part) -> Self {
        Self { bytes: part.size().unwrap_or_default() }
    }
}
