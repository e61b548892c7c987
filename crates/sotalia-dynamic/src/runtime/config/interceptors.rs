//! What each call tells the orchestrator of itself: the parameters of its endpoint, and the prefix of its host.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint, SharedEndpointResolver,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error, Input, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_types::SdkConfig;
use sotalia_session::service_endpoint_url;

use crate::runtime::host_prefix::endpoint_prefix;
use crate::runtime::input::CallInput;
use crate::schema::CompiledService;

#[derive(Debug)]
pub(super) struct CallFacts {}

impl CallFacts {
    pub(super) fn new(_config: &SdkConfig, _service: &'static CompiledService) -> Self {
        Self {}
    }
}

#[dyn_dispatch_hint]
impl Intercept for CallFacts {
    fn name(&self) -> &'static str {
        "SotaliaCallFacts"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_, Input, Output, Error>,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input().downcast_ref::<CallInput>().ok_or("the input of a call is of another type")?;
        let state = config.interceptor_state();
        state.store_put(EndpointResolverParams::new(()));
        if let Some(prefix) = endpoint_prefix(input.operation, &input.params)? {
            state.store_put(prefix);
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Fixed(String);

impl ResolveEndpoint for Fixed {
    fn resolve_endpoint<'a>(&'a self, _params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(Ok(Endpoint::builder().url(self.0.clone()).build()))
    }
}

pub(super) fn endpoint_resolver(config: &SdkConfig, service: &'static CompiledService) -> SharedEndpointResolver {
    let metadata = &service.model.metadata;
    let url = service_endpoint_url(config, &metadata.service_id).unwrap_or_else(|| {
        let region = config.region().map_or("us-east-1", AsRef::as_ref);
        format!("https://{}.{region}.amazonaws.com", metadata.endpoint_prefix)
    });
    SharedEndpointResolver::new(Fixed(url))
}
