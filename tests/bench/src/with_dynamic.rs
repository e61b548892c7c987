//! Sotalia's client of any service, by name.

use anyhow::{Result, bail, ensure};
use sotalia::dynamic::{DynamicClient, Params, Value};
use sotalia::error::codes;
use sotalia::prelude::*;

use crate::job::{Job, KEY, SMALL_BUCKET, SMALL_TABLE};
use crate::measure::{Begun, Measured};

/// Does the job.
///
/// # Errors
///
/// Fails if the server does, or this does not do the job.
pub async fn run(job: Job) -> Result<Measured> {
    if job == Job::Start {
        return start().await;
    }
    let session = Session::load().await?;
    match job {
        Job::List { bucket } => list(&session.dynamic("s3")?, &bucket).await,
        Job::Head { count } => {
            let object = || params! { "Bucket": SMALL_BUCKET, "Key": KEY };
            let size = |answer: &Value| answer["ContentLength"].as_i64().unwrap_or(0).unsigned_abs();
            repeat(&session.dynamic("s3")?, "head_object", object, count, size).await
        }
        Job::Refused { count } => refused(&session.dynamic("s3")?, count).await,
        Job::GetItem { count } => {
            let key = || params! { "TableName": SMALL_TABLE, "Key": { "pk": { "S": "user#00000007" } } };
            let attributes = |answer: &Value| answer["Item"].as_map().into_iter().flatten().count() as u64;
            repeat(&session.dynamic("dynamodb")?, "get_item", key, count, attributes).await
        }
        Job::PutItem { count } => repeat(&session.dynamic("dynamodb")?, "put_item", order, count, |_| 0).await,
        Job::Scan { count } => scan(&session.dynamic("dynamodb")?, count).await,
        _ => bail!("this is not measured by name"),
    }
}

async fn start() -> Result<Measured> {
    let begun = Begun::now()?;
    let session = Session::load().await?;
    let answer = session.dynamic("sts")?.call("get_caller_identity", params! {}).await?;
    ensure!(answer["Account"].as_str() == Some("123456789012"), "nobody calls");
    begun.done(1, 0)
}

async fn list(s3: &DynamicClient, bucket: &str) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut pages = s3.paginate("list_objects_v2", params! { "Bucket": bucket })?;
    while let Some(page) = pages.try_next().await? {
        for object in page["Contents"].items() {
            keys += 1;
            let size = object["Size"].as_i64().unwrap_or(0).unsigned_abs();
            sum += object["Key"].as_str().unwrap_or_default().len() as u64 + size;
        }
    }
    begun.done(keys, sum)
}

/// The same call again and again; the first is not measured.
async fn repeat(
    client: &DynamicClient,
    operation: &str,
    parameters: impl Fn() -> Params,
    count: u64,
    value: impl Fn(&Value) -> u64,
) -> Result<Measured> {
    client.call(operation, parameters()).await?;
    let begun = Begun::now()?;
    let mut sum = 0;
    for _ in 0..count {
        sum += value(client.call(operation, parameters()).await?.value());
    }
    begun.done(count, sum)
}

async fn refused(s3: &DynamicClient, count: u64) -> Result<Measured> {
    s3.call("head_object", params! { "Bucket": SMALL_BUCKET, "Key": KEY }).await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        let missing = params! { "Bucket": SMALL_BUCKET, "Key": "missing" };
        let Err(error) = s3.call("get_object", missing).await else { bail!("it is there") };
        ensure!(error.has_code(codes::s3::NO_SUCH_KEY) && error.is_not_found(), "another error: {error:?}");
    }
    begun.done(count, 0)
}

/// As the typed clients put it.
fn order() -> Params {
    params! {
        "TableName": SMALL_TABLE,
        "Item": {
            "pk": { "S": "user#00000007" },
            "sk": { "S": "order#1" },
            "amount": { "N": "7.25" },
            "active": { "BOOL": true },
            "tags": { "SS": ["red", "green"] },
            "address": { "M": { "street": { "S": "7 Main St" }, "zip": { "S": "00007" } } },
        },
    }
}

async fn scan(dynamodb: &DynamicClient, count: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let mut found = 0;
    let mut pages = dynamodb.paginate("scan", params! { "TableName": format!("items-{count}") })?;
    while let Some(page) = pages.try_next().await? {
        for item in page["Items"].items() {
            ensure!(item.as_map().is_some(), "an item is none");
            found += 1;
        }
    }
    begun.done(found, 0)
}
