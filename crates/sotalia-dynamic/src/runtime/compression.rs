//! Large bodies made smaller, where the operation takes them so.

use std::io::Write as _;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_types::SdkConfig;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::schema::CompiledOperation;

/// Smaller bodies are not worth it: botocore's and the SDK's default.
const DEFAULT_LEAST_SIZE: u32 = 10_240;

/// The size from which bodies of an operation are compressed, if they are at all.
pub(super) fn least_size(config: &SdkConfig, operation: &CompiledOperation) -> Option<usize> {
    let is_taken = operation.model.request_compression.iter().any(|encoding| &**encoding == "gzip");
    if !is_taken || config.disable_request_compression().unwrap_or(false) {
        return None;
    }
    let size = config.request_min_compression_size_bytes().unwrap_or(DEFAULT_LEAST_SIZE);
    usize::try_from(size).ok()
}

/// Compresses a body that is in memory and large enough.
pub(super) fn compress(request: &mut HttpRequest, least_size: usize) {
    let Some(body) = request.body().bytes().filter(|body| body.len() >= least_size && !body.is_empty()) else { return };
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 2), Compression::default());
    // Writing to memory does not fail; if it did, the body would go as it is.
    let Ok(compressed) = encoder.write_all(body).and_then(|()| encoder.finish()) else { return };
    let encoding = match request.headers().get("content-encoding").filter(|known| !known.trim().is_empty()) {
        Some(known) => format!("{known}, gzip"),
        None => "gzip".to_owned(),
    };
    request.headers_mut().insert("content-encoding", encoding);
    request.headers_mut().insert("content-length", compressed.len().to_string());
    *request.body_mut() = SdkBody::from(compressed);
}
