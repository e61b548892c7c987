//! Lists a bucket by many requests at once: counts, adds up sizes, goes from level to level, stops and goes on.
//!
//! `cargo run -p sotalia-s3 --example parallel_listing` brings its own server; with a name at its end, it reads this bucket of
//! yours.

use sotalia_s3::error::Result;
use sotalia_s3::resource::next_of;
use sotalia_s3::{Bucket, BucketObjects, CommonPrefix, S3, Session};
use sotalia_testkit::EmbeddedS3;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    if let Some(name) = std::env::args().nth(1) {
        let bucket = S3::new(&Session::load().await?).bucket(name);
        return show(&bucket.objects()).await;
    }
    let (_server, bucket) = embedded().await?;
    // Pages as small as these are for the show: `page_size` is best left alone.
    show(&bucket.objects().page_size(20)).await
}

async fn show(objects: &BucketObjects) -> anyhow::Result<()> {
    println!("{} objects", objects.parallel(64).count().await?);
    for (prefix, count, bytes) in usage(objects).await? {
        println!("{count:>8} objects, {bytes:>10} bytes below {prefix:?}");
    }
    for folder in folders(objects).await? {
        let below = folder.objects().common_prefixes("/").count().await?;
        println!("{} has {below} folders", folder.prefix());
    }
    let (first, rest) = in_two_walks(objects, 100).await?;
    println!("{} objects, and in another walk {}", first.len(), rest.len());
    Ok(())
}

/// How many objects there are below each folder, and how large they are together: all keys are listed for that.
async fn usage(objects: &BucketObjects) -> Result<Vec<(String, u64, u64)>> {
    let usage = objects.parallel(64).du("/").await?;
    Ok(usage.prefixes().map(|one| (one.prefix().to_owned(), one.objects(), one.bytes())).collect())
}

/// The folders themselves: what lies in them is passed over.
async fn folders(objects: &BucketObjects) -> Result<Vec<CommonPrefix>> {
    objects.parallel(64).common_prefixes("/").ordered().try_collect().await
}

/// The keys of some objects, and those of all others in another walk, which could be another day: a token is a text.
async fn in_two_walks(objects: &BucketObjects, some: usize) -> Result<(Vec<String>, Vec<String>)> {
    let mut stream = objects.parallel(64).stream();
    let mut first = Vec::new();
    while first.len() < some
        && let Some(object) = next_of(&mut stream).await.transpose()?
    {
        first.push(object.key().to_owned());
    }
    let mut rest = Vec::new();
    if let Some(token) = stream.resume_token() {
        drop(stream); // And the requests that are under way with it.
        // In order this time, and by fewer requests at once: a token does not care.
        let mut stream = objects.parallel(16).ordered().starting_token(token).stream();
        while let Some(object) = next_of(&mut stream).await.transpose()? {
            rest.push(object.key().to_owned());
        }
    }
    Ok((first, rest))
}

/// A bucket with 240 objects in 3 folders of 4, on a server in this process.
async fn embedded() -> anyhow::Result<(EmbeddedS3, Bucket)> {
    let server = EmbeddedS3::start().await?;
    let session = Session::builder()
        .endpoint_url(server.endpoint_url())
        .region("us-east-1")
        .credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None)
        .load()
        .await?;
    let bucket = S3::new(&session).bucket("logs");
    bucket.create().await?;
    for index in 0..240 {
        let key = format!("{}/{:02}/{index:04}.txt", 2024 + index % 3, index % 4 + 1);
        bucket.put_object(|r| r.key(&key).body(key.as_bytes().to_vec().into())).await?;
    }
    Ok((server, bucket))
}

#[tokio::test]
async fn the_walks_agree() {
    let (_server, bucket) = embedded().await.expect("the embedded server starts");
    let objects = bucket.objects().page_size(20);
    assert_eq!(objects.parallel(64).count().await.expect("counted"), 240);
    let usage = usage(&objects).await.expect("added up");
    let expected = ["2024/", "2025/", "2026/"].map(|year| (year.to_owned(), 80, 80 * 16));
    assert_eq!(usage, expected, "each object holds its key");

    let years = folders(&objects).await.expect("listed");
    assert_eq!(years.iter().map(CommonPrefix::prefix).collect::<Vec<_>>(), ["2024/", "2025/", "2026/"]);
    let months = folders(&years[2].objects()).await.expect("listed");
    assert_eq!(months.last().map(CommonPrefix::prefix), Some("2026/04/"), "a level down");

    let (mut first, rest) = in_two_walks(&objects, 100).await.expect("the listing ends");
    assert_eq!((first.len(), rest.len()), (100, 140), "each object once, over both walks");
    first.extend(rest);
    first.sort_unstable();
    first.dedup();
    assert_eq!(first.len(), 240);
}
