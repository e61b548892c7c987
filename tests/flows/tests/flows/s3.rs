//! S3, in short: the contract of `sotalia-tests` has the rest.

use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;

use crate::scene::{Outcome, PAUSE, Scene, assert_not_found};

pub async fn a_bucket_lives_and_dies_with_its_objects(scene: Scene) -> Outcome {
    let s3 = S3::new(&scene.session);
    let bucket = s3.create_bucket(|r| r.bucket(scene.name("b"))).await?;
    bucket.wait_until_exists().delay(PAUSE).await?;
    let listed: Vec<_> = s3.buckets().try_collect().await?;
    assert!(listed.contains(&bucket), "expected the bucket in the list");
    let object = bucket.object("rivers/purus");
    assert!(!object.exists().await?, "expected no object before it is put");
    object.put(|r| r.body(ByteStream::from_static(b"dolphin"))).await?;
    let head = object.wait_until_exists().delay(PAUSE).await?;
    assert_eq!(head.and_then(|head| head.content_length()), Some(7), "expected the answer that ended the wait");
    assert!(object.load_if_exists().await?.is_some(), "expected data of what is there");
    bucket.object("rivers/jurua").put(|r| r.body(ByteStream::from_static(b"x"))).await?;
    let keys: Vec<_> = bucket.objects().stream().map_ok(|object| object.key().to_owned()).try_collect().await?;
    assert_eq!(keys, ["rivers/jurua", "rivers/purus"], "expected both objects");
    assert_eq!(bucket.objects().delete().await?.ok()?, 2, "expected both to be deleted");
    object.wait_until_not_exists().delay(PAUSE).await?;
    assert_not_found(object.load().await, "an object that was deleted");
    bucket.delete().await?;
    bucket.wait_until_not_exists().delay(PAUSE).await?;
    Ok(())
}
