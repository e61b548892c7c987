//! The floor: what the jobs cost without any SDK, signature or retry.

mod connection;
pub mod listing;
mod table;

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use self::connection::Connection;
use crate::job::{Job, KEY, LARGE_KEY, SMALL_BUCKET, SMALL_TABLE};
use crate::measure::{Begun, Measured};

const MIB: u64 = 1 << 20;

/// Does the job.
///
/// # Errors
///
/// Fails if the server does, or does not do this.
pub async fn run(job: Job) -> Result<Measured> {
    if job == Job::Start {
        return start().await;
    }
    let mut connection = Connection::open().await?;
    match job {
        Job::List { bucket } => list(&mut connection, &bucket, "list-type=2", "continuation-token").await,
        Job::Versions { bucket } => list(&mut connection, &bucket, "versions", "key-marker").await,
        Job::Head { count } => {
            let path = format!("/{SMALL_BUCKET}/{KEY}");
            repeat(&mut connection, count, Method::HEAD, &path, "", "").await
        }
        Job::GetItem { count } => {
            let body = format!("{{\"TableName\":\"{SMALL_TABLE}\",\"Key\":{{\"pk\":{{\"S\":\"user#00000007\"}}}}}}");
            table::get_items(&mut connection, count, body.into()).await
        }
        Job::PutItem { count } => repeat(&mut connection, count, Method::POST, "/", "PutItem", table::PUT).await,
        Job::Scan { count } => table::scan(&mut connection, count).await,
        Job::Refused { count } => {
            let path = format!("/{SMALL_BUCKET}/missing");
            refused(&mut connection, count, &path).await
        }
        Job::Get { mebibytes } => get(&mut connection, mebibytes).await,
        Job::Put { mebibytes } => put(&mut connection, mebibytes).await,
        Job::Items { .. } | Job::Parallel { .. } | Job::Start => bail!("the floor does not do this"),
    }
}

async fn start() -> Result<Measured> {
    let begun = Begun::now()?;
    let body = Bytes::from_static(b"Action=GetCallerIdentity&Version=2011-06-15");
    let (status, answer) = Connection::open().await?.ask(Method::POST, "/", "", body).await?;
    let account = memchr::memmem::find(&answer, b"<Account>123456789012</Account>");
    ensure!(status == StatusCode::OK && account.is_some(), "nobody calls: {status}");
    begun.done(1, 0)
}

async fn list(connection: &mut Connection, bucket: &str, query: &str, position: &str) -> Result<Measured> {
    let begun = Begun::now()?;
    let (mut keys, mut sum) = (0, 0);
    let mut path = format!("/{bucket}?{query}");
    loop {
        let (status, body) = connection.ask(Method::GET, &path, "", Bytes::new()).await?;
        ensure!(status == StatusCode::OK, "a page came with {status}");
        let page = listing::parse(&body).context("the page is no listing")?;
        for entry in &page.entries {
            keys += 1;
            sum += entry.size + entry.key(&body).len() as u64;
        }
        let Some(next) = page.next else { break };
        let next = utf8_percent_encode(&next, NON_ALPHANUMERIC);
        path = format!("/{bucket}?{query}&{position}={next}");
    }
    begun.done(keys, sum)
}

/// The same request again and again; the first is not measured.
async fn repeat(
    connection: &mut Connection,
    count: u64,
    method: Method,
    path: &str,
    target: &str,
    body: &'static str,
) -> Result<Measured> {
    let body = Bytes::from_static(body.as_bytes());
    connection.ask(method.clone(), path, target, body.clone()).await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        let (status, _) = connection.ask(method.clone(), path, target, body.clone()).await?;
        ensure!(status == StatusCode::OK, "an answer came with {status}");
    }
    begun.done(count, 0)
}

async fn refused(connection: &mut Connection, count: u64, path: &str) -> Result<Measured> {
    connection.ask(Method::GET, path, "", Bytes::new()).await?;
    let begun = Begun::now()?;
    for _ in 0..count {
        let (_, body) = connection.ask(Method::GET, path, "", Bytes::new()).await?;
        ensure!(listing::text(&body, b"Code") == Some(b"NoSuchKey"), "it is there");
    }
    begun.done(count, 0)
}

async fn get(connection: &mut Connection, mebibytes: u64) -> Result<Measured> {
    let begun = Begun::now()?;
    let path = format!("/flat-1-{mebibytes}m/{LARGE_KEY}");
    let mut body = connection.send(Method::GET, &path, "", Bytes::new()).await?.into_body();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        length += frame?.data_ref().map_or(0, Bytes::len) as u64;
    }
    ensure!(length == mebibytes * MIB, "{length} bytes came");
    begun.done(mebibytes, length)
}

async fn put(connection: &mut Connection, mebibytes: u64) -> Result<Measured> {
    let body = crate::job::large_body();
    let begun = Begun::now()?;
    let times = mebibytes * MIB / body.len() as u64;
    for _ in 0..times {
        let (status, _) = connection.ask(Method::PUT, "/sink/large", "", body.clone()).await?;
        ensure!(status == StatusCode::OK, "an answer came with {status}");
    }
    begun.done(mebibytes, times * body.len() as u64)
}
