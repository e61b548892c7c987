//! Credentials under load and failure: who asks the provider, how often, and what everybody gets.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_smithy_async::time::TimeSource;
use sotalia_session::error::{Error, LocalError};
use sotalia_session::{Credentials, DEFAULT_CREDENTIALS_TIMEOUT, Platform, Session};

#[path = "harness/log.rs"]
mod log;

use log::Log;

/// A clock that a test sets, in seconds since the epoch.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        at(self.0.load(Ordering::SeqCst))
    }
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// What a provider does when it is asked, by the number of the call, from 1.
type Answers = dyn Fn(usize) -> Step + Send + Sync;

/// One answer of a provider.
enum Step {
    /// Credentials that end then, if at all.
    Until(Option<SystemTime>),
    Down(&'static str),
    NothingFound,
    Hang,
    Panic,
}

/// Counts its calls, and takes a moment for each.
#[derive(Clone)]
struct Scripted {
    calls: Arc<AtomicUsize>,
    answers: Arc<Answers>,
}

impl Scripted {
    fn new(answers: impl Fn(usize) -> Step + Send + Sync + 'static) -> Self {
        Self { calls: Arc::default(), answers: Arc::new(answers) }
    }

    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    async fn provide(&self) -> provider::Result {
        let call = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
        match (self.answers)(call) {
            Step::Until(end) => {
                let part = |name: &str| format!("{name}-{call}");
                Ok(SdkCredentials::new(part("AKIA"), part("secret"), Some(part("token")), end, "scripted"))
            }
            Step::Down(reason) => Err(CredentialsError::provider_error(reason)),
            Step::NothingFound => Err(CredentialsError::not_loaded("nothing configured")),
            Step::Hang => std::future::pending().await,
            Step::Panic => panic!("a provider with a bug"),
        }
    }
}

impl ProvideCredentials for Scripted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.provide())
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scripted")
    }
}

/// A session on this clock with this provider.
async fn session(clock: impl TimeSource + 'static, provider: &Scripted) -> Session {
    let platform = Platform::with_variables([("HOME", "/home/me")]).time_source(clock);
    let builder = Session::builder().platform(platform).region("eu-west-1").credentials_provider(provider.clone());
    builder.load().await.expect("a provider is enough")
}

/// What 50 tasks get that ask at once, some of them in another region.
async fn fifty(session: &Session) -> Vec<Result<Credentials, Error>> {
    let other = session.with_region("us-east-1").expect("us-east-1 is a region");
    let tasks: Vec<_> = (0..50)
        .map(|number| if number % 2 == 0 { session.clone() } else { other.clone() })
        .map(|session| tokio::spawn(async move { session.credentials().await }))
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("no task panics"));
    }
    outcomes
}

/// The number of the call that these credentials are from, if their parts belong together.
fn call_of(credentials: &Credentials) -> Option<&str> {
    let call = credentials.access_key_id().strip_prefix("AKIA-")?;
    let secret = credentials.secret_access_key().strip_prefix("secret-")?;
    let token = credentials.session_token()?.strip_prefix("token-")?;
    (call == secret && call == token).then_some(call)
}

async fn check_call(what: &str, session: &Session, expected: &str) {
    let credentials = session.credentials().await.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(call_of(&credentials), Some(expected), "{what}: expected the credentials of call {expected}");
}

#[tokio::test(start_paused = true)]
async fn fifty_tasks_at_the_start_cause_one_call_however_it_ends() {
    type Case = (&'static str, fn(usize) -> Step, Option<LocalError>, &'static str);
    let cases: [Case; 5] = [
        ("success", |_| Step::Until(Some(at(3600))), None, ""),
        ("failure", |_| Step::Down("the source is down"), Some(LocalError::CredentialsFailed), "the source is down"),
        ("nothing", |_| Step::NothingFound, Some(LocalError::NoCredentials), "nothing configured"),
        ("hanging", |_| Step::Hang, Some(LocalError::CredentialsTimeout), "timed out after 120 seconds"),
        ("panic", |_| Step::Panic, Some(LocalError::CredentialsFailed), "panicked"),
    ];
    for (name, answers, expected, says) in cases {
        let provider = Scripted::new(answers);
        let session = session(Clock::default(), &provider).await;
        let start = tokio::time::Instant::now();
        for outcome in fifty(&session).await {
            let found = outcome.as_ref().err().and_then(Error::local_error);
            assert_eq!(found, expected, "{name}: {outcome:?}");
            if let Err(error) = outcome {
                assert!(error.to_string().contains(says), "{name}: expected {says:?} in {error}");
            }
        }
        assert_eq!(provider.calls(), 1, "{name}: expected one call for 50 tasks");
        let limit = if name == "hanging" { DEFAULT_CREDENTIALS_TIMEOUT } else { Duration::ZERO };
        assert!(start.elapsed() <= limit + Duration::from_secs(1), "{name}: nobody waits for {:?}", start.elapsed());
    }
}

/// botocore's own test of races, with tasks in the place of threads.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_tasks_never_read_a_mixed_set_while_it_is_refreshed() {
    const LIFE: Duration = Duration::from_millis(50);
    let provider = Scripted::new(|_| Step::Until(Some(SystemTime::now() + LIFE)));
    let session = session(aws_smithy_async::time::SystemTimeSource::new(), &provider).await;
    let start = Instant::now();
    let tasks: Vec<_> = (0..20)
        .map(|_| session.clone())
        .map(|session| {
            tokio::spawn(async move {
                let mut seen = HashSet::new();
                for read in 0..4_000 {
                    let credentials = session.credentials().await.expect("the provider answers");
                    seen.insert(call_of(&credentials).expect("the parts belong together").to_owned());
                    // Time passes, so that there are refreshes to race with.
                    if read % 100 == 0 {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                }
                seen
            })
        })
        .collect();
    let mut seen = HashSet::new();
    for task in tasks {
        seen.extend(task.await.expect("no task panics"));
    }
    let lives = start.elapsed().as_secs_f64() / LIFE.as_secs_f64();
    assert!(seen.len() > 1, "expected refreshes to race with, in {lives:.1} lives");
    assert!(provider.calls() as f64 <= lives + 1.0, "{} calls in {lives:.1} lives", provider.calls());
}

#[tokio::test(start_paused = true)]
async fn who_stops_waiting_does_not_stop_the_refresh() {
    let provider = Scripted::new(|_| Step::Until(Some(at(3600))));
    let session = session(Clock::default(), &provider).await;
    let first = tokio::time::timeout(Duration::from_millis(1), session.credentials()).await;
    first.expect_err("the provider takes longer than the first task waits");
    check_call("the second task", &session, "1").await;
    assert_eq!(provider.calls(), 1, "expected the second task to wait for the refresh of the first");
}

#[test]
fn a_refresh_ends_with_its_run_time_and_is_made_again_in_the_next() {
    let runtime =
        || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a run time can be made");
    let provider = Scripted::new(|call| if call == 1 { Step::Hang } else { Step::Until(Some(at(3600))) });
    let session = {
        let first = runtime();
        let session = first.block_on(session(Clock::default(), &provider));
        let gone =
            first.block_on(async { tokio::time::timeout(Duration::from_millis(20), session.credentials()).await });
        gone.expect_err("the provider hangs");
        session
    };
    runtime().block_on(check_call("the next run time", &session, "2"));
}

#[tokio::test(start_paused = true)]
async fn refreshes_come_ahead_and_later_block() {
    // An hour: beside their use in the last 15 minutes, before it in the last 6.
    let clock = Clock::default();
    let provider = Scripted::new(|call| Step::Until(Some(at(3600 * call as u64))));
    let session = session(clock.clone(), &provider).await;
    check_call("the first", &session, "1").await;
    clock.set(2699);
    check_call("before the last 15 minutes", &session, "1").await;
    assert_eq!(provider.calls(), 1, "expected no refresh before the last 15 minutes");

    clock.set(2700);
    for outcome in fifty(&session).await {
        assert_eq!(call_of(&outcome.expect("the old ones serve")), Some("1"), "nobody waits for a refresh ahead");
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(provider.calls(), 2, "expected one refresh for 50 tasks");
    check_call("after the refresh", &session, "2").await;

    clock.set(7200 - 200);
    check_call("in the last minutes", &session, "3").await;
    assert_eq!(provider.calls(), 3, "expected a refresh that is waited for");
}

#[tokio::test(start_paused = true)]
async fn the_old_ones_serve_while_a_refresh_fails_and_the_provider_gets_its_rest() {
    let clock = Clock::default();
    let provider = Scripted::new(|call| if call == 1 { Step::Until(Some(at(1000))) } else { Step::Down("down") });
    let session = session(clock.clone(), &provider).await;
    check_call("the first", &session, "1").await;
    // The clock, and how often the provider was asked by then: after 1, 2, 4 and 8 seconds, and then every 30.
    let asked = [(950, 2), (950, 2), (951, 3), (952, 3), (953, 4), (956, 4), (957, 5), (964, 5), (965, 6), (999, 7)];
    for (second, calls) in asked {
        clock.set(second);
        check_call("with time left", &session, "1").await;
        assert_eq!(provider.calls(), calls, "calls at second {second}");
    }
    clock.set(1001);
    let failures: Vec<String> =
        fifty(&session).await.into_iter().map(|outcome| outcome.expect_err("they have ended").to_string()).collect();
    assert!(failures.iter().all(|failure| failure.contains("down")), "the cause is told: {failures:?}");
    assert_eq!(provider.calls(), 7, "expected the last failure to stand for a while");
    clock.set(1100);
    session.credentials().await.expect_err("the provider is still down");
    assert_eq!(provider.calls(), 8, "expected another try after the rest");
}

#[tokio::test(start_paused = true)]
async fn a_failure_at_the_start_stands_for_a_second() {
    let clock = Clock::default();
    let provider = Scripted::new(|call| if call == 1 { Step::Down("not yet") } else { Step::Until(Some(at(3600))) });
    let session = session(clock.clone(), &provider).await;
    for _ in 0..3 {
        session.credentials().await.expect_err("the failure stands");
    }
    assert_eq!(provider.calls(), 1, "expected one call for the failure");
    clock.set(1);
    check_call("a second later", &session, "2").await;
}

#[tokio::test(start_paused = true)]
async fn forgetting_makes_the_next_task_ask_at_once() {
    let provider = Scripted::new(|call| if call == 2 { Step::Down("down") } else { Step::Until(None) });
    let session = session(Clock::default(), &provider).await;
    check_call("the first", &session, "1").await;
    session.forget_credentials();
    session.credentials().await.expect_err("the second call fails");
    session.forget_credentials();
    check_call("the failure is forgotten, too", &session, "3").await;
    check_call("and kept again", &session, "3").await;
}

#[tokio::test(start_paused = true)]
async fn credentials_that_have_ended_are_no_replacement() {
    let clock = Clock::default();
    let provider = Scripted::new(|_| Step::Until(Some(at(1000))));
    let session = session(clock.clone(), &provider).await;
    check_call("the first", &session, "1").await;
    clock.set(1001);
    let error = session.credentials().await.expect_err("the same ones came again");
    assert_eq!(error.local_error(), Some(LocalError::CredentialsFailed), "{error}");
    assert!(error.to_string().contains("have ended already"), "says why: {error}");
}

#[tokio::test(start_paused = true)]
async fn credentials_that_had_ended_when_they_came_are_the_services_to_judge() {
    let clock = Clock::default();
    clock.set(2000);
    let provider = Scripted::new(|_| Step::Until(Some(at(1000))));
    let session = session(clock.clone(), &provider).await;
    check_call("by a clock that may be wrong", &session, "1").await;
    check_call("kept for a moment", &session, "1").await;
    clock.set(2001);
    check_call("asked for again", &session, "2").await;
}

#[tokio::test]
async fn a_failed_refresh_is_warned_of_once_and_shows_no_secret() {
    Log::start();
    let clock = Clock::default();
    let provider = Scripted::new(|call| if call == 1 { Step::Until(Some(at(1000))) } else { Step::Down("down") });
    let session = session(clock.clone(), &provider).await;
    for second in [0, 950, 960, 999] {
        clock.set(second);
        session.credentials().await.expect("they are valid");
    }
    assert_eq!(provider.calls(), 4, "expected three failed refreshes");
    let log = Log::text();
    assert_eq!(log.matches("could not be refreshed").count(), 1, "expected one warning in {log}");
    assert!(!log.contains("secret-1") && !log.contains("token-1"), "expected no secret in {log}");
}

/// Not a benchmark, either: it fails when `load` makes a request, or builds what it does not need.
#[tokio::test]
async fn loading_with_static_credentials_is_cheap() {
    const LOADS: u32 = 100;
    let folder = tempfile::tempdir().expect("a folder can be made");
    let aws = folder.path().join(".aws");
    std::fs::create_dir(&aws).expect("the folder is ours");
    std::fs::write(aws.join("config"), "[default]\nregion = eu-west-1\n").expect("the folder is ours");
    let keys = "[default]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n";
    std::fs::write(aws.join("credentials"), keys).expect("the folder is ours");
    let platform = Platform::with_variables([("HOME", "/home/me")]).folder(folder.path(), "/home/me");
    let start = Instant::now();
    for _ in 0..LOADS {
        let session = Session::builder().platform(platform.clone()).load().await.expect("all is in the files");
        assert_eq!(session.credentials().await.expect("they are in the file").access_key_id(), "AKIA");
    }
    let each = start.elapsed() / LOADS;
    println!("loading a session and its static credentials: {each:?}");
    assert!(each < Duration::from_millis(50), "expected a load to take about a millisecond, not {each:?}");
}

/// Not a benchmark: it fails when a read takes a lock that tasks wait for, or does I/O.
#[tokio::test]
async fn reading_kept_credentials_is_cheap() {
    const READS: u32 = 10_000;
    let provider = Scripted::new(|_| Step::Until(None));
    let session = session(aws_smithy_async::time::SystemTimeSource::new(), &provider).await;
    session.credentials().await.expect("the provider answers");
    let start = Instant::now();
    for _ in 0..READS {
        session.credentials().await.expect("they are kept");
    }
    let each = start.elapsed() / READS;
    println!("reading kept credentials: {each:?}");
    assert!(each < Duration::from_micros(100), "expected a read to take about a microsecond, not {each:?}");
}
