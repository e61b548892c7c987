//! Gives settings to the SDK's configuration.

use std::borrow::Cow;
use std::str::FromStr;
use std::time::Duration;

use aws_config::{AppName, SdkConfig};
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::retry::RetryConfig;
use aws_types::endpoint_config::AccountIdEndpointMode;
use aws_types::origin::Origin;
use aws_types::region::SigningRegionSet;

use super::DEFAULT_CONNECT_TIMEOUT;
use super::of_service::ServiceSettings;
use super::source::SettingSource;
use super::values::Settings;
use crate::platform::Platform;

/// How often boto3's `legacy` sends a request.
const LEGACY_ATTEMPTS: u32 = 5;

/// The same configuration with these settings. What is unset is left to the SDK.
pub(crate) fn apply(config: SdkConfig, services: ServiceSettings) -> SdkConfig {
    let settings = services.settings.clone();
    let settings = settings.as_ref();
    let mut builder = config.into_builder();
    builder.set_use_fips(settings.flag("use_fips_endpoint"));
    builder.set_use_dual_stack(settings.flag("use_dualstack_endpoint"));
    builder.set_app_name(settings.get("sdk_ua_app_id").and_then(|name| AppName::new(name.to_owned()).ok()));
    builder.set_disable_request_compression(settings.flag("disable_request_compression"));
    builder.set_request_min_compression_size_bytes(settings.whole("request_min_compression_size_bytes"));
    builder.set_disable_clock_skew_correction(settings.flag("disable_clock_skew_correction"));
    builder.set_request_checksum_calculation(parsed::<RequestChecksumCalculation>(
        settings,
        "request_checksum_calculation",
    ));
    builder.set_response_checksum_validation(parsed::<ResponseChecksumValidation>(
        settings,
        "response_checksum_validation",
    ));
    builder.set_account_id_endpoint_mode(parsed::<AccountIdEndpointMode>(settings, "account_id_endpoint_mode"));
    builder.set_auth_scheme_preference(settings.get("auth_scheme_preference").map(auth_schemes));
    let regions = settings.get("sigv4a_signing_region_set");
    builder.set_sigv4a_signing_region_set(regions.map(|regions| regions.split(',').collect::<SigningRegionSet>()));

    let retries = settings.source("retry_mode").map_or_else(Origin::unknown, SettingSource::origin);
    builder.insert_origin("retry_config", retries);
    let source = settings.source("endpoint_url").cloned().unwrap_or(SettingSource::Default);
    let ignored = settings.ignores(Some(&source));
    builder.set_endpoint_url(settings.get("endpoint_url").filter(|_| !ignored).map(str::to_owned));
    builder.insert_origin("endpoint_url", source.origin());
    builder.service_config(services).build()
}

fn parsed<T: FromStr>(settings: &Settings, name: &str) -> Option<T> {
    settings.get(name)?.parse().ok()
}

fn auth_schemes(names: &str) -> AuthSchemePreference {
    // `aws.auth#sigv4` is the same as `sigv4`.
    let names = names.split(',').map(|name| name.rsplit('#').next().unwrap_or(name).to_owned());
    AuthSchemePreference::from(names.map(|name| AuthSchemeId::from(Cow::Owned(name))).collect::<Vec<_>>())
}

/// How requests are tried again, and where that came from.
pub(crate) fn retries(settings: &Settings) -> RetryConfig {
    let attempts = settings.whole("max_attempts");
    let (config, attempts) = match settings.get("retry_mode") {
        Some("adaptive") => (RetryConfig::adaptive(), attempts),
        Some("legacy") => (RetryConfig::standard(), attempts.or(Some(LEGACY_ATTEMPTS))),
        _ => (RetryConfig::standard(), attempts),
    };
    match attempts {
        Some(attempts) => config.with_max_attempts(attempts),
        None => config,
    }
}

/// The time limit for connecting that `defaults_mode` asks for.
pub(crate) fn connect_timeout(settings: &Settings, platform: &Platform) -> Duration {
    let mode = match settings.get("defaults_mode") {
        Some("auto") => measured_mode(settings, platform),
        mode => mode.unwrap_or("standard"),
    };
    match mode {
        "in-region" => Duration::from_millis(1100),
        "mobile" => Duration::from_secs(30),
        _ => DEFAULT_CONNECT_TIMEOUT,
    }
}

/// Where AWS runs the program, its region is known. The instance is not asked: loading makes no request.
fn measured_mode(settings: &Settings, platform: &Platform) -> &'static str {
    let here = || platform.variable("AWS_REGION").or_else(|| platform.variable("AWS_DEFAULT_REGION"));
    let here = platform.variable("AWS_EXECUTION_ENV").and_then(|_| here());
    match (here, settings.get("region")) {
        (Some(here), Some(region)) if here == region => "in-region",
        (Some(_), Some(_)) => "cross-region",
        _ => "standard",
    }
}
