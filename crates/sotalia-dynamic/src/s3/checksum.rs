//! Checksums over what is sent and what comes: boto3's `httpchecksum`, on the SDK's algorithms.
//!
//! `plan.rs` decides for each call from model, parameters and settings; the interceptors do what the plan says.

mod chunked;
mod plan;
mod request;
mod response;

pub(crate) use self::chunked::ChunkedBody;
pub(crate) use self::plan::{ChecksumModel, ChecksumPlan, ChecksumSettings};
pub(crate) use self::request::RequestChecksum;
pub(crate) use self::response::ResponseChecksum;

#[cfg(test)]
mod tests;
