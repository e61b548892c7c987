//! AWS Query and EC2 Query.
//!
//! The SDK's Query protocol reads no errors, and there is none for EC2. Their requests differ in names and in flat lists
//! only, which the schemas say, so both are the SDK's serializer; their answers are XML.

use aws_smithy_query::protocol::AwsQueryProtocol;
use aws_smithy_runtime_api::http::{Request, Response};
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::protocol::{ClientProtocolInner, apply_http_endpoint};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeId, shape_id};
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::endpoint::Endpoint;
use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings, find_depth2_element_slice_by};
use aws_smithy_xml::decode::{Document, try_data};

static EC2_QUERY: ShapeId<'static> = shape_id!("aws.protocols", "ec2Query");

/// The protocol of EC2, or of the other services of that time.
#[derive(Debug)]
pub(crate) struct QueryProtocol {
    is_ec2: bool,
    requests: AwsQueryProtocol,
    answers: XmlCodec,
}

impl QueryProtocol {
    pub(crate) fn query() -> Self {
        Self::new(false)
    }

    pub(crate) fn ec2() -> Self {
        Self::new(true)
    }

    fn new(is_ec2: bool) -> Self {
        let settings = XmlCodecSettings::builder().default_timestamp_format(Format::DateTime).build();
        Self { is_ec2, requests: AwsQueryProtocol::new(), answers: XmlCodec::new(settings) }
    }
}

impl ClientProtocolInner for QueryProtocol {
    type Request = Request;
    type Response = Response;

    fn protocol_id(&self) -> &ShapeId<'static> {
        if self.is_ec2 { &EC2_QUERY } else { ClientProtocolInner::protocol_id(&self.requests) }
    }

    fn serialize_request(
        &self,
        input: &dyn SerializableStruct,
        schema: &Schema<'_>,
        endpoint: &str,
        config: &ConfigBag,
    ) -> Result<Request, SerdeError> {
        ClientProtocolInner::serialize_request(&self.requests, input, schema, endpoint, config)
    }

    fn deserialize_response<'a>(
        &self,
        response: &'a Response,
        schema: &Schema<'_>,
        config: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        if self.is_ec2 {
            return Ok(Box::new(self.answers.create_deserializer(body(response))));
        }
        ClientProtocolInner::deserialize_response(&self.requests, response, schema, config)
    }

    fn parse_error_metadata(&self, response: &Response, _config: &ConfigBag) -> Result<Builder, SerdeError> {
        Ok(read_error(error_element(body(response))))
    }

    fn deserialize_error_response<'a>(
        &self,
        response: &'a Response,
        _config: &'a ConfigBag,
    ) -> Result<Box<dyn ShapeDeserializer + 'a>, SerdeError> {
        Ok(Box::new(self.answers.create_deserializer(error_element(body(response)))))
    }

    fn update_endpoint(
        &self,
        request: &mut Request,
        endpoint: &Endpoint,
        config: &ConfigBag,
    ) -> Result<(), SerdeError> {
        apply_http_endpoint(request, endpoint, config)
    }
}

fn body(response: &Response) -> &[u8] {
    response.body().bytes().unwrap_or_default()
}

/// `<ErrorResponse><Error>` of Query, `<Response><Errors><Error>` of EC2.
fn error_element(body: &[u8]) -> &[u8] {
    if let Some(errors) = find_depth2_element_slice_by(body, |name| name == "Errors") {
        return find_depth2_element_slice_by(errors, |name| name == "Error").unwrap_or(errors);
    }
    find_depth2_element_slice_by(body, |name| name == "Error").unwrap_or(body)
}

/// Code and message. What is no XML has none, and is told by its status.
fn read_error(element: &[u8]) -> Builder {
    let mut metadata = ErrorMetadata::builder();
    let Ok(text) = std::str::from_utf8(element) else { return metadata };
    let mut document = Document::new(text);
    let Ok(mut root) = document.root_element() else { return metadata };
    while let Some(mut tag) = root.next_tag() {
        let name = tag.start_el().local().to_owned();
        let Ok(data) = try_data(&mut tag) else { continue };
        match name.as_str() {
            "Code" => metadata = metadata.code(data),
            "Message" => metadata = metadata.message(data),
            _ => {}
        }
    }
    metadata
}
