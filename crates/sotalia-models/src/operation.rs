//! An operation of a service.

use serde::{Deserialize, Serialize};

use crate::Member;

/// One operation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Operation {
    /// The name that AWS has for it: `DescribeStream`.
    pub name: Box<str>,
    /// The name that boto3 has for it: `describe_stream`.
    pub method_name: Box<str>,
    /// Method, path and status.
    pub http: Http,
    /// The parameters: a reference to a structure, with the root element of XML.
    pub input: Option<Member>,
    /// The answer: a reference to a structure.
    pub output: Option<Member>,
    /// The element of `query` in which the answer stands.
    pub result_wrapper: Option<Box<str>>,
    /// The shapes of the errors that the model names.
    pub errors: Vec<usize>,
    /// What stands before the host, with parameters in braces: `{AccountId}.`.
    pub host_prefix: Option<Box<str>>,
    /// `none`, `v4-unsigned-body`, and the like, where the operation differs from its service.
    pub authtype: Option<Box<str>>,
    /// The ways to authenticate, best first, where the operation differs from its service.
    pub auth: Vec<Box<str>>,
    /// The body is not part of the signature.
    pub unsigned_payload: bool,
    /// A checksum of the body must be sent.
    pub http_checksum_required: bool,
    /// The checksums that can be sent and asked for.
    pub http_checksum: Option<HttpChecksum>,
    /// The operation that tells the endpoints of others.
    pub is_endpoint_operation: bool,
    /// Whether the endpoint must or may be asked of the service: `Some(true)` if it must.
    pub endpoint_discovery: Option<bool>,
    /// The encodings in which a large body may be sent: `gzip`.
    pub request_compression: Vec<Box<str>>,
    /// Calling it twice does as much as calling it once.
    pub is_idempotent: bool,
    /// It changes nothing.
    pub is_readonly: bool,
    /// AWS advises against it.
    pub is_deprecated: bool,
    /// Parameters of the endpoint rules that are the same in every call.
    pub static_context_parameters: Vec<(Box<str>, ContextValue)>,
    /// Parameters of the endpoint rules that a `JMESPath` finds in the input.
    pub operation_context_parameters: Vec<(Box<str>, Box<str>)>,
}

/// The HTTP of an operation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Http {
    /// `GET`, `POST` and so on.
    pub method: Box<str>,
    /// Path and query, with parameters in braces: `/{Bucket}/{Key+}?uploads`.
    pub request_uri: Box<str>,
    /// The status of success, where the model says one.
    pub response_code: Option<u16>,
}

/// Checksums of bodies, as `httpChecksum` says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct HttpChecksum {
    /// The parameter that chooses the algorithm.
    pub request_algorithm_member: Option<Box<str>>,
    /// A checksum must be sent.
    pub request_checksum_required: bool,
    /// The parameter that asks for the checksum of the answer.
    pub request_validation_mode_member: Option<Box<str>>,
    /// The algorithms of the answer's checksums.
    pub response_algorithms: Vec<Box<str>>,
}

/// The value of a parameter of endpoint rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContextValue {
    /// Text.
    Text(Box<str>),
    /// True or false.
    Bool(bool),
    /// Texts.
    List(Vec<Box<str>>),
}
