//! What goes into a call and comes out of it: boto3's dicts, lists and scalars as one type.

mod access;
mod big_number;
mod convert;
mod deserialize;
mod deserializer;
mod document;
mod json;
mod params;
mod search;
mod serialize;
mod serializer;
mod timestamp;

use aws_smithy_types::{Blob, DateTime};

pub use self::big_number::BigNumber;
pub(crate) use self::json::from_json;
pub use self::params::{IntoParams, Params};
pub use self::search::JmesPath;
pub(crate) use self::timestamp::{parse_text as parse_timestamp_text, parse_timestamp};

/// A structure or a map of the service, in the order in which its entries were set or came.
pub type Map = indexmap::IndexMap<String, Value>;

/// A value of a request or an answer.
///
/// Structures and maps are both [`Map`](Self::Map), as both are a `dict` in boto3; names are those of AWS, such as
/// `StreamName`. Unlike JSON it knows binary data and points in time.
///
/// ```
/// use sotalia_dynamic::{Value, params};
///
/// let value = Value::from(params! { "Name": "web", "Ports": [80, 443], "Tags": { "team": "a" } });
/// assert_eq!(value["Ports"][1].as_i64(), Some(443));
/// assert_eq!(value["Tags"]["team"].as_str(), Some("a"));
/// assert!(value["Owner"]["Name"].is_null()); // what is not there is null
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Value {
    /// Nothing. In a request a member that is null is not sent; in a list or a map it stands for an empty place.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number of 64 bits, for AWS's integers and longs.
    Int(i64),
    /// A floating-point number. `NaN` and the infinities are values that services know.
    Float(f64),
    /// A number that neither of them holds.
    BigNumber(BigNumber),
    /// Text.
    String(String),
    /// Binary data, as it is: never base64.
    Blob(Blob),
    /// A point in time, in nanoseconds.
    Timestamp(DateTime),
    /// A list.
    List(Vec<Value>),
    /// A structure, a union or a map.
    Map(Map),
}

#[cfg(test)]
pub(crate) mod tests;
