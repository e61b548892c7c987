//! What counts as the same.

use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_smithy_cbor::Decoder;
use aws_smithy_cbor::data::Type;
use serde_json::{Value as Json, json};
use sotalia_dynamic::Value;

use crate::cases::Outcome;

pub(crate) fn equal<T: PartialEq + Debug>(what: &str, actual: &T, expected: &T) -> Outcome {
    if actual == expected { Ok(()) } else { Err(format!("{what}:\n  is       {actual:?}\n  expected {expected:?}")) }
}

/// Random tokens as the one that the cases expect, unless it is what they expect already.
pub(crate) fn without_uuids(text: &str, expected: &str) -> String {
    if text == expected {
        return text.to_owned();
    }
    let is_uuid = |text: &str| {
        text.len() == 36
            && text
                .char_indices()
                .all(|(at, c)| if [8, 13, 18, 23].contains(&at) { c == '-' } else { c.is_ascii_hexdigit() })
    };
    let mut made = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.get(..36).is_some_and(is_uuid) {
            made.push_str("00000000-0000-4000-8000-000000000000");
            rest = &rest[36..];
        } else {
            made.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    made
}

/// A value as botocore's cases write it: binary data as its text, points in time as seconds.
pub(crate) fn as_botocore(value: &Value) -> Json {
    match value {
        Value::Blob(blob) => json!(String::from_utf8_lossy(blob.as_ref())),
        Value::Timestamp(time) if time.subsec_nanos() == 0 => json!(time.secs()),
        Value::Timestamp(time) => json!(time.as_secs_f64()),
        Value::List(items) => items.iter().map(as_botocore).collect(),
        Value::Map(map) => Json::Object(map.iter().map(|(key, value)| (key.clone(), as_botocore(value))).collect()),
        value => value.to_json(),
    }
}

/// Whether two values are the same, where a whole number is the same as its floating-point number.
pub(crate) fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            one.len() == other.len() && one.iter().all(|(key, value)| other.get(key).is_some_and(|o| same(value, o)))
        }
        _ => one == other,
    }
}

/// CBOR as something to compare: the bits of numbers, and maps without an order.
#[derive(Debug, PartialEq)]
pub(crate) enum Item {
    Number(String),
    Text(String),
    Bytes(Vec<u8>),
    Other(String),
    Array(Vec<Item>),
    Map(BTreeMap<String, Item>),
}

pub(crate) fn decoded(bytes: &[u8]) -> Result<Item, String> {
    item(&mut Decoder::new(bytes)).map_err(|error| format!("this is no CBOR: {error:?}"))
}

fn item(decoder: &mut Decoder<'_>) -> Result<Item, aws_smithy_cbor::decode::DeserializeError> {
    Ok(match decoder.datatype()? {
        Type::String | Type::StringIndef => Item::Text(decoder.string()?),
        Type::Bytes | Type::BytesIndef => Item::Bytes(decoder.blob()?.into_inner()),
        Type::Bool => Item::Other(decoder.boolean()?.to_string()),
        Type::Null => {
            decoder.null()?;
            Item::Other("null".to_owned())
        }
        Type::F16 | Type::F32 => Item::Number(f64::from(decoder.float()?).to_string()),
        Type::F64 => Item::Number(decoder.double()?.to_string()),
        Type::Tag => Item::Other(decoder.timestamp()?.as_secs_f64().to_string()),
        Type::Array | Type::ArrayIndef => {
            let length = decoder.list()?;
            let mut items = Vec::new();
            while has_next(decoder, length, items.len())? {
                items.push(item(decoder)?);
            }
            if length.is_none() {
                decoder.skip()?;
            }
            Item::Array(items)
        }
        Type::Map | Type::MapIndef => {
            let length = decoder.map()?;
            let mut entries = BTreeMap::new();
            while has_next(decoder, length, entries.len())? {
                entries.insert(decoder.string()?, item(decoder)?);
            }
            if length.is_none() {
                decoder.skip()?;
            }
            Item::Map(entries)
        }
        _ => Item::Number(decoder.long().map(|number| (number as f64).to_string())?),
    })
}

fn has_next(
    decoder: &mut Decoder<'_>,
    length: Option<u64>,
    read: usize,
) -> Result<bool, aws_smithy_cbor::decode::DeserializeError> {
    match length {
        Some(length) => Ok((read as u64) < length),
        None => Ok(decoder.datatype()? != Type::Break),
    }
}

/// Whether two XML documents are the same but for the blanks between elements and the order of attributes.
pub(crate) fn xml(actual: &str, expected: &str) -> Outcome {
    equal("body", &canonical(actual), &canonical(expected))
}

fn canonical(text: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut made = String::new();
    let mut pending = String::new();
    loop {
        let Ok(event) = reader.read_event() else { return text.to_owned() };
        match event {
            Event::Eof => return made,
            Event::Text(part) => pending.push_str(&String::from_utf8_lossy(&part)),
            Event::GeneralRef(name) => pending.push_str(&format!("&{};", String::from_utf8_lossy(&name))),
            Event::Start(element) => {
                made.push_str(pending.trim());
                pending.clear();
                let mut attributes: Vec<_> = element.attributes().flatten().map(|a| format!("{a:?}")).collect();
                attributes.sort();
                made.push_str(&format!(
                    "<{} {}>",
                    String::from_utf8_lossy(element.name().as_ref()),
                    attributes.join(" ")
                ));
            }
            Event::End(element) => {
                made.push_str(pending.trim());
                pending.clear();
                made.push_str(&format!("</{}>", String::from_utf8_lossy(element.name().as_ref())));
            }
            _ => {}
        }
    }
}
