//! The client of AWS STS that a session asks with: who it is, and for roles.

use aws_sdk_sts::Client;
use aws_sdk_sts::config::Builder;
use aws_types::SdkConfig;
use aws_types::region::Region;

use crate::credentials::retry::RetryExpiredCredentials;
use crate::sts_endpoint::sts_endpoint_resolver;

/// A client with this configuration. Without a region it is the global endpoint's, as in boto3.
pub(crate) fn client(config: &SdkConfig) -> Client {
    let mut builder = builder(config).retry_classifier(RetryExpiredCredentials::new());
    if config.region().is_none() {
        builder.set_region(Some(Region::from_static("aws-global")));
    }
    Client::from_conf(builder.build())
}

/// A client for a provider of credentials, whose configuration is complete.
pub(crate) fn client_of_provider(config: &SdkConfig) -> Client {
    Client::from_conf(builder(config).build())
}

fn builder(config: &SdkConfig) -> Builder {
    let mut builder = Builder::from(config);
    if let Some(resolver) = sts_endpoint_resolver(config) {
        builder.set_endpoint_resolver(Some(resolver));
    }
    builder
}
