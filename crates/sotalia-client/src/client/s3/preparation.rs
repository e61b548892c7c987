//! What is done with requests of S3 before the SDK writes them.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeSerializationInterceptorContextRef,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use super::bucket_name;
use crate::listing::deletion;

/// One interceptor for all of it: each is asked at every step of every request, and costs some microseconds.
#[derive(Debug)]
pub(super) struct Preparation;

impl Intercept for Preparation {
    fn name(&self) -> &'static str {
        "SotaliaPreparation"
    }

    fn read_before_serialization(
        &self,
        _context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        Ok(bucket_name::check(config)?)
    }

    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        deletion::prepare(config);
        Ok(())
    }
}
