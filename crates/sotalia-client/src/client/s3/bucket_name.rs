//! Refuses bucket names that no bucket can have, before they become part of an address.

use aws_sdk_s3::config::endpoint::Params;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_types::config_bag::ConfigBag;
use sotalia_session::error::{Error, LocalError};

/// Refuses a request for such a bucket. The SDK sends `a/b` and `../x` as they are, percent-encoded; a proxy that decodes them
/// asks another bucket.
pub(super) fn check(config: &ConfigBag) -> Result<(), Error> {
    let parameters = config.load::<EndpointResolverParams>().and_then(|parameters| parameters.get::<Params>());
    match parameters.and_then(Params::bucket) {
        Some(bucket) if !is_valid(bucket) => {
            let message = format!(
                "{bucket:?} cannot be a bucket: a name has 1 to 255 letters, digits, dots, hyphens and underscores, \
                 or is the ARN of an access point"
            );
            Err(Error::local(LocalError::InvalidParameter, message).with_detail("BucketName", bucket))
        }
        _ => Ok(()),
    }
}

/// What boto3 takes: its `VALID_BUCKET` pattern. The SDK's endpoint rules look further into ARNs.
fn is_valid(bucket: &str) -> bool {
    let legal = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let plain = (1..=255).contains(&bucket.len()) && bucket.chars().all(legal) && !matches!(bucket, "." | "..");
    plain || bucket.starts_with("arn:")
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn names_are_told_from_what_cannot_be_one() {
        let long = "a".repeat(256);
        let cases = [
            ("logs", true),
            ("My_Old.Bucket-1", true),
            ("arn:aws:s3:eu-west-1:123456789012:accesspoint/mine", true),
            (&long[1..], true),
            ("", false),
            ("a/b", false),
            ("../x", false),
            ("..", false),
            ("a b", false),
            ("é", false),
            (&long, false),
        ];
        for (name, expected) in cases {
            assert_eq!(is_valid(name), expected, "{name:?}");
        }
    }
}
