//! Lists a bucket with the typed client: `client.get_paginator("list_objects_v2")` in boto3.

#[path = "support/place.rs"]
mod place;

use sotalia::prelude::*;
use sotalia::s3::{Client, types};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let place = place::Place::find().await?;
    let client: Client = place.session.client();
    println!("as a stream: {:?}", stream(&client, &place.bucket).await?);
    println!("in a Vec: {} objects", collect(&client, &place.bucket).await?.len());
    println!("page by page: {:?} objects", pages(&client, &place.bucket).await?);
    Ok(())
}

/// One object after the other: the next page is asked for when this one is used up.
async fn stream(client: &Client, bucket: &str) -> sotalia::Result<Vec<String>> {
    let mut keys = Vec::new();
    let mut objects = client.list_objects_v2().bucket(bucket).items();
    while let Some(object) = objects.try_next().await? {
        keys.extend(object.key);
    }
    Ok(keys)
}

/// All of them, in memory.
async fn collect(client: &Client, bucket: &str) -> sotalia::Result<Vec<types::Object>> {
    client.list_objects_v2().bucket(bucket).items().try_collect().await
}

/// The answers as they come, with all that is in them. `page_size` and `limit` are boto3's `PageSize` and `MaxItems`.
async fn pages(client: &Client, bucket: &str) -> sotalia::Result<Vec<usize>> {
    let mut counts = Vec::new();
    let mut pages = client.list_objects_v2().bucket(bucket).paginate().page_size(2).limit(100).pages();
    while let Some(page) = pages.try_next().await? {
        counts.push(page.contents().len());
    }
    Ok(counts)
}

#[tokio::test]
async fn the_ways_to_list_agree() {
    let place = place::Place::embedded().await.expect("the embedded server starts");
    let client: Client = place.session.client();
    let keys = ["2025/a.txt", "2025/b.txt", "2026/a.txt", "2026/b.txt", "read me.txt"];
    assert_eq!(stream(&client, &place.bucket).await.expect("the stream ends"), keys);
    let all = collect(&client, &place.bucket).await.expect("the listing ends");
    assert_eq!(all.iter().filter_map(types::Object::key).collect::<Vec<_>>(), keys);
    assert_eq!(pages(&client, &place.bucket).await.expect("the pages end"), [2, 2, 1], "two objects a page");
}
