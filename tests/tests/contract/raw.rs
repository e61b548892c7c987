//! Pagination of the raw client: `.items()`, `.pages()` and `.paginate()` on the SDK's own builders.

use sotalia::prelude::*;
use sotalia::s3::Client;
use sotalia::s3::primitives::ByteStream;

use crate::listing::KEYS;
use crate::scene::{Outcome, Scene};

fn client(scene: &Scene) -> (Client, &str) {
    (scene.session.client(), scene.bucket.name())
}

pub async fn raw_objects_are_listed(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let (client, bucket) = client(&scene);
    let list = || client.list_objects_v2().bucket(bucket);
    let all: Vec<_> = list().items().map_ok(|object| object.key.unwrap_or_default()).try_collect().await?;
    assert_eq!(all, KEYS, "items");
    let pages: Vec<_> = list().max_keys(4).pages().map_ok(|page| page.contents().len()).try_collect().await?;
    assert_eq!(pages, [4, 3], "pages of 4");
    let some: Vec<_> = list().paginate().page_size(2).limit(5).items().try_collect().await?;
    assert_eq!(some.len(), 5, "a limit of 5 over pages of 2");
    Ok(())
}

pub async fn raw_objects_of_the_first_version_are_listed(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let (client, bucket) = client(&scene);
    for size in [1, 3, 7, 100] {
        let listed = client.list_objects().bucket(bucket).paginate().page_size(size).items();
        let all: Vec<_> = listed.map_ok(|object| object.key.unwrap_or_default()).try_collect().await?;
        assert_eq!(all, KEYS, "pages of {size}");
    }
    Ok(())
}

pub async fn raw_listings_go_on_with_a_token(scene: Scene) -> Outcome {
    scene.put_all(&KEYS).await?;
    let (client, bucket) = client(&scene);
    for limit in 1..KEYS.len() {
        let mut items = client.list_objects().bucket(bucket).paginate().page_size(3).limit(limit).items();
        while items.try_next().await?.is_some() {}
        let token = items.resume_token().expect("the limit left something");
        let rest = client.list_objects().bucket(bucket).paginate().starting_token(token).items();
        let rest: Vec<_> = rest.map_ok(|object| object.key.unwrap_or_default()).try_collect().await?;
        assert_eq!(rest, &KEYS[limit..], "after a limit of {limit}");
    }
    Ok(())
}

pub async fn raw_versions_are_listed(scene: Scene) -> Outcome {
    scene.bucket.versioning().enable().await?;
    for text in ["one", "two", "three"] {
        scene.put("key", text).await?;
    }
    scene.put("other", "one").await?;
    scene.bucket.object("other").delete().await?;
    let (client, bucket) = client(&scene);
    for size in [1, 2, 100] {
        let items = client.list_object_versions().bucket(bucket).paginate().page_size(size).items();
        let all: Vec<_> = items.map_ok(|item| format!("{item:?}").starts_with("DeleteMarker")).try_collect().await?;
        assert_eq!(all.len(), 5, "four versions and a marker, pages of {size}");
        assert_eq!(all.iter().filter(|marker| **marker).count(), 1, "one marker, pages of {size}");
    }
    Ok(())
}

pub async fn raw_uploads_are_listed(scene: Scene) -> Outcome {
    for key in ["a b", "c", "d"] {
        scene.bucket.object(key).initiate_multipart_upload().await?;
    }
    let (client, bucket) = client(&scene);
    for size in [1, 2, 100] {
        let items = client.list_multipart_uploads().bucket(bucket).paginate().page_size(size).items();
        let all: Vec<_> = items.map_ok(|upload| upload.key.unwrap_or_default()).try_collect().await?;
        assert_eq!(all, ["a b", "c", "d"], "pages of {size}");
    }
    Ok(())
}

pub async fn raw_parts_are_listed(scene: Scene) -> Outcome {
    let upload = scene.bucket.object("key").initiate_multipart_upload().await?;
    // So many that a server without an order does not hit upon theirs by chance.
    let numbers: Vec<_> = (1..=12).collect();
    for &number in &numbers {
        upload.part(number).upload(|r| r.body(ByteStream::from_static(b"part"))).await?;
    }
    let (client, bucket) = client(&scene);
    for size in [1, 5, 12, 100] {
        let list = client.list_parts().bucket(bucket).key("key").upload_id(upload.id());
        let items = list.paginate().page_size(size).items();
        let all: Vec<_> = items.map_ok(|part| part.part_number.unwrap_or_default()).try_collect().await?;
        assert_eq!(all, numbers, "pages of {size}");
    }
    Ok(())
}

pub async fn raw_buckets_are_listed(scene: Scene) -> Outcome {
    let (client, bucket) = client(&scene);
    let all: Vec<_> = client.list_buckets().items().try_collect().await?;
    assert!(all.iter().any(|entry| entry.name() == Some(bucket)), "expected {bucket} among the buckets");
    Ok(())
}
