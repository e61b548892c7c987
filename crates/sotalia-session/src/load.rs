//! Turns a builder into a session: reads, checks, and configures the SDK.

use std::sync::Arc;

use aws_config::identity::IdentityCache;
use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{AppName, ConfigLoader, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::origin::Origin as SettingOrigin;
use sotalia_error::{Error, LocalError, Result};

use crate::builder::{Choice, SessionBuilder};
use crate::credentials::cache::KeptCredentials;
use crate::credentials::chain::{Chain, SharedChain};
use crate::credentials::context::Context;
use crate::credentials::disk_cache::DiskCache;
use crate::credentials::explained::ExplainedCredentials;
use crate::credentials::identity_cache::SessionIdentityCache;
use crate::credentials::{self, Origin};
use crate::http_client::{self, CredentialsWatch};
use crate::platform::Platform;
use crate::profile::Profiles;
use crate::profile::files::ProfileFiles;
use crate::quiet;
use crate::region;
use crate::session::{Inner, Session};
use crate::settings::{self, DEFAULT_READ_TIMEOUT, ServiceSettings, Settings};

/// The parts of a session that the SDK's loader and our own chain both need.
pub(crate) struct Parts {
    pub(crate) region: Option<Region>,
    pub(crate) timeouts: TimeoutConfig,
    pub(crate) http_client: SharedHttpClient,
    pub(crate) profiles: Arc<Profiles>,
    pub(crate) platform: Platform,
}

pub(crate) async fn load(builder: SessionBuilder) -> Result<Session> {
    let SessionBuilder { platform, .. } = &builder;
    let files = ProfileFiles::read(builder.config_file.clone(), builder.credentials_file.clone(), platform).await?;
    let profiles = Profiles::load(builder.profile.clone(), files, platform, builder.compat)?;
    let region = region::resolve(builder.region.clone(), platform, &profiles.sections, builder.compat)?;
    check_app_name(builder.app_name.as_deref())?;
    let services = ServiceSettings {
        settings: Arc::new(settings::collect(&builder, &profiles, region.as_ref())?),
        platform: platform.clone(),
        profiles: Arc::clone(&profiles.sections),
    };
    services.check()?;
    let settings = Arc::clone(&services.settings);

    let parts = Parts {
        region: region.as_ref().map(|(region, _)| Region::new(region.clone())),
        timeouts: timeouts(&builder, &settings),
        http_client: http_client::shared(builder.http_client.clone(), &settings, platform).await?,
        profiles: Arc::new(profiles),
        platform: builder.platform.clone(),
    };
    let retry = builder.retry.clone().unwrap_or_else(|| settings::retries(&settings));
    let loader = configure(&parts, retry);
    let loader = choose_credentials(loader, &builder, &parts)?;
    // The region that the SDK was given in the place of none goes.
    let config = loader.load().await.into_builder().region(parts.region.clone()).build();
    let mut config = settings::apply(config, services);
    let disk_cache = builder.credential_cache.as_ref().map(|cache| DiskCache::new(cache, platform));
    let disk_cache = disk_cache.transpose()?.map(Arc::new);
    let chain = chain(&builder, &parts, &config, disk_cache.clone());
    let provider = match &chain {
        Some(chain) => Some(SharedCredentialsProvider::new(SharedChain(chain.clone()))),
        None => config.credentials_provider(),
    };
    let mut kept = None;
    if let Some(provider) = provider {
        // Credentials given in code would be the same ones again.
        let renewable = !matches!(builder.credentials, Choice::Static { .. });
        let (http_client, profile) = (&parts.http_client, &parts.profiles.name);
        let (with, keeps) = keep_credentials(config, provider, &builder, http_client, profile, renewable);
        (config, kept) = (with, Some(keeps));
    }
    let origin = Origin::of(&builder.credentials);
    Ok(Session(Arc::new(Inner {
        config: quiet::hide_profiles(config),
        region,
        profiles: parts.profiles.names(),
        sections: parts.profiles.sections.clone(),
        settings,
        profile: parts.profiles.name.clone(),
        profile_source: parts.profiles.source,
        kept,
        http_client: parts.http_client,
        disk_cache,
        builder: Arc::new(builder),
        chain,
        origin,
    })))
}

/// Connect and read time-outs, unless others were chosen. The limits on an attempt and on an operation stay off: both of
/// the SDK's cover the time in which the body of the request is sent, so they would end every long upload.
fn timeouts(builder: &SessionBuilder, settings: &Settings) -> TimeoutConfig {
    let defaults = TimeoutConfig::builder()
        .connect_timeout(settings::connect_timeout(settings, &builder.platform))
        .read_timeout(DEFAULT_READ_TIMEOUT)
        .build();
    let mut timeouts = builder.timeouts.clone().unwrap_or_else(|| TimeoutConfig::builder().build());
    timeouts.take_defaults_from(&defaults);
    timeouts
}

fn configure(parts: &Parts, retry: RetryConfig) -> ConfigLoader {
    // Without a region the SDK would ask the metadata service for one, for its provider of bearer tokens.
    let loader = aws_config::defaults(settings::behavior_version())
        .region(parts.region.clone().unwrap_or(Region::from_static("aws-global")))
        .profile_name(parts.profiles.name.clone())
        .profile_files(parts.profiles.files.for_sdk())
        .http_client(parts.http_client.clone())
        .timeout_config(parts.timeouts.clone())
        .stalled_stream_protection(StalledStreamProtectionConfig::enabled().build())
        .framework_metadata(settings::user_agent())
        // The SDK panics on a retry mode that it does not know, and so never gets to read one.
        .retry_config(retry);
    parts.platform.give_to(loader)
}

fn choose_credentials(loader: ConfigLoader, builder: &SessionBuilder, parts: &Parts) -> Result<ConfigLoader> {
    Ok(match &builder.credentials {
        Choice::Anonymous => loader.no_credentials(),
        Choice::Provider(provider) => loader.credentials_provider(provider.clone()),
        Choice::Static { access_key_id, secret_access_key, session_token } => loader.credentials_provider(
            credentials::static_credentials(access_key_id, secret_access_key, session_token.clone())?,
        ),
        Choice::Chain => {
            // Our own chain takes its place when there is a configuration to ask with.
            if !parts.profiles.is_named_in_code() {
                credentials::check_environment(&parts.platform)?;
            }
            loader.no_credentials()
        }
    })
}

/// The chain of providers, unless credentials were chosen in code.
fn chain(
    builder: &SessionBuilder,
    parts: &Parts,
    config: &SdkConfig,
    disk_cache: Option<Arc<DiskCache>>,
) -> Option<Arc<Chain>> {
    if !matches!(builder.credentials, Choice::Chain) {
        return None;
    }
    let mut clients = quiet::hide_profiles(config.clone()).into_builder().identity_cache(IdentityCache::no_cache());
    if builder.endpoint_url.is_some() {
        // As in boto3, where it is given to one client: the emulator of one service has no roles. What the environment
        // says is said of all services.
        let ignored = parts.platform.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
        let ignored = ignored.is_some_and(|value| value.eq_ignore_ascii_case("true"));
        clients.set_endpoint_url(parts.platform.variable("AWS_ENDPOINT_URL").filter(|_| !ignored));
        clients.insert_origin("endpoint_url", SettingOrigin::shared_environment_variable());
    }
    Some(Arc::new(Chain::new(Context {
        platform: parts.platform.clone(),
        profiles: parts.profiles.clone(),
        clients: clients.build(),
        http_client: parts.http_client.clone(),
        process_timeout: builder.process_timeout,
        mfa: builder.mfa.clone(),
        disk_cache,
        compat: builder.compat,
    })))
}

/// The parent with credentials of another provider, that of a role.
pub(crate) fn with_provider(parent: &Session, provider: SharedCredentialsProvider, origin: Origin) -> Session {
    let Inner { builder, http_client, profile, .. } = &*parent.0;
    let (config, kept) = keep_credentials(parent.0.config.clone(), provider, builder, http_client, profile, true);
    Session(Arc::new(Inner { config, kept: Some(kept), chain: None, origin, ..Inner::clone(&parent.0) }))
}

/// Puts the cache of the session around the provider, so that the clients and the session share what it holds.
/// `renewable` says whether the provider may have others when a service says that these have expired.
fn keep_credentials(
    config: SdkConfig,
    provider: SharedCredentialsProvider,
    builder: &SessionBuilder,
    http_client: &SharedHttpClient,
    profile: &str,
    renewable: bool,
) -> (SdkConfig, KeptCredentials) {
    let limit = builder.credentials_timeout.unwrap_or(settings::DEFAULT_CREDENTIALS_TIMEOUT);
    let kept = KeptCredentials::new(provider, builder.platform.time(), limit);
    // Calls of clients fail in the words of the session, too.
    let explained = ExplainedCredentials::new(kept.clone(), profile.to_owned());
    let provider = SharedCredentialsProvider::new(explained);
    let cache = SessionIdentityCache::new(&provider);
    let watch = SharedHttpClient::new(CredentialsWatch::new(http_client.clone(), kept.clone(), renewable));
    let config = config.into_builder().identity_cache(cache).credentials_provider(provider).http_client(watch);
    (config.build(), kept)
}

fn check_app_name(name: Option<&str>) -> Result<()> {
    let Some(Err(error)) = name.map(|name| AppName::new(name.to_owned())) else { return Ok(()) };
    let message = format!(
        "app name {:?} cannot be part of a user agent: use letters, digits and !#$%&'*+-.^_`|~",
        name.unwrap_or_default()
    );
    Err(Error::local(LocalError::InvalidParameter, message).with_source(error))
}
