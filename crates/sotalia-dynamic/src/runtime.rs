//! What a client does a call with: the SDK's orchestrator, and the parts that it is given.

mod compression;
mod config;
mod deserializer;
mod discovered;
mod error_answer;
mod handled;
mod host_prefix;
mod input;
mod metadata;
mod presigned;
mod redirected;
mod serializer;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_plugin::{RuntimePlugins, StaticRuntimePlugin};
use aws_types::SdkConfig;
use sotalia_models::Service;
use sotalia_session::error::{Error, LocalError, Result};
use tracing::Instrument as _;

use self::discovered::Discovered;
use self::input::CallInput;
use self::redirected::Regions;
use crate::call::Request;
use crate::client::Overrides;
use crate::output::Output;
use crate::schema::{CompiledOperation, CompiledService};
use crate::service_error::ServiceError;

/// The inside of a client.
#[derive(Debug)]
pub(crate) struct Runtime {
    config: SdkConfig,
    service: &'static CompiledService,
    plugins: RuntimePlugins,
    plans: Vec<OnceLock<Plan>>,
    /// The same client in other regions, and which buckets are there.
    regions: Regions,
    /// The same client at the endpoint that the service has told.
    discovered: Discovered,
    /// Whether parameters are checked against the model.
    checks_parameters: bool,
}

/// What an operation is sent with, prepared once.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) operation: &'static CompiledOperation,
    plugins: RuntimePlugins,
}

impl Plan {
    /// What a call is sent with that has something of its own.
    fn plugins_with(&self, of_call: Option<StaticRuntimePlugin>) -> Cow<'_, RuntimePlugins> {
        match of_call {
            Some(plugin) => Cow::Owned(self.plugins.clone().with_operation_plugin(plugin)),
            None => Cow::Borrowed(&self.plugins),
        }
    }
}

/// Construction
impl Runtime {
    pub(crate) fn new(
        config: SdkConfig,
        model: Arc<Service>,
        protocol: Option<&str>,
        checks_parameters: bool,
    ) -> Result<Self> {
        let service = CompiledService::of(model, protocol)?;
        Ok(Self::of(config, service, checks_parameters))
    }

    fn of(config: SdkConfig, service: &'static CompiledService, checks_parameters: bool) -> Self {
        let plugins = config::client_plugins(&config, service);
        let plans = service.model.operations.iter().map(|_| OnceLock::new()).collect();
        Self {
            config,
            service,
            plugins,
            plans,
            regions: Regions::default(),
            discovered: Discovered::default(),
            checks_parameters,
        }
    }

    /// The same with some options otherwise.
    pub(crate) fn with(&self, overrides: Overrides) -> Result<Self> {
        overrides.check()?;
        Ok(Self::of(overrides.apply(&self.config), self.service, self.checks_parameters))
    }
}

/// Access
impl Runtime {
    pub(crate) fn service_name(&self) -> &str {
        &self.service.model.name
    }

    pub(crate) fn model(&self) -> &Arc<Service> {
        &self.service.model
    }

    pub(crate) fn config(&self) -> &SdkConfig {
        &self.config
    }

    pub(crate) fn region(&self) -> Option<&str> {
        self.config.region().map(AsRef::as_ref)
    }

    /// The plan of an operation, by either of its names.
    pub(crate) fn plan(&self, operation: &str) -> Result<&Plan> {
        let Some(index) = self.service.model.operation_index(operation) else {
            return Err(self.unknown_operation(operation));
        };
        Ok(self.plans[index].get_or_init(|| {
            let operation = self.service.operation(index);
            let plugins = self.plugins.clone().with_operation_plugin(config::operation_plugin(&self.config, operation));
            Plan { operation, plugins }
        }))
    }

    fn unknown_operation(&self, name: &str) -> Error {
        let nearest = self.service.model.nearest_operations(name);
        let message = match &nearest[..] {
            [] => format!("{} has no operation {name:?}", self.service_name()),
            names => format!("{} has no operation {name:?}; did you mean {}?", self.service_name(), names.join(" or ")),
        };
        Error::local(LocalError::UnknownOperation, message).with_operation(self.service.crate_name, name)
    }
}

/// Calls
impl Runtime {
    /// Sends a request and reads the answer.
    pub(crate) async fn call(&self, request: Request) -> Result<Output> {
        if self.service.is_s3() {
            self.call_in_region(request).await
        } else if self.must_discover(&request.operation) {
            self.call_discovered(request).await
        } else {
            self.send(request).await
        }
    }

    /// Sends a request, with what boto3's handlers do before and after.
    async fn send(&self, mut request: Request) -> Result<Output> {
        let plan = self.plan(&request.operation)?;
        let operation = plan.operation;
        let mut handled = self.handle(plan, &mut request, None).await.map_err(|error| self.named(operation, error))?;
        let input =
            CallInput::new(operation, request, self.checks_parameters).map_err(|error| self.named(operation, error))?;
        let span = tracing::debug_span!(
            "sotalia.call",
            "rpc.service" = &*self.service.model.metadata.service_id,
            "rpc.method" = operation.name(),
            "rpc.system" = "aws-api",
            "sdk_invocation_id" = fastrand::u32(1_000_000..10_000_000),
        );
        let mut output =
            self.invoke(operation, &plan.plugins_with(handled.plugin.take()), input).instrument(span).await?;
        if let Some(events) = output.events_mut()
            && let Some(first) = events.initial_answer().await?
        {
            output.map_mut().extend(first);
        }
        handled.finish(operation, &mut output).map_err(|error| self.named(operation, error))?;
        Ok(output)
    }

    async fn invoke(
        &self,
        operation: &'static CompiledOperation,
        plugins: &RuntimePlugins,
        input: CallInput,
    ) -> Result<Output> {
        let service_id = &self.service.model.metadata.service_id;
        let input = context::Input::erase(input);
        let context = invoke_with_stop_point(service_id, operation.name(), input, plugins, StopPoint::None)
            .await
            .map_err(|error| self.failed(operation, error))?;
        let output = context.finalize().map_err(|error| self.failed(operation, error))?;
        output.downcast::<Output>().map_err(|_| {
            self.named(operation, Error::local(LocalError::Unexpected, "the call gave another type of output"))
        })
    }

    /// The error of a call.
    pub(crate) fn failed(&self, operation: &CompiledOperation, error: SdkError<context::Error, HttpResponse>) -> Error {
        let error = error.map_service_error(|error| match error.downcast::<ServiceError>() {
            Ok(error) => error,
            // Another deserializer was put in the place of ours.
            Err(other) => ServiceError::of_message(other.to_string()),
        });
        Error::from_sdk_error(self.service.crate_name, operation.name(), error)
    }

    fn named(&self, operation: &CompiledOperation, error: Error) -> Error {
        error.with_operation(self.service.crate_name, operation.name())
    }
}
