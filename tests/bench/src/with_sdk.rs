//! The raw SDK, as its documentation shows it.

use anyhow::{Result, bail, ensure};
use aws_config::{BehaviorVersion, SdkConfig};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

use crate::job::{Job, KEY, LARGE_KEY, SMALL_BUCKET, SMALL_TABLE, large_body};
use crate::measure::{Begun, Measured};
use crate::with_sotalia::order;

/// Does the job.
///
/// # Errors
///
/// Fails if the server does, or this does not do the job.
pub async fn run(job: Job) -> Result<Measured> {
    if job == Job::Start {
        return start().await;
    }
    let config = load().await;
    let s3 = aws_sdk_s3::Client::new(&config);
    let dynamodb = aws_sdk_dynamodb::Client::new(&config);
    match job {
        // It has one way to list: page after page.
        Job::List { bucket } | Job::Items { bucket } | Job::Parallel { bucket, .. } => list(&s3, &bucket).await,
        Job::Versions { bucket } => versions(&s3, &bucket).await,
        Job::Head { count } => head(&s3, count).await,
        Job::Refused { count } => refused(&s3, count).await,
        Job::GetItem { count } => get_item(&dynamodb, count).await,
        Job::PutItem { count } => put_item(&dynamodb, count).await,
        Job::Scan { count } => scan(&dynamodb, count).await,
        Job::Get { mebibytes } => get(&s3, mebibytes).await,
        Job::Put { mebibytes } => put(&s3, mebibytes).await,
        Job::Start => bail!("the SDK does not do this"),
    }
}

async fn load() -> SdkConfig {
    // The TLS of this workspace, so that the SDK's own need not be compiled for this alone.
    let http = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await
}

async fn start() -> Result<Measured> {
    let begun = Begun::now()?;
    let answer = aws_sdk_sts::Client::new(&load().await).get_caller_identity().send().await?;
    ensure!(answer.account() == Some("123456789012"), "nobody calls");
    begun.done(1, 0)
}

async fn list(s3: &aws_sdk_s3::Client, bucket: &str) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut pages = s3.list_objects_v2().bucket(bucket).into_paginator().send();
    while let Some(page) = pages.next().await {
        for object in page?.contents() {
            keys += 1;
            sum += object.key().unwrap_or_default().len() as u64 + object.size().unwrap_or(0).unsigned_abs();
        }
    }
    begun.done(keys, sum)
}

async fn versions(s3: &aws_sdk_s3::Client, bucket: &str) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let (mut key, mut version) = (None, None);
    loop {
        let page = s3.list_object_versions().bucket(bucket).set_key_marker(key).set_version_id_marker(version);
        let page = page.send().await?;
        for object in page.versions() {
            keys += 1;
            sum += object.key().unwrap_or_default().len() as u64 + object.size().unwrap_or(0).unsigned_abs();
        }
        for marker in page.delete_markers() {
            keys += 1;
            sum += marker.key().unwrap_or_default().len() as u64;
        }
        if page.is_truncated() != Some(true) {
            break;
        }
        (key, version) = (page.next_key_marker, page.next_version_id_marker);
    }
    begun.done(keys, sum)
}

async fn head(s3: &aws_sdk_s3::Client, count: u64) -> Result<Measured> {
    s3.head_object().bucket(SMALL_BUCKET).key(KEY).send().await?;
    let begun = Begun::now()?;
    let mut sum = 0;
    for _ in 0..count {
        let answer = s3.head_object().bucket(SMALL_BUCKET).key(KEY).send().await?;
        sum += answer.content_length().unwrap_or(0).unsigned_abs();
    }
    begun.done(count, sum)
}

async fn refused(s3: &aws_sdk_s3::Client, count: u64) -> Result<Measured> {
    // A connection is there before the measurement, as of the others.
    s3.head_object().bucket(SMALL_BUCKET).key(KEY).send().await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        let Err(error) = s3.get_object().bucket(SMALL_BUCKET).key("missing").send().await else { bail!("it is there") };
        ensure!(error.code() == Some("NoSuchKey"), "another error: {error:?}");
    }
    begun.done(count, 0)
}

async fn get_item(dynamodb: &aws_sdk_dynamodb::Client, count: u64) -> Result<Measured> {
    let request = || {
        let key = AttributeValue::S("user#00000007".to_owned());
        dynamodb.get_item().table_name(SMALL_TABLE).key("pk", key)
    };
    request().send().await?;
    let begun = Begun::now()?;
    let mut sum = 0;
    for _ in 0..count {
        sum += request().send().await?.item().map_or(0, std::collections::HashMap::len) as u64;
    }
    begun.done(count, sum)
}

async fn put_item(dynamodb: &aws_sdk_dynamodb::Client, count: u64) -> Result<Measured> {
    dynamodb.put_item().table_name(SMALL_TABLE).set_item(Some(order())).send().await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        dynamodb.put_item().table_name(SMALL_TABLE).set_item(Some(order())).send().await?;
    }
    begun.done(count, 0)
}

async fn scan(dynamodb: &aws_sdk_dynamodb::Client, count: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let mut items = 0;
    let mut pages = dynamodb.scan().table_name(format!("items-{count}")).into_paginator().items().send();
    while let Some(item) = pages.next().await {
        ensure!(!item?.is_empty(), "an item is empty");
        items += 1;
    }
    begun.done(items, 0)
}

async fn get(s3: &aws_sdk_s3::Client, mebibytes: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let mut body = s3.get_object().bucket(format!("flat-1-{mebibytes}m")).key(LARGE_KEY).send().await?.body;
    let mut length = 0;
    while let Some(bytes) = body.next().await {
        length += bytes?.len() as u64;
    }
    begun.done(mebibytes, length)
}

async fn put(s3: &aws_sdk_s3::Client, mebibytes: u64) -> Result<Measured> {
    let body = large_body();
    let begun = Begun::now()?;
    let times = (mebibytes << 20) / body.len() as u64;
    for _ in 0..times {
        s3.put_object().bucket("sink").key("large").body(body.clone().into()).send().await?;
    }
    begun.done(mebibytes, times * body.len() as u64)
}
