//! From values to a codec.

use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{Schema, prelude};
use aws_smithy_types::{BigDecimal, BigInteger, Blob};
use serde::de::IgnoredAny;

use super::DEPTH_LIMIT;
use crate::schema::{CompiledMember, CompiledShape, Kind, ProtocolKind};
use crate::value::parse_timestamp;
use crate::{Map, Value};

/// A map as a structure of a shape.
pub(crate) struct Structure<'v> {
    shape: Option<&'static CompiledShape>,
    schema: &'static Schema<'static>,
    value: &'v Map,
    depth: usize,
}

impl<'v> Structure<'v> {
    /// The input of an operation, whose schema has more than that of its shape.
    pub(crate) fn new(shape: Option<&'static CompiledShape>, schema: &'static Schema<'static>, value: &'v Map) -> Self {
        Self { shape, schema, value, depth: 0 }
    }
}

impl SerializableStruct for Structure<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.schema
    }

    fn serialize_members(&self, serializer: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        let Some(shape) = self.shape else {
            return match self.value.keys().next() {
                None => Ok(()),
                Some(name) => Err(SerdeError::invalid_input(format!("{name}: the operation takes no parameters"))),
            };
        };
        let is_missing =
            |member: &&CompiledMember| !member.is_streaming && self.value.get(member.name).is_none_or(Value::is_null);
        if let Some(member) = shape.required.iter().map(|place| &shape.members[*place]).find(is_missing) {
            return Err(SerdeError::invalid_input(format!("{}: it is required, and not set", member.name)));
        }
        // Unions and wide structures have few of their members: then the entries lead to the members, in the model's order.
        if self.value.len() * 4 < shape.members.len() {
            let places = self.value.keys().map(|name| shape.member_index(name).ok_or_else(|| unknown(shape, name)));
            let mut places = places.collect::<Result<Vec<_>, _>>()?;
            places.sort_unstable();
            return places.into_iter().try_for_each(|place| self.serialize_member(serializer, shape, place));
        }
        if let Some(name) = self.value.keys().find(|name| shape.member_index(name).is_none()) {
            return Err(unknown(shape, name));
        }
        (0..shape.members.len()).try_for_each(|place| self.serialize_member(serializer, shape, place))
    }
}

impl Structure<'_> {
    fn serialize_member(
        &self,
        serializer: &mut dyn ShapeSerializer,
        shape: &CompiledShape,
        place: usize,
    ) -> Result<(), SerdeError> {
        let member = &shape.members[place];
        let Some(value) = self.value.get(member.name).filter(|value| !value.is_null()) else { return Ok(()) };
        if is_left_out(shape, member, value) {
            return Ok(());
        }
        write_member(serializer, member, value, self.depth).map_err(|error| at(member.name, error))
    }
}

/// What is not known would be lost without a word.
fn unknown(shape: &CompiledShape, name: &str) -> SerdeError {
    let known: Vec<_> = shape.members.iter().map(|member| member.name).collect();
    let known = if known.is_empty() { "there are none".to_owned() } else { format!("there are {}", known.join(", ")) };
    SerdeError::invalid_input(format!("{name}: no parameter has this name; {known}"))
}

/// Whether a member that has a value is not written all the same.
fn is_left_out(shape: &CompiledShape, member: &CompiledMember, value: &Value) -> bool {
    let is_stream = member.is_streaming && !matches!(value, Value::Blob(_) | Value::String(_));
    // Query writes `Name=` for an empty list and nothing for a list of empty structures; EC2 writes nothing for both.
    let is_empty_list = match shape.protocol() {
        ProtocolKind::Ec2 => is_empty(value, true),
        ProtocolKind::Query => value.as_list().is_some_and(|items| !items.is_empty()) && is_empty(value, false),
        _ => false,
    };
    is_stream || is_empty_list
}

/// Whether nothing is in a list: no item, if `counts_empty`, or items that are empty maps alone.
fn is_empty(value: &Value, counts_empty: bool) -> bool {
    match value {
        Value::List(items) if items.is_empty() => counts_empty,
        Value::List(items) => items.iter().all(|item| matches!(item, Value::Map(map) if map.is_empty())),
        _ => false,
    }
}

fn write_member(
    serializer: &mut dyn ShapeSerializer,
    member: &CompiledMember,
    value: &Value,
    depth: usize,
) -> Result<(), SerdeError> {
    let target = member.target();
    if member.is_json && target.kind == Kind::String {
        return write_json(serializer, member, value);
    }
    write_value(serializer, member.payload_schema.unwrap_or(member.schema), target, value, depth + 1)
}

/// A member whose text is JSON: in a header the codec encodes it; in a body botocore writes what it is given.
///
/// A text that is JSON already goes as it is, and is not made a text within JSON, as botocore would.
fn write_json(serializer: &mut dyn ShapeSerializer, member: &CompiledMember, value: &Value) -> Result<(), SerdeError> {
    let is_header = member.schema.http_header().is_some();
    match value {
        Value::String(text) if !is_header || serde_json::from_str::<IgnoredAny>(text).is_ok() => {
            serializer.write_string(member.schema, text)
        }
        value if is_header => serializer.write_string(member.schema, &value.to_json().to_string()),
        value => serializer.write_document(member.schema, &value.to_document()),
    }
}

fn write_value(
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
    value: &Value,
    depth: usize,
) -> Result<(), SerdeError> {
    if depth > DEPTH_LIMIT {
        return Err(SerdeError::invalid_input(format!("it nests deeper than {DEPTH_LIMIT} levels")));
    }
    match (shape.kind, value) {
        (Kind::Document, value) => serializer.write_document(schema, &value.to_document()),
        (Kind::Structure | Kind::Union, Value::Map(map)) => {
            serializer.write_struct(schema, &Structure { shape: Some(shape), schema: shape.schema, value: map, depth })
        }
        (Kind::List, Value::List(items)) => {
            let element = shape.element();
            serializer.write_list_with_length(schema, items.len(), &|serializer| {
                for (index, item) in items.iter().enumerate() {
                    write_item(serializer, element, item, depth).map_err(|error| at(&format!("[{index}]"), error))?;
                }
                Ok(())
            })
        }
        (Kind::Map, Value::Map(map)) => {
            let element = shape.element();
            serializer.write_map_with_length(schema, map.len(), &|serializer| {
                for (key, item) in map {
                    serializer.write_string(&prelude::STRING, key)?;
                    write_item(serializer, element, item, depth).map_err(|error| at(key, error))?;
                }
                Ok(())
            })
        }
        _ => write_scalar(serializer, schema, shape, value),
    }
}

fn write_item(
    serializer: &mut dyn ShapeSerializer,
    element: &'static CompiledShape,
    item: &Value,
    depth: usize,
) -> Result<(), SerdeError> {
    if item.is_null() {
        serializer.write_null(element.schema)
    } else {
        write_value(serializer, element.schema, element, item, depth + 1)
    }
}

fn write_scalar(
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
    shape: &CompiledShape,
    value: &Value,
) -> Result<(), SerdeError> {
    let wrong =
        || SerdeError::invalid_input(format!("a {} was given where a {:?} belongs", value.type_name(), shape.kind));
    match (shape.kind, value) {
        (Kind::String, Value::String(text)) => serializer.write_string(schema, text),
        (Kind::Blob, Value::Blob(blob)) => serializer.write_blob(schema, blob.clone()),
        (Kind::Blob, Value::String(text)) => serializer.write_blob(schema, Blob::new(text.as_bytes())),
        (Kind::Timestamp, value) => serializer.write_timestamp(schema, &parse_timestamp(value).ok_or_else(wrong)?),
        (Kind::Boolean, Value::Bool(value)) => serializer.write_boolean(schema, *value),
        (Kind::Integer, Value::Int(number)) => {
            serializer.write_integer(schema, i32::try_from(*number).map_err(|_| wrong())?)
        }
        (Kind::Long, Value::Int(number)) => serializer.write_long(schema, *number),
        (Kind::Float, value) => serializer.write_float(schema, narrow(number(value).ok_or_else(wrong)?)),
        (Kind::Double, value) => serializer.write_double(schema, number(value).ok_or_else(wrong)?),
        (Kind::BigInteger, value) => serializer
            .write_big_integer(schema, &digits(value).and_then(|t| t.parse::<BigInteger>().ok()).ok_or_else(wrong)?),
        (Kind::BigDecimal, value) => serializer
            .write_big_decimal(schema, &digits(value).and_then(|t| t.parse::<BigDecimal>().ok()).ok_or_else(wrong)?),
        _ => Err(wrong()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the service takes a number of 32 bits")]
fn narrow(number: f64) -> f32 {
    number as f32
}

/// A number, or the text of one that is none.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => {
            text.replace("Infinity", "inf").parse().ok()
        }
        value => value.as_f64(),
    }
}

fn digits(value: &Value) -> Option<String> {
    match value {
        Value::Int(number) => Some(number.to_string()),
        Value::Float(number) if number.is_finite() => Some(number.to_string()),
        Value::BigNumber(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Puts the place before what is wrong there.
fn at(place: &str, error: SerdeError) -> SerdeError {
    let said = error.to_string();
    let said = said.strip_prefix("invalid input: ").unwrap_or(&said);
    let separator = if said.starts_with('[') {
        ""
    } else if is_path(said) {
        "."
    } else {
        ": "
    };
    SerdeError::invalid_input(format!("{place}{separator}{said}"))
}

fn is_path(message: &str) -> bool {
    message.split_once(": ").is_some_and(|(path, _)| !path.contains(' '))
}
