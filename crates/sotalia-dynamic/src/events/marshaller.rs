//! From an event to a message of an event stream.

use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_eventstream::frame::MarshallMessage;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::str_bytes::StrBytes;

use crate::bridge::Structure;
use crate::schema::{CompiledMember, CompiledShape, Kind};
use crate::service_error::ServiceError;
use crate::{Map, Value};

/// Writes the events of one stream.
#[derive(Debug)]
pub(super) struct Marshaller {
    pub(super) protocol: SharedClientProtocol,
    pub(super) shape: &'static CompiledShape,
}

/// What would write an error into a stream. Values have none.
#[derive(Debug)]
pub(super) struct NoErrors;

impl MarshallMessage for NoErrors {
    type Input = ServiceError;

    fn marshall(&self, error: ServiceError) -> Result<Message, FrameError> {
        Err(FrameError::marshalling(error.to_string()))
    }
}

impl MarshallMessage for Marshaller {
    type Input = Value;

    fn marshall(&self, event: Value) -> Result<Message, FrameError> {
        let entry = event.as_map().filter(|map| map.len() == 1).and_then(Map::first);
        let Some((name, value)) = entry else {
            return Err(FrameError::marshalling("an event is a map of one entry, its name and its members"));
        };
        let Some(member) = self.shape.member(name) else {
            let known: Vec<_> = self.shape.members.iter().map(|member| member.name).collect();
            return Err(FrameError::marshalling(format!("{name:?} is no event of this stream: {}", known.join(", "))));
        };
        let empty = Map::new();
        self.message(member, value.as_map().unwrap_or(&empty))
            .map_err(|error| FrameError::marshalling(format!("the event {name} cannot be written: {error}")))
    }
}

impl Marshaller {
    fn message(&self, member: &CompiledMember, members: &Map) -> Result<Message, SerdeError> {
        let shape = member.target();
        let mut headers = vec![text(":message-type", "event"), text(":event-type", member.name)];
        for member in shape.members.iter().filter(|member| member.is_event_header) {
            if let Some(value) = members.get(member.name).filter(|value| !value.is_null()) {
                headers.push(Header::new(member.name, header_value(member.target().kind, value)?));
            }
        }
        let payload = shape.members.iter().find(|member| member.is_event_payload);
        let (content_type, payload) = match payload {
            Some(member) => self.payload(member.target(), members.get(member.name))?,
            None if shape.members.iter().all(|member| member.is_event_header) => (None, Vec::new()),
            None => (self.protocol.event_stream_media_type(), self.structure(shape, members)?),
        };
        if let Some(content_type) = content_type {
            headers.push(text(":content-type", content_type));
        }
        Ok(Message::new_from_parts(headers, payload))
    }

    fn payload(
        &self,
        shape: &'static CompiledShape,
        value: Option<&Value>,
    ) -> Result<(Option<&str>, Vec<u8>), SerdeError> {
        match (shape.kind, value) {
            (Kind::Blob, value) => {
                let bytes = value.and_then(Value::as_bytes).unwrap_or_default();
                Ok((Some("application/octet-stream"), bytes.to_vec()))
            }
            (Kind::String, value) => {
                let text = value.and_then(Value::as_str).unwrap_or_default();
                Ok((Some("text/plain"), text.as_bytes().to_vec()))
            }
            (Kind::Structure | Kind::Union, Some(Value::Map(members))) => {
                Ok((self.protocol.event_stream_media_type(), self.structure(shape, members)?))
            }
            (kind, _) => Err(SerdeError::invalid_input(format!("its payload is a {kind:?}"))),
        }
    }

    fn structure(&self, shape: &'static CompiledShape, members: &Map) -> Result<Vec<u8>, SerdeError> {
        let codec = self.protocol.payload_codec();
        let codec = codec.ok_or_else(|| SerdeError::unsupported("the protocol has no codec for events"))?;
        let mut serializer = codec.create_serializer();
        serializer.write_struct(shape.schema, &Structure::new(Some(shape), shape.schema, members))?;
        Ok(serializer.finish_boxed())
    }
}

fn text(name: &'static str, value: &str) -> Header {
    Header::new(name, HeaderValue::String(StrBytes::from(value.to_owned())))
}

fn header_value(kind: Kind, value: &Value) -> Result<HeaderValue, SerdeError> {
    let wrong = || SerdeError::invalid_input(format!("a header is a {kind:?}, not a {}", value.type_name()));
    Ok(match (kind, value) {
        (Kind::Boolean, Value::Bool(value)) => HeaderValue::Bool(*value),
        (Kind::Integer, Value::Int(number)) => HeaderValue::Int32(i32::try_from(*number).map_err(|_| wrong())?),
        (Kind::Long, Value::Int(number)) => HeaderValue::Int64(*number),
        (Kind::Blob, value) => HeaderValue::ByteArray(value.as_bytes().ok_or_else(wrong)?.to_vec().into()),
        (Kind::String, Value::String(text)) => HeaderValue::String(StrBytes::from(text.clone())),
        (Kind::Timestamp, value) => HeaderValue::Timestamp(crate::value::parse_timestamp(value).ok_or_else(wrong)?),
        _ => return Err(wrong()),
    })
}
