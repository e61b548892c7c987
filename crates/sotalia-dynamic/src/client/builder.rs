//! The options of a client.

use std::sync::Arc;
use std::time::Duration;

use aws_types::SdkConfig;
use aws_types::origin::Origin;
use aws_types::region::Region;
use sotalia_models::{Models, Service};
use sotalia_session::error::Result;
use sotalia_session::{RetryConfig, Session, TimeoutConfig, check_endpoint_url, check_region};

use super::DynamicClient;
use crate::handlers::aliases;
use crate::runtime::Runtime;

/// Makes a client with options of its own. What is not set is the session's.
#[derive(Debug, Clone)]
#[must_use = "`build` makes the client"]
pub struct ClientBuilder {
    config: SdkConfig,
    service: String,
    model: Option<Arc<Service>>,
    models: Option<Models>,
    protocol: Option<String>,
    checks_parameters: bool,
    overrides: Overrides,
}

/// What a client or a call has otherwise than its session.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Overrides {
    pub(crate) region: Option<String>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) retries: Option<RetryConfig>,
    pub(crate) timeouts: Option<TimeoutConfig>,
}

impl Overrides {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is no region or no endpoint is refused before anything is signed for it.
    pub(crate) fn check(&self) -> Result<()> {
        self.region.as_deref().map_or(Ok(()), check_region)?;
        self.endpoint_url.as_deref().map_or(Ok(()), check_endpoint_url)
    }

    pub(crate) fn apply(self, config: &SdkConfig) -> SdkConfig {
        let mut builder = config.to_builder();
        if let Some(region) = self.region {
            builder.set_region(Some(Region::new(region)));
        }
        if let Some(url) = self.endpoint_url {
            builder.set_endpoint_url(Some(url));
            builder.insert_origin("endpoint_url", Origin::shared_config());
        }
        if let Some(retries) = self.retries {
            builder.set_retry_config(Some(retries));
        }
        if let Some(timeouts) = self.timeouts {
            let mut timeouts = timeouts.to_builder();
            if let Some(known) = config.timeout_config() {
                timeouts = timeouts.take_unset_from(known.to_builder());
            }
            builder.set_timeout_config(Some(timeouts.build()));
        }
        builder.build()
    }
}

/// Options
impl ClientBuilder {
    pub(super) fn new(session: &Session, service: &str) -> Self {
        Self {
            config: session.sdk_config().clone(),
            service: aliases::service(service).to_owned(),
            model: None,
            models: None,
            protocol: None,
            checks_parameters: true,
            overrides: Overrides::default(),
        }
    }

    /// Another region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.overrides.region = Some(region.into());
        self
    }

    /// Another endpoint, such as `http://127.0.0.1:5000`.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.overrides.endpoint_url = Some(url.into());
        self
    }

    /// Other retries.
    pub fn retries(mut self, retries: RetryConfig) -> Self {
        self.overrides.retries = Some(retries);
        self
    }

    /// Other time-outs. Those that are not set are the session's.
    pub fn timeouts(mut self, timeouts: TimeoutConfig) -> Self {
        self.overrides.timeouts = Some(timeouts);
        self
    }

    /// A limit for each call, all attempts together.
    pub fn timeout(self, limit: Duration) -> Self {
        self.timeouts(TimeoutConfig::builder().operation_timeout(limit).build())
    }

    /// Models to look the service up in, such as those of a folder of yours. The default is [`Models::embedded`].
    pub fn models(mut self, models: Models) -> Self {
        self.models = Some(models);
        self
    }

    /// The model of the service itself, for who has made one.
    pub fn model(mut self, model: Arc<Service>) -> Self {
        self.model = Some(model);
        self
    }

    /// Whether parameters are checked against the model before anything is sent: boto3's `parameter_validation`. They are,
    /// unless this says otherwise; then the service says what is wrong with least values and lengths.
    pub fn parameter_validation(mut self, checks: bool) -> Self {
        self.checks_parameters = checks;
        self
    }

    /// Another of the protocols that the service speaks, by its name in the model, such as `smithy-rpc-v2-cbor` where `json`
    /// is the default, as in boto3: for short answers, and for servers that know no other.
    pub fn protocol(mut self, protocol: impl Into<String>) -> Self {
        self.protocol = Some(protocol.into());
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// `UnknownService` with the nearest names, if there is none of this name; `InvalidParameter` if it does not speak the
    /// protocol; `InvalidRegion` and `InvalidEndpoint` for what is none; `InvalidConfig` if its model cannot be read.
    pub fn build(self) -> Result<DynamicClient> {
        let model = match (self.model, self.models) {
            (Some(model), _) => model,
            (None, Some(models)) => models.service(&self.service)?,
            (None, None) => Models::embedded().service(&self.service)?,
        };
        self.overrides.check()?;
        let config = self.overrides.apply(&self.config);
        let runtime = Runtime::new(config, model, self.protocol.as_deref(), self.checks_parameters)?;
        Ok(DynamicClient(Arc::new(runtime)))
    }
}
