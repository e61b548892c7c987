//! The typed client of AWS STS.

use aws_sdk_sts::{Client, config};
use aws_types::SdkConfig;
use sotalia_session::{RetryExpiredCredentials, sts_endpoint_resolver};

use super::{TypedClient, standard_interceptor};

impl TypedClient for Client {
    type Config = config::Builder;

    fn config(session: &SdkConfig) -> config::Builder {
        let mut builder = config::Builder::from(session).retry_classifier(RetryExpiredCredentials::new());
        builder.push_interceptor(standard_interceptor());
        if let Some(resolver) = sts_endpoint_resolver(session) {
            builder.set_endpoint_resolver(Some(resolver));
        }
        builder
    }

    fn from_config(config: config::Builder) -> Self {
        Self::from_conf(config.build())
    }
}
