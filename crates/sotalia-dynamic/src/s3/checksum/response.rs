//! Looks whether what comes has the checksum that comes with it.

use std::mem;

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_checksums::body::validate;
use aws_smithy_checksums::http::CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::ChecksumPlan;

/// Wraps the body of an answer, so that reading it to its end fails if it is not what was sent.
#[derive(Debug)]
pub(crate) struct ResponseChecksum;

#[dyn_dispatch_hint]
impl Intercept for ResponseChecksum {
    fn name(&self) -> &'static str {
        "SotaliaResponseChecksum"
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(plan) = config.load::<ChecksumPlan>().filter(|plan| !plan.response.is_empty()) else { return Ok(()) };
        let response = context.response_mut();
        if !response.status().is_success() {
            return Ok(());
        }
        if let Some((algorithm, expected)) = expected(response.headers(), &plan.response) {
            let body = mem::replace(response.body_mut(), SdkBody::taken());
            *response.body_mut() = body.map(move |body| {
                let checksum = algorithm.into_impl();
                SdkBody::from_body_1_x(validate::ChecksumBody::new(body, checksum, expected.clone()))
            });
        }
        Ok(())
    }
}

/// The checksum that comes with an answer: of several, the one that is computed fastest.
///
/// The checksum of an object that was sent in parts, `abc=-3`, is one over checksums, and cannot be computed from the body.
pub(super) fn expected(headers: &Headers, algorithms: &[Box<str>]) -> Option<(ChecksumAlgorithm, Bytes)> {
    CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER.into_iter().find_map(|name| {
        algorithms.iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let algorithm: ChecksumAlgorithm = name.parse().ok()?;
        let value = headers.get(algorithm.into_impl().header_name())?;
        let expected = STANDARD.decode(value).ok()?;
        Some((algorithm, expected.into()))
    })
}
