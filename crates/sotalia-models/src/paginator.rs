//! How an operation is listed page by page.

use serde::{Deserialize, Serialize};

/// The rules of one paginator, as `paginators-1.json` has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Paginator {
    /// The operation's name: `ListObjectsV2`.
    pub operation: Box<str>,
    /// The parameters that take the tokens of the page before.
    pub input_tokens: Vec<Box<str>>,
    /// Where the tokens stand in a page: `JMESPath`, in the order of the parameters.
    pub output_tokens: Vec<Box<str>>,
    /// Where a page says that there are more: `JMESPath`.
    pub more_results: Option<Box<str>>,
    /// Where the items stand: `JMESPath`.
    pub result_keys: Vec<Box<str>>,
    /// The parameter that limits the size of a page.
    pub limit_key: Option<Box<str>>,
    /// What is the same in all pages, and not joined.
    pub non_aggregate_keys: Vec<Box<str>>,
}
