//! Counts what an account has in ten services, with one client for all: `cargo run --features dynamic --example inventory`.
//!
//! With `AWS_ENDPOINT_URL` it asks a server of yours, such as moto.

use futures_util::future::try_join_all;
use sotalia::dynamic::JmesPath;
use sotalia::prelude::*;

/// Service, operation, and what to count of its pages.
const LISTINGS: &[(&str, &str, &str)] = &[
    ("s3", "list_buckets", "Buckets[]"),
    ("ec2", "describe_instances", "Reservations[].Instances[]"),
    ("iam", "list_users", "Users[]"),
    ("lambda", "list_functions", "Functions[]"),
    ("dynamodb", "list_tables", "TableNames[]"),
    ("sqs", "list_queues", "QueueUrls[]"),
    ("sns", "list_topics", "Topics[]"),
    ("kinesis", "list_streams", "StreamNames[]"),
    ("logs", "describe_log_groups", "logGroups[]"),
    ("secretsmanager", "list_secrets", "SecretList[]"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> sotalia::Result<()> {
    let session = Session::load().await?;
    for (service, count) in inventory(&session).await? {
        println!("{service:<16} {count}");
    }
    Ok(())
}

/// How many things each service has.
pub async fn inventory(session: &Session) -> sotalia::Result<Vec<(&'static str, usize)>> {
    // All are asked at once.
    try_join_all(LISTINGS.iter().map(|&(service, operation, path)| async move {
        Ok((service, count(session, service, operation, path).await?))
    }))
    .await
}

/// The number of things that a listing has, on all its pages.
async fn count(session: &Session, service: &str, operation: &str, path: &str) -> sotalia::Result<usize> {
    let path = JmesPath::compile(path)?;
    let mut pages = session.dynamic(service)?.paginator(operation)?.paginate(params! {});
    let mut count = 0;
    while let Some(page) = pages.try_next().await? {
        count += path.search(&page)?.items().len();
    }
    Ok(count)
}
