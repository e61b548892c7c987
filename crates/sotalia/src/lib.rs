#![doc = include_str!("../README.md")]

pub mod guide;

pub use sotalia_client as client;
#[cfg(feature = "kinesis")]
pub use sotalia_client::kinesis;
#[cfg(feature = "sts")]
pub use sotalia_client::sts;
#[cfg(feature = "cloudformation")]
pub use sotalia_cloudformation as cloudformation;
#[cfg(feature = "cloudwatch")]
pub use sotalia_cloudwatch as cloudwatch;
#[cfg(feature = "dynamic")]
pub use sotalia_dynamic as dynamic;
#[cfg(feature = "dynamodb")]
pub use sotalia_dynamodb as dynamodb;
#[cfg(feature = "ec2")]
pub use sotalia_ec2 as ec2;
pub use sotalia_error as error;
pub use sotalia_error::{Error, ErrorKind, Result};
#[cfg(feature = "glacier")]
pub use sotalia_glacier as glacier;
#[cfg(feature = "iam")]
pub use sotalia_iam as iam;
pub use sotalia_resource as resource;
#[cfg(feature = "s3")]
pub use sotalia_s3 as s3;
pub use sotalia_session as session;
pub use sotalia_session::{Session, default_session};
#[cfg(feature = "sns")]
pub use sotalia_sns as sns;
#[cfg(feature = "sqs")]
pub use sotalia_sqs as sqs;

/// What most programs use: `use sotalia::prelude::*;`
pub mod prelude {
    pub use futures_util::{StreamExt, TryStreamExt};

    pub use crate::client::{Paginate, SessionClients};
    #[cfg(feature = "cloudformation")]
    pub use crate::cloudformation::CloudFormation;
    #[cfg(feature = "cloudwatch")]
    pub use crate::cloudwatch::CloudWatch;
    #[cfg(feature = "dynamic")]
    pub use crate::dynamic::{SessionDynamic, params};
    #[cfg(feature = "dynamodb")]
    pub use crate::dynamodb::DynamoDb;
    #[cfg(feature = "ec2")]
    pub use crate::ec2::Ec2;
    pub use crate::error::{Error, ErrorKind};
    #[cfg(feature = "glacier")]
    pub use crate::glacier::Glacier;
    #[cfg(feature = "iam")]
    pub use crate::iam::Iam;
    pub use crate::resource::Resource;
    #[cfg(feature = "s3")]
    pub use crate::s3::S3;
    pub use crate::session::Session;
    #[cfg(feature = "sns")]
    pub use crate::sns::Sns;
    #[cfg(feature = "sqs")]
    pub use crate::sqs::Sqs;
}

/// The snippets of the root README, as tests.
#[cfg(all(doctest, feature = "s3", feature = "dynamic"))]
#[doc = include_str!("../../../README.md")]
pub struct RootReadme;
