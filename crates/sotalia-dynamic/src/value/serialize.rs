//! Writing values with serde.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Value, json, timestamp};

/// The name by which our own serializer knows binary data and points in time, which serde has no word for.
pub(super) const TIMESTAMP: &str = "$sotalia::Timestamp";
pub(super) const BLOB: &str = "$sotalia::Blob";
pub(super) const BIG_NUMBER: &str = "$sotalia::BigNumber";
/// The name by which our own deserializer knows that a whole [`Value`] is wanted.
pub(super) const VALUE: &str = "$sotalia::Value";

/// For formats made for people, binary data is base64 and a point in time ISO 8601, as in
/// [`to_json`](Value::to_json); for others, bytes, and seconds.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Float(number) if !number.is_finite() && serializer.is_human_readable() => {
                serializer.serialize_str(json::float_text(*number))
            }
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::BigNumber(number) if number.as_u64().is_some() => {
                serializer.serialize_u64(number.as_u64().unwrap_or_default())
            }
            Self::BigNumber(number) => serializer.serialize_newtype_struct(BIG_NUMBER, number.as_str()),
            Self::String(text) => serializer.serialize_str(text),
            Self::Blob(blob) => serializer.serialize_newtype_struct(BLOB, &Bytes(blob.as_ref())),
            Self::Timestamp(time) => {
                // The parts, for our own; a text for others.
                serializer.serialize_newtype_struct(TIMESTAMP, &Time { time })
            }
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(map) => {
                let mut entries = serializer.serialize_map(Some(map.len()))?;
                for (key, value) in map {
                    entries.serialize_entry(key, value)?;
                }
                entries.end()
            }
        }
    }
}

struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&aws_smithy_types::base64::encode(self.0))
        } else {
            serializer.serialize_bytes(self.0)
        }
    }
}

struct Time<'a> {
    time: &'a aws_smithy_types::DateTime,
}

impl Serialize for Time<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(&timestamp::to_text(self.time))
        } else {
            (self.time.secs(), self.time.subsec_nanos()).serialize(serializer)
        }
    }
}
