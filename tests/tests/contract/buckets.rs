//! Buckets: made, found, listed, deleted.

use sotalia::error::LocalError;
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene};

pub async fn a_bucket_is_made_found_and_deleted(scene: Scene) -> Outcome {
    let bucket = scene.s3.bucket(scene.spare());
    assert!(!bucket.exists().await?, "expected no bucket before it is made");
    bucket.create().await?;
    assert!(bucket.exists().await?, "expected the bucket after it is made");
    bucket.delete().await?;
    assert!(!bucket.exists().await?, "expected no bucket after it is deleted");
    Ok(())
}

pub async fn making_a_bucket_gives_the_resource(scene: Scene) -> Outcome {
    let made = scene.s3.create_bucket(|r| r.bucket(scene.spare())).await?;
    assert_eq!(made, scene.s3.bucket(scene.spare()), "expected the resource of the name in the closure");
    assert!(made.data().is_none(), "expected no data before a load");
    made.delete().await.map(drop)
}

pub async fn a_bucket_made_twice_is_told(scene: Scene) -> Outcome {
    match scene.bucket.create().await {
        // As S3 in us-east-1 does for the owner.
        Ok(_) => {}
        Err(error) => assert!(error.is_already_exists(), "expected already exists, got {error}"),
    }
    Ok(())
}

pub async fn a_bucket_without_a_name_is_not_asked_for(scene: Scene) -> Outcome {
    let error = scene.s3.create_bucket(|r| r).await.expect_err("a bucket has a name");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "expected invalid input, got {error}");
    assert_eq!(error.operation(), Some("CreateBucket"), "expected the operation, got {error}");
    Ok(())
}

pub async fn an_invalid_bucket_name_is_invalid_input(scene: Scene) -> Outcome {
    let error = scene.s3.create_bucket(|r| r.bucket("No_Bucket.Has.This-")).await.expect_err("the name is not legal");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "expected invalid input, got {error}");
    Ok(())
}

pub async fn a_bucket_loads_its_entry_of_the_list(scene: Scene) -> Outcome {
    let data = scene.bucket.load().await?;
    assert_eq!(data.name(), Some(scene.bucket.name()), "expected the entry of the bucket");
    assert!(data.creation_date().is_some(), "expected when it was made, got {data:?}");
    assert!(scene.bucket.data().is_some(), "expected the data to be kept");
    Ok(())
}

pub async fn loading_a_missing_bucket_is_not_found(scene: Scene) -> Outcome {
    let error = scene.s3.bucket(scene.spare()).load().await.expect_err("there is no such bucket");
    assert!(error.is_not_found(), "expected not found, got {error}");
    assert_eq!(error.local_error(), Some(LocalError::ResourceNotFound), "expected a local error, got {error}");
    Ok(())
}

pub async fn listing_a_missing_bucket_is_not_found(scene: Scene) -> Outcome {
    let name = scene.spare();
    let error = scene.s3.bucket(&name).objects().count().await.expect_err("there is no such bucket");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("NoSuchBucket"), "{error}");
    assert!(error.is::<sotalia::s3::types::error::NoSuchBucket>(), "expected the SDK's type in {error:?}");
    Ok(())
}

pub async fn a_missing_bucket_is_named_in_the_error(scene: Scene) -> Outcome {
    let name = scene.spare();
    let error = scene.s3.bucket(&name).objects().count().await.expect_err("there is no such bucket");
    assert_eq!(error.detail("BucketName"), Some(name.as_str()), "expected the name among the details of {error:?}");
    Ok(())
}

pub async fn putting_into_a_missing_bucket_is_not_found(scene: Scene) -> Outcome {
    let object = scene.s3.object(scene.spare(), "key");
    let error = object.put(|r| r).await.expect_err("there is no such bucket");
    assert!(error.is_not_found(), "expected not found, got {error}");
    Ok(())
}

pub async fn deleting_a_missing_bucket_is_not_found(scene: Scene) -> Outcome {
    let error = scene.s3.bucket(scene.spare()).delete().await.expect_err("there is no such bucket");
    assert!(error.is_not_found(), "expected not found, got {error}");
    Ok(())
}

pub async fn a_full_bucket_is_not_deleted(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let error = scene.bucket.delete().await.expect_err("the bucket is not empty");
    assert_eq!(error.kind(), ErrorKind::Conflict, "expected a conflict, got {error}");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("BucketNotEmpty"), "{error}");
    assert_eq!(error.status(), Some(409), "{error}");
    Ok(())
}

pub async fn buckets_are_listed_with_their_data(scene: Scene) -> Outcome {
    let mut buckets = scene.s3.buckets().stream();
    while let Some(bucket) = buckets.try_next().await? {
        if bucket == scene.bucket {
            let data = bucket.data().expect("the listing carries the data");
            assert!(data.creation_date().is_some(), "expected when it was made, got {data:?}");
            return Ok(());
        }
    }
    panic!("expected {} among the buckets", scene.bucket);
}

pub async fn buckets_are_filtered_by_prefix(scene: Scene) -> Outcome {
    let spare = scene.s3.create_bucket(|r| r.bucket(scene.spare())).await?;
    let found: Vec<_> = scene.s3.buckets().filter(|r| r.prefix(scene.spare())).try_collect().await?;
    assert_eq!(found, [spare], "expected the bucket of that prefix only");
    Ok(())
}

pub async fn buckets_come_in_pages(scene: Scene) -> Outcome {
    let spare = scene.s3.create_bucket(|r| r.bucket(scene.spare())).await?;
    // Other tests make buckets meanwhile: only those of this one are looked at.
    let listed = scene.s3.client().list_buckets().prefix(scene.bucket.name()).paginate().page_size(1);
    let pages: Vec<_> = listed.pages().try_collect().await?;
    let mut names = Vec::new();
    for page in &pages {
        names.push(page.buckets().iter().filter_map(|bucket| bucket.name()).collect::<Vec<_>>());
    }
    assert_eq!(names, [[scene.bucket.name()], [spare.name()]], "expected one bucket in each page");
    Ok(())
}
