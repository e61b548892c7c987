//! The session: which identity, which region and which settings every client made from it has.

use std::fmt;
use std::sync::Arc;

use aws_config::Region;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use sotalia_error::Result;

use crate::builder::{Choice, SessionBuilder};
use crate::credentials::cache::KeptCredentials;
use crate::credentials::chain::Chain;
use crate::credentials::disk_cache::DiskCache;
use crate::credentials::{Credentials, Origin, failure};
use crate::profile::sections::Sections;
use crate::profile::{ProfileSource, Section};
use crate::region::{self, RegionSource};
use crate::settings::{SettingSource, Settings};

pub(crate) mod assume_role;
mod explain;
pub(crate) mod identity;
pub(crate) mod sts;

/// Who calls AWS, in which region, with which settings.
///
/// Cheap to clone and to share between tasks: all clones, and all clients made from them, have one HTTP client, one
/// set of connections and one set of credentials.
#[derive(Clone)]
pub struct Session(pub(crate) Arc<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) config: SdkConfig,
    pub(crate) region: Option<(String, RegionSource)>,
    pub(crate) profile: String,
    pub(crate) profile_source: ProfileSource,
    pub(crate) profiles: Vec<String>,
    pub(crate) sections: Arc<Sections>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) kept: Option<KeptCredentials>,
    /// What was chosen in code.
    pub(crate) builder: Arc<SessionBuilder>,
    /// Below the watch for expired credentials, which each session has for its own.
    pub(crate) http_client: SharedHttpClient,
    pub(crate) disk_cache: Option<Arc<DiskCache>>,
    pub(crate) chain: Option<Arc<Chain>>,
    pub(crate) origin: Origin,
}

/// Initialization
impl Session {
    /// A session from the environment and the files of this machine, as boto3's `Session()`.
    ///
    /// Makes no request: credentials are resolved when they are first needed, and the region of an EC2 instance is not
    /// asked for.
    ///
    /// # Errors
    ///
    /// What [`SessionBuilder::load`] returns.
    pub async fn load() -> Result<Self> {
        Self::builder().load().await
    }

    /// Chooses profile, region, credentials and settings in code.
    pub fn builder() -> SessionBuilder {
        SessionBuilder::new()
    }

    /// The same session in another region, with the same connections and credentials.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidRegion`](sotalia_error::LocalError::InvalidRegion) when it is not a host label.
    pub fn with_region(&self, region: impl Into<String>) -> Result<Self> {
        let region = region.into();
        region::check(&region, &RegionSource::Code)?;
        let config = self.0.config.to_builder().region(Region::new(region.clone())).build();
        let mut settings = Settings::clone(&self.0.settings);
        settings.set("region", region.clone(), SettingSource::Code);
        let region = Some((region, RegionSource::Code));
        Ok(Self(Arc::new(Inner { config, region, settings: Arc::new(settings), ..Inner::clone(&self.0) })))
    }

    /// A session of another profile, with all else that was chosen in code: region, files, time-outs, HTTP client. It is
    /// loaded anew, and so reads the files as they are now.
    ///
    /// Credentials that were given in code stay behind: the profile says which.
    ///
    /// # Errors
    ///
    /// What [`SessionBuilder::load`] returns; `ProfileNotFound` if there is no such profile.
    pub async fn with_profile(&self, name: impl Into<String>) -> Result<Self> {
        let mut builder = SessionBuilder::clone(&self.0.builder).profile(name);
        builder.credentials = Choice::Chain;
        if let Some((region, RegionSource::Code)) = &self.0.region {
            builder.region = Some(region.clone());
        }
        builder.load().await
    }
}

/// Access
impl Session {
    /// The region, from the first of: code, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile.
    ///
    /// boto3 does not read `AWS_REGION`; the other SDKs do.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_ref().map(|(region, _)| region.as_str())
    }

    /// Where the region came from.
    #[must_use]
    pub fn region_source(&self) -> Option<&RegionSource> {
        self.0.region.as_ref().map(|(_, source)| source)
    }

    /// The name of the profile in use: `default` when nobody named one, even if there is no such profile.
    #[must_use]
    pub fn profile_name(&self) -> &str {
        &self.0.profile
    }

    /// Where the name of the profile came from.
    #[must_use]
    pub fn profile_source(&self) -> ProfileSource {
        self.0.profile_source
    }

    /// The names of all profiles in the config and credentials files, sorted.
    #[must_use]
    pub fn available_profiles(&self) -> &[String] {
        &self.0.profiles
    }

    /// The keys of a profile, of both files, as they are written.
    #[must_use]
    pub fn profile_section(&self, profile: &str) -> Option<&Section> {
        self.0.sections.get_profile(profile)
    }

    /// The keys of the section `[sso-session NAME]`, as they are written.
    #[must_use]
    pub fn sso_session_section(&self, name: &str) -> Option<&Section> {
        self.0.sections.sso_session(name)
    }

    /// The keys of the section `[services NAME]`, as they are written.
    #[must_use]
    pub fn services_section(&self, name: &str) -> Option<&Section> {
        self.0.sections.services(name)
    }

    /// The settings that somebody set, and where. `println!("{}", session.settings())` prints a table.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The endpoint of all services, if one was given in code, in `AWS_ENDPOINT_URL` or in the profile.
    #[must_use]
    pub fn endpoint_url(&self) -> Option<&str> {
        self.0.config.endpoint_url()
    }

    /// The configuration for any client of the AWS SDK: `aws_sdk_sqs::Client::new(session.sdk_config())`.
    #[must_use]
    pub fn sdk_config(&self) -> &SdkConfig {
        &self.0.config
    }

    /// The credentials, resolved on the first call and then kept for as long as they are valid.
    ///
    /// # Errors
    ///
    /// A [`LocalError`](sotalia_error::LocalError) of the kind `Credentials`, which says what was tried and what to do:
    ///
    /// * `NoCredentials`: none are configured, or the session is anonymous.
    /// * `PartialCredentials`: the profile holds half an access key.
    /// * `LoginRequired`: the sign-in that the profile relies on is missing or has ended.
    /// * `MfaRequired`: a role needs the code of a device, and it was not given.
    /// * `ExpiredCredentials`: those of the environment have ended.
    /// * `CredentialsTimeout`, `CredentialsFailed`: they are configured, and could not be had.
    pub async fn credentials(&self) -> Result<Credentials> {
        let kept = self.0.kept.as_ref().ok_or_else(failure::anonymous)?;
        match kept.provide().await {
            Ok(credentials) => Ok(Credentials::new(credentials, &self.0.origin)),
            Err(error) => Err(failure::to_error(error, &self.0.profile)),
        }
    }
}

/// Upkeep
impl Session {
    /// Drops the credentials that this session keeps, for itself and all its clients: the next use resolves them anew.
    ///
    /// For a program that has learned that they changed, such as after a sign-in. Those that end are replaced without it,
    /// and so are those of which a service says that they have expired.
    pub fn forget_credentials(&self) {
        if let Some(kept) = &self.0.kept {
            kept.forget();
        }
    }
}

/// Shows names, never credentials.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("profile_name", &self.profile_name())
            .field("region", &self.region())
            .field("endpoint_url", &self.endpoint_url())
            .finish_non_exhaustive()
    }
}
