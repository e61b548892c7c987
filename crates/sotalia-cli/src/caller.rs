//! Who calls: the session and what else the options and the profile say.

use std::time::Duration;

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Models, Operation, Service};
use sotalia_dynamic::session::{Session, TimeoutConfig};
use sotalia_dynamic::{DynamicClient, JmesPath, SessionDynamic};

use crate::arguments::{BinaryFormat, Options};
use crate::output::{Format, Printer};
use crate::parameters::Reader;

/// A session, and how its answers are printed.
pub(crate) struct Caller {
    session: Session,
    query: Option<JmesPath>,
    format: Format,
    binary: BinaryFormat,
}

impl Caller {
    /// Loads the session.
    ///
    /// # Errors
    ///
    /// What [`Session::load`] returns, [`LocalError::InvalidConfig`] for a setting of the command that has no such value, and
    /// `InvalidParameter` for a `--query` that cannot be read.
    pub(crate) async fn load(options: &Options) -> Result<Self> {
        let query = options.query.as_deref().map(JmesPath::compile).transpose()?;
        let session = session(options).await?;
        let setting = |name| session.profile_section(session.profile_name()).and_then(|section| section.get(name));
        let output = std::env::var("AWS_DEFAULT_OUTPUT").ok().filter(|value| !value.is_empty());
        let output = match &output {
            Some(value) => Some(("AWS_DEFAULT_OUTPUT", value.as_str())),
            None => setting("output").map(|value| ("output", value)),
        };
        let binary = setting("cli_binary_format").map(|value| ("cli_binary_format", value));
        let format = given_or(options.output, output)?;
        let binary = given_or(options.cli_binary_format, binary)?;
        Ok(Self { query, format, binary, session })
    }

    /// The client of a service.
    ///
    /// # Errors
    ///
    /// What building it returns.
    pub(crate) fn client(&self, models: &Models, service: &Service) -> Result<DynamicClient> {
        self.session.dynamic_configured(&service.name).models(models.clone()).build()
    }

    /// What reads parameters of this service.
    pub(crate) fn reader<'s>(&self, service: &'s Service) -> Reader<'s> {
        Reader { service, binary: self.binary, home: std::env::home_dir() }
    }

    /// What prints the answers of an operation.
    pub(crate) fn printer<'p>(&'p self, service: &'p Service, operation: &'p Operation) -> Printer<'p> {
        Printer { format: self.format, query: self.query.as_ref(), service, operation }
    }
}

async fn session(options: &Options) -> Result<Session> {
    let mut builder = Session::builder();
    if let Some(profile) = &options.profile {
        builder = builder.profile(profile);
    }
    if let Some(region) = &options.region {
        builder = builder.region(region);
    }
    if let Some(url) = &options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if options.no_sign_request {
        builder = builder.anonymous();
    }
    if let Some(limits) = timeouts(options) {
        builder = builder.timeouts(limits);
    }
    builder.load().await
}

fn timeouts(options: &Options) -> Option<TimeoutConfig> {
    let mut limits = TimeoutConfig::builder();
    match options.cli_connect_timeout {
        None => {}
        Some(0) => limits = limits.disable_connect_timeout(),
        Some(seconds) => limits = limits.connect_timeout(Duration::from_secs(seconds)),
    }
    match options.cli_read_timeout {
        None => {}
        Some(0) => limits = limits.disable_read_timeout(),
        Some(seconds) => limits = limits.read_timeout(Duration::from_secs(seconds)),
    }
    options.cli_connect_timeout.or(options.cli_read_timeout).map(|_| limits.build())
}

/// The value of an option, or of the setting with this name, or the default.
fn given_or<T: clap::ValueEnum + Default>(given: Option<T>, setting: Option<(&str, &str)>) -> Result<T> {
    let (Some((name, value)), None) = (setting, &given) else { return Ok(given.unwrap_or_default()) };
    T::from_str(value, false).map_err(|_| {
        let known = T::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value);
        let known: Vec<_> = known.map(|value| value.get_name().to_owned()).collect();
        let message = format!("{name} is {value:?}; it can be {}", known.join(", "));
        Error::local(LocalError::InvalidConfig, message).with_detail("Setting", name)
    })
}
