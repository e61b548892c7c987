//! The typed client of Amazon S3.

mod bucket_name;

use aws_sdk_s3::{Client, config};
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use self::bucket_name::BucketName;
use super::TypedClient;
use crate::{AttemptLimit, ResponseGuard};

impl TypedClient for Client {
    type Config = config::Builder;

    fn config(session: &SdkConfig) -> config::Builder {
        let builder = config::Builder::from(session)
            .interceptor(BucketName)
            .interceptor(ResponseGuard::new())
            .interceptor(AttemptLimit::new());
        // Servers other than AWS rarely answer to a host name for each bucket; boto3 asks them by path too.
        match endpoint(session) {
            Some(url) if !is_aws(&url) => builder.force_path_style(true),
            _ => builder,
        }
    }

    fn from_config(config: config::Builder) -> Self {
        Self::from_conf(config.build())
    }
}

/// The endpoint that was set for S3: that of the service before that of all services, as the SDK itself decides.
fn endpoint(session: &SdkConfig) -> Option<String> {
    let key =
        ServiceConfigKey::builder().service_id("S3").env("AWS_ENDPOINT_URL").profile("endpoint_url").build().ok()?;
    let of_service = session.service_config().and_then(|settings| settings.load_config(key));
    of_service.or_else(|| session.endpoint_url().map(str::to_owned))
}

fn is_aws(url: &str) -> bool {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_ascii_lowercase();
    [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"].iter().any(|suffix| host.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use super::is_aws;

    #[test]
    fn aws_is_told_from_other_servers() {
        let cases = [
            ("https://s3.eu-west-1.amazonaws.com", true),
            ("https://s3.cn-north-1.amazonaws.com.cn/", true),
            ("https://S3.US-EAST-1.AMAZONAWS.COM:443/path", true),
            ("http://127.0.0.1:9000", false),
            ("http://[::1]:9000", false),
            ("https://amazonaws.com.example.org", false),
            ("https://storage.example.org/amazonaws.com", false),
        ];
        for (url, expected) in cases {
            assert_eq!(is_aws(url), expected, "{url}");
        }
    }
}
