//! Listings of Amazon S3, read where they stand: a page keeps the answer's body, and says where each field is.
//!
//! The SDK's parser makes a structure with its own texts of every entry, and walks the XML twice. Here the operation's
//! deserializer is replaced, through the SDK's own extension points, by one that notes places. Requests, signing, retries,
//! errors and connections stay the SDK's; so does the reading of every answer that is not the usual one.

mod common_prefixes;
pub(crate) mod deletion;
mod deserializer;
mod early;
#[cfg(test)]
mod keeping;
mod layout;
mod object;
mod page;
mod parallel;
mod parse;
mod part;
mod source;
mod upload;
mod version;
mod walk;

pub use self::common_prefixes::{CommonPrefixPage, CommonPrefixes, ListCommonPrefixes};
pub use self::object::ListedObject;
pub use self::parallel::{
    ListInParallel, ParallelItems, ParallelListing, ParallelPrefixItems, ParallelPrefixes, PrefixUsage, Usage,
};
pub use self::part::ListedPart;
pub use self::upload::ListedUpload;
pub use self::version::ListedVersion;
pub use self::walk::{ListedPage, Objects, ObjectsV2, Parts, Uploads, Versions};
