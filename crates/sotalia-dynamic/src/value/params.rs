//! The parameters of a call, and what can be given for them.

use std::ops::{Deref, DerefMut};

use serde::Serialize;
use sotalia_session::error::{Error, LocalError, Result};

use super::{Map, Value, serializer};

/// The parameters of a call, by name. [`params!`](crate::params) makes them; so does [`IntoParams`] of whatever
/// serializes to a map.
///
/// It is not `Serialize` itself, so that it travels into a call without being copied.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Params(Map);

impl Params {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The entries.
    #[must_use]
    pub fn into_map(self) -> Map {
        self.0
    }
}

impl Deref for Params {
    type Target = Map;

    fn deref(&self) -> &Map {
        &self.0
    }
}

impl DerefMut for Params {
    fn deref_mut(&mut self) -> &mut Map {
        &mut self.0
    }
}

impl From<Map> for Params {
    fn from(map: Map) -> Self {
        Self(map)
    }
}

/// What can be given as parameters: [`params!`](crate::params), `serde_json::json!`, a [`Value`], or a structure of yours
/// that is `Serialize`, with AWS's names (`#[serde(rename_all = "PascalCase")]`).
///
/// A member that is `None` is not sent. Bytes become binary data if they are serialized as such (`serde_bytes`, or a
/// [`Value::Blob`]).
pub trait IntoParams {
    /// The parameters.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] if it is neither a map nor nothing, or cannot be serialized.
    fn into_params(self) -> Result<Params>;
}

impl IntoParams for Params {
    fn into_params(self) -> Result<Params> {
        Ok(self)
    }
}

impl<T: Serialize> IntoParams for T {
    fn into_params(self) -> Result<Params> {
        match serializer::to_value(&self)? {
            Value::Map(map) => Ok(Params(map)),
            Value::Null => Ok(Params::new()),
            other => {
                let message = format!(
                    "the parameters of a call are a map of names and values; this is of the type {}",
                    other.type_name()
                );
                Err(Error::local(LocalError::InvalidParameter, message))
            }
        }
    }
}

/// Parameters, written as boto3's keyword arguments: `params! { "StreamName": name, "Limit": 10 }`.
///
/// Values are anything that is `Into<Value>`, and `[...]`, `{...}` and `null`, as in JSON.
///
/// ```
/// use sotalia_dynamic::params;
///
/// let name = String::from("orders");
/// let params = params! {
///     "TableName": name,
///     "Key": { "id": { "N": "7" } },
///     "Attributes": ["id", "total"],
///     "ConsistentRead": true,
///     "ReturnConsumedCapacity": null,
/// };
/// assert_eq!(params["Key"]["id"]["N"], "7");
/// ```
#[macro_export]
macro_rules! params {
    () => { $crate::Params::new() };
    ($($entries:tt)+) => {{
        let mut map = $crate::Map::new();
        $crate::params_entries!(map; $($entries)*);
        $crate::Params::from(map)
    }};
}

/// Puts entries into a map, one after the other. Part of [`params!`](crate::params).
#[doc(hidden)]
#[macro_export]
macro_rules! params_entries {
    ($map:ident;) => {};
    ($map:ident; $key:tt : null $(, $($rest:tt)*)?) => {
        $map.insert(::std::convert::Into::into($key), $crate::Value::Null);
        $crate::params_entries!($map; $($($rest)*)?);
    };
    ($map:ident; $key:tt : [$($items:tt)*] $(, $($rest:tt)*)?) => {
        $map.insert(::std::convert::Into::into($key), $crate::params_list!([] $($items)*));
        $crate::params_entries!($map; $($($rest)*)?);
    };
    ($map:ident; $key:tt : {$($entries:tt)*} $(, $($rest:tt)*)?) => {
        $map.insert(::std::convert::Into::into($key), $crate::Value::from($crate::params!($($entries)*)));
        $crate::params_entries!($map; $($($rest)*)?);
    };
    ($map:ident; $key:tt : $value:expr $(, $($rest:tt)*)?) => {
        $map.insert(::std::convert::Into::into($key), $crate::Value::from($value));
        $crate::params_entries!($map; $($($rest)*)?);
    };
}

/// Makes a list of values. Part of [`params!`](crate::params).
#[doc(hidden)]
#[macro_export]
macro_rules! params_list {
    ([$($done:expr,)*]) => { $crate::Value::List(::std::vec![$($done),*]) };
    ([$($done:expr,)*] null $(, $($rest:tt)*)?) => {
        $crate::params_list!([$($done,)* $crate::Value::Null,] $($($rest)*)?)
    };
    ([$($done:expr,)*] [$($items:tt)*] $(, $($rest:tt)*)?) => {
        $crate::params_list!([$($done,)* $crate::params_list!([] $($items)*),] $($($rest)*)?)
    };
    ([$($done:expr,)*] {$($entries:tt)*} $(, $($rest:tt)*)?) => {
        $crate::params_list!([$($done,)* $crate::Value::from($crate::params!($($entries)*)),] $($($rest)*)?)
    };
    ([$($done:expr,)*] $value:expr $(, $($rest:tt)*)?) => {
        $crate::params_list!([$($done,)* $crate::Value::from($value),] $($($rest)*)?)
    };
}
