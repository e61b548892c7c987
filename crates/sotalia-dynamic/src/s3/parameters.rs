//! Checks of parameters of S3 that no model has.

use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

/// Refuses bucket names that no bucket can have, before they become part of an address: boto3's `VALID_BUCKET`.
///
/// # Errors
///
/// [`LocalError::InvalidParameter`].
pub(crate) fn check_bucket(params: &Map) -> Result<()> {
    match params.get("Bucket") {
        Some(Value::String(bucket)) if !is_bucket(bucket) => {
            let message = format!(
                "{bucket:?} cannot be a bucket: a name has 1 to 255 letters, digits, dots, hyphens and underscores, or is the \
                 ARN of an access point"
            );
            Err(Error::local(LocalError::InvalidParameter, message).with_detail("BucketName", bucket))
        }
        _ => Ok(()),
    }
}

fn is_bucket(bucket: &str) -> bool {
    let legal = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let plain = (1..=255).contains(&bucket.len()) && bucket.chars().all(legal) && !matches!(bucket, "." | "..");
    plain || bucket.starts_with("arn:")
}

/// Refuses metadata that no header can hold.
///
/// # Errors
///
/// [`LocalError::InvalidParameter`].
pub(crate) fn check_metadata(params: &Map) -> Result<()> {
    let Some(Value::Map(metadata)) = params.get("Metadata") else { return Ok(()) };
    for (key, value) in metadata {
        let value = value.as_str().unwrap_or_default();
        if !key.is_ascii() || !value.is_ascii() {
            let message = format!(
                "Metadata: {key:?} = {value:?} cannot be sent: metadata travels in headers, which hold ASCII only; encode it"
            );
            return Err(Error::local(LocalError::InvalidParameter, message));
        }
    }
    Ok(())
}
