//! `service-2.json` as it is.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// An object whose members keep their order.
#[derive(Debug)]
pub(super) struct Object<T>(pub(super) Vec<(Box<str>, T)>);

impl<T> Default for Object<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Object<T>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Service {
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) operations: Object<Operation>,
    #[serde(default)]
    pub(super) shapes: Object<Shape>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Metadata {
    pub(super) api_version: Box<str>,
    pub(super) endpoint_prefix: Box<str>,
    pub(super) global_endpoint: Option<Box<str>>,
    pub(super) json_version: Option<Value>,
    pub(super) protocol: Box<str>,
    pub(super) protocols: Vec<Box<str>>,
    pub(super) service_full_name: Box<str>,
    pub(super) service_abbreviation: Option<Box<str>>,
    pub(super) service_id: Box<str>,
    pub(super) signature_version: Option<Box<str>>,
    pub(super) signing_name: Option<Box<str>>,
    pub(super) target_prefix: Option<Box<str>>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    pub(super) auth: Vec<Box<str>>,
    pub(super) aws_query_compatible: Option<Value>,
    pub(super) protocol_settings: ProtocolSettings,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ProtocolSettings {
    pub(super) h2: Option<Box<str>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Operation {
    pub(super) http: Http,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Reference>,
    pub(super) errors: Vec<Reference>,
    pub(super) endpoint: HostPrefix,
    pub(super) authtype: Option<Box<str>>,
    pub(super) auth: Vec<Box<str>>,
    pub(super) unsigned_payload: bool,
    pub(super) http_checksum_required: bool,
    pub(super) http_checksum: Option<HttpChecksum>,
    pub(super) endpointoperation: bool,
    pub(super) endpointdiscovery: Option<EndpointDiscovery>,
    pub(super) requestcompression: RequestCompression,
    pub(super) idempotent: bool,
    pub(super) readonly: bool,
    pub(super) deprecated: bool,
    pub(super) static_context_params: Object<StaticParameter>,
    pub(super) operation_context_params: Object<PathParameter>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Http {
    pub(super) method: Option<Box<str>>,
    pub(super) request_uri: Option<Box<str>>,
    pub(super) response_code: Option<u16>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct HostPrefix {
    pub(super) host_prefix: Option<Box<str>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct HttpChecksum {
    pub(super) request_algorithm_member: Option<Box<str>>,
    pub(super) request_checksum_required: bool,
    pub(super) request_validation_mode_member: Option<Box<str>>,
    pub(super) response_algorithms: Vec<Box<str>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct EndpointDiscovery {
    pub(super) required: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct RequestCompression {
    pub(super) encodings: Vec<Box<str>>,
}

#[derive(Deserialize)]
pub(super) struct StaticParameter {
    pub(super) value: StaticValue,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum StaticValue {
    Bool(bool),
    Text(Box<str>),
    List(Vec<Box<str>>),
}

#[derive(Deserialize)]
pub(super) struct PathParameter {
    pub(super) path: Box<str>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum XmlNamespace {
    Uri(Box<str>),
    Full { uri: Box<str>, prefix: Option<Box<str>> },
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Reference {
    pub(super) shape: Box<str>,
    pub(super) location: Option<Box<str>>,
    pub(super) location_name: Option<Box<str>>,
    pub(super) query_name: Option<Box<str>>,
    pub(super) timestamp_format: Option<Box<str>>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    pub(super) context_param: Option<Named>,
    pub(super) result_wrapper: Option<Box<str>>,
    pub(super) flattened: bool,
    pub(super) streaming: bool,
    pub(super) xml_attribute: bool,
    pub(super) jsonvalue: bool,
    pub(super) idempotency_token: bool,
    pub(super) host_label: bool,
    pub(super) eventpayload: bool,
    pub(super) eventheader: bool,
    pub(super) deprecated: bool,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) name: Box<str>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Shape {
    #[serde(rename = "type")]
    pub(super) kind: Box<str>,
    pub(super) members: Object<Reference>,
    pub(super) required: Vec<Box<str>>,
    pub(super) member: Option<Reference>,
    pub(super) key: Option<Reference>,
    pub(super) value: Option<Reference>,
    pub(super) payload: Option<Box<str>>,
    pub(super) location: Option<Box<str>>,
    pub(super) location_name: Option<Box<str>>,
    pub(super) timestamp_format: Option<Box<str>>,
    pub(super) xml_namespace: Option<XmlNamespace>,
    #[serde(rename = "enum")]
    pub(super) enum_values: Vec<Box<str>>,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) flattened: bool,
    pub(super) streaming: bool,
    pub(super) requires_length: bool,
    pub(super) union: bool,
    pub(super) document: bool,
    pub(super) eventstream: bool,
    pub(super) event: bool,
    pub(super) exception: bool,
    pub(super) sensitive: bool,
    pub(super) sparse: bool,
    pub(super) jsonvalue: bool,
    pub(super) error: ErrorTraits,
    pub(super) fault: bool,
    pub(super) retryable: Option<Retryable>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct ErrorTraits {
    pub(super) code: Option<Box<str>>,
    pub(super) http_status_code: Option<u16>,
    pub(super) fault: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Retryable {
    pub(super) throttling: bool,
}
