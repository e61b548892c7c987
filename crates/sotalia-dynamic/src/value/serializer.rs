//! Values from whatever serde can write.

use std::fmt::Display;

use aws_smithy_types::{Blob, DateTime};
use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use sotalia_session::error::{Error, LocalError, Result};

use super::serialize::{BIG_NUMBER, BLOB, TIMESTAMP};
use super::{Map, Value};

/// The value that `source` serializes to.
pub(crate) fn to_value<T: Serialize + ?Sized>(source: &T) -> Result<Value> {
    source.serialize(ToValue { special: None }).map_err(|Failure(message)| {
        Error::local(LocalError::InvalidParameter, format!("the parameters cannot be serialized: {message}"))
    })
}

/// What went wrong, as serde wants it.
#[derive(Debug)]
pub(crate) struct Failure(pub(super) String);

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl serde::ser::Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl serde::de::Error for Failure {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Writes one value. It says that it is for machines, so that binary data comes as bytes.
#[derive(Clone, Copy)]
struct ToValue {
    /// The name of the newtype around it, if it is one of ours.
    special: Option<&'static str>,
}

macro_rules! scalars {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<Value, Failure> {
            Ok(value.into())
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = Failure;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    scalars! {
        serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
        serialize_f32 f32, serialize_f64 f64, serialize_char char
    }

    fn serialize_str(self, text: &str) -> Result<Value, Failure> {
        match self.special {
            Some(BIG_NUMBER) => text.parse().map(Value::BigNumber).map_err(serde::ser::Error::custom),
            _ => Ok(text.into()),
        }
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, Failure> {
        Ok(Value::Blob(Blob::new(bytes)))
    }

    fn serialize_none(self) -> Result<Value, Failure> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Failure> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Failure> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Value, Failure> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(self, _name: &'static str, _index: u32, variant: &'static str) -> Result<Value, Failure> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<Value, Failure> {
        let special = [BLOB, TIMESTAMP, BIG_NUMBER].contains(&name).then_some(name);
        value.serialize(Self { special })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Failure> {
        Ok(wrapped(variant, value.serialize(Self { special: None })?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, Failure> {
        Ok(Items { items: Vec::with_capacity(length.unwrap_or_default().min(4096)), variant: None, special: None })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Failure> {
        Ok(Items { special: self.special, ..self.serialize_seq(Some(length))? })
    }

    fn serialize_tuple_struct(self, _name: &'static str, length: usize) -> Result<Items, Failure> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items, Failure> {
        Ok(Items { variant: Some(variant), ..self.serialize_seq(Some(length))? })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Entries, Failure> {
        let map = Map::with_capacity(length.unwrap_or_default().min(4096));
        Ok(Entries { map, key: None, variant: None })
    }

    fn serialize_struct(self, _name: &'static str, length: usize) -> Result<Entries, Failure> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Entries, Failure> {
        Ok(Entries { variant: Some(variant), ..self.serialize_map(Some(length))? })
    }

    fn is_human_readable(&self) -> bool {
        // Types that look at it (times, addresses) write texts, which services take; ours are told by their name.
        self.special.is_none()
    }
}

fn wrapped(variant: &str, value: Value) -> Value {
    Value::Map(Map::from_iter([(variant.to_owned(), value)]))
}

/// A list that is being written.
struct Items {
    items: Vec<Value>,
    variant: Option<&'static str>,
    special: Option<&'static str>,
}

impl Items {
    fn add<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
        self.items.push(item.serialize(ToValue { special: None })?);
        Ok(())
    }

    fn finish(self) -> Value {
        if let (Some(TIMESTAMP), [Value::Int(seconds), Value::Int(nanoseconds)]) = (self.special, &self.items[..]) {
            let nanoseconds = u32::try_from(*nanoseconds).unwrap_or_default();
            return Value::Timestamp(DateTime::from_secs_and_nanos(*seconds, nanoseconds));
        }
        let list = Value::List(self.items);
        match self.variant {
            Some(variant) => wrapped(variant, list),
            None => list,
        }
    }
}

macro_rules! lists {
    ($($trait:ident $method:ident),*) => {$(
        impl $trait for Items {
            type Ok = Value;
            type Error = Failure;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
                self.add(item)
            }

            fn end(self) -> Result<Value, Failure> {
                Ok(self.finish())
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
}

/// A map that is being written.
struct Entries {
    map: Map,
    key: Option<String>,
    variant: Option<&'static str>,
}

impl Entries {
    fn add<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Result<(), Failure> {
        self.map.insert(key, value.serialize(ToValue { special: None })?);
        Ok(())
    }

    fn finish(self) -> Value {
        match self.variant {
            Some(variant) => wrapped(variant, Value::Map(self.map)),
            None => Value::Map(self.map),
        }
    }
}

impl SerializeMap for Entries {
    type Ok = Value;
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        self.key = Some(match key.serialize(ToValue { special: None })? {
            Value::String(text) => text,
            Value::Int(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            other => return Err(Failure(format!("the key of a map is a text, not a {}", other.type_name()))),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        let key = self.key.take().ok_or_else(|| Failure("a value of a map comes before its key".to_owned()))?;
        self.add(key, value)
    }

    fn end(self) -> Result<Value, Failure> {
        Ok(self.finish())
    }
}

macro_rules! structures {
    ($($trait:ident),*) => {$(
        impl $trait for Entries {
            type Ok = Value;
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failure> {
                self.add(name.to_owned(), value)
            }

            fn end(self) -> Result<Value, Failure> {
                Ok(self.finish())
            }
        }
    )*};
}

structures! { SerializeStruct, SerializeStructVariant }
