//! The source of a copy, which S3 takes as one encoded header.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

/// What botocore leaves as it is: its `SAFE_CHARS`, and slashes.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

const VERSION: &str = "?versionId=";

/// Makes the header of `CopySource`: text `bucket/key`, with `?versionId=` behind it, or a map of `Bucket`, `Key` and, if it is
/// of a version, `VersionId`.
///
/// # Errors
///
/// [`LocalError::MissingParameter`] for a map without bucket or key.
pub(crate) fn encode(params: &mut Map) -> Result<()> {
    let encoded = match params.get("CopySource") {
        Some(Value::String(text)) => encode_text(text),
        Some(Value::Map(source)) => encode_map(source)?,
        _ => return Ok(()),
    };
    params.insert("CopySource".to_owned(), Value::from(encoded));
    Ok(())
}

fn encode_text(text: &str) -> String {
    let version = text.rfind(VERSION).filter(|at| {
        let id = text.get(at + VERSION.len()..).unwrap_or_default();
        !id.is_empty() && !id.contains(char::is_whitespace)
    });
    let (source, version) = text.split_at(version.unwrap_or(text.len()));
    format!("{}{version}", utf8_percent_encode(source, ENCODED))
}

fn encode_map(source: &Map) -> Result<String> {
    let text = |name: &str| source.get(name).and_then(Value::as_str);
    let needed = |name: &str| {
        text(name).ok_or_else(|| {
            let message = format!("CopySource.{name} is not set; give Bucket, Key and, for a version, VersionId");
            Error::local(LocalError::MissingParameter, message)
        })
    };
    let (bucket, key) = (needed("Bucket")?, needed("Key")?);
    let source = if is_arn(bucket) { format!("{bucket}/object/{key}") } else { format!("{bucket}/{key}") };
    let encoded = utf8_percent_encode(&source, ENCODED);
    Ok(match text("VersionId") {
        Some(version) => format!("{encoded}{VERSION}{version}"),
        None => encoded.to_string(),
    })
}

/// Whether a bucket is named by the ARN of an access point.
pub(crate) fn is_arn(bucket: &str) -> bool {
    bucket.starts_with("arn:") && bucket.splitn(6, ':').count() == 6
}
