//! What a session shares and keeps: the default one, another region, credentials, settings.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_smithy_async::time::TimeSource;
use sotalia_session::error::LocalError;
use sotalia_session::{
    DEFAULT_CONNECT_TIMEOUT, DEFAULT_READ_TIMEOUT, Platform, Session, TimeoutConfig, default_session,
    set_default_session,
};

fn empty() -> Platform {
    Platform::with_variables([("HOME", "/home/me"), ("AWS_EC2_METADATA_DISABLED", "true")])
}

/// A clock that a test moves, in seconds.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicUsize>);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0.load(Ordering::Relaxed) as u64)
    }
}

/// Counts its calls; its credentials end at 1000 seconds, and it fails from the second call on.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl Counting {
    async fn provide(&self) -> provider::Result {
        tokio::time::sleep(Duration::from_millis(20)).await;
        match self.0.fetch_add(1, Ordering::Relaxed) {
            0 => {
                let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
                Ok(SdkCredentials::new("AKIACOUNT", "SECRET", None, Some(end), "counting"))
            }
            _ => Err(CredentialsError::provider_error("down")),
        }
    }
}

impl ProvideCredentials for Counting {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.provide())
    }
}

#[tokio::test]
async fn many_tasks_resolve_credentials_once_for_all_regions() {
    let (clock, provider) = (Clock::default(), Counting::default());
    let platform = empty().time_source(clock.clone());
    let session = Session::builder().platform(platform).region("eu-west-1").credentials_provider(provider.clone());
    let session = session.load().await.expect("a provider is enough");
    let other = session.with_region("us-east-1").expect("us-east-1 is a region");
    let tasks: Vec<_> = (0..50)
        .map(|number| if number % 2 == 0 { session.clone() } else { other.clone() })
        .map(|session| tokio::spawn(async move { session.credentials().await.map(|found| found.expires_at()) }))
        .collect();
    for task in tasks {
        task.await.expect("no task panics").expect("the provider answers");
    }
    assert_eq!(provider.0.load(Ordering::Relaxed), 1, "one call for 50 tasks");

    clock.0.store(960, Ordering::Relaxed);
    session.credentials().await.expect("40 seconds are left when the refresh fails");
    assert_eq!(provider.0.load(Ordering::Relaxed), 2, "a refresh was tried");

    clock.0.store(1001, Ordering::Relaxed);
    let error = session.credentials().await.expect_err("they have ended");
    assert_eq!(error.local_error(), Some(LocalError::CredentialsFailed), "{error}");
    assert!(error.to_string().contains("down"), "says the cause: {error}");
}

#[tokio::test]
async fn another_region_shares_the_rest() {
    let session = Session::builder().platform(empty()).region("eu-west-1").endpoint_url("http://localhost:4566");
    let session = session.load().await.expect("a region is enough");
    let other = session.with_region("us-east-1").expect("us-east-1 is a region");
    assert_eq!((session.region(), other.region()), (Some("eu-west-1"), Some("us-east-1")));
    assert_eq!(other.sdk_config().region().map(ToString::to_string).as_deref(), Some("us-east-1"));
    assert_eq!(other.endpoint_url(), Some("http://localhost:4566"));
    let error = session.with_region("us east").expect_err("a region has no space");
    assert_eq!(error.local_error(), Some(LocalError::InvalidRegion), "{error}");
}

#[tokio::test]
async fn time_limits_are_on_and_each_can_be_changed() {
    let limits = |config: Option<&TimeoutConfig>| {
        let config = config.expect("a session has time limits");
        (
            config.connect_timeout(),
            config.read_timeout(),
            config.operation_attempt_timeout(),
            config.operation_timeout(),
        )
    };
    let session = Session::builder().platform(empty()).load().await.expect("an empty machine makes a session");
    let default = (Some(DEFAULT_CONNECT_TIMEOUT), Some(DEFAULT_READ_TIMEOUT), None, None);
    assert_eq!(limits(session.sdk_config().timeout_config()), default);

    let ten = Duration::from_secs(10);
    let changed = TimeoutConfig::builder().operation_attempt_timeout(ten).build();
    let session = Session::builder().platform(empty()).timeouts(changed).load().await.expect("limits are enough");
    let expected = (Some(DEFAULT_CONNECT_TIMEOUT), Some(DEFAULT_READ_TIMEOUT), Some(ten), None);
    assert_eq!(limits(session.sdk_config().timeout_config()), expected, "what was not set keeps its default");
}

#[tokio::test]
async fn the_configuration_is_complete() {
    let session = Session::builder().platform(empty()).load().await.expect("an empty machine makes a session");
    let config = session.sdk_config();
    assert!(config.identity_cache().is_some(), "one identity cache");
    assert!(config.http_client().is_some(), "one HTTP client");
    assert!(config.stalled_stream_protection().expect("it is set").is_enabled(), "stalled streams end");
    assert!(config.retry_config().expect("it is set").has_retry(), "retries are on");
    let marks: Vec<String> = config.framework_metadata().iter().map(|mark| format!("{mark:?}")).collect();
    assert!(marks.concat().contains("sotalia"), "the user agent says sotalia: {marks:?}");
}

#[tokio::test]
async fn the_default_session_is_the_one_that_was_set() {
    let session = Session::builder().platform(empty()).region("eu-west-1").load().await.expect("a region is enough");
    set_default_session(session);
    let found = default_session().await.expect("one was set");
    assert_eq!(found.region(), Some("eu-west-1"));
    let other = found.with_region("us-east-1").expect("us-east-1 is a region");
    let before = set_default_session(other).expect("there was one before");
    assert_eq!(before.region(), Some("eu-west-1"));
    assert_eq!(default_session().await.expect("one was set").region(), Some("us-east-1"));
}

#[test]
fn a_session_goes_anywhere() {
    fn check<T: Clone + Send + Sync + 'static>() {}
    check::<Session>();
}
