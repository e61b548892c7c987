//! Keeps the secrets of profiles and environment out of the `Debug` of the SDK's configuration.

use std::fmt;

use aws_credential_types::provider::future;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_types::SdkConfig;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

/// Hides the two parts that show every variable and every profile, secrets too: the look-up of per-service settings
/// and the provider of bearer tokens.
pub(crate) fn hide_profiles(config: SdkConfig) -> SdkConfig {
    let mut builder = config.to_builder();
    if let Some(tokens) = config.token_provider() {
        builder.set_token_provider(Some(SharedTokenProvider::new(QuietTokens(tokens))));
    }
    builder.service_config(QuietSettings(config)).build()
}

struct QuietSettings(SdkConfig);

impl LoadServiceConfig for QuietSettings {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        self.0.service_config()?.load_config(key)
    }
}

impl fmt::Debug for QuietSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceConfig").finish_non_exhaustive()
    }
}

struct QuietTokens(SharedTokenProvider);

impl ProvideToken for QuietTokens {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        self.0.provide_token()
    }
}

impl fmt::Debug for QuietTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenProvider").finish_non_exhaustive()
    }
}
