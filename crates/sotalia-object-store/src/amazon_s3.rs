//! A store of `object_store` with the settings of a session.

use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use sotalia_session::Session;
use sotalia_session::error::{Error, LocalError, Result};

use crate::SessionCredentials;

/// The suffix of a bucket in one availability zone, which `object_store` finds by itself.
const DIRECTORY_BUCKET: &str = "--x-s3";

/// A store for `bucket` with the session's region, endpoint and credentials; `.build()` makes it. No request is made.
///
/// What is the same as in a client of the session:
///
/// * The region, and the endpoint that was set for S3 in code, in `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL` or the profile.
/// * Without an endpoint, the one of AWS for the region's partition, with FIPS and dual-stack as set; a bucket whose name
///   can be part of a host name is.
/// * An endpoint that is set is asked by path, and may be `http://`.
/// * The requests of an anonymous session are not signed.
///
/// Retries, time-outs, proxies and connections are `object_store`'s own: set them on the builder.
///
/// # Errors
///
/// [`LocalError::NoRegion`] when the session has no region.
pub fn amazon_s3(session: &Session, bucket: impl Into<String>) -> Result<AmazonS3Builder> {
    let bucket = bucket.into();
    let region = session.region().ok_or_else(|| {
        let message = "a store needs a region: set AWS_REGION, `region` in the profile, or SessionBuilder::region";
        Error::local(LocalError::NoRegion, message)
    })?;
    let builder =
        AmazonS3Builder::new().with_region(region).with_credentials(Arc::new(SessionCredentials::new(session)));
    let builder =
        if session.sdk_config().credentials_provider().is_none() { builder.with_skip_signature(true) } else { builder };
    let builder = match session.service_endpoint_url("S3") {
        Some(url) => by_path(builder, url),
        None if bucket.ends_with(DIRECTORY_BUCKET) => builder.with_s3_express(true),
        None => of_aws(builder, &host(session, region), &bucket),
    };
    Ok(builder.with_bucket_name(bucket))
}

/// A server that is not AWS's rarely answers to a host name for each bucket.
fn by_path(builder: AmazonS3Builder, url: String) -> AmazonS3Builder {
    let is_plain = url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"));
    builder.with_allow_http(is_plain).with_virtual_hosted_style_request(false).with_endpoint(url)
}

/// `object_store` takes an endpoint that holds the bucket for a host name of the bucket's own.
fn of_aws(builder: AmazonS3Builder, host: &str, bucket: &str) -> AmazonS3Builder {
    if is_label(bucket) {
        builder.with_virtual_hosted_style_request(true).with_endpoint(format!("https://{bucket}.{host}"))
    } else {
        builder.with_virtual_hosted_style_request(false).with_endpoint(format!("https://{host}"))
    }
}

/// `s3.eu-west-1.amazonaws.com` and its variants.
fn host(session: &Session, region: &str) -> String {
    let config = session.sdk_config();
    let fips = if config.use_fips() == Some(true) { "-fips" } else { "" };
    let dual_stack = if config.use_dual_stack() == Some(true) { ".dualstack" } else { "" };
    let partition = session.partition_for_region(region).unwrap_or("aws");
    let suffix = session.partition_dns_suffix(partition).unwrap_or("amazonaws.com");
    format!("s3{fips}{dual_stack}.{region}.{suffix}")
}

/// Whether a certificate for `*.s3.REGION.amazonaws.com` covers the name: one label of small letters, digits and hyphens.
fn is_label(bucket: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=63).contains(&bucket.len())
        && bucket.bytes().all(is_inner)
        && !bucket.starts_with('-')
        && !bucket.ends_with('-')
}
