#![doc = include_str!("../README.md")]

mod answer_body;
mod attempt_limit;
mod client;
#[cfg(feature = "s3")]
mod encoding;
#[cfg(any(
    feature = "cloudformation",
    feature = "cloudwatch",
    feature = "dynamodb",
    feature = "ec2",
    feature = "glacier",
    feature = "iam",
    feature = "kinesis",
    feature = "lambda",
    feature = "s3",
    feature = "secretsmanager",
    feature = "sns",
    feature = "sqs",
))]
mod generated;
mod guard;
#[cfg(feature = "s3")]
pub mod listing;
mod paginate;
mod partial_success;
mod wait;
mod xml;

#[cfg(feature = "cloudformation")]
pub use aws_sdk_cloudformation as cloudformation;
#[cfg(feature = "cloudwatch")]
pub use aws_sdk_cloudwatch as cloudwatch;
#[cfg(feature = "dynamodb")]
pub use aws_sdk_dynamodb as dynamodb;
#[cfg(feature = "ec2")]
pub use aws_sdk_ec2 as ec2;
#[cfg(feature = "glacier")]
pub use aws_sdk_glacier as glacier;
#[cfg(feature = "iam")]
pub use aws_sdk_iam as iam;
#[cfg(feature = "kinesis")]
pub use aws_sdk_kinesis as kinesis;
#[cfg(feature = "lambda")]
pub use aws_sdk_lambda as lambda;
#[cfg(feature = "s3")]
pub use aws_sdk_s3 as s3;
#[cfg(feature = "secretsmanager")]
pub use aws_sdk_secretsmanager as secretsmanager;
#[cfg(feature = "sns")]
pub use aws_sdk_sns as sns;
#[cfg(feature = "sqs")]
pub use aws_sdk_sqs as sqs;
#[cfg(feature = "sts")]
pub use aws_sdk_sts as sts;
pub use sotalia_session as session;
pub use sotalia_session::error;

pub use self::answer_body::AnswerBody;
pub use self::attempt_limit::{AttemptLimit, DEFAULT_ATTEMPT_TIMEOUT};
pub use self::client::{SessionClients, TypedClient, standard_interceptor};
#[cfg(feature = "cloudwatch")]
pub use self::generated::cloudwatch::DescribeAlarmsItem;
#[cfg(feature = "s3")]
pub use self::generated::s3::ListObjectVersionsItem;
pub use self::guard::ResponseGuard;
pub use self::paginate::{
    CycleFinder, EarlyPosition, Items, Next, PagedOperation, Pages, Paginate, Paginator, Position, SizedPages,
};
pub use self::partial_success::PartialSuccess;
pub use self::wait::{Progress, Step, Waiter};
