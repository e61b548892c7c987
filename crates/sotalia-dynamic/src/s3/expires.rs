//! The header `Expires` of an object, which holds whatever was put there.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::DateTime;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;

use crate::value::{Map, Value};

const HEADER: &str = "expires";
/// Where the text of the header is kept until the answer is read.
const KEPT: &str = "x-sotalia-expires-string";

/// Keeps the text of the header before the answer is read.
#[derive(Debug)]
pub(crate) struct ExpiresText;

#[dyn_dispatch_hint]
impl Intercept for ExpiresText {
    fn name(&self) -> &'static str {
        "SotaliaExpiresText"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        keep_text(context.response_mut().headers_mut());
        Ok(())
    }
}

/// Keeps the text of the header, and takes the header away if it is no time, so that it fails nothing.
pub(crate) fn keep_text(headers: &mut Headers) {
    let Some(text) = headers.get(HEADER).map(str::to_owned) else { return };
    let is_time = DateTime::from_str(&text, Format::HttpDate).is_ok()
        || DateTime::from_str(&text, Format::DateTimeWithOffset).is_ok();
    if !is_time {
        tracing::warn!("the header Expires is no time; its text is in ExpiresString");
        headers.remove(HEADER);
    }
    // What came as a header can be one again.
    if let Ok(text) = text.parse::<http::HeaderValue>() {
        headers.insert(KEPT, text.to_str().unwrap_or_default().to_owned());
    }
}

/// Puts the text into the answer as `ExpiresString`, as boto3 does.
pub(crate) fn put_text(headers: &mut Headers, answer: &mut Map) {
    if let Some(text) = headers.remove(KEPT) {
        answer.insert("ExpiresString".to_owned(), Value::from(text));
    }
}
