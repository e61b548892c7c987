//! Turns a builder into a session: reads, checks, and configures the SDK.

use std::sync::Arc;

use aws_config::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_config::{AppName, ConfigLoader, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::timeout::TimeoutConfig;
use sotalia_error::{Error, LocalError, Result};

use crate::builder::{Choice, SessionBuilder};
use crate::credentials::cache::KeptCredentials;
use crate::credentials::explained::ExplainedCredentials;
use crate::credentials::identity_cache::SessionIdentityCache;
use crate::credentials::{self, Origin, chain};
use crate::http_client::{self, CredentialsWatch};
use crate::platform::Platform;
use crate::profile::Profiles;
use crate::profile::files::ProfileFiles;
use crate::quiet;
use crate::region;
use crate::session::{Inner, Session};
use crate::settings;

/// The parts of a session that the SDK's loader and our own chain both need.
pub(crate) struct Parts {
    pub(crate) region: Option<Region>,
    pub(crate) timeouts: TimeoutConfig,
    pub(crate) http_client: SharedHttpClient,
    pub(crate) profiles: Profiles,
    pub(crate) platform: Platform,
}

pub(crate) async fn load(builder: SessionBuilder) -> Result<Session> {
    let SessionBuilder { platform, .. } = &builder;
    let files = ProfileFiles::read(builder.config_file.clone(), builder.credentials_file.clone(), platform).await?;
    let profiles = Profiles::load(builder.profile.clone(), files, platform, builder.compat)?;
    let region = region::resolve(builder.region.clone(), platform, &profiles.sections, builder.compat)?;
    settings::check_endpoint_url(builder.endpoint_url.as_deref(), platform, &profiles.sections)?;
    if builder.retry.is_none() {
        settings::check_retries(platform, &profiles.sections)?;
    }
    let app_name = builder.app_name.clone().map(app_name).transpose()?;
    let mut timeouts = builder.timeouts.clone().unwrap_or_else(|| TimeoutConfig::builder().build());
    timeouts.take_defaults_from(&settings::default_timeouts());

    let parts = Parts {
        region: region.as_ref().map(|(region, _)| Region::new(region.clone())),
        timeouts,
        http_client: http_client::shared(builder.http_client.clone()),
        profiles,
        platform: builder.platform.clone(),
    };
    let loader = configure(&builder, &parts, app_name);
    let loader = choose_credentials(loader, &builder, &parts)?;
    let (config, kept) = keep_credentials(loader.load().await, &parts, &builder);
    let origin = Origin::of(&parts, &builder.credentials);
    Ok(Session(Arc::new(Inner {
        config,
        region,
        profiles: parts.profiles.names(),
        sections: parts.profiles.sections,
        profile: parts.profiles.name,
        profile_source: parts.profiles.source,
        kept,
        origin,
    })))
}

fn configure(builder: &SessionBuilder, parts: &Parts, app_name: Option<AppName>) -> ConfigLoader {
    let mut loader = aws_config::defaults(settings::behavior_version())
        .region(parts.region.clone())
        .profile_name(parts.profiles.name.clone())
        .profile_files(parts.profiles.files.for_sdk())
        .http_client(parts.http_client.clone())
        .timeout_config(parts.timeouts.clone())
        .stalled_stream_protection(StalledStreamProtectionConfig::enabled().build())
        .framework_metadata(settings::user_agent());
    if let Some(retry) = &builder.retry {
        loader = loader.retry_config(retry.clone());
    }
    if let Some(url) = &builder.endpoint_url {
        loader = loader.endpoint_url(url);
    }
    if let Some(name) = app_name {
        loader = loader.app_name(name);
    }
    parts.platform.give_to(loader)
}

fn choose_credentials(loader: ConfigLoader, builder: &SessionBuilder, parts: &Parts) -> Result<ConfigLoader> {
    Ok(match &builder.credentials {
        Choice::Anonymous => loader.no_credentials(),
        Choice::Provider(provider) => loader.credentials_provider(provider.clone()),
        Choice::Static { access_key_id, secret_access_key, session_token } => loader.credentials_provider(
            credentials::static_credentials(access_key_id, secret_access_key, session_token.clone())?,
        ),
        Choice::Chain if parts.profiles.is_named_in_code() => {
            loader.credentials_provider(chain::without_environment(parts, builder.retry.as_ref()))
        }
        Choice::Chain => {
            credentials::check_environment(&parts.platform)?;
            loader
        }
    })
}

/// Puts the cache of the session around the provider, so that the clients and the session share what it holds.
fn keep_credentials(
    config: SdkConfig,
    parts: &Parts,
    builder: &SessionBuilder,
) -> (SdkConfig, Option<KeptCredentials>) {
    let Some(provider) = config.credentials_provider().filter(|_| !matches!(builder.credentials, Choice::Anonymous))
    else {
        return (quiet::hide_profiles(config), None);
    };
    let limit = builder.credentials_timeout.unwrap_or(settings::DEFAULT_CREDENTIALS_TIMEOUT);
    let kept = KeptCredentials::new(provider, parts.platform.time(), limit);
    // Calls of clients fail in the words of the session, too.
    let explained = ExplainedCredentials::new(kept.clone(), parts.profiles.name.clone());
    let provider = SharedCredentialsProvider::new(explained);
    let cache = SessionIdentityCache::new(&provider);
    let mut config = config.into_builder().identity_cache(cache).credentials_provider(provider);
    // Credentials given in code would be the same ones again.
    if !matches!(builder.credentials, Choice::Static { .. }) {
        config.set_http_client(Some(SharedHttpClient::new(CredentialsWatch::new(
            parts.http_client.clone(),
            kept.clone(),
        ))));
    }
    (quiet::hide_profiles(config.build()), Some(kept))
}

fn app_name(name: String) -> Result<AppName> {
    let message = format!("app name {name:?} cannot be part of a user agent: use letters, digits and !#$%&'*+-.^_`|~");
    AppName::new(name).map_err(|error| Error::local(LocalError::InvalidParameter, message).with_source(error))
}
