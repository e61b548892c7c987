//! The typed client of Amazon S3.

mod bucket_name;
mod global_endpoint;
mod preparation;
mod settings;

use aws_sdk_s3::{Client, config};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::SdkConfig;
use sotalia_session::{RetryExpiredCredentials, service_endpoint_url};

use self::preparation::Preparation;
use super::{TypedClient, standard_interceptor};

impl TypedClient for Client {
    type Config = config::Builder;

    fn config(session: &SdkConfig) -> config::Builder {
        let mut builder = config::Builder::from(session).retry_classifier(RetryExpiredCredentials::new());
        builder.push_interceptor(SharedInterceptor::permanent(Preparation)).push_interceptor(standard_interceptor());
        settings::apply(builder, session, service_endpoint_url(session, "S3").is_some_and(|url| !is_aws(&url)))
    }

    fn from_config(config: config::Builder) -> Self {
        Self::from_conf(config.build())
    }
}

fn is_aws(url: &str) -> bool {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host).to_ascii_lowercase();
    [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"].iter().any(|suffix| host.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use aws_types::SdkConfig;
    use aws_types::origin::Origin;
    use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

    use super::{is_aws, service_endpoint_url};

    /// `AWS_ENDPOINT_URL_S3`, if it is set.
    #[derive(Debug)]
    struct OfService(Option<&'static str>);

    impl LoadServiceConfig for OfService {
        fn load_config(&self, _key: ServiceConfigKey<'_>) -> Option<String> {
            self.0.map(str::to_owned)
        }
    }

    #[test]
    fn the_endpoint_is_the_one_that_the_sdk_takes() {
        let (code, elsewhere) = (Origin::shared_config, Origin::shared_environment_variable);
        let cases = [
            (Some("http://all"), code(), Some("http://s3"), Some("http://all")),
            (Some("http://all"), elsewhere(), Some("http://s3"), Some("http://s3")),
            (Some("http://all"), elsewhere(), None, Some("http://all")),
            (None, Origin::unknown(), Some("http://s3"), Some("http://s3")),
            (None, Origin::unknown(), None, None),
        ];
        for (all, origin, of_service, expected) in cases {
            let mut config = SdkConfig::builder().service_config(OfService(of_service));
            config.set_endpoint_url(all.map(str::to_owned)).insert_origin("endpoint_url", origin);
            let config = config.build();
            assert_eq!(
                service_endpoint_url(&config, "S3").as_deref(),
                expected,
                "{all:?} ({origin:?}), of S3 {of_service:?}"
            );
        }
    }

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
