//! Generated pagination, and the few functions that it calls.

#[cfg(feature = "cloudformation")]
pub(crate) mod cloudformation;
#[cfg(feature = "cloudwatch")]
pub(crate) mod cloudwatch;
#[cfg(feature = "dynamodb")]
pub(crate) mod dynamodb;
#[cfg(feature = "ec2")]
pub(crate) mod ec2;
#[cfg(feature = "glacier")]
pub(crate) mod glacier;
#[cfg(feature = "iam")]
pub(crate) mod iam;
#[cfg(feature = "kinesis")]
pub(crate) mod kinesis;
#[cfg(feature = "lambda")]
pub(crate) mod lambda;
#[cfg(feature = "s3")]
pub(crate) mod s3;
#[cfg(feature = "secretsmanager")]
pub(crate) mod secretsmanager;
#[cfg(feature = "sns")]
pub(crate) mod sns;
#[cfg(feature = "sqs")]
pub(crate) mod sqs;

use std::future::Future;
use std::pin::Pin;

pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The length of a list that may be absent.
fn length<T>(list: Option<&Vec<T>>) -> usize {
    list.map_or(0, Vec::len)
}

/// The list, or an empty one.
fn list<T>(list: Option<Vec<T>>) -> Vec<T> {
    list.unwrap_or_default()
}

/// Drops the first entries, then all but some; what is left to drop and to keep goes on to the next list.
fn cut<T>(list: Option<&mut Vec<T>>, skip: &mut usize, keep: &mut usize) {
    let Some(list) = list else { return };
    let dropped = list.len().min(*skip);
    list.drain(..dropped);
    *skip -= dropped;
    list.truncate(*keep);
    *keep -= list.len();
}
