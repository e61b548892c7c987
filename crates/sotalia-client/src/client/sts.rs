//! The typed client of AWS STS.

use aws_sdk_sts::{Client, config};
use aws_types::SdkConfig;
use sotalia_session::RetryExpiredCredentials;

use super::TypedClient;
use crate::{AttemptLimit, ResponseGuard};

impl TypedClient for Client {
    type Config = config::Builder;

    fn config(session: &SdkConfig) -> config::Builder {
        config::Builder::from(session)
            .interceptor(ResponseGuard::new())
            .retry_classifier(RetryExpiredCredentials::new())
            .interceptor(AttemptLimit::new())
    }

    fn from_config(config: config::Builder) -> Self {
        Self::from_conf(config.build())
    }
}
