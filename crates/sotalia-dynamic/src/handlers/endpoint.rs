//! What an endpoint depends on beside parameters and settings.

/// Whether the model's prefix of the host is sent. For S3 Control the rules for endpoints put the account there.
pub(crate) fn has_host_prefix(service: &str, prefix: &str) -> bool {
    !(service == "s3control" && prefix == "{AccountId}.")
}
