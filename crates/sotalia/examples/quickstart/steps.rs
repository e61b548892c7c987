//! The steps of the quickstart: what a first program does.

use std::time::Instant;

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::{Client, types};
use sotalia::session::SessionBuilder;
use sotalia::{Result, s3};

use crate::files::File;
use crate::screen::{self, Upload, heading, line};

/// How many files are under way at once.
const AT_ONCE: usize = 8;

/// A session, and where its parts came from.
pub async fn session(builder: SessionBuilder, embedded: bool) -> Result<Session> {
    heading(1, "A session: who calls, and where");
    let session = builder.load().await?;
    let credentials = session.credentials().await?;
    line("profile", session.profile_name());
    let region_source = session.region_source().map_or_else(|| "nowhere".to_owned(), ToString::to_string);
    line("region", format_args!("{} ({region_source})", session.region().unwrap_or("none")));
    line("credentials", format_args!("{} ({})", credentials.access_key_id(), credentials.source()));
    let what = if embedded { ", an S3 server in this process" } else { "" };
    line("endpoint", format_args!("{}{what}", session.endpoint_url().unwrap_or("AWS")));
    Ok(session)
}

/// The raw client: a new bucket.
pub async fn make(session: &Session, bucket: &str) -> Result<()> {
    heading(2, "The raw client: the official SDK's, with pages as streams");
    let client: Client = session.client();
    // S3 gives a bucket to its owner again, in us-east-1 at least, and this one is emptied and deleted in the end.
    if S3::new(session).bucket(bucket).exists().await? {
        let message = format!("the bucket {bucket} is there already, and would be deleted: name one that is not");
        return Err(Error::local(LocalError::InvalidParameter, message));
    }
    client.create_bucket().bucket(bucket).set_create_bucket_configuration(place(session)).send().await?;
    line("made the bucket", bucket);
    Ok(())
}

/// Where the bucket is to be: S3 wants the region said, except for us-east-1.
fn place(session: &Session) -> Option<types::CreateBucketConfiguration> {
    let region = session.region().filter(|region| *region != "us-east-1")?;
    Some(types::CreateBucketConfiguration::builder().location_constraint(region.into()).build())
}

/// All that is done with the bucket.
pub async fn fill_and_use(session: &Session, bucket: &str, files: &[File]) -> Result<Upload> {
    let made = upload(&session.client(), bucket, files).await?;
    resources(session, bucket, files).await?;
    errors(session, bucket).await?;
    Ok(made)
}

/// The raw client: the files as objects, and a list of them.
async fn upload(client: &Client, bucket: &str, files: &[File]) -> Result<Upload> {
    let start = Instant::now();
    let bytes = files.iter().map(|file| file.size).sum();
    let bar = screen::bar(bytes);
    let uploads = futures_util::stream::iter(files.iter().map(|file| {
        let bar = bar.clone();
        async move {
            let body = ByteStream::from_path(&file.path).await?;
            client.put_object().bucket(bucket).key(&file.key).body(body).send().await?;
            bar.inc(file.size);
            bar.set_message(file.key.clone());
            Ok::<(), Error>(())
        }
    }));
    let done: Result<()> = uploads.buffer_unordered(AT_ONCE).try_collect().await;
    bar.finish_and_clear();
    done?;
    let took = start.elapsed();
    line("uploaded", format_args!("{} files, {}", files.len(), indicatif::HumanBytes(bytes)));

    let all: Vec<types::Object> = client.list_objects_v2().bucket(bucket).items().try_collect().await?;
    line("listed as items", format_args!("{} objects in a Vec", all.len()));
    let mut pages = client.list_objects_v2().bucket(bucket).paginate().page_size(400).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await? {
        sizes.push(page.contents().len().to_string());
    }
    line("listed by pages of 400", format_args!("{} objects", sizes.join(" + ")));
    Ok(Upload { files: files.len(), bytes, took })
}

/// Resources: nouns and verbs.
async fn resources(session: &Session, bucket: &str, files: &[File]) -> Result<()> {
    heading(3, "Resources: nouns, with verbs that one awaits");
    let bucket = S3::new(session).bucket(bucket);
    line("the bucket", &bucket);
    // The last folder that there is; the whole bucket, if there is none.
    let prefix = files.iter().rev().find_map(|file| file.key.split_once('/').map(|(first, _)| format!("{first}/")));
    let prefix = prefix.unwrap_or_default();
    line("the first 5 below", format_args!("{prefix:?}: key and size come with the listing"));
    let mut first = bucket.objects().filter(|r| r.prefix(&prefix)).limit(5).stream();
    while let Some(object) = first.try_next().await? {
        screen::object(object.key(), object.size());
    }
    let object = bucket.object(&files[0].key);
    let head = object.load().await?;
    line("loaded one", format_args!("{} is {} bytes", object.key(), head.content_length().unwrap_or_default()));
    line("counted", format_args!("{} objects", bucket.objects().count().await?));
    let deleted = bucket.objects().prefix(&prefix).delete().await?.ok()?;
    line("deleted a folder", format_args!("{deleted} objects below {prefix:?}"));
    line("counted again", format_args!("{} objects", bucket.objects().count().await?));
    Ok(())
}

/// Errors: one type, which says what happened.
async fn errors(session: &Session, name: &str) -> Result<()> {
    heading(4, "Errors: one type, with a kind, a code and a way out");
    let s3 = S3::new(session);
    match s3.create_bucket(|r| r.bucket(name).set_create_bucket_configuration(place(session))).await {
        Ok(bucket) => line("made it twice", format_args!("{bucket} (this server gives a bucket to its owner again)")),
        Err(error) if error.is_already_exists() => {
            line("the bucket again", &error);
            line("  kind", format_args!("{:?}", error.kind()));
            line("  code", error.code().map_or("none", |code| code.as_str()));
            line("  bucket, as answered", error.detail("BucketName").unwrap_or("not named"));
        }
        Err(error) => return Err(error),
    }
    if let Err(error) = s3.object(name, "no/such/key").get().await {
        line("a missing key", &error);
        line("  as the SDK's type", error.is::<s3::types::error::NoSuchKey>());
    }
    if let Err(error) = Session::builder().profile("no-such-profile").load().await {
        line("a missing profile", error);
    }
    Ok(())
}

/// Empties and deletes the bucket.
pub async fn clean(session: &Session, bucket: &str) -> Result<()> {
    let bucket = S3::new(session).bucket(bucket);
    bucket.objects().delete().await?.ok()?;
    bucket.delete().await?;
    Ok(())
}

#[tokio::test]
async fn a_bucket_that_is_there_is_left_alone() {
    use sotalia_testkit::EmbeddedS3;

    let server = EmbeddedS3::start().await.expect("a free port");
    let session = Session::builder().endpoint_url(server.endpoint_url()).region("us-east-1").credentials(
        EmbeddedS3::ACCESS_KEY_ID,
        EmbeddedS3::SECRET_ACCESS_KEY,
        None,
    );
    let session = session.load().await.expect("all is given");
    let mine = S3::new(&session).create_bucket(|r| r.bucket("mine")).await.expect("made");
    let error = make(&session, "mine").await.expect_err("a bucket that is there must be refused");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    assert!(mine.exists().await.expect("answered"), "the bucket must stay");
}
