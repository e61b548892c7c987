//! SQL over the CSV files of a bucket: DataFusion reads, a Sotalia session logs in.
//!
//! `cargo run -p sotalia-datafusion --example datafusion_sql` starts an S3 server in its own process and asks that. With the
//! URL of a folder, `... -- s3://my-bucket/2026/ "SELECT count(*) FROM files"`, it reads there, as `AWS_PROFILE` and the
//! other settings of this machine say.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use datafusion::datasource::object_store::ObjectStoreUrl;
use datafusion::prelude::{CsvReadOptions, DataFrame, SessionContext};
use sotalia::Session;
use sotalia_object_store::amazon_s3;
use sotalia_object_store::object_store::ObjectStoreExt as _;
use sotalia_object_store::object_store::path::Path;
use sotalia_testkit::EmbeddedS3;
use tempfile::TempDir;

/// The files that the server in the process is given: a header, and who was seen where.
const SIGHTINGS: [(&str, &str); 3] = [
    ("2026/01.csv", "river,animal,seen\nTapajos,tucuxi,4\nPurus,boto,7\n"),
    ("2026/02.csv", "river,animal,seen\nTapajos,boto,1\nPurus,tucuxi,2\nJurua,tucuxi,5\n"),
    ("2025/12.csv", "river,animal,seen\nJurua,boto,1000\n"),
];

const QUESTION: &str = "SELECT river, sum(seen) AS seen FROM files GROUP BY river ORDER BY seen DESC, river";

/// The answer to `sql`, in which `files` is all CSV files below `url`.
async fn ask(session: &Session, url: &str, sql: &str) -> Result<DataFrame> {
    let bucket = url.strip_prefix("s3://").context("give the URL of a folder: s3://BUCKET/FOLDER/")?;
    let bucket = bucket.split('/').next().unwrap_or_default();
    ensure!(!bucket.is_empty(), "{url} names no bucket");
    let store = amazon_s3(session, bucket)?.build()?;
    let context = SessionContext::new();
    context.register_object_store(ObjectStoreUrl::parse(format!("s3://{bucket}"))?.as_ref(), Arc::new(store));
    context.register_csv("files", url, CsvReadOptions::new()).await?;
    Ok(context.sql(sql).await?)
}

/// A server in this process, with the sightings in its bucket `survey`.
async fn survey() -> Result<(Session, EmbeddedS3, TempDir)> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("survey"))?; // a folder is a bucket
    let server = EmbeddedS3::start_in(folder.path()).await?;
    let session = Session::builder()
        .endpoint_url(server.endpoint_url())
        .region("us-east-1")
        .credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None)
        .load()
        .await?;
    let store = amazon_s3(&session, "survey")?.build()?;
    for (key, text) in SIGHTINGS {
        store.put(&Path::from(key), text.into()).await?;
    }
    Ok((session, server, folder))
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let answer = match arguments.as_slice() {
        [] => {
            let (session, _server, _folder) = survey().await?;
            ask(&session, "s3://survey/2026/", QUESTION).await?.to_string().await?
        }
        [url, sql] => ask(&Session::load().await?, url, sql).await?.to_string().await?,
        _ => anyhow::bail!("give the URL of a folder and a question in SQL, or neither"),
    };
    println!("{answer}");
    Ok(())
}

#[tokio::test]
async fn the_files_of_a_folder_are_read_through_the_session() {
    let (session, _server, _folder) = survey().await.expect("the server takes the files");
    let answer = ask(&session, "s3://survey/2026/", QUESTION).await.expect("the question fits the files");
    let expected = "\
+---------+------+
| river   | seen |
+---------+------+
| Purus   | 9    |
| Jurua   | 5    |
| Tapajos | 5    |
+---------+------+";
    assert_eq!(answer.to_string().await.expect("the files can be read"), expected);
}

#[tokio::test]
async fn a_failure_says_what_the_session_says() {
    let (_, server, folder) = survey().await.expect("the server takes the files");
    let [config, credentials] = ["config", "credentials"].map(|name| folder.path().join(name));
    let reader = "[profile reader]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/reader\n";
    std::fs::write(&config, reader).expect("the folder is there");
    std::fs::write(&credentials, "").expect("the folder is there");
    let session = Session::builder().config_file(config).credentials_file(credentials).profile("reader");
    let session = session.endpoint_url(server.endpoint_url()).load().await.expect("a role is asked for later");
    let error = ask(&session, "s3://survey/2026/", "SELECT 1").await.expect_err("nobody can assume the role");
    let expected = session.credentials().await.expect_err("nobody can assume the role").to_string();
    assert!(format!("{error:#}").contains(&expected), "expected {expected:?} in {error:#}");
    let error = ask(&session, "/2026/", "SELECT 1").await.expect_err("it is no URL");
    assert!(format!("{error:#}").contains("s3://BUCKET/FOLDER/"), "expected the way out: {error:#}");
}
