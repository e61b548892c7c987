//! The endpoint that was set for one service.

use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use crate::session::Session;

/// For other libraries
impl Session {
    /// The endpoint URL that was set for a service, as the SDK's clients find it: in code; else for the service, in
    /// `AWS_ENDPOINT_URL_S3` or a `services` section; else for all services. `None` means AWS's own.
    ///
    /// The service is named as AWS names it: `S3`, `DynamoDB`, `Secrets Manager`.
    #[must_use]
    pub fn service_endpoint_url(&self, service_id: &str) -> Option<String> {
        service_endpoint_url(&self.0.config, service_id)
    }
}

/// Whether requests can be sent to a URL, as the session checks its own.
///
/// # Errors
///
/// `InvalidEndpoint` if it has no host, another scheme than `http` and `https`, a user name or a query.
pub fn check_endpoint_url(url: &str) -> sotalia_error::Result<()> {
    crate::settings::check_endpoint(url, &crate::settings::SettingSource::Code)
}

/// As [`Session::service_endpoint_url`], for who has the configuration alone.
#[must_use]
pub fn service_endpoint_url(config: &SdkConfig, service_id: &str) -> Option<String> {
    let of_all = config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return of_all;
    }
    let key = ServiceConfigKey::builder();
    let key = key.service_id(service_id).env("AWS_ENDPOINT_URL").profile("endpoint_url").build().ok()?;
    config.service_config().and_then(|settings| settings.load_config(key)).or(of_all)
}
