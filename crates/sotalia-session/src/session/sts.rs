//! The client of AWS STS that a session asks with: who it is, and for roles.

use aws_sdk_sts::Client;
use aws_types::SdkConfig;
use aws_types::region::Region;

use crate::credentials::retry::RetryExpiredCredentials;

/// A client with this configuration. Without a region it is the global endpoint's, as in boto3.
pub(crate) fn client(config: &SdkConfig) -> Client {
    let mut builder = aws_sdk_sts::config::Builder::from(config).retry_classifier(RetryExpiredCredentials::new());
    if config.region().is_none() {
        builder.set_region(Some(Region::from_static("aws-global")));
    }
    Client::from_conf(builder.build())
}
