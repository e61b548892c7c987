//! Lists a bucket with resources: `s3.Bucket("my-bucket").objects` in boto3.

#[path = "support/place.rs"]
mod place;

use sotalia::prelude::*;
use sotalia::s3::{Bucket, ObjectSummary};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let place = place::Place::find().await?;
    let s3 = S3::new(&place.session);
    let mut buckets = s3.buckets().stream();
    while let Some(bucket) = buckets.try_next().await? {
        println!("{}", bucket.name());
    }
    let bucket = s3.bucket(&place.bucket);
    print(&bucket).await?;
    println!("{} objects of 2026", of_2026(&bucket).await?.len());
    Ok(())
}

/// `for obj in bucket.objects.all(): print(obj.key)`: key and size come with the listing, so no object is asked for itself.
async fn print(bucket: &Bucket) -> sotalia::Result<u64> {
    let mut total = 0;
    let mut objects = bucket.objects().all().stream();
    while let Some(object) = objects.try_next().await? {
        println!("{:>8}  {}", object.size(), object.key());
        total += object.size();
    }
    Ok(total)
}

/// `bucket.objects.filter(Prefix="2026/").limit(100)`: any parameter of the operation can be set.
async fn of_2026(bucket: &Bucket) -> sotalia::Result<Vec<ObjectSummary>> {
    bucket.objects().filter(|r| r.prefix("2026/")).limit(100).try_collect().await
}

#[tokio::test]
async fn a_collection_can_be_walked_more_than_once() {
    let place = place::Place::embedded().await.expect("the embedded server starts");
    let bucket = S3::new(&place.session).bucket(&place.bucket);
    assert_eq!(print(&bucket).await.expect("the listing ends"), 51, "each object holds its key");
    let found = of_2026(&bucket).await.expect("the listing ends");
    assert_eq!(found.iter().map(ObjectSummary::key).collect::<Vec<_>>(), ["2026/a.txt", "2026/b.txt"]);

    let objects = bucket.objects();
    assert_eq!(objects.count().await.expect("counted"), 5);
    let first = objects.first().await.expect("listed").expect("there are objects");
    assert_eq!(first.to_string(), r#"s3.ObjectSummary(bucket_name="my-bucket", key="2025/a.txt")"#);
}
