//! What surrounds the sending of a call: boto3's handlers, checksums, sessions of S3 Express.

use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::Layer;
use sotalia_session::error::Result;

use super::{Plan, Runtime};
use crate::call::Request;
use crate::handlers::{self, Called, Notes, RequestFacts};
use crate::output::Output;
use crate::presign::{Presigning, PresigningInterceptor};
use crate::s3::checksum::{ChecksumModel, ChecksumPlan, ChecksumSettings};
use crate::s3::{expires, express};
use crate::schema::CompiledOperation;
use crate::value::{Map, Value};

/// A call whose parameters are complete.
pub(super) struct Handled {
    pub(super) notes: Notes,
    /// What this call has beside what all calls of its operation have.
    pub(super) plugin: Option<StaticRuntimePlugin>,
}

/// Before a call
impl Runtime {
    /// Completes the parameters of a call, and says what else it needs.
    pub(super) async fn handle(
        &self,
        plan: &Plan,
        request: &mut Request,
        presigning: Option<&Presigning>,
    ) -> Result<Handled> {
        let operation = plan.operation;
        let called = called(operation);
        let notes = handlers::before_call(called, &mut request.params, |name| member_shape(operation, name))?;
        if presigning.is_none() {
            self.presign_for_other_region(operation, &mut request.params).await?;
        }
        let mut extras = Extras::default();
        extras.checksums(self, operation, &mut request.params, presigning.is_some())?;
        extras.express(operation, &request.params);
        let facts = RequestFacts {
            api_version: &operation.service.model.metadata.api_version,
            discovers_endpoints: operation.model.is_endpoint_operation,
        };
        if let Some(handler) = handlers::of_request(called, &notes, facts) {
            extras.interceptors.push(SharedInterceptor::permanent(handler));
        }
        if handlers::needs_body_in_memory(called) {
            extras.layer().store_put(aws_smithy_runtime_api::client::orchestrator::LoadedRequestBody::Requested);
        }
        if let Some(presigning) = presigning {
            extras.presigning(presigning);
        }
        Ok(Handled { notes, plugin: extras.plugin() })
    }
}

/// After a call
impl Handled {
    /// Changes an answer.
    pub(super) fn finish(&self, operation: &CompiledOperation, output: &mut Output) -> Result<()> {
        if operation.service.is_s3() {
            let mut headers = std::mem::take(&mut output.metadata_mut().headers);
            expires::put_text(&mut headers, output.map_mut());
            output.metadata_mut().headers = headers;
        }
        handlers::after_call(called(operation), &self.notes, output.map_mut())
    }
}

/// What one call has beside what all calls of its operation have.
#[derive(Default)]
struct Extras {
    layer: Option<Layer>,
    interceptors: Vec<SharedInterceptor>,
}

impl Extras {
    fn layer(&mut self) -> &mut Layer {
        self.layer.get_or_insert_with(|| Layer::new("sotalia call"))
    }

    fn checksums(
        &mut self,
        runtime: &Runtime,
        operation: &CompiledOperation,
        params: &mut Map,
        presigned: bool,
    ) -> Result<()> {
        if operation.model.http_checksum.is_none() && !operation.model.http_checksum_required {
            return Ok(());
        }
        let settings = ChecksumSettings::new(
            runtime.config.request_checksum_calculation(),
            runtime.config.response_checksum_validation(),
        );
        let plan = ChecksumPlan::new(checksum_model(operation), settings, params, presigned)?;
        if !plan.is_empty() {
            self.layer().store_put(plan);
        }
        Ok(())
    }

    fn express(&mut self, operation: &CompiledOperation, params: &Map) {
        let bucket = params.get("Bucket").and_then(Value::as_str).filter(|bucket| express::is_express(bucket));
        if let Some(bucket) = bucket.filter(|_| operation.service.is_s3()) {
            self.layer().store_put(express::ExpressBucket(bucket.to_owned()));
            self.layer().store_put(express::token_name());
        }
    }

    fn presigning(&mut self, presigning: &Presigning) {
        use aws_smithy_runtime_api::client::interceptors::disable_interceptor;
        let layer = self.layer();
        layer.store_put(disable_interceptor::<aws_runtime::invocation_id::InvocationIdInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<aws_runtime::request_info::RequestInfoInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<aws_runtime::user_agent::UserAgentInterceptor>("presigning"));
        layer.store_put(disable_interceptor::<aws_runtime::service_clock_skew::ServiceClockSkewInterceptor>(
            "presigning",
        ));
        self.interceptors.push(SharedInterceptor::permanent(PresigningInterceptor(presigning.clone())));
    }

    fn plugin(self) -> Option<StaticRuntimePlugin> {
        if self.layer.is_none() && self.interceptors.is_empty() {
            return None;
        }
        let components = RuntimeComponentsBuilder::new("sotalia call").with_interceptors(self.interceptors.into_iter());
        let plugin = StaticRuntimePlugin::new().with_runtime_components(components);
        Some(match self.layer {
            Some(layer) => plugin.with_config(layer.freeze()),
            None => plugin,
        })
    }
}

pub(super) fn called(operation: &CompiledOperation) -> Called<'static> {
    Called { service: &operation.service.model.name, operation: operation.name() }
}

fn member_shape(operation: &CompiledOperation, name: &str) -> Option<&'static str> {
    let service = &operation.service.model;
    let input = operation.model.input.as_ref()?;
    let member = service.shapes.get(input.shape)?.members.iter().find(|member| &*member.name == name)?;
    service.shapes.get(member.shape).map(|shape| &*shape.name)
}

fn checksum_model(operation: &CompiledOperation) -> ChecksumModel<'static> {
    let model = operation.model;
    let checksum = model.http_checksum.as_ref();
    let algorithm_member = checksum.and_then(|checksum| checksum.request_algorithm_member.as_deref());
    let input = model.input.as_ref().map(|input| &operation.service.model.shapes[input.shape]);
    let header = algorithm_member.and_then(|name| input?.members.iter().find(|member| &*member.name == name));
    ChecksumModel {
        algorithm_member,
        algorithm_header: header.and_then(|member| member.location_name.as_deref()),
        required: model.http_checksum_required || checksum.is_some_and(|checksum| checksum.request_checksum_required),
        is_md5: !matches!(&*operation.service.model.name, "s3" | "s3control"),
        mode_member: checksum.and_then(|checksum| checksum.request_validation_mode_member.as_deref()),
        response_algorithms: checksum.map(|checksum| checksum.response_algorithms.as_slice()).unwrap_or_default(),
    }
}
