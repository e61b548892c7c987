//! From a shape of a model to a schema.

use std::collections::HashMap;
use std::sync::OnceLock;

use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::{Schema, ShapeId, intern_header_name};
use sotalia_models::{Member, Shape, XmlNamespace};

use super::wire_name::location;
use super::{CompiledMember, CompiledService, CompiledShape, Direction, Kind, ProtocolKind, keep};

/// Lists of lists are described to the codecs to this depth; no model has more than 3.
const ELEMENT_DEPTH: u8 = 8;

/// The name is all that is known of a shape, and all that the codecs look at.
pub(super) fn shape_id(name: &'static str) -> ShapeId<'static> {
    ShapeId::from_parts(name, "", name)
}

pub(super) fn with_namespace(schema: Schema<'static>, namespace: Option<&'static XmlNamespace>) -> Schema<'static> {
    match namespace {
        Some(namespace) => schema.with_xml_namespace(&namespace.uri, namespace.prefix.as_deref()),
        None => schema,
    }
}

impl CompiledService {
    pub(super) fn compile(&'static self, index: usize, direction: Direction) -> &'static CompiledShape {
        let shape = &self.model.shapes[index];
        let (name, kind) = (&*shape.name, Kind::of_shape(shape));
        let mut members = Vec::new();
        let schema = match kind {
            Kind::Structure | Kind::Union => {
                for (place, member) in shape.members.iter().enumerate() {
                    members.push(self.compile_member(shape, member, place, direction));
                }
                self.structure_schema(name, kind, shape, &members)
            }
            Kind::List => {
                let schema = Schema::new_list(shape_id(name), self.items_schema(shape, direction, 0));
                if self.is_flat(shape.flattened, direction) { schema.with_xml_flattened() } else { schema }
            }
            Kind::Map => {
                let (key, value) = self.entry_schemas(shape, direction, 0);
                let schema = Schema::new_map(shape_id(name), key, value);
                if shape.flattened { schema.with_xml_flattened() } else { schema }
            }
            _ => {
                let schema = Schema::new(shape_id(name), kind.shape_type());
                match timestamp_format(shape.timestamp_format.as_deref()) {
                    Some(format) => schema.with_timestamp_format(format),
                    None => schema,
                }
            }
        };
        let by_name: HashMap<_, _> = members.iter().enumerate().map(|(place, member)| (member.name, place)).collect();
        let element = if kind == Kind::List { &shape.member } else { &shape.value };
        keep(CompiledShape {
            service: self,
            name,
            kind,
            schema: keep(schema),
            members,
            required: &shape.required,
            is_sparse: shape.sparse,
            is_event_stream: shape.eventstream,
            direction,
            element_shape: element.as_ref().map(|element| element.shape),
            element: OnceLock::new(),
            by_name,
        })
    }

    fn structure_schema(
        &'static self,
        name: &'static str,
        kind: Kind,
        shape: &'static Shape,
        members: &[CompiledMember],
    ) -> Schema<'static> {
        let members: Vec<_> = members.iter().map(|member| member.schema).collect();
        let schema = Schema::new_struct(shape_id(name), kind.shape_type(), keep(members)).with_original_name(name);
        let schema = match shape.location_name.as_deref() {
            Some(name) => schema.with_xml_name(name),
            None => schema,
        };
        with_namespace(schema, shape.xml_namespace.as_ref())
    }

    fn is_flat(&self, flattened: bool, direction: Direction) -> bool {
        flattened || (self.protocol == ProtocolKind::Ec2 && direction == Direction::Request)
    }

    fn items_schema(&'static self, list: &'static Shape, direction: Direction, depth: u8) -> &'static Schema<'static> {
        let items = list.member.as_ref().expect("the model's loader holds that lists have items");
        self.element_schema(items, "member", direction, depth)
    }

    fn entry_schemas(
        &'static self,
        map: &'static Shape,
        direction: Direction,
        depth: u8,
    ) -> (&'static Schema<'static>, &'static Schema<'static>) {
        let key = map.key.as_ref().expect("the model's loader holds that maps have keys");
        let value = map.value.as_ref().expect("the model's loader holds that maps have values");
        (self.element_schema(key, "key", direction, depth), self.element_schema(value, "value", direction, depth))
    }

    /// The schema of a list's items, or of a map's keys or values.
    fn element_schema(
        &'static self,
        element: &'static Member,
        name: &'static str,
        direction: Direction,
        depth: u8,
    ) -> &'static Schema<'static> {
        let target = &self.model.shapes[element.shape];
        let schema = Schema::new_member(shape_id(&target.name), Kind::of_shape(target).shape_type(), name, 0);
        let schema = self.with_traits(schema, element, target, direction, depth);
        keep(match element.location_name.as_deref() {
            Some(name) => schema.with_xml_name(name),
            None => schema,
        })
    }

    /// What members of structures and elements have in common.
    fn with_traits(
        &'static self,
        mut schema: Schema<'static>,
        member: &'static Member,
        target: &'static Shape,
        direction: Direction,
        depth: u8,
    ) -> Schema<'static> {
        let flattened = member.flattened || target.flattened;
        match Kind::of_shape(target) {
            Kind::List if depth < ELEMENT_DEPTH => {
                schema = schema.with_list_member(self.items_schema(target, direction, depth + 1));
                if self.is_flat(flattened, direction) {
                    schema = schema.with_xml_flattened();
                }
            }
            Kind::Map if depth < ELEMENT_DEPTH => {
                let (key, value) = self.entry_schemas(target, direction, depth + 1);
                schema = schema.with_map_members(key, value);
                if flattened {
                    schema = schema.with_xml_flattened();
                }
            }
            _ => {}
        }
        let format = member.timestamp_format.as_deref().or(target.timestamp_format.as_deref());
        if let Some(format) = timestamp_format(format) {
            schema = schema.with_timestamp_format(format);
        }
        schema = with_namespace(schema, member.xml_namespace.as_ref().or(target.xml_namespace.as_ref()));
        if member.xml_attribute {
            schema = schema.with_xml_attribute();
        }
        if target.sensitive {
            schema = schema.with_sensitive();
        }
        schema
    }

    fn compile_member(
        &'static self,
        parent: &'static Shape,
        member: &'static Member,
        place: usize,
        direction: Direction,
    ) -> CompiledMember {
        let target = &self.model.shapes[member.shape];
        let kind = Kind::of_shape(target);
        let name = &*member.name;
        let of_wire = member.location_name.as_deref().or(target.location_name.as_deref());
        let bound_to = location(self.protocol, member, target);
        let codec_name = self.codec_name(name, of_wire, bound_to);
        let schema = Schema::new_member(shape_id(&parent.name), kind.shape_type(), codec_name, place);
        let schema = self.with_traits(schema, member, target, direction, 0);
        let mut schema = bound(schema, bound_to, kind, of_wire.unwrap_or(name), of_wire);
        let is_streaming = member.streaming || target.streaming || target.eventstream;
        let is_payload = self.protocol.is_rest() && parent.payload.as_deref() == Some(name);
        let is_json = member.jsonvalue || target.jsonvalue;
        if is_streaming {
            schema = schema.with_streaming();
        }
        if is_payload {
            schema = schema.with_http_payload();
        }
        if is_json && bound_to == Some("header") {
            schema = schema.with_media_type("application/json");
        }
        let is_root = is_payload && kind.is_structure() && !is_streaming;
        let of_root = is_root.then(|| body_name(member, target));
        let xml_name = of_root.or_else(|| self.xml_name(member, target, kind, direction));
        if let Some(name) = xml_name.filter(|_| self.protocol.is_xml()) {
            schema = schema.with_xml_name(name);
        }
        CompiledMember {
            name,
            schema: keep(schema),
            payload_schema: is_root.then(|| self.root_schema(member, target, direction)),
            is_payload,
            is_streaming,
            is_json,
            is_host_label: member.host_label,
            is_idempotency_token: member.idempotency_token,
            is_event_header: member.eventheader,
            is_event_payload: member.eventpayload,
            service: self,
            direction,
            shape: member.shape,
            target: OnceLock::new(),
        }
    }

    /// The schema of a structure that is the body. With that of a member, JSON would write its name around it.
    fn root_schema(
        &'static self,
        member: &'static Member,
        target: &'static Shape,
        direction: Direction,
    ) -> &'static Schema<'static> {
        let name = body_name(member, target);
        let compiled = self.shape(member.shape, direction);
        let members: Vec<_> = compiled.members.iter().map(|member| member.schema).collect();
        let schema = Schema::new_struct(shape_id(&target.name), compiled.kind.shape_type(), keep(members));
        let schema = schema.with_original_name(&target.name).with_xml_name(name);
        keep(with_namespace(schema, member.xml_namespace.as_ref().or(target.xml_namespace.as_ref())))
    }
}

/// The root element of a body that is a structure: as the member is told to be on the wire, or else as the structure is.
///
/// A model tells a name for every such member, and where the service told none, it is the member's own. Services begin the
/// names of their elements with a capital: a name in small letters that is the member's is none, and the shape's counts.
fn body_name(member: &'static Member, target: &'static Shape) -> &'static str {
    let own = member.location_name.as_deref();
    let is_told = |own: &&str| **own != *member.name || own.starts_with(|letter: char| letter.is_uppercase());
    match (own, target.location_name.as_deref()) {
        (Some(own), _) if *own != *member.name => own,
        (_, Some(of_shape)) => of_shape,
        (own, None) => own.filter(is_told).unwrap_or(&target.name),
    }
}

/// The binding of a member to a part of the request or the answer.
fn bound(
    schema: Schema<'static>,
    location: Option<&str>,
    kind: Kind,
    name: &'static str,
    prefix: Option<&'static str>,
) -> Schema<'static> {
    match location {
        Some("header") => schema.with_http_header(intern_header_name(name)),
        Some("headers") => schema.with_http_prefix_headers(prefix.unwrap_or_default()),
        Some("querystring") if kind == Kind::Map => schema.with_http_query_params(),
        Some("querystring") => schema.with_http_query(name),
        Some("uri") => schema.with_http_label(),
        Some("statusCode") => schema.with_http_response_code(),
        _ => schema,
    }
}

fn timestamp_format(name: Option<&str>) -> Option<TimestampFormat> {
    Some(match name? {
        "iso8601" => TimestampFormat::DateTime,
        "rfc822" => TimestampFormat::HttpDate,
        "unixTimestamp" => TimestampFormat::EpochSeconds,
        _ => return None,
    })
}
