//! Settings of one service, for the clients that ask: endpoints, and what the table says of S3.

use std::fmt;
use std::sync::Arc;

use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use sotalia_error::{Error, LocalError, Result};

use super::endpoint;
use super::source::SettingSource;
use super::table::Setting;
use super::values::{Settings, key_of_profile};
use crate::platform::Platform;
use crate::profile::Section;
use crate::profile::nearest::did_you_mean;
use crate::profile::sections::Sections;

/// Services whose endpoint variables are checked when a session is loaded. Others are not checked: the environment
/// cannot be asked for all names.
const CHECKED: &[&str] = &["S3", "STS", "SSO", "SSO OIDC", "DynamoDB", "Kinesis", "Lambda", "SNS", "SQS", "EC2", "IAM"];

/// Looks up the settings of services.
#[derive(Clone)]
pub(crate) struct ServiceSettings {
    pub(crate) settings: Arc<Settings>,
    pub(crate) platform: Platform,
    pub(crate) profiles: Arc<Sections>,
}

impl ServiceSettings {
    /// # Errors
    ///
    /// `InvalidConfig` for a `[services NAME]` that does not exist, `InvalidEndpoint` for an endpoint that cannot be used.
    pub(crate) fn check(&self) -> Result<()> {
        self.check_section()?;
        if self.settings.flag("ignore_configured_endpoint_urls") == Some(true) {
            return Ok(());
        }
        for service in CHECKED {
            if let Some((url, source)) = self.variable("AWS_ENDPOINT_URL", service) {
                endpoint::check(&url, &source)?;
            }
        }
        let section = self.settings.get("services").and_then(|name| self.profiles.services(name));
        for service in section.into_iter().flat_map(Section::keys) {
            if let Some((url, source)) = self.in_services_section("endpoint_url", service) {
                endpoint::check(&url, &source)?;
            }
        }
        Ok(())
    }

    fn check_section(&self) -> Result<()> {
        let Some(name) = self.settings.get("services") else { return Ok(()) };
        if self.profiles.services(name).is_some() {
            return Ok(());
        }
        let source = self.settings.source("services").unwrap_or(&SettingSource::Default);
        let hint = did_you_mean(name, self.profiles.services_names());
        let message = format!(
            "services {name:?} ({source}) cannot be used: there is no section [services {name}] in the config file{hint}; \
             write one, or delete the key"
        );
        Err(Error::local(LocalError::InvalidConfig, message).with_detail("Setting", "services"))
    }

    /// `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL_SSO_OIDC`.
    fn variable(&self, variable: &str, service: &str) -> Option<(String, SettingSource)> {
        let name = format!("{variable}_{}", service.replace(' ', "_").to_ascii_uppercase());
        self.platform.variable(&name).map(|value| (value, SettingSource::Environment(name)))
    }

    fn in_services_section(&self, key: &str, service: &str) -> Option<(String, SettingSource)> {
        let name = self.settings.get("services")?;
        let block = service.replace(' ', "_").to_ascii_lowercase();
        let (value, place) = self.profiles.services(name)?.nested(&block, key)?;
        let source = SettingSource::File {
            key: format!("{block}.{key}"),
            section: format!("[services {name}]"),
            place: place.clone(),
        };
        (!value.is_empty()).then(|| (value.to_owned(), source))
    }

    /// In the SDK's order: the service's variable, the variable of all, the service's key, the key of all.
    fn look(&self, key: &ServiceConfigKey<'_>) -> Option<String> {
        let of_all = || self.platform.variable(key.env());
        let in_file = || self.in_services_section(key.profile(), key.service_id()).map(|(value, _)| value);
        let of_profile = || key_of_profile(key.profile(), &self.profiles).map(|(value, _)| value);
        let of_service = self.variable(key.env(), key.service_id()).map(|(value, _)| value);
        of_service.or_else(of_all).or_else(in_file).or_else(of_profile)
    }
}

impl LoadServiceConfig for ServiceSettings {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        let ignored = self.settings.flag("ignore_configured_endpoint_urls") == Some(true);
        match key.profile() {
            "endpoint_url" if ignored => None,
            "endpoint_url" => self.look(&key),
            // What the table has was read and checked when the session was loaded.
            name if Setting::all().iter().any(|setting| setting.name() == name) => {
                self.settings.get(name).map(str::to_owned)
            }
            _ => self.look(&key),
        }
    }
}

/// Shows nothing: variables and files hold secrets.
impl fmt::Debug for ServiceSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceSettings").finish_non_exhaustive()
    }
}
