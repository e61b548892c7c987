//! Keeps the secrets of profiles and environment out of the `Debug` of the SDK's configuration.

use std::fmt;

use aws_types::SdkConfig;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};

/// The SDK's own look-up of per-service settings shows every variable and every profile, secrets too, in its `Debug`.
pub(crate) fn hide_service_config(config: SdkConfig) -> SdkConfig {
    config.to_builder().service_config(Quiet(config)).build()
}

struct Quiet(SdkConfig);

impl LoadServiceConfig for Quiet {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        self.0.service_config()?.load_config(key)
    }
}

impl fmt::Debug for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceConfig").finish_non_exhaustive()
    }
}
