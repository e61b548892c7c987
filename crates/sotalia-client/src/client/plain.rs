//! The typed clients that need nothing beyond what every client gets.

use aws_types::SdkConfig;
use sotalia_session::RetryExpiredCredentials;

use super::{TypedClient, standard_interceptor};

/// Makes `TypedClient`s of SDK crates, each behind the feature of its service.
macro_rules! plain_clients {
    ($($feature:literal $sdk:ident,)*) => {$(
        #[cfg(feature = $feature)]
        impl TypedClient for $sdk::Client {
            type Config = $sdk::config::Builder;

            fn config(session: &SdkConfig) -> Self::Config {
                let mut builder =
                    $sdk::config::Builder::from(session).retry_classifier(RetryExpiredCredentials::new());
                builder.push_interceptor(standard_interceptor());
                builder
            }

            fn from_config(config: Self::Config) -> Self {
                Self::from_conf(config.build())
            }
        }
    )*};
}

plain_clients! {
    "cloudformation" aws_sdk_cloudformation,
    "cloudwatch" aws_sdk_cloudwatch,
    "dynamodb" aws_sdk_dynamodb,
    "ec2" aws_sdk_ec2,
    "glacier" aws_sdk_glacier,
    "iam" aws_sdk_iam,
    "kinesis" aws_sdk_kinesis,
    "lambda" aws_sdk_lambda,
    "secretsmanager" aws_sdk_secretsmanager,
    "sns" aws_sdk_sns,
    "sqs" aws_sdk_sqs,
}
