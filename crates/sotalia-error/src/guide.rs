//! Pages for users; this module holds documentation only.
//!
//! * [Catching errors](catching_errors)
//! * [The exceptions of boto3](boto3_exceptions), each with what there is in its place

#[doc = include_str!("../docs/catching-errors.md")]
pub mod catching_errors {}

#[doc = include_str!("../docs/boto3-exceptions.md")]
pub mod boto3_exceptions {}
