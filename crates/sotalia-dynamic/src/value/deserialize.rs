//! Reading values with serde.

use std::fmt;

use aws_smithy_types::{Blob, DateTime};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use sotalia_session::error::{Error, LocalError, Result};

use super::convert::integer;
use super::deserializer::FromValue;
use super::serialize::{BIG_NUMBER, TIMESTAMP, VALUE};
use super::{Map, Value};

impl Value {
    /// Reads it into a type of yours. Names are AWS's: `#[serde(rename_all = "PascalCase")]`. Binary data is given as
    /// bytes (`serde_bytes`, or a field of type [`Value`]), points in time as text (ISO 8601) or, to a number, as seconds.
    ///
    /// ```
    /// use sotalia_dynamic::{Value, params};
    ///
    /// #[derive(serde::Deserialize)]
    /// #[serde(rename_all = "PascalCase")]
    /// struct Shard {
    ///     shard_id: String,
    ///     parent: Option<String>,
    /// }
    ///
    /// let shard: Shard = Value::from(params! { "ShardId": "s-1" }).deserialize()?;
    /// assert_eq!((shard.shard_id.as_str(), shard.parent), ("s-1", None));
    /// # Ok::<(), sotalia_dynamic::error::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`LocalError::UnparsableAnswer`] if it has not the form of the type; the message says where.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T> {
        T::deserialize(FromValue(self)).map_err(|failure| {
            let message = format!("the value cannot be read as {}: {failure}", std::any::type_name::<T>());
            Error::local(LocalError::UnparsableAnswer, message).with_detail("Type", std::any::type_name::<T>())
        })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(VALUE, Reader)
    }
}

struct Reader;

macro_rules! scalars {
    ($($method:ident $type:ty),*) => {$(
        fn $method<E>(self, value: $type) -> Result<Value, E> {
            Ok(value.into())
        }
    )*};
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    scalars! { visit_bool bool, visit_i64 i64, visit_f64 f64, visit_str &str, visit_string String }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(integer(number))
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Value, E> {
        Ok(Value::Blob(Blob::new(bytes)))
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        <Value as Deserialize>::deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::with_capacity(items.size_hint().unwrap_or_default().min(4096));
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::with_capacity(entries.size_hint().unwrap_or_default().min(4096));
        while let Some(key) = entries.next_key::<String>()? {
            // What our own deserializer says of values that serde has no word for.
            if key == TIMESTAMP {
                let (seconds, nanoseconds) = entries.next_value()?;
                return Ok(Value::Timestamp(DateTime::from_secs_and_nanos(seconds, nanoseconds)));
            }
            if key == BIG_NUMBER {
                let text: String = entries.next_value()?;
                return text.parse().map(Value::BigNumber).map_err(serde::de::Error::custom);
            }
            map.insert(key, entries.next_value()?);
        }
        Ok(Value::Map(map))
    }
}
