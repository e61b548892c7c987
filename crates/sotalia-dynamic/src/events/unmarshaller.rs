//! From a message of an event stream to an event.

use aws_smithy_eventstream::error::Error as FrameError;
use aws_smithy_eventstream::frame::{UnmarshallMessage, UnmarshalledMessage};
use aws_smithy_eventstream::smithy::parse_response_headers;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_types::Blob;
use aws_smithy_types::error::metadata::ErrorMetadata;
use aws_smithy_types::event_stream::{HeaderValue, Message};
use aws_smithy_xml::codec::XmlCodec;

use crate::bridge::{read_structure, read_value};
use crate::schema::{CompiledShape, Kind};
use crate::service_error::ServiceError;
use crate::{Map, Value};

/// Reads the events of one stream.
#[derive(Debug)]
pub(super) struct Unmarshaller {
    pub(super) protocol: Option<SharedClientProtocol>,
    pub(super) shape: &'static CompiledShape,
}

impl UnmarshallMessage for Unmarshaller {
    /// Nothing for an event that the model does not know.
    type Output = Option<Value>;
    type Error = ServiceError;

    fn unmarshall(&self, message: &Message) -> Result<UnmarshalledMessage<Option<Value>, ServiceError>, FrameError> {
        let headers = parse_response_headers(message)?;
        let name = headers.smithy_type.as_str();
        let member = self.shape.member(name);
        match headers.message_type.as_str() {
            "event" => {
                let Some(member) = member else { return Ok(UnmarshalledMessage::Event(None)) };
                let members = self.event(member.target(), message).map_err(unreadable)?;
                let event = Map::from_iter([(member.name.to_owned(), Value::Map(members))]);
                Ok(UnmarshalledMessage::Event(Some(Value::Map(event))))
            }
            "exception" => {
                let fields =
                    member.map(|member| self.event(member.target(), message)).and_then(Result::ok).unwrap_or_default();
                let said = fields.get("message").or_else(|| fields.get("Message")).and_then(Value::as_str);
                let mut metadata = ErrorMetadata::builder().code(name);
                if let Some(said) = said {
                    metadata = metadata.message(said);
                }
                let shape = member.map(|member| member.target().name.to_owned());
                Ok(UnmarshalledMessage::Error(ServiceError::new(metadata.build(), shape, fields, None)))
            }
            other => Err(FrameError::unmarshalling(format!("the type of the message is not known: {other}"))),
        }
    }
}

impl Unmarshaller {
    fn event(&self, shape: &'static CompiledShape, message: &Message) -> Result<Map, SerdeError> {
        let mut members = Map::new();
        let mut has_payload_member = false;
        for member in &shape.members {
            if member.is_event_header {
                let header = message.headers().iter().find(|header| header.name().as_str() == member.name);
                if let Some(header) = header {
                    members.insert(member.name.to_owned(), header_value(header.value()));
                }
            } else if member.is_event_payload {
                has_payload_member = true;
                let payload = self.payload(member.target(), message.payload())?;
                members.insert(member.name.to_owned(), payload);
            }
        }
        let has_others = shape.members.iter().any(|member| !member.is_event_header);
        if !has_payload_member && has_others && !message.payload().is_empty() {
            members.extend(read_payload(self.protocol.as_ref(), shape, message.payload())?);
        }
        Ok(members)
    }

    /// The payload as one member.
    fn payload(&self, shape: &'static CompiledShape, payload: &[u8]) -> Result<Value, SerdeError> {
        Ok(match shape.kind {
            Kind::Blob => Value::Blob(Blob::new(payload)),
            Kind::String => Value::String(String::from_utf8_lossy(payload).into_owned()),
            Kind::Structure | Kind::Union => Value::Map(read_payload(self.protocol.as_ref(), shape, payload)?),
            _ => {
                let codec = self.protocol.as_ref().and_then(|protocol| protocol.payload_codec());
                let codec = codec.ok_or_else(|| SerdeError::unsupported("the protocol has no codec for events"))?;
                read_value(&mut *codec.create_deserializer(payload), shape.schema, shape)?
            }
        })
    }
}

/// The members of a structure that a payload holds, by the codec of the protocol.
pub(super) fn read_payload(
    protocol: Option<&SharedClientProtocol>,
    shape: &'static CompiledShape,
    payload: &[u8],
) -> Result<Map, SerdeError> {
    match protocol.and_then(|protocol| protocol.payload_codec()) {
        Some(codec) => read_structure(&mut *codec.create_deserializer(payload), shape.schema, shape),
        None if shape.protocol().is_xml() => {
            use aws_smithy_schema::codec::Codec as _;
            read_structure(&mut XmlCodec::default().create_deserializer(payload), shape.schema, shape)
        }
        None => Err(SerdeError::unsupported("the protocol has no codec for events")),
    }
}

fn unreadable(error: SerdeError) -> FrameError {
    FrameError::unmarshalling(error.to_string())
}

fn header_value(value: &HeaderValue) -> Value {
    match value {
        HeaderValue::Bool(value) => Value::Bool(*value),
        HeaderValue::Byte(number) => Value::Int((*number).into()),
        HeaderValue::Int16(number) => Value::Int((*number).into()),
        HeaderValue::Int32(number) => Value::Int((*number).into()),
        HeaderValue::Int64(number) => Value::Int(*number),
        HeaderValue::ByteArray(bytes) => Value::Blob(Blob::new(bytes.to_vec())),
        HeaderValue::String(text) => Value::String(text.as_str().to_owned()),
        HeaderValue::Timestamp(time) => Value::Timestamp(*time),
        HeaderValue::Uuid(number) => Value::String(format!("{number:032x}")),
        // The SDK may add a type.
        _ => Value::Null,
    }
}
