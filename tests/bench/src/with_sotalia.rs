//! Sotalia: sessions, resources where there are some, and the typed clients.

use std::collections::HashMap;

use anyhow::{Result, bail, ensure};
use sotalia::dynamodb::types::AttributeValue;
use sotalia::error::codes;
use sotalia::prelude::*;

use crate::job::{Job, KEY, LARGE_KEY, SMALL_BUCKET, SMALL_TABLE, large_body};
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
    let s3 = S3::new(&session);
    match job {
        Job::List { bucket } => list(&s3.bucket(bucket)).await,
        Job::Items { bucket } => items(s3.client(), &bucket).await,
        Job::Versions { bucket } => versions(&s3.bucket(bucket)).await,
        Job::Head { count } => head(&s3, count).await,
        Job::Refused { count } => refused(&s3, count).await,
        Job::GetItem { count } => get_item(&session.client(), count).await,
        Job::PutItem { count } => put_item(&session.client(), count).await,
        Job::Scan { count } => scan(&session.client(), count).await,
        Job::Get { mebibytes } => get(&s3, mebibytes).await,
        Job::Put { mebibytes } => put(&s3, mebibytes).await,
        Job::Parallel { bucket, ways, ordered } => parallel(&s3.bucket(bucket), ways, ordered).await,
        Job::Start => start().await,
    }
}

async fn start() -> Result<Measured> {
    let begun = Begun::now()?;
    let session = Session::load().await?;
    let sts: sotalia::sts::Client = session.client();
    let answer = sts.get_caller_identity().send().await?;
    ensure!(answer.account() == Some("123456789012"), "nobody calls");
    begun.done(1, 0)
}

async fn list(bucket: &sotalia::s3::Bucket) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut objects = bucket.objects().stream();
    while let Some(object) = objects.try_next().await? {
        keys += 1;
        sum += object.key().len() as u64 + object.size();
    }
    begun.done(keys, sum)
}

async fn parallel(bucket: &sotalia::s3::Bucket, ways: usize, ordered: bool) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let objects = bucket.objects().parallel(ways);
    let mut objects = if ordered { objects.ordered() } else { objects }.stream();
    while let Some(object) = objects.try_next().await? {
        keys += 1;
        sum += object.key().len() as u64 + object.size();
    }
    begun.done(keys, sum)
}

async fn items(s3: &sotalia::s3::Client, bucket: &str) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut objects = s3.list_objects_v2().bucket(bucket).items();
    while let Some(object) = objects.try_next().await? {
        keys += 1;
        sum += object.key().unwrap_or_default().len() as u64 + object.size().unwrap_or(0).unsigned_abs();
    }
    begun.done(keys, sum)
}

async fn versions(bucket: &sotalia::s3::Bucket) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut versions = bucket.object_versions().stream();
    while let Some(version) = versions.try_next().await? {
        keys += 1;
        let size = version.data().and_then(|data| data.size()).unwrap_or(0);
        sum += version.object_key().len() as u64 + size;
    }
    begun.done(keys, sum)
}

async fn head(s3: &S3, count: u64) -> Result<Measured> {
    let object = s3.bucket(SMALL_BUCKET).object(KEY);
    object.reload().await?;
    let begun = Begun::now()?;
    let mut sum = 0;
    for _ in 0..count {
        sum += object.reload().await?.content_length().unwrap_or(0).unsigned_abs();
    }
    begun.done(count, sum)
}

async fn refused(s3: &S3, count: u64) -> Result<Measured> {
    let bucket = s3.bucket(SMALL_BUCKET);
    bucket.object(KEY).reload().await?;
    let begun = Begun::now()?;
    let object = bucket.object("missing");
    for _ in 0..count {
        let Err(error) = object.get().await else { bail!("it is there") };
        ensure!(error.has_code(codes::s3::NO_SUCH_KEY) && error.is_not_found(), "another error: {error:?}");
    }
    begun.done(count, 0)
}

async fn get_item(dynamodb: &sotalia::dynamodb::Client, count: u64) -> Result<Measured> {
    let request = || {
        let key = AttributeValue::S("user#00000007".to_owned());
        dynamodb.get_item().table_name(SMALL_TABLE).key("pk", key)
    };
    request().send().await?;
    let begun = Begun::now()?;
    let mut sum = 0;
    for _ in 0..count {
        sum += request().send().await?.item().map_or(0, HashMap::len) as u64;
    }
    begun.done(count, sum)
}

async fn put_item(dynamodb: &sotalia::dynamodb::Client, count: u64) -> Result<Measured> {
    dynamodb.put_item().table_name(SMALL_TABLE).set_item(Some(order())).send().await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        dynamodb.put_item().table_name(SMALL_TABLE).set_item(Some(order())).send().await?;
    }
    begun.done(count, 0)
}

/// The item that `PutItem` is measured with.
pub fn order() -> HashMap<String, AttributeValue> {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let address = [("street".to_owned(), text("7 Main St")), ("zip".to_owned(), text("00007"))];
    [
        ("pk".to_owned(), text("user#00000007")),
        ("sk".to_owned(), text("order#1")),
        ("amount".to_owned(), AttributeValue::N("7.25".to_owned())),
        ("active".to_owned(), AttributeValue::Bool(true)),
        ("tags".to_owned(), AttributeValue::Ss(vec!["red".to_owned(), "green".to_owned()])),
        ("address".to_owned(), AttributeValue::M(address.into())),
    ]
    .into()
}

async fn scan(dynamodb: &sotalia::dynamodb::Client, count: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let mut found = 0;
    // As the SDK has it: there is nothing of Sotalia's for it but the client.
    let mut items = dynamodb.scan().table_name(format!("items-{count}")).into_paginator().items().send();
    while let Some(item) = items.next().await {
        ensure!(!item?.is_empty(), "an item is empty");
        found += 1;
    }
    begun.done(found, 0)
}

async fn get(s3: &S3, mebibytes: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let mut body = s3.bucket(format!("flat-1-{mebibytes}m")).object(LARGE_KEY).get().await?.body;
    let mut length = 0;
    while let Some(bytes) = body.next().await {
        length += bytes?.len() as u64;
    }
    begun.done(mebibytes, length)
}

async fn put(s3: &S3, mebibytes: u64) -> Result<Measured> {
    let body = large_body();
    let object = s3.bucket("sink").object("large");
    let begun = Begun::now()?;
    let times = (mebibytes << 20) / body.len() as u64;
    for _ in 0..times {
        object.put(|request| request.body(body.clone().into())).await?;
    }
    begun.done(mebibytes, times * body.len() as u64)
}
