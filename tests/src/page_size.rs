//! Data of the sample model that is no type of the SDK.

use sotalia_client::listing::ListedPart;

/// How large a page of the sample is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// In bytes.
    pub bytes: u64,
}

impl From<ListedPart> for PageSize {
    fn from(part: ListedPart) -> Self {
        Self { bytes: part.size() }
    }
}
