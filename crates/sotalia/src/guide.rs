//! Pages for users; this module holds documentation only.
//!
//! * [Catching errors](crate::error::guide::catching_errors)
//! * [Errors, coming from boto3](errors_from_boto3), with
//!   [a row for each of its exceptions](crate::error::guide::boto3_exceptions)
//! * [Errors, coming from the SDK alone](errors_from_the_sdk)

#[doc = include_str!("../docs/errors-from-boto3.md")]
pub mod errors_from_boto3 {}

#[doc = include_str!("../docs/errors-from-the-sdk.md")]
pub mod errors_from_the_sdk {}
