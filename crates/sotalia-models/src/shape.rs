//! Shapes: what parameters and answers are made of.

use serde::{Deserialize, Serialize};

/// The type of a value, with what the protocols need to know of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Shape {
    /// Its name, which is of use in messages only.
    pub name: Box<str>,
    /// What it is.
    pub kind: ShapeKind,
    /// The members of a structure, in the order of the model.
    pub members: Vec<Member>,
    /// The places in [`members`](Self::members) of those that must be there.
    pub required: Vec<usize>,
    /// The items of a list. Lists always have it.
    pub member: Option<Member>,
    /// The keys of a map. Maps always have it.
    pub key: Option<Member>,
    /// The values of a map. Maps always have it.
    pub value: Option<Member>,
    /// The member that is the body.
    pub payload: Option<Box<str>>,
    /// The place in the request, if members do not say otherwise.
    pub location: Option<Box<str>>,
    /// The name on the wire, if members do not say otherwise.
    pub location_name: Option<Box<str>>,
    /// `iso8601`, `rfc822` or `unixTimestamp`.
    pub timestamp_format: Option<Box<str>>,
    /// The namespace of its element.
    pub xml_namespace: Option<XmlNamespace>,
    /// The values that a text may have. Services add to them: they are no limit.
    pub enum_values: Vec<Box<str>>,
    /// The least value or length.
    pub min: Option<f64>,
    /// The greatest value or length.
    pub max: Option<f64>,
    /// A list or map without an element around it.
    pub flattened: bool,
    /// A body that is not held in memory.
    pub streaming: bool,
    /// A body whose length must be known before it is sent.
    pub requires_length: bool,
    /// Exactly one member is set.
    pub union: bool,
    /// Any JSON.
    pub document: bool,
    /// Its members are events that come one after the other.
    pub eventstream: bool,
    /// One of the events of a stream.
    pub event: bool,
    /// An error of the service.
    pub exception: bool,
    /// Not to be shown or logged.
    pub sensitive: bool,
    /// A list or map that may hold nulls.
    pub sparse: bool,
    /// JSON as text on the wire.
    pub jsonvalue: bool,
    /// The code of an error, if it is not the name.
    pub error_code: Option<Box<str>>,
    /// The status of an error.
    pub error_status: Option<u16>,
    /// An error of the service, not of the caller.
    pub fault: bool,
    /// The error may pass; `Some(true)` if it means too many requests.
    pub retryable: Option<bool>,
}

/// What a shape is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ShapeKind {
    /// Named members; also unions, documents and streams of events.
    #[default]
    Structure,
    /// Items of one shape.
    List,
    /// Values of one shape, by text.
    Map,
    /// Text.
    String,
    /// Bytes.
    Blob,
    /// A point of time.
    Timestamp,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number of 32 bits with a fraction.
    Float,
    /// A number of 64 bits with a fraction.
    Double,
    /// True or false.
    Boolean,
    /// A single letter, treated as text.
    Character,
    /// A whole number without limits.
    BigInteger,
    /// A decimal number without limits.
    BigDecimal,
}

impl ShapeKind {
    /// The name that botocore's models have for it: `structure`, `list`, `bigdecimal`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::List => "list",
            Self::Map => "map",
            Self::String => "string",
            Self::Blob => "blob",
            Self::Timestamp => "timestamp",
            Self::Integer => "integer",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Character => "character",
            Self::BigInteger => "biginteger",
            Self::BigDecimal => "bigdecimal",
        }
    }
}

/// A member of a structure, the items of a list, or keys and values of a map.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Member {
    /// The name in parameters and answers; of elements `member`, `key` or `value`; of an operation's input and output empty.
    pub name: Box<str>,
    /// The place of its shape in the service.
    pub shape: usize,
    /// `header`, `headers`, `querystring`, `uri` or `statusCode`, where it is not in the body.
    pub location: Option<Box<str>>,
    /// The name on the wire.
    pub location_name: Option<Box<str>>,
    /// The name on the wire of EC2's requests.
    pub query_name: Option<Box<str>>,
    /// `iso8601`, `rfc822` or `unixTimestamp`, where it differs from its shape's.
    pub timestamp_format: Option<Box<str>>,
    /// The namespace of its element.
    pub xml_namespace: Option<XmlNamespace>,
    /// The parameter of the endpoint rules that it is.
    pub context_parameter: Option<Box<str>>,
    /// A list or map without an element around it.
    pub flattened: bool,
    /// A body that is not held in memory.
    pub streaming: bool,
    /// An attribute of the element, not an element in it.
    pub xml_attribute: bool,
    /// JSON as text on the wire.
    pub jsonvalue: bool,
    /// Filled with a random UUID, if it is not given.
    pub idempotency_token: bool,
    /// Part of the host.
    pub host_label: bool,
    /// The body of an event.
    pub eventpayload: bool,
    /// A header of an event.
    pub eventheader: bool,
    /// AWS advises against it.
    pub is_deprecated: bool,
}

/// A namespace of XML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct XmlNamespace {
    /// The name of the namespace.
    pub uri: Box<str>,
    /// The prefix that stands for it.
    pub prefix: Option<Box<str>>,
}
