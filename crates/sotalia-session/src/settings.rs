//! The settings of a session: their table, their values, their defaults, and how they reach clients.

use std::time::Duration;

use aws_config::{BehaviorVersion, FrameworkMetadata};

mod apply;
mod collect;
mod endpoint;
mod kind;
mod of_service;
mod source;
mod table;
mod values;

pub(crate) use apply::{apply, connect_timeout, retries};
pub(crate) use collect::collect;
pub(crate) use endpoint::check as check_endpoint;
pub(crate) use of_service::ServiceSettings;
pub use source::SettingSource;
pub use table::Setting;
pub use values::Settings;

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

/// How requests say that they were made through Sotalia.
pub(crate) fn user_agent() -> FrameworkMetadata {
    FrameworkMetadata::new("sotalia", Some(env!("CARGO_PKG_VERSION")))
        .expect("a crate's name and version are made of characters that a user agent may hold")
}
