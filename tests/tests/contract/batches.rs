//! Batch actions: deleting what a collection lists.

use sotalia::prelude::*;
use sotalia::s3::primitives::ByteStream;
use sotalia::s3::types::ObjectLockMode;

use crate::scene::{Outcome, Scene};

pub async fn a_batch_deletes_below_a_prefix_over_pages(scene: Scene) -> Outcome {
    let keys: Vec<_> = (0..12).map(|number| format!("tmp/{number:02}")).chain(["keep/1".into()]).collect();
    scene.put_all(&keys).await?;
    let report = scene.bucket.objects().prefix("tmp/").page_size(5).delete().await?;
    assert_eq!(report.requests(), 3, "expected a request for each page of 5, got {report:?}");
    assert_eq!((report.requested(), report.succeeded()), (12, 12), "{report:?}");
    assert_eq!(report.ok()?, 12, "expected twelve deleted");
    assert_eq!(scene.keys().await?, ["keep/1"], "expected what is not below the prefix to stay");
    Ok(())
}

pub async fn a_batch_of_a_thousand_and_one(scene: Scene) -> Outcome {
    let keys: Vec<_> = (0..1001).map(|number| format!("key-{number:04}")).collect();
    scene.put_all(&keys).await?;
    assert_eq!(scene.bucket.objects().count().await?, 1001, "expected a listing of two pages");
    let report = scene.bucket.objects().delete().await?;
    assert_eq!((report.requests(), report.requested()), (2, 1001), "expected two requests");
    assert_eq!(report.ok()?, 1001, "expected all to be deleted");
    assert_eq!(scene.bucket.objects().count().await?, 0, "expected an empty bucket");
    Ok(())
}

pub async fn a_batch_of_nothing_sends_nothing(scene: Scene) -> Outcome {
    let report = scene.bucket.objects().delete().await?;
    assert_eq!((report.requests(), report.requested()), (0, 0), "expected no request, got {report:?}");
    assert_eq!(report.ok()?, 0, "expected nothing deleted");
    Ok(())
}

pub async fn a_batch_keeps_to_the_limit(scene: Scene) -> Outcome {
    scene.put_all(&["a", "b", "c", "d"]).await?;
    let deleted = scene.bucket.objects().page_size(2).limit(3).delete().await?.ok()?;
    assert_eq!(deleted, 3, "expected the limit");
    assert_eq!(scene.keys().await?, ["d"], "expected the rest to stay");
    Ok(())
}

pub async fn a_batch_takes_nasty_keys(scene: Scene) -> Outcome {
    scene.put_all(&["a b", "a+b", "a&b<c>", "caf\u{e9}", "100%", "\"'"]).await?;
    assert_eq!(scene.bucket.objects().delete().await?.ok()?, 6, "expected all to be deleted");
    assert_eq!(scene.keys().await?, [""; 0], "expected an empty bucket");
    Ok(())
}

pub async fn a_batch_tells_what_is_locked(scene: Scene) -> Outcome {
    let bucket = scene.s3.create_bucket(|r| r.bucket(scene.spare()).object_lock_enabled_for_bucket(true)).await?;
    let tomorrow = std::time::SystemTime::now() + std::time::Duration::from_secs(86_400);
    let put = bucket.object("locked").put(|r| {
        let lock = r.object_lock_mode(ObjectLockMode::Governance).object_lock_retain_until_date(tomorrow.into());
        lock.body(ByteStream::from_static(b"body"))
    });
    put.await?;
    bucket.object("free").put(|r| r).await?;
    let report = bucket.object_versions().delete().await?;
    let failures: Vec<_> =
        report.failures().iter().map(|failure| (failure.id().unwrap_or_default(), failure.kind())).collect();
    assert_eq!(failures, [("locked", ErrorKind::AccessDenied)], "expected the locked one to be refused: {report:?}");
    assert_eq!((report.requested(), report.succeeded()), (2, 1), "{report:?}");
    let unlocked = bucket.object_versions().delete().with(|r| r.bypass_governance_retention(true)).await?;
    assert_eq!(unlocked.ok()?, 1, "expected the bypass to reach the request");
    bucket.delete().await.map(drop)
}
