//! Values into whatever serde can read.

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, Unexpected, VariantAccess, Visitor,
};

use super::serialize::{BIG_NUMBER, TIMESTAMP, VALUE};
use super::serializer::Failure;
use super::{Value, timestamp};

/// Reads from a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct FromValue<'a>(pub(super) &'a Value);

impl<'de> IntoDeserializer<'de, Failure> for FromValue<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> FromValue<'de> {
    /// As a number, for those who want seconds.
    fn as_seconds<V: Visitor<'de>>(self, visitor: V, is_whole: bool) -> Result<V::Value, Failure> {
        match self.0 {
            Value::Timestamp(time) if is_whole => visitor.visit_i64(time.secs()),
            Value::Timestamp(time) => visitor.visit_f64(time.as_secs_f64()),
            _ => self.deserialize_any(visitor),
        }
    }

    /// As what only [`Value`] understands.
    fn whole<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.0 {
            Value::Timestamp(time) => {
                let parts = (time.secs(), time.subsec_nanos());
                let parts = SeqDeserializer::<_, Failure>::new([parts.0, i64::from(parts.1)].into_iter());
                visitor.visit_map(MapDeserializer::new([(TIMESTAMP, parts)].into_iter()))
            }
            Value::BigNumber(number) => {
                visitor.visit_map(MapDeserializer::new([(BIG_NUMBER, number.as_str())].into_iter()))
            }
            _ => self.deserialize_any(visitor),
        }
    }
}

macro_rules! as_any {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.deserialize_any(visitor)
        }
    )*};
}

macro_rules! as_seconds {
    ($($method:ident $is_whole:literal)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.as_seconds(visitor, $is_whole)
        }
    )*};
}

impl<'de> Deserializer<'de> for FromValue<'de> {
    type Error = Failure;

    as_any! {
        deserialize_bool deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_seq deserialize_map deserialize_identifier deserialize_ignored_any
    }

    as_seconds! {
        deserialize_i8 true deserialize_i16 true deserialize_i32 true deserialize_i64 true deserialize_i128 true
        deserialize_u8 true deserialize_u16 true deserialize_u32 true deserialize_u64 true deserialize_u128 true
        deserialize_f32 false deserialize_f64 false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Int(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::BigNumber(number) => match number.as_str().parse::<i128>() {
                Ok(whole) => match u64::try_from(whole) {
                    Ok(whole) => visitor.visit_u64(whole),
                    Err(_) => visitor.visit_i128(whole),
                },
                Err(_) => visitor.visit_f64(number.to_f64()),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Blob(blob) => visitor.visit_borrowed_bytes(blob.as_ref()),
            Value::Timestamp(time) => visitor.visit_string(timestamp::to_text(time)),
            Value::List(items) => {
                let mut items = SeqDeserializer::new(items.iter().map(FromValue));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            Value::Map(map) => {
                let entries = map.iter().map(|(key, value)| (key.as_str(), At { key, value }));
                visitor.visit_map(MapDeserializer::new(entries))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        if name == VALUE { self.whole(visitor) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match self.0 {
            Value::String(variant) => visitor.visit_enum(StrDeserializer::new(variant)),
            Value::Map(map) if map.len() == 1 => {
                let (variant, value) = map.first().expect("it has one entry");
                visitor.visit_enum(Variant { variant, value })
            }
            other => Err(Failure::invalid_type(Unexpected::Other(other.type_name()), &"a text, or a map of one entry")),
        }
    }
}

/// The value of an entry, whose name is put before what goes wrong in it.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    key: &'a str,
    value: &'a Value,
}

impl<'de> IntoDeserializer<'de, Failure> for At<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl At<'_> {
    fn place(&self, Failure(message): Failure) -> Failure {
        let separator = if message.starts_with(['[', '.']) || is_path(&message) { "." } else { ": " };
        Failure(format!("{}{separator}{message}", self.key))
    }
}

/// Whether a message begins with the name of an entry.
fn is_path(message: &str) -> bool {
    message
        .split_once(": ")
        .is_some_and(|(path, _)| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)))
}

macro_rules! at {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            FromValue(self.value).$method(visitor).map_err(|failure| self.place(failure))
        }
    )*};
}

impl<'de> Deserializer<'de> for At<'de> {
    type Error = Failure;

    at! {
        deserialize_any deserialize_bool deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_seq deserialize_map deserialize_identifier
        deserialize_ignored_any deserialize_option
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_unit_struct(name, visitor).map_err(|failure| self.place(failure))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_newtype_struct(name, visitor).map_err(|failure| self.place(failure))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_tuple(length, visitor).map_err(|failure| self.place(failure))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_tuple_struct(name, length, visitor).map_err(|failure| self.place(failure))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_struct(name, fields, visitor).map_err(|failure| self.place(failure))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        FromValue(self.value).deserialize_enum(name, variants, visitor).map_err(|failure| self.place(failure))
    }
}

/// A union: the name of its member, and its value.
struct Variant<'a> {
    variant: &'a str,
    value: &'a Value,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Failure;
    type Variant = FromValue<'de>;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, FromValue<'de>), Failure> {
        let variant = seed.deserialize(StrDeserializer::<Failure>::new(self.variant))?;
        Ok((variant, FromValue(self.value)))
    }
}

impl<'de> VariantAccess<'de> for FromValue<'de> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_any(visitor)
    }
}
