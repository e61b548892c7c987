//! Values from Rust's own types.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use aws_smithy_types::{Blob, DateTime};

use super::{BigNumber, Map, Params, Value};

macro_rules! from {
    ($($type:ty => |$value:ident| $make:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $make
            }
        }
    )*};
}

from! {
    () => |_value| Self::Null;
    bool => |value| Self::Bool(value);
    i8 => |value| Self::Int(value.into());
    i16 => |value| Self::Int(value.into());
    i32 => |value| Self::Int(value.into());
    i64 => |value| Self::Int(value);
    u8 => |value| Self::Int(value.into());
    u16 => |value| Self::Int(value.into());
    u32 => |value| Self::Int(value.into());
    u64 => |value| integer(value);
    usize => |value| integer(value);
    isize => |value| integer(value);
    i128 => |value| integer(value);
    u128 => |value| integer(value);
    f32 => |value| Self::Float(value.into());
    f64 => |value| Self::Float(value);
    BigNumber => |value| Self::BigNumber(value);
    String => |value| Self::String(value);
    &str => |value| Self::String(value.to_owned());
    &String => |value| Self::String(value.clone());
    char => |value| Self::String(value.into());
    std::borrow::Cow<'_, str> => |value| Self::String(value.into_owned());
    Blob => |value| Self::Blob(value);
    &[u8] => |value| Self::Blob(Blob::new(value));
    DateTime => |value| Self::Timestamp(value);
    SystemTime => |value| Self::Timestamp(value.into());
    Map => |value| Self::Map(value);
    Params => |value| Self::Map(value.into_map());
    serde_json::Value => |value| super::from_json(value);
}

/// Binary data.
impl<const N: usize> From<&[u8; N]> for Value {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Blob(Blob::new(bytes.as_slice()))
    }
}

/// Null if there is nothing, and so a member that is not sent.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A list. For binary data use a [`Blob`] or a slice of bytes.
impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>> From<BTreeMap<String, T>> for Value {
    fn from(map: BTreeMap<String, T>) -> Self {
        Self::Map(map.into_iter().map(|(key, value)| (key, value.into())).collect())
    }
}

impl<T: Into<Value>, S> From<HashMap<String, T, S>> for Value {
    fn from(map: HashMap<String, T, S>) -> Self {
        Self::Map(map.into_iter().map(|(key, value)| (key, value.into())).collect())
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// A whole number, of any size.
pub(crate) fn integer<N: Copy + TryInto<i64> + std::fmt::Display>(number: N) -> Value {
    number.try_into().map_or_else(|_| Value::BigNumber(BigNumber::of_integer(number)), Value::Int)
}
