//! A time limit for attempts that send no large body.

use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::timeout::TimeoutConfig;

/// How long an attempt may take, unless another time is set: 15 minutes, the longest that an AWS operation takes to answer.
pub const DEFAULT_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(15 * 60);

/// A body up to this size is sent in that time over any connection worth having.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// An interceptor that ends an attempt after [`DEFAULT_ATTEMPT_TIMEOUT`], also when its answer trickles in for ever.
///
/// The SDK's own limit covers the time in which a body is sent, and so would end long uploads. This one is left off where the
/// body is a stream or larger than 64 MiB, and wherever a limit was set, or switched off, by the caller. Typed clients of a
/// session have it.
#[derive(Debug, Clone)]
pub struct AttemptLimit(Duration);

impl AttemptLimit {
    /// The default limit.
    pub fn new() -> Self {
        Self::of(DEFAULT_ATTEMPT_TIMEOUT)
    }

    /// Another limit.
    pub fn of(limit: Duration) -> Self {
        Self(limit)
    }
}

impl Default for AttemptLimit {
    fn default() -> Self {
        Self::new()
    }
}

impl Intercept for AttemptLimit {
    fn name(&self) -> &'static str {
        "SotaliaAttemptLimit"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.request().body();
        if body.bytes().is_some_and(|bytes| bytes.len() <= LARGEST_BODY) {
            let mut timeouts =
                config.load::<TimeoutConfig>().cloned().unwrap_or_else(|| TimeoutConfig::builder().build());
            let defaults = TimeoutConfig::builder().operation_attempt_timeout(self.0).build();
            timeouts.take_defaults_from(&defaults);
            config.interceptor_state().store_put(timeouts);
        }
        Ok(())
    }
}
