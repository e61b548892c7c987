//! From an answer of failure to the service's error.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::ErrorKind;
use aws_types::request_id::apply_request_id;

use crate::Map;
use crate::bridge::read_structure;
use crate::schema::{CompiledOperation, CompiledShape, Direction};
use crate::service_error::ServiceError;

/// Reads an error. What cannot be read of it is left out: the status is there in any case, and
/// [`Error`](crate::error::Error) reads the answer as boto3 does.
pub(super) fn read(
    protocol: &SharedClientProtocol,
    operation: &'static CompiledOperation,
    response: &HttpResponse,
    config: &ConfigBag,
) -> ServiceError {
    let parsed = protocol.parse_error_metadata(response, config);
    let is_readable = parsed.is_ok();
    let mut metadata = apply_request_id(parsed.unwrap_or_default(), response.headers());
    if is_bare_not_found(operation, response) {
        metadata = metadata.code("NotFound");
    }
    let metadata = metadata.build();
    let shape = metadata.code().and_then(|code| error_shape(operation, code)).filter(|_| is_readable);
    let fields = shape.map(|shape| read_fields(protocol, shape, response, config)).unwrap_or_default();
    let retryable = shape.and_then(|shape| retry_kind(operation, shape));
    ServiceError::new(metadata, shape.map(|shape| shape.name.to_owned()), fields, retryable)
}

/// An answer of S3 to a HEAD has no body to say what it is; the SDK's own client makes the modelled `NotFound` of a 404.
fn is_bare_not_found(operation: &CompiledOperation, response: &HttpResponse) -> bool {
    operation.service.is_s3() && &*operation.model.http.method == "HEAD" && response.status().as_u16() == 404
}

/// The shape that a code names: of the operation's errors, or else of the service's.
pub(crate) fn error_shape(operation: &'static CompiledOperation, code: &str) -> Option<&'static CompiledShape> {
    let model = &operation.service.model;
    let is_named = |index: usize| {
        let shape = &model.shapes[index];
        &*shape.name == code || shape.error_code.as_deref() == Some(code)
    };
    let index = operation
        .model
        .errors
        .iter()
        .copied()
        .find(|index| is_named(*index))
        .or_else(|| (0..model.shapes.len()).find(|index| model.shapes[*index].exception && is_named(*index)))?;
    Some(operation.service.shape(index, Direction::Answer))
}

fn read_fields(
    protocol: &SharedClientProtocol,
    shape: &'static CompiledShape,
    response: &HttpResponse,
    config: &ConfigBag,
) -> Map {
    let deserializer = protocol.deserialize_error_response(response, config);
    deserializer.and_then(|mut d| read_structure(&mut *d, shape.schema, shape)).unwrap_or_default()
}

/// What the model says of another attempt.
fn retry_kind(operation: &CompiledOperation, shape: &CompiledShape) -> Option<ErrorKind> {
    let model = &operation.service.model;
    let shape = model.shapes.iter().find(|known| &*known.name == shape.name)?;
    Some(if shape.retryable? { ErrorKind::ThrottlingError } else { ErrorKind::ServerError })
}
