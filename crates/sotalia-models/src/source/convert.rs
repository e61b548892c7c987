//! From `service-2.json` to the model.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::raw;
use crate::index::NameIndex;
use crate::{ContextValue, Http, HttpChecksum, Member, Metadata, Operation, Service, Shape, ShapeKind, XmlNamespace};

/// Where the shapes of a service are, by their names.
struct Places(HashMap<Box<str>, usize>);

pub(super) fn service(name: &str, mut raw: raw::Service) -> Result<Service, String> {
    // Lookups rely on the order. It is that of botocore's files already, but for a few.
    raw.shapes.0.sort_by(|a, b| a.0.cmp(&b.0));
    raw.shapes.0.dedup_by(|a, b| a.0 == b.0);
    let places = raw.shapes.0.iter().enumerate().map(|(place, (name, _))| (name.clone(), place)).collect();
    let places = Places(places);
    let shapes: Result<_, _> = raw.shapes.0.into_iter().map(|(name, shape)| places.shape(name, shape)).collect();
    let operations = raw.operations.0.into_iter().map(|(name, operation)| places.operation(name, operation));
    let mut operations = operations.collect::<Result<Vec<_>, _>>()?;
    operations.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Service {
        name: name.into(),
        metadata: metadata(raw.metadata),
        operations,
        shapes: shapes?,
        paginators: Vec::new(),
        waiters: Vec::new(),
        endpoint_rules: None,
        partitions: Arc::default(),
        index: NameIndex::default(),
    })
}

/// What a shape must have for what it is.
pub(super) fn check_shape(shape: &Shape) -> Result<(), String> {
    let lacks = |what: &str| Err(format!("the {} {} has no {what}", shape.kind.as_str(), shape.name));
    match shape.kind {
        ShapeKind::List if shape.member.is_none() => lacks("member"),
        ShapeKind::Map if shape.key.is_none() => lacks("key"),
        ShapeKind::Map if shape.value.is_none() => lacks("value"),
        _ if shape.required.iter().any(|place| *place >= shape.members.len()) => lacks("member that it requires"),
        _ => Ok(()),
    }
}

fn metadata(raw: raw::Metadata) -> Metadata {
    Metadata {
        api_version: raw.api_version,
        endpoint_prefix: raw.endpoint_prefix,
        global_endpoint: raw.global_endpoint,
        json_version: raw.json_version.map(|version| match version {
            Value::String(text) => text.into(),
            Value::Number(number) => format!("{:.1}", number.as_f64().unwrap_or(1.0)).into(),
            other => other.to_string().into(),
        }),
        protocol: raw.protocol,
        protocols: raw.protocols,
        service_full_name: raw.service_full_name,
        service_abbreviation: raw.service_abbreviation,
        service_id: raw.service_id,
        signature_version: raw.signature_version,
        signing_name: raw.signing_name,
        target_prefix: raw.target_prefix,
        xml_namespace: raw.xml_namespace.map(namespace),
        auth: raw.auth,
        aws_query_compatible: raw.aws_query_compatible.is_some_and(|value| value != Value::Bool(false)),
        http2: raw.protocol_settings.h2,
    }
}

fn namespace(raw: raw::XmlNamespace) -> XmlNamespace {
    match raw {
        raw::XmlNamespace::Uri(uri) => XmlNamespace { uri, prefix: None },
        raw::XmlNamespace::Full { uri, prefix } => XmlNamespace { uri, prefix },
    }
}

impl Places {
    fn place(&self, shape: &str) -> Result<usize, String> {
        self.0.get(shape).copied().ok_or_else(|| format!("the shape {shape:?} is named and is not there"))
    }

    fn member(&self, name: &str, raw: raw::Reference) -> Result<Member, String> {
        Ok(Member {
            name: name.into(),
            shape: self.place(&raw.shape)?,
            location: raw.location,
            location_name: raw.location_name,
            query_name: raw.query_name,
            timestamp_format: raw.timestamp_format,
            xml_namespace: raw.xml_namespace.map(namespace),
            context_parameter: raw.context_param.map(|parameter| parameter.name),
            flattened: raw.flattened,
            streaming: raw.streaming,
            xml_attribute: raw.xml_attribute,
            jsonvalue: raw.jsonvalue,
            idempotency_token: raw.idempotency_token,
            host_label: raw.host_label,
            eventpayload: raw.eventpayload,
            eventheader: raw.eventheader,
            is_deprecated: raw.deprecated,
        })
    }

    fn element(&self, name: &str, raw: Option<raw::Reference>) -> Result<Option<Member>, String> {
        raw.map(|raw| self.member(name, raw)).transpose()
    }

    /// The name is the key in the model, as in botocore: that inside has the version behind it in Amazon's `cloudfront`.
    fn operation(&self, name: Box<str>, mut raw: raw::Operation) -> Result<Operation, String> {
        let errors: Result<_, _> = raw.errors.iter().map(|error| self.place(&error.shape)).collect();
        let constant = |value| match value {
            raw::StaticValue::Bool(value) => ContextValue::Bool(value),
            raw::StaticValue::Text(text) => ContextValue::Text(text),
            raw::StaticValue::List(texts) => ContextValue::List(texts),
        };
        let fixed = raw.static_context_params.0.into_iter().map(|(name, raw)| (name, constant(raw.value)));
        let paths = raw.operation_context_params.0.into_iter().map(|(name, raw)| (name, raw.path));
        Ok(Operation {
            method_name: crate::to_snake_case(&name).into(),
            name,
            http: Http {
                method: raw.http.method.unwrap_or_else(|| "POST".into()),
                request_uri: raw.http.request_uri.unwrap_or_else(|| "/".into()),
                response_code: raw.http.response_code,
            },
            result_wrapper: raw.output.as_mut().and_then(|output| output.result_wrapper.take()),
            input: self.element("", raw.input)?,
            output: self.element("", raw.output)?,
            errors: errors?,
            host_prefix: raw.endpoint.host_prefix,
            authtype: raw.authtype,
            auth: raw.auth,
            unsigned_payload: raw.unsigned_payload,
            http_checksum_required: raw.http_checksum_required,
            http_checksum: raw.http_checksum.map(|raw| HttpChecksum {
                request_algorithm_member: raw.request_algorithm_member,
                request_checksum_required: raw.request_checksum_required,
                request_validation_mode_member: raw.request_validation_mode_member,
                response_algorithms: raw.response_algorithms,
            }),
            is_endpoint_operation: raw.endpointoperation,
            endpoint_discovery: raw.endpointdiscovery.map(|raw| raw.required),
            request_compression: raw.requestcompression.encodings,
            is_idempotent: raw.idempotent,
            is_readonly: raw.readonly,
            is_deprecated: raw.deprecated,
            static_context_parameters: fixed.collect(),
            operation_context_parameters: paths.collect(),
        })
    }

    fn shape(&self, name: Box<str>, raw: raw::Shape) -> Result<Shape, String> {
        let place = |name: &str| raw.members.0.iter().position(|(known, _)| **known == *name);
        let required = raw.required.iter().filter_map(|name| place(name)).collect();
        let kind = kind(&raw.kind).ok_or_else(|| format!("the shape {name} is of an unknown type, {:?}", raw.kind))?;
        let members: Result<_, _> =
            raw.members.0.into_iter().map(|(name, member)| self.member(&name, member)).collect();
        Ok(Shape {
            name,
            kind,
            members: members?,
            required,
            member: self.element("member", raw.member)?,
            key: self.element("key", raw.key)?,
            value: self.element("value", raw.value)?,
            payload: raw.payload,
            location: raw.location,
            location_name: raw.location_name,
            timestamp_format: raw.timestamp_format,
            xml_namespace: raw.xml_namespace.map(namespace),
            enum_values: raw.enum_values,
            min: raw.min,
            max: raw.max,
            flattened: raw.flattened,
            streaming: raw.streaming,
            requires_length: raw.requires_length,
            union: raw.union,
            document: raw.document,
            eventstream: raw.eventstream,
            event: raw.event,
            exception: raw.exception,
            sensitive: raw.sensitive,
            sparse: raw.sparse,
            jsonvalue: raw.jsonvalue,
            error_code: raw.error.code,
            error_status: raw.error.http_status_code,
            fault: raw.fault || raw.error.fault,
            retryable: raw.retryable.map(|retryable| retryable.throttling),
        })
    }
}

fn kind(name: &str) -> Option<ShapeKind> {
    Some(match name {
        "structure" => ShapeKind::Structure,
        "list" => ShapeKind::List,
        "map" => ShapeKind::Map,
        "string" => ShapeKind::String,
        "blob" => ShapeKind::Blob,
        "timestamp" => ShapeKind::Timestamp,
        "integer" | "byte" | "short" => ShapeKind::Integer,
        "long" => ShapeKind::Long,
        "float" => ShapeKind::Float,
        "double" => ShapeKind::Double,
        "boolean" => ShapeKind::Boolean,
        "character" => ShapeKind::Character,
        "biginteger" | "bigInteger" => ShapeKind::BigInteger,
        "bigdecimal" | "bigDecimal" => ShapeKind::BigDecimal,
        _ => return None,
    })
}
