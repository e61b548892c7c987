//! From an answer to an output or an error.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context;
use aws_smithy_runtime_api::client::interceptors::context::OutputOrError;
use aws_smithy_runtime_api::client::orchestrator::{HttpResponse, OrchestratorError};
use aws_smithy_runtime_api::client::ser_de::DeserializeResponse;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::retry::ErrorKind;

use super::{error_answer, metadata};
use crate::bridge::read_structure;
use crate::events::EventStream;
use crate::output::Output;
use crate::s3::error_in_success;
use crate::schema::{CompiledOperation, Kind};
use crate::value::from_json;
use crate::{Map, Value};

/// Reads the answers of an operation.
#[derive(Debug)]
pub(super) struct Deserializer(pub(super) &'static CompiledOperation);

impl DeserializeResponse for Deserializer {
    fn deserialize_streaming_with_config(
        &self,
        response: &mut HttpResponse,
        config: &ConfigBag,
    ) -> Option<OutputOrError> {
        let member = self.0.output_stream()?;
        if !response.status().is_success() {
            return None;
        }
        let body = std::mem::replace(response.body_mut(), SdkBody::taken());
        Some(self.output(response, config).map(|output| {
            let target = member.target();
            let output = if target.is_event_stream {
                let protocol = config.load::<SharedClientProtocol>().cloned();
                output.with_events(EventStream::new(self.0, target, protocol, body))
            } else {
                output.with_body(ByteStream::new(body))
            };
            context::Output::erase(output)
        }))
    }

    fn deserialize_nonstreaming_with_config(&self, response: &HttpResponse, config: &ConfigBag) -> OutputOrError {
        let is_late = response.status().is_success() && self.0.service.is_s3() && is_late_error(response);
        if is_late || !response.status().is_success() {
            let protocol = protocol(config)?;
            let mut error = error_answer::read(protocol, self.0, response, config);
            if is_late {
                // As boto3, which takes it for a status 500.
                error = error.with_retry(ErrorKind::ServerError);
            }
            return Err(OrchestratorError::operation(context::Error::erase(error)));
        }
        self.output(response, config).map(context::Output::erase)
    }
}

impl Deserializer {
    fn output(&self, response: &HttpResponse, config: &ConfigBag) -> Result<Output, OrchestratorError<context::Error>> {
        let members = read_output(protocol(config)?, self.0, response, config);
        let members = members.map_err(|error| OrchestratorError::other(BoxError::from(error)))?;
        Ok(Output::new(members, metadata::read(response)))
    }
}

fn protocol(config: &ConfigBag) -> Result<&SharedClientProtocol, OrchestratorError<context::Error>> {
    config.load::<SharedClientProtocol>().ok_or_else(|| OrchestratorError::other("the client has no protocol"))
}

/// The members of an answer that is none of failure.
fn read_output(
    protocol: &SharedClientProtocol,
    operation: &'static CompiledOperation,
    response: &HttpResponse,
    config: &ConfigBag,
) -> Result<Map, SerdeError> {
    let Some(shape) = operation.output else { return Ok(Map::new()) };
    let body = response.body().bytes();
    let is_empty = body.is_some_and(<[u8]>::is_empty);
    if operation.service.protocol.is_xml() && is_empty {
        if !operation.service.protocol.is_rest() || shape.members.is_empty() {
            return Ok(Map::new());
        }
        // The XML codec refuses an empty document; where errors are read it does not, and still reads the headers.
        let mut deserializer = protocol.deserialize_error_response(response, config)?;
        return read_structure(&mut *deserializer, operation.output_schema, shape);
    }
    let mut deserializer = protocol.deserialize_response(response, operation.output_schema, config)?;
    let mut members = read_structure(&mut *deserializer, operation.output_schema, shape)?;
    // The SDK's protocols do not know documents as bodies.
    if let Some(member) = operation.output_payload().filter(|member| member.target().kind == Kind::Document)
        && let Some(document) = body.and_then(|body| serde_json::from_slice(body).ok())
    {
        members.insert(member.name.to_owned(), from_json(document));
    }
    members.retain(|_, value| *value != Value::Null);
    Ok(members)
}

/// Whether S3 answers with an error though its status is 200, as where it had begun to answer before it failed.
fn is_late_error(response: &HttpResponse) -> bool {
    error_in_success::is_error(response.body().bytes().unwrap_or_default())
}
