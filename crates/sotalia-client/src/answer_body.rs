//! Keeps the body of an answer, for what the SDK's types lack.

use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::AfterDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// An interceptor that keeps the body of the last answer as it came: the way to elements that the SDK's types drop.
///
/// Give a clone to a request: `request.customize().interceptor(body.clone()).send()`. Clones share what was kept. A body that
/// streams, an object's content, is not kept.
#[derive(Debug, Clone, Default)]
pub struct AnswerBody(Arc<Mutex<Option<Vec<u8>>>>);

impl AnswerBody {
    /// One that has kept nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the last body.
    pub fn take(&self) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Intercept for AnswerBody {
    fn name(&self) -> &'static str {
        "SotaliaAnswerBody"
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let body = context.response().body().bytes().map(<[u8]>::to_vec);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = body;
        Ok(())
    }
}
