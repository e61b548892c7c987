//! Keys that the caller gives for encryption on the server (SSE-C).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};

use crate::value::{Map, Value};

/// Encodes a key and adds its MD5, which S3 asks for, unless the caller has given that, too: boto3's `sse_md5`.
///
/// `prefix` is `SSECustomer`, or `CopySourceSSECustomer` for the key of a copy's source.
pub(crate) fn complete(params: &mut Map, prefix: &str) {
    let (name, checksum) = (format!("{prefix}Key"), format!("{prefix}KeyMD5"));
    if params.contains_key(checksum.as_str()) {
        return;
    }
    let key = match params.get(name.as_str()) {
        Some(Value::String(text)) => text.as_bytes().to_vec(),
        Some(Value::Blob(bytes)) => bytes.as_ref().to_vec(),
        _ => return,
    };
    params.insert(checksum, Value::from(STANDARD.encode(Md5::digest(&key))));
    params.insert(name, Value::from(STANDARD.encode(&key)));
}
