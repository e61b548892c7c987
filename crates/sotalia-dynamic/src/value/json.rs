//! Values as JSON, and from it.

use std::fmt;

use aws_smithy_types::DateTime;
use serde_json::{Number, Value as Json, json};

use super::convert::integer;
use super::{Value, timestamp};

impl Value {
    /// As JSON, for people and for logs: binary data as base64, points in time as ISO 8601, and the numbers that JSON
    /// does not know (`NaN`, `Infinity`) as text.
    ///
    /// ```
    /// use sotalia_dynamic::{Blob, Value, params};
    ///
    /// let value = Value::from(params! { "Data": Blob::new("hi"), "Count": 2 });
    /// assert_eq!(value.to_json(), serde_json::json!({"Data": "aGk=", "Count": 2}));
    /// assert_eq!(value["Data"].to_string(), r#""aGk=""#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> Json {
        self.to_json_with(&|time| Json::String(timestamp::to_text(time)))
    }

    /// As JSON, with points in time as the function says.
    pub(crate) fn to_json_with(&self, time_to_json: &dyn Fn(&DateTime) -> Json) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => json!(value),
            Self::Int(number) => json!(number),
            Self::Float(number) => Number::from_f64(*number).map_or_else(|| json!(float_text(*number)), Json::Number),
            Self::BigNumber(number) => number.as_u64().map_or_else(|| json!(number.as_str()), |number| json!(number)),
            Self::String(text) => json!(text),
            Self::Blob(blob) => json!(aws_smithy_types::base64::encode(blob.as_ref())),
            Self::Timestamp(time) => time_to_json(time),
            Self::List(items) => Json::Array(items.iter().map(|item| item.to_json_with(time_to_json)).collect()),
            Self::Map(map) => {
                Json::Object(map.iter().map(|(key, value)| (key.clone(), value.to_json_with(time_to_json))).collect())
            }
        }
    }
}

/// As JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_json().fmt(f)
    }
}

/// From JSON. Numbers become whole ones where they are.
pub(crate) fn from_json(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(value),
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), ..) => Value::Int(number),
            (_, Some(number), _) => integer(number),
            (.., Some(number)) => Value::Float(number),
            _ => number.to_string().parse().map_or(Value::Null, Value::BigNumber),
        },
        Json::String(text) => Value::String(text),
        Json::Array(items) => Value::List(items.into_iter().map(from_json).collect()),
        Json::Object(entries) => Value::Map(entries.into_iter().map(|(key, value)| (key, from_json(value))).collect()),
    }
}

/// The text of a number that JSON does not know, as AWS's protocols write it.
pub(crate) fn float_text(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}
