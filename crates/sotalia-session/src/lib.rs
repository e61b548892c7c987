#![doc = include_str!("../README.md")]

mod builder;
mod compat;
mod credentials;
mod default_session;
mod facts;
mod http_client;
mod load;
#[cfg_attr(not(feature = "test-util"), expect(unreachable_pub, reason = "`Platform` is public with `test-util`"))]
mod platform;
mod profile;
mod provide_credentials;
mod quiet;
mod region;
mod service_endpoint;
mod session;
mod settings;
mod sts_endpoint;

pub use builder::SessionBuilder;
pub use compat::Compat;
pub use credentials::Credentials;
pub use credentials::disk_cache::CredentialCache;
pub use credentials::mfa::MfaRequest;
pub use credentials::report::{AttemptOutcome, CredentialAttempt, CredentialReport};
pub use credentials::retry::RetryExpiredCredentials;
pub use default_session::{default_session, set_default_session};
#[cfg(feature = "test-util")]
pub use platform::Platform;
pub use profile::{Place, ProfileSource, Section};
pub use region::{RegionSource, check_region};
pub use service_endpoint::{check_endpoint_url, service_endpoint_url};
pub use session::Session;
pub use session::assume_role::AssumeRole;
pub use session::identity::CallerIdentity;
pub use settings::{
    DEFAULT_CONNECT_TIMEOUT, DEFAULT_CREDENTIALS_TIMEOUT, DEFAULT_READ_TIMEOUT, Setting, SettingSource, Settings,
};
pub use sotalia_error as error;
pub use sts_endpoint::sts_endpoint_resolver;

pub use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
pub use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
pub use aws_smithy_types::retry::{RetryConfig, RetryMode};
pub use aws_smithy_types::timeout::TimeoutConfig;
pub use aws_types::SdkConfig;
