//! Where a flow plays: a server, a session, and names that no other flow has.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::FutureExt as _;
use sotalia::prelude::*;
use sotalia_tests::Server;

use crate::exceptions;

/// What a flow gives: an error that it did not expect, or nothing.
pub type Outcome = sotalia::Result<()>;

/// How long a flow may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(90);

/// How long waiters pause: the servers are here, and most of what they do is done at once.
pub const PAUSE: Duration = Duration::from_millis(100);

/// A session with a server, and names.
#[derive(Debug, Clone)]
pub struct Scene {
    pub session: Session,
    name: String,
}

impl Scene {
    /// A name of this flow's own, of letters, digits and `-`.
    pub fn name(&self, what: &str) -> String {
        format!("{}-{what}", self.name)
    }

    fn new(session: Session) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("flow-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        Self { session, name }
    }
}

/// Asserts that a call failed since the thing is not there.
#[track_caller]
pub fn assert_not_found<T>(result: sotalia::Result<T>, what: &str) {
    match result {
        Ok(_) => panic!("expected {what} not to be found, and it was"),
        Err(error) => assert!(error.is_not_found(), "expected {what} not to be found, got {}", error.report()),
    }
}

/// A flow, boxed.
pub type Play = fn(Scene) -> Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// Plays a flow on a server. One that is listed as an exception must fail as it says there.
pub fn run(server: Server, name: &str, play: Play) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(async {
        let Some(running) = server.running(name).await else { return };
        let session = running.session().load().await.expect("all that a session needs is set");
        let played = AssertUnwindSafe(play(Scene::new(session))).catch_unwind();
        let failure = match tokio::time::timeout(LIMIT, played).await {
            Ok(Ok(Ok(()))) => None,
            Ok(Ok(Err(error))) => Some(format!("expected no error, got {}", error.report())),
            Ok(Err(panic)) => Some(text_of(&*panic)),
            Err(_) => Some(format!("expected an end within {LIMIT:?}")),
        };
        match (failure, exceptions::exception(server, name)) {
            (None, None) => {}
            (None, Some(row)) => panic!("{server}/{name} works: take it out of the exceptions ({})", row.reason),
            (Some(failure), Some(row)) if failure.contains(row.failure) => {
                println!("{failure}\nSKIPPED: {server}/{name}: {}", row.reason);
            }
            (Some(failure), Some(row)) => {
                panic!("{server}/{name}: expected a failure that says {:?}, got: {failure}", row.failure)
            }
            (Some(failure), None) => panic!("{server}/{name}: {failure}"),
        }
    });
}

fn text_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without a text").to_owned()
}
