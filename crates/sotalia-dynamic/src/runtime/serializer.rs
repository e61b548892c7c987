//! From parameters to a request.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::ser_de::SerializeRequest;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use sotalia_session::error::{Error, LocalError};

use super::compression;
use super::input::CallInput;
use crate::Map;
use crate::bridge::Structure;
use crate::schema::{CompiledOperation, Kind, ProtocolKind};

/// Makes requests by the protocol that the configuration holds.
#[derive(Debug)]
pub(super) struct Serializer {
    /// The size from which bodies are compressed, if the operation takes them so.
    pub(super) compress_from: Option<usize>,
}

impl SerializeRequest for Serializer {
    fn serialize_input(&self, input: Input, config: &mut ConfigBag) -> Result<HttpRequest, BoxError> {
        let input = input.downcast::<CallInput>().map_err(|_| "the input of a call is of another type")?;
        let protocol = config.load::<SharedClientProtocol>().ok_or("the client has no protocol")?.clone();
        let body = input.take_body();
        let mut request = serialize(&protocol, input.operation, &input.params, body.is_some(), config)?;
        if let Some(body) = body {
            *request.body_mut() = body.into_inner();
            set_content_length(&mut request);
        }
        if let (Some(events), Some(member)) = (input.take_events(), input.operation.input_stream()) {
            let (body, signer) = events.into_body(protocol, member.target());
            config.interceptor_state().store_put(signer);
            *request.body_mut() = body;
            request.headers_mut().insert("content-type", "application/vnd.amazon.eventstream");
            set_content_length(&mut request);
        }
        if let Some(least_size) = self.compress_from {
            compression::compress(&mut request, least_size);
        }
        Ok(request)
    }
}

/// The request of an operation, without a body that streams.
fn serialize(
    protocol: &SharedClientProtocol,
    operation: &'static CompiledOperation,
    params: &Map,
    has_stream: bool,
    config: &ConfigBag,
) -> Result<HttpRequest, BoxError> {
    let input = Structure::new(operation.input, operation.input_schema, params);
    let mut request = protocol.serialize_request(&input, operation.input_schema, "", config).map_err(|error| {
        let said = error.to_string();
        let said = said.strip_prefix("invalid input: ").unwrap_or(&said).to_owned();
        Error::local(LocalError::InvalidParameter, format!("no request can be made of the parameters: {said}"))
    })?;
    if operation.service.protocol.is_rest() {
        finish_payload(&mut request, operation, params, has_stream);
    }
    if operation.service.protocol == ProtocolKind::Cbor && operation.input.is_none() {
        *request.body_mut() = SdkBody::empty();
        request.headers_mut().remove("content-type");
        request.headers_mut().remove("content-length");
    }
    if operation.service.model.metadata.aws_query_compatible {
        request.headers_mut().insert("x-amzn-query-mode", "true");
    }
    Ok(request)
}

/// What the SDK's protocols leave to the generated code: types of content, and bodies that are not set.
fn finish_payload(request: &mut HttpRequest, operation: &CompiledOperation, params: &Map, has_stream: bool) {
    let Some(member) = operation.input_payload() else { return };
    let target = member.target();
    let value = params.get(member.name).filter(|value| !value.is_null());
    match target.kind {
        Kind::Blob | Kind::String if value.is_some() || has_stream => {
            let content_type = if target.kind == Kind::Blob { "application/octet-stream" } else { "text/plain" };
            if request.headers().get("content-type").is_none() {
                request.headers_mut().insert("content-type", content_type);
            }
        }
        // The SDK's protocols do not know documents as bodies.
        Kind::Document => {
            if let Some(value) = value {
                *request.body_mut() = SdkBody::from(value.to_json().to_string());
                request.headers_mut().insert("content-type", "application/json");
                set_content_length(request);
            }
        }
        // botocore sends `{}` for a structure that is not set. A union has no empty form.
        Kind::Structure
            if operation.service.protocol == ProtocolKind::RestJson
                && !member.is_streaming
                && request.body().bytes() == Some(b"") =>
        {
            *request.body_mut() = SdkBody::from("{}");
            request.headers_mut().insert("content-type", "application/json");
            set_content_length(request);
        }
        _ => {}
    }
}

fn set_content_length(request: &mut HttpRequest) {
    match request.body().content_length() {
        Some(length) => drop(request.headers_mut().insert("content-length", length.to_string())),
        None => drop(request.headers_mut().remove("content-length")),
    }
}
