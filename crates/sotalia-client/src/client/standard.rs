//! What every client of a session does beyond the SDK.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::{AttemptLimit, ResponseGuard};

/// The guard and the limit, as one interceptor that is always on: whether one is on is otherwise looked up at each of the nineteen
/// steps of a request.
#[derive(Debug, Default)]
struct Standard {
    guard: ResponseGuard,
    limit: AttemptLimit,
}

/// The interceptor that typed clients of a session have, and calls by name: a [`ResponseGuard`] and an [`AttemptLimit`] in one,
/// always on.
///
/// A client of any other SDK crate gets it by `config.push_interceptor(standard_interceptor())`. To choose one of the two, or
/// another limit, give it those instead.
pub fn standard_interceptor() -> SharedInterceptor {
    SharedInterceptor::permanent(Standard::default())
}

impl Intercept for Standard {
    fn name(&self) -> &'static str {
        "SotaliaStandard"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.limit.modify_before_retry_loop(context, components, config)
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.guard.modify_before_deserialization(context, components, config)
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.guard.read_after_deserialization(context, components, config)
    }
}
