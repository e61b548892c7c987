//! From a codec to values.

use aws_smithy_schema::Schema;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};

use super::DEPTH_LIMIT;
use crate::schema::{CompiledShape, Kind};
use crate::value::{from_json, parse_timestamp_text};
use crate::{Map, Value};

/// Reads a structure.
pub(crate) fn read_structure(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
) -> Result<Map, SerdeError> {
    structure(deserializer, schema, shape, 0)
}

/// Reads a value of any shape.
pub(crate) fn read_value(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
) -> Result<Value, SerdeError> {
    value(deserializer, schema, shape, 0)
}

fn structure(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
    depth: usize,
) -> Result<Map, SerdeError> {
    let mut map = Map::new();
    deserializer.read_struct(schema, &mut |member_schema, deserializer| {
        let Some(member) = member_schema.member_index().and_then(|index| shape.members.get(index)) else {
            return deserializer.skip_value();
        };
        if deserializer.is_null() {
            return deserializer.read_null();
        }
        let read = value(deserializer, member_schema, member.target(), depth + 1)?;
        let read = match read {
            Value::String(text) if member.is_json && member.schema.http_header().is_some() => json_of_header(text),
            read => read,
        };
        map.insert(member.name.to_owned(), read);
        Ok(())
    })?;
    Ok(map)
}

/// JSON in a header: an object or a list is opened, as in botocore; any other JSON is the text that it is, as the protocol
/// tests have it.
fn json_of_header(text: String) -> Value {
    match serde_json::from_str::<serde_json::Value>(&text) {
        Ok(json) if json.is_object() || json.is_array() => from_json(json),
        _ => Value::String(text),
    }
}

fn value(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
    depth: usize,
) -> Result<Value, SerdeError> {
    if depth > DEPTH_LIMIT {
        return Err(SerdeError::invalid_input(format!("the answer nests deeper than {DEPTH_LIMIT} levels")));
    }
    Ok(match shape.kind {
        Kind::Structure | Kind::Union => Value::Map(structure(deserializer, shape.schema, shape, depth)?),
        Kind::Document => Value::from_document(deserializer.read_document(schema)?),
        Kind::List => Value::List(list(deserializer, schema, shape, depth)?),
        Kind::Map => Value::Map(map(deserializer, schema, shape, depth)?),
        Kind::String => Value::String(deserializer.read_string(schema)?),
        Kind::Blob => Value::Blob(deserializer.read_blob(schema)?),
        // botocore takes more forms in XML than the codec does, so the text is read here.
        Kind::Timestamp if shape.protocol().is_xml() && schema.http_header().is_none() => {
            let text = deserializer.read_string(schema)?;
            let time = parse_timestamp_text(text.trim());
            Value::Timestamp(time.ok_or_else(|| SerdeError::timestamp_parse_failed(format!("{text:?} is no time")))?)
        }
        Kind::Timestamp => Value::Timestamp(deserializer.read_timestamp(schema)?),
        Kind::Integer => Value::Int(deserializer.read_integer(schema)?.into()),
        Kind::Long => Value::Int(deserializer.read_long(schema)?),
        Kind::Float => Value::Float(widen(deserializer.read_float(schema)?)),
        Kind::Double => Value::Float(deserializer.read_double(schema)?),
        Kind::Boolean => Value::Bool(deserializer.read_boolean(schema)?),
        Kind::BigInteger => big(deserializer.read_big_integer(schema)?.as_ref()),
        Kind::BigDecimal => big(deserializer.read_big_decimal(schema)?.as_ref()),
    })
}

fn list(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
    depth: usize,
) -> Result<Vec<Value>, SerdeError> {
    let element = shape.element();
    let mut items = Vec::new();
    deserializer.read_list(schema, &mut |deserializer| {
        if deserializer.is_null() {
            deserializer.read_null()?;
            if shape.is_sparse {
                items.push(Value::Null);
            }
            return Ok(());
        }
        // A list in a header has points in time that the codec has read already.
        items.push(match element.kind {
            Kind::Timestamp if schema.http_header().is_some() => Value::Timestamp(deserializer.read_timestamp(schema)?),
            _ => value(deserializer, element.schema, element, depth + 1)?,
        });
        Ok(())
    })?;
    Ok(items)
}

fn map(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    shape: &'static CompiledShape,
    depth: usize,
) -> Result<Map, SerdeError> {
    let element = shape.element();
    let mut entries = Map::new();
    deserializer.read_map(schema, &mut |key, deserializer| {
        if deserializer.is_null() {
            deserializer.read_null()?;
            if shape.is_sparse {
                entries.insert(key, Value::Null);
            }
            return Ok(());
        }
        let read = value(deserializer, element.schema, element, depth + 1)?;
        entries.insert(key, read);
        Ok(())
    })?;
    Ok(entries)
}

/// A number of 32 bits as the shortest text that means it says, as botocore reads it: 0.1, not 0.10000000149.
fn widen(number: f32) -> f64 {
    if number.is_finite() { number.to_string().parse().unwrap_or_else(|_| number.into()) } else { number.into() }
}

fn big(text: &str) -> Value {
    match text.parse::<i64>() {
        Ok(number) => Value::Int(number),
        Err(_) => text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::BigNumber),
    }
}
