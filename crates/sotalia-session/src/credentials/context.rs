//! What every provider of credentials may use: the platform, the profiles, and the session's requests.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use aws_types::region::Region;

use super::disk_cache::DiskCache;
use super::mfa::MfaCallback;
use crate::compat::Compat;
use crate::platform::Platform;
use crate::profile::{Place, Profiles};

/// How long a `credential_process` may take, unless another time is set.
pub(crate) const DEFAULT_PROCESS_TIMEOUT: Duration = Duration::from_secs(60);

/// What providers are made from. All their requests go through the HTTP client of the session.
pub(crate) struct Context {
    pub(crate) platform: Platform,
    pub(crate) profiles: Arc<Profiles>,
    /// The configuration of the session's clients, without credentials and without an endpoint that was given in code.
    pub(crate) clients: SdkConfig,
    pub(crate) http_client: SharedHttpClient,
    pub(crate) process_timeout: Duration,
    pub(crate) mfa: Option<MfaCallback>,
    pub(crate) disk_cache: Option<Arc<DiskCache>>,
    pub(crate) compat: Compat,
}

/// Clients
impl Context {
    /// The configuration of a client that a provider asks with. Without a region it is the global endpoint's, as in boto3.
    pub(super) fn config(&self, region: Option<&str>, credentials: Option<SdkCredentials>) -> SdkConfig {
        let mut builder = self.clients.to_builder();
        if let Some(region) = region {
            builder.set_region(Region::new(region.to_owned()));
        } else if self.clients.region().is_none() {
            builder.set_region(Region::from_static("aws-global"));
        }
        builder.set_credentials_provider(credentials.map(SharedCredentialsProvider::new));
        builder.build()
    }
}

/// Profiles
impl Context {
    /// A key of a profile, unless it is blank.
    pub(super) fn key(&self, profile: &str, key: &str) -> Option<&str> {
        self.profiles.sections.get_profile(profile)?.get(key).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A key of an `[sso-session]`, unless it is blank.
    pub(super) fn sso_session_key(&self, session: &str, key: &str) -> Option<&str> {
        self.profiles.sections.sso_session(session)?.get(key).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Where a key of a profile is, for a message: `role_arn of profile "dev" (~/.aws/config on line 3)`.
    pub(super) fn place(&self, profile: &str, key: &str) -> String {
        match self.profiles.sections.locate(profile, key) {
            Some(place) => format!("{key} of profile \"{profile}\" ({place})"),
            None => format!("{key} of profile \"{profile}\""),
        }
    }

    /// The file that holds a key of a profile.
    pub(super) fn file_of(&self, profile: &str, key: &str) -> Option<&str> {
        self.profiles.sections.locate(profile, key).map(Place::file)
    }

    /// Whether the credentials file, as opposed to the config file, holds this key. There access keys come before a
    /// `credential_process`, here after it.
    pub(super) fn in_credentials_file(&self, profile: &str, key: &str) -> bool {
        self.file_of(profile, key) == Some(self.profiles.files.credentials_file())
    }

    /// A setting of the environment or of the profile in use, and where it is from.
    pub(super) fn setting(&self, variable: &str, key: &str) -> Option<(String, String)> {
        if let Some(value) = self.platform.variable(variable) {
            return Some((value, format!("environment variable {variable}")));
        }
        let profile = &self.profiles.name;
        self.key(profile, key).map(|value| (value.to_owned(), self.place(profile, key)))
    }
}

/// Shows nothing: profiles hold secrets.
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}
