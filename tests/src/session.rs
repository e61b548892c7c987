//! Sessions that see nothing of the machine's own configuration.

use std::time::Duration;

use sotalia::prelude::*;
use sotalia::session::{Platform, RetryConfig, SessionBuilder};

/// The access key of [`session_builder`].
pub const ACCESS_KEY_ID: &str = "test-access-key";
/// The secret of [`session_builder`].
pub const SECRET_ACCESS_KEY: &str = "test-secret-key";

/// A session for a server on loopback: with a key, a region, and retries that do not wait long.
pub fn session_builder(endpoint_url: &str) -> SessionBuilder {
    Session::builder()
        .platform(Platform::with_variables([("HOME", "/no-such-home")]))
        .endpoint_url(endpoint_url)
        .region("us-east-1")
        .credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None)
        .retry(quick_retries())
}

/// Three attempts, as by default, with pauses of milliseconds.
pub fn quick_retries() -> RetryConfig {
    RetryConfig::standard().with_initial_backoff(Duration::from_millis(2)).with_max_backoff(Duration::from_millis(10))
}

/// S3 at an endpoint, through [`session_builder`].
pub async fn s3_of(endpoint_url: &str) -> S3 {
    S3::new(&session_builder(endpoint_url).load().await.expect("all that a session needs is set"))
}
