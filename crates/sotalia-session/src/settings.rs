//! The defaults of a session, and the checks of settings that the SDK would ignore or panic on.

use std::str::FromStr;
use std::time::Duration;

use aws_config::{BehaviorVersion, FrameworkMetadata};
use aws_smithy_types::retry::RetryMode;
use aws_smithy_types::timeout::TimeoutConfig;
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;
use crate::profile::sections::Sections;

/// The time limit for making a connection, unless another is set: 3.1 seconds.
///
/// It is the SDK's own and that of boto3's `standard` defaults mode: one lost SYN packet is sent again after 1 second
/// and a second one after 3, so the limit leaves room for both. boto3's legacy 60 seconds hide a dead host for a minute.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_millis(3100);

/// How long a connection may be silent, unless another time is set: 60 seconds, as boto3's `read_timeout`.
pub const DEFAULT_READ_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a provider of credentials may take, unless another time is set: 2 minutes.
///
/// It ends a provider that hangs, and leaves time for a person who types a code. boto3 has no such limit.
pub const DEFAULT_CREDENTIALS_TIMEOUT: Duration = Duration::from_secs(120);

/// The newest dated version of the SDK's defaults that this crate was tested with.
///
/// Pinned, so that an update of the SDK does not change what a program does.
pub(crate) fn behavior_version() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

/// Connect and read time-outs. The limits on an attempt and on an operation stay off: both of the SDK's cover the
/// time in which the body of the request is sent, so they would end every long upload.
pub(crate) fn default_timeouts() -> TimeoutConfig {
    TimeoutConfig::builder().connect_timeout(DEFAULT_CONNECT_TIMEOUT).read_timeout(DEFAULT_READ_TIMEOUT).build()
}

/// How requests say that they were made through Sotalia.
pub(crate) fn user_agent() -> FrameworkMetadata {
    FrameworkMetadata::new("sotalia", Some(env!("CARGO_PKG_VERSION")))
        .expect("a crate's name and version are made of characters that a user agent may hold")
}

/// The SDK panics on a retry setting that it cannot read, and drops some others.
pub(crate) fn check_retries(platform: &Platform, profiles: &Sections) -> Result<()> {
    if let Some((mode, origin)) = setting(platform, profiles, "AWS_RETRY_MODE", "retry_mode")
        && RetryMode::from_str(&mode).is_err()
    {
        return Err(invalid("retry mode", &mode, &origin, "\"standard\" or \"adaptive\""));
    }
    if let Some((attempts, origin)) = setting(platform, profiles, "AWS_MAX_ATTEMPTS", "max_attempts")
        && !attempts.parse::<u32>().is_ok_and(|attempts| attempts > 0)
    {
        return Err(invalid("number of attempts", &attempts, &origin, "a whole number from 1"));
    }
    Ok(())
}

/// The endpoint URL of all services, from code, the environment or the profile.
pub(crate) fn check_endpoint_url(in_code: Option<&str>, platform: &Platform, profiles: &Sections) -> Result<()> {
    let (url, origin) = match in_code {
        Some(url) => (url.to_owned(), "given in code".to_owned()),
        None => match setting(platform, profiles, "AWS_ENDPOINT_URL", "endpoint_url") {
            Some((url, origin)) if !url.trim().is_empty() => (url, origin),
            _ => return Ok(()),
        },
    };
    let parsed = url.parse::<http::Uri>().ok();
    let usable = parsed.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri
                .authority()
                .is_some_and(|authority| !authority.host().is_empty() && !authority.as_str().contains('@'))
            && uri.query().is_none()
    });
    if usable {
        return Ok(());
    }
    // A password in the URL must not reach a log.
    let shown = url.rsplit_once('@').map_or(url.clone(), |(_, host)| format!("…@{host}"));
    let message = format!(
        "endpoint URL {shown:?} ({origin}) cannot be used: give http:// or https://, a host, and neither user name nor \
         query, such as \"http://localhost:4566\""
    );
    Err(Error::local(LocalError::InvalidEndpoint, message))
}

/// A setting of the environment or of the profile in use, with where it came from.
fn setting(platform: &Platform, profiles: &Sections, variable: &str, key: &str) -> Option<(String, String)> {
    if let Some(value) = platform.raw_variable(variable) {
        return Some((value, format!("environment variable {variable}")));
    }
    let value = profiles.get(key)?;
    Some((value.to_owned(), format!("{key} of profile \"{}\"", profiles.selected_profile())))
}

fn invalid(what: &str, value: &str, origin: &str, allowed: &str) -> Error {
    Error::local(LocalError::InvalidConfig, format!("{what} {value:?} ({origin}) cannot be used: give {allowed}"))
}
