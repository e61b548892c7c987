//! What each call tells the orchestrator of itself: the parameters of its endpoint, and the prefix of its host.

use std::sync::Arc;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::EndpointResolverParams;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, Error, Input, Output,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_types::config_bag::ConfigBag;

use crate::endpoint::ClientEndpoint;
use crate::runtime::host_prefix::endpoint_prefix;
use crate::runtime::input::CallInput;

/// Works out, before anything else of a call, what its endpoint depends on.
#[derive(Debug)]
pub(super) struct CallFacts(pub(super) Arc<ClientEndpoint>);

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
        let parameters = self.0.parameters(input.operation, &input.params);
        let state = config.interceptor_state();
        state.store_put(EndpointResolverParams::new(parameters));
        if let Some(prefix) = endpoint_prefix(input.operation, &input.params)? {
            state.store_put(prefix);
        }
        Ok(())
    }
}
