//! A server that costs next to nothing: what S3, DynamoDB and STS answer, made ahead of time.
//!
//! It is no emulator. It checks no signature and keeps nothing that is put. What it lists is in the name of the bucket,
//! [`LAYOUT-COUNT[-SIZE]`](dataset::Name), what it scans in the name of the table, `items-COUNT`.

mod answer;
mod body;
pub mod dataset;
mod delay;
mod dynamodb;
mod listing;
mod objects;
mod query;
mod server;
mod statistics;
mod store;
mod sts;
#[cfg(test)]
mod tests;
mod xml;

pub use self::server::{Server, serve};

/// The first page that `ListObjectsV2` gives of a bucket, without a server.
///
/// # Errors
///
/// Fails if the name is not one of [`dataset::Name`].
pub async fn first_page(bucket: &str) -> anyhow::Result<bytes::Bytes> {
    use http_body_util::BodyExt as _;
    let data = dataset::Dataset::new(bucket.parse()?);
    let answer = listing::list(bucket, &data, &query::Query::parse("list-type=2"));
    Ok(answer.into_body().collect().await?.to_bytes())
}
