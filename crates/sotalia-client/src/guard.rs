//! Refuses answers that were cut short, and counts attempts.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
};
use aws_smithy_runtime_api::client::retries::RequestAttempts;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use sotalia_session::error::{Attempts, Error, LocalError};

use crate::xml;

/// An interceptor that refuses XML answers whose root element is not closed, and notes the number of attempts.
///
/// The SDK takes a listing that was cut in the middle for a shorter one: data lost in silence. With the guard it is an error
/// ([`LocalError::TruncatedAnswer`]), as in boto3. Typed clients of a session have it; give it to any other SDK client through
/// `config::Builder::interceptor`.
#[derive(Debug, Clone, Default)]
pub struct ResponseGuard(());

impl ResponseGuard {
    /// A guard.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Intercept for ResponseGuard {
    fn name(&self) -> &'static str {
        "SotaliaResponseGuard"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(attempts) = config.load::<RequestAttempts>() {
            context.response_mut().add_extension(Attempts(attempts.attempts()));
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // A body that streams (an object's content) is not in memory here, and is not XML of the protocol.
        let response = context.response();
        let Some(body) = response.body().bytes().filter(|_| response.status().is_success()) else { return Ok(()) };
        if !is_xml(response.headers().get("content-type"), body) || xml::is_complete(body) {
            return Ok(());
        }
        let message = format!("the answer was cut short: its XML ends after {} bytes, inside an element", body.len());
        Err(Error::local(LocalError::TruncatedAnswer, message).into())
    }
}

fn is_xml(content_type: Option<&str>, body: &[u8]) -> bool {
    let starts_like_xml = body.trim_ascii_start().starts_with(b"<");
    starts_like_xml && content_type.is_none_or(|kind| kind.contains("xml") || kind.starts_with("binary/"))
}
