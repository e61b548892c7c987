//! Waiters: they end when it is so, when the time is up, and tell how it goes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sotalia::error::LocalError;

use crate::scene::{Outcome, Scene};

const PAUSE: Duration = Duration::from_millis(50);

/// A count of the polls, and what counts them.
fn counter() -> (Arc<AtomicU32>, impl FnMut(&sotalia::resource::Progress) + Send + 'static) {
    let count = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&count);
    (count, move |progress| counted.store(progress.polls, Ordering::Relaxed))
}

pub async fn waiting_for_what_is_there_asks_once(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let (bucket_polls, count) = counter();
    assert!(scene.bucket.wait_until_exists().on_poll(count).await?.is_some(), "expected the answer");
    let (object_polls, count) = counter();
    let head = scene.bucket.object("key").wait_until_exists().on_poll(count).await?;
    assert_eq!(head.and_then(|head| head.content_length()), Some(4), "expected what the service answered");
    let polls = (bucket_polls.load(Ordering::Relaxed), object_polls.load(Ordering::Relaxed));
    assert_eq!(polls, (1, 1), "expected one question each");
    Ok(())
}

pub async fn waiting_for_what_is_gone_asks_once(scene: Scene) -> Outcome {
    let gone = scene.bucket.object("none").wait_until_not_exists().await?;
    assert!(gone.is_none(), "expected no answer of an object that is not there");
    let gone = scene.s3.bucket(scene.spare()).wait_until_not_exists().await?;
    assert!(gone.is_none(), "expected no answer of a bucket that is not there");
    Ok(())
}

pub async fn an_object_is_waited_for(scene: Scene) -> Outcome {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let object = scene.bucket.object("key");
    let wait = object.wait_until_exists().delay(PAUSE).max_wait(Duration::from_secs(30)).on_poll(move |progress| {
        log.lock().expect("no panic while it is held").push((progress.polls, progress.last.clone()));
    });
    let later = async {
        while seen.lock().expect("no panic while it is held").len() < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        scene.put("key", "body").await
    };
    let (head, put) = tokio::join!(wait.into_future(), later);
    put?;
    assert!(head?.is_some(), "expected the answer that ended the wait");
    let seen = seen.lock().expect("no panic while it is held").clone();
    let polls: Vec<_> = seen.iter().map(|(polls, _)| *polls).collect();
    assert!(polls.len() >= 3 && polls.windows(2).all(|pair| pair[1] == pair[0] + 1), "expected 1, 2, 3.. in {seen:?}");
    Ok(())
}

pub async fn a_bucket_is_waited_for(scene: Scene) -> Outcome {
    let bucket = scene.s3.bucket(scene.spare());
    let (polls, count) = counter();
    let wait = bucket.wait_until_exists().delay(PAUSE).max_wait(Duration::from_secs(30)).on_poll(count);
    let later = async {
        while polls.load(Ordering::Relaxed) < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bucket.create().await
    };
    let (found, made) = tokio::join!(wait.into_future(), later);
    made?;
    assert!(found?.is_some(), "expected the answer that ended the wait");
    Ok(())
}

pub async fn an_object_is_waited_for_to_go(scene: Scene) -> Outcome {
    scene.put("key", "body").await?;
    let object = scene.bucket.object("key");
    let (polls, count) = counter();
    let wait = object.wait_until_not_exists().delay(PAUSE).max_wait(Duration::from_secs(30)).on_poll(count);
    let later = async {
        while polls.load(Ordering::Relaxed) < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        object.delete().await
    };
    let (gone, deleted) = tokio::join!(wait.into_future(), later);
    deleted?;
    assert!(gone?.is_none(), "expected no answer of what is gone");
    Ok(())
}

pub async fn a_wait_ends_when_the_time_is_up(scene: Scene) -> Outcome {
    let start = Instant::now();
    let (polls, count) = counter();
    let object = scene.bucket.object("never");
    let wait = object.wait_until_exists().delay(PAUSE).max_wait(Duration::from_millis(500)).on_poll(count);
    let error = wait.await.expect_err("the object never comes");
    assert_eq!(error.local_error(), Some(LocalError::WaiterTimeout), "expected that the time is up, got {error}");
    assert!(error.is_timeout(), "expected a timeout, got {error}");
    assert!(polls.load(Ordering::Relaxed) >= 1, "expected at least one question");
    assert!(start.elapsed() < Duration::from_secs(5), "expected an end soon after 0.5 s, took {:?}", start.elapsed());
    Ok(())
}
