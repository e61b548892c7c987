//! Versions: kept, listed, read, deleted.

use sotalia::prelude::*;
use sotalia::s3::ObjectVersion;
use sotalia::s3::types::BucketVersioningStatus;

use crate::scene::{Outcome, Scene};

/// A key with two versions and a delete marker on top, and another with one version.
async fn filled(scene: &Scene) -> sotalia::Result<Vec<ObjectVersion>> {
    scene.bucket.versioning().enable().await?;
    scene.put("gone", "one").await?;
    scene.put("gone", "three").await?;
    scene.bucket.object("gone").delete().await?;
    scene.put("here", "body").await?;
    scene.bucket.object_versions().try_collect().await
}

pub async fn versioning_is_enabled_and_suspended(scene: Scene) -> Outcome {
    let versioning = scene.bucket.versioning();
    assert_eq!(versioning.load().await?.status(), None, "expected a new bucket to keep no versions");
    versioning.enable().await?;
    let status = versioning.load().await?.status().cloned();
    assert_eq!(status, Some(BucketVersioningStatus::Enabled), "expected that enabling clears what is known");
    versioning.suspend().await?;
    let status = versioning.load().await?.status().cloned();
    assert_eq!(status, Some(BucketVersioningStatus::Suspended), "expected it to be suspended");
    Ok(())
}

pub async fn versions_and_markers_are_listed(scene: Scene) -> Outcome {
    let versions = filled(&scene).await?;
    let count = |key: &str, marker: bool| {
        let of = versions.iter().filter(|version| version.object_key() == key);
        of.filter(|version| version.is_delete_marker() == Some(marker)).count()
    };
    assert_eq!((count("gone", false), count("gone", true)), (2, 1), "gone: two versions and a marker: {versions:?}");
    assert_eq!((count("here", false), count("here", true)), (1, 0), "here: a version: {versions:?}");
    let marker = versions.iter().find(|version| version.is_delete_marker() == Some(true)).expect("there is a marker");
    assert_eq!((marker.is_latest(), marker.size(), marker.e_tag()), (Some(true), None, None), "{marker:?}");
    let mut sizes: Vec<_> = versions.iter().filter_map(ObjectVersion::size).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [3, 4, 5], "expected the sizes with the listing");
    assert_eq!(scene.keys().await?, ["here"], "expected the marker to hide the object");
    Ok(())
}

pub async fn versions_are_listed_by_pages(scene: Scene) -> Outcome {
    filled(&scene).await?;
    for size in [1, 2, 3] {
        let versions = scene.bucket.object_versions().page_size(size);
        assert_eq!(versions.count().await?, 4, "pages of {size}");
        let some: Vec<_> = versions.limit(3).try_collect().await?;
        assert_eq!(some.len(), 3, "a limit of 3 in pages of {size}");
    }
    let below: Vec<_> = scene.bucket.object_versions().prefix("here").try_collect().await?;
    assert_eq!(below.len(), 1, "expected the one below the prefix, got {below:?}");
    Ok(())
}

pub async fn an_old_version_is_read(scene: Scene) -> Outcome {
    let versions = filled(&scene).await?;
    let old = versions.iter().find(|version| version.size() == Some(3)).expect("the first version has three bytes");
    let got = old.get().await?;
    assert_eq!(got.body.collect().await?.to_vec(), b"one", "expected the body of the first version");
    assert_eq!(old.head().await?.content_length(), Some(3), "expected the length of the first version");
    assert_eq!(old.object(), scene.bucket.object("gone"), "expected the way to the object");
    Ok(())
}

pub async fn deleting_the_marker_brings_the_object_back(scene: Scene) -> Outcome {
    let versions = filled(&scene).await?;
    let marker = versions.iter().find(|version| version.is_delete_marker() == Some(true)).expect("there is a marker");
    marker.delete().await?;
    assert_eq!(scene.keys().await?, ["gone", "here"], "expected both objects");
    Ok(())
}

pub async fn all_versions_are_deleted(scene: Scene) -> Outcome {
    filled(&scene).await?;
    assert_eq!(scene.bucket.object_versions().delete().await?.ok()?, 4, "expected versions and marker to go");
    assert_eq!(scene.bucket.object_versions().count().await?, 0, "expected nothing to be left");
    scene.bucket.delete().await.map(drop)
}

pub async fn a_missing_version_is_not_found(scene: Scene) -> Outcome {
    filled(&scene).await?;
    let versions = scene.bucket.object_versions().prefix("gone").try_collect::<Vec<_>>().await?;
    let old = versions.iter().find(|version| version.size() == Some(3)).expect("the first version has three bytes");
    old.delete().await?;
    let error = old.get().await.expect_err("the version is deleted");
    assert_eq!(error.kind(), ErrorKind::NotFound, "expected not found, got {error}");
    Ok(())
}
