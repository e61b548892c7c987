//! A constant for every error code of every AWS service, in a module named as the SDK's crate: a misspelt one does not
//! compile.
//!
//! ```
//! use sotalia_error::{Error, codes};
//!
//! fn what_next(error: &Error) -> &'static str {
//!     match error.code() {
//!         Some(&codes::s3::BUCKET_ALREADY_OWNED_BY_YOU) => "use it",
//!         Some(&codes::s3::BUCKET_ALREADY_EXISTS) => "choose another name",
//!         _ => "give up",
//!     }
//! }
//! ```
//!
//! ```compile_fail
//! use sotalia_error::codes;
//!
//! let code = codes::s3::BUCKET_ALREADY_EXIST; // It ends with an S.
//! ```
//!
//! The modules hold what AWS's models declare, and for EC2 and S3, whose models declare little, what their documentation
//! lists. [`aws`] holds the codes that any service may answer. A constant is named for the code on the wire, and where
//! the SDK and boto3 name the exception otherwise, there is a second one with that name and the same value:
//! `codes::rds::DB_INSTANCE_NOT_FOUND` and `codes::rds::DB_INSTANCE_NOT_FOUND_FAULT`. For SQS, which answers with two
//! codes, see [`Error::has_code`](crate::Error::has_code).
//!
//! Services add codes at any time: one that has no constant compares as text, `error.has_code("NewCode")`.

pub use crate::generated::codes::*;
