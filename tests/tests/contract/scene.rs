//! Where a behaviour plays: a server, a session, and a bucket of its own, which is gone afterwards.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use sotalia::prelude::*;
use sotalia::s3::Bucket;
use sotalia::s3::primitives::ByteStream;
use sotalia_tests::{Running, Server};

use crate::exceptions;

/// What a behaviour gives: an error that it did not expect, or nothing.
pub type Outcome = sotalia::Result<()>;

/// How long a behaviour may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(90);

/// How many uploads of a fixture are under way at once.
const AT_ONCE: usize = 16;

/// A server, and a bucket in it.
#[derive(Clone)]
pub struct Scene {
    pub session: Session,
    pub s3: S3,
    pub bucket: Bucket,
    pub running: std::sync::Arc<Running>,
}

/// Fixtures.
impl Scene {
    /// Puts an object.
    pub async fn put(&self, key: &str, body: &str) -> Outcome {
        let body = ByteStream::from(body.as_bytes().to_vec());
        self.bucket.object(key).put(|r| r.body(body)).await.map(drop)
    }

    /// Puts objects, each with its key as its body.
    pub async fn put_all<K: AsRef<str>>(&self, keys: &[K]) -> Outcome {
        let mut puts = Vec::with_capacity(keys.len());
        for key in keys {
            puts.push(self.put(key.as_ref(), key.as_ref()));
        }
        futures_util::stream::iter(puts).buffer_unordered(AT_ONCE).try_collect().await
    }

    /// The name of one more bucket. A behaviour that makes it deletes it.
    pub fn spare(&self) -> String {
        format!("{}-b", self.bucket.name())
    }

    /// The keys of the bucket, as listed.
    pub async fn keys(&self) -> sotalia::Result<Vec<String>> {
        self.bucket.objects().stream().map_ok(|object| object.key().to_owned()).try_collect().await
    }

    async fn new(running: Running) -> sotalia::Result<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let session = running.session().load().await?;
        let s3 = S3::new(&session);
        let name = format!("contract-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let bucket = s3.create_bucket(|r| r.bucket(name)).await?;
        Ok(Self { session, s3, bucket, running: running.into() })
    }

    /// Empties and deletes the buckets, as far as the server lets it.
    async fn clean(&self) {
        for bucket in [self.bucket.clone(), self.s3.bucket(self.spare())] {
            let uploads: Vec<_> = bucket.multipart_uploads().try_collect().await.unwrap_or_default();
            for upload in uploads {
                let _ = upload.abort().await;
            }
            let _ = bucket.object_versions().delete().with(|r| r.bypass_governance_retention(true)).await;
            let _ = bucket.objects().delete().await;
            let _ = bucket.delete().await;
        }
    }
}

/// A behaviour, boxed.
pub type Play = fn(Scene) -> Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Plays a behaviour on a server. One that is listed as an exception must fail.
pub fn run(server: Server, name: &str, play: Play) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(async {
        let Some(running) = server.running(name).await else { return };
        let scene = Scene::new(running).await.expect("the server makes a bucket");
        let played = tokio::time::timeout(LIMIT, AssertUnwindSafe(play(scene.clone())).catch_unwind()).await;
        scene.clean().await;
        let failure = match played {
            Ok(Ok(Ok(()))) => None,
            Ok(Ok(Err(error))) => Some(format!("expected no error, got {}", error.report())),
            Ok(Err(panic)) => Some(text_of(&*panic)),
            Err(_) => Some(format!("expected an end within {LIMIT:?}")),
        };
        match (failure, exceptions::reason(server, name)) {
            (None, None) => {}
            (None, Some(reason)) => panic!("{server}/{name} works: take it out of the exceptions ({reason})"),
            (Some(failure), Some(reason)) => println!("{failure}\nSKIPPED: {server}/{name}: {reason}"),
            (Some(failure), None) => panic!("{server}/{name}: {failure}"),
        }
    });
}

fn text_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a text").to_owned()
}
