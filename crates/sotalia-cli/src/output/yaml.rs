//! YAML, as the AWS CLI's format `yaml`.

use sotalia_dynamic::Value;
use sotalia_dynamic::error::{Error, LocalError, Result};

use super::scalar;

/// The value as a document of YAML, with a newline at its end.
///
/// # Errors
///
/// None that is known: what a value holds can be written.
pub(crate) fn write(value: &Value) -> Result<String> {
    serde_saphyr::to_string(&Plain(value)).map_err(|error| Error::local(LocalError::Unexpected, error.to_string()))
}

/// A value with what YAML does not know as text.
struct Plain<'v>(&'v Value);

impl serde::Serialize for Plain<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Float(number) => serializer.serialize_f64(*number),
            Value::List(items) => serializer.collect_seq(items.iter().map(Plain)),
            Value::Map(map) => serializer.collect_map(map.iter().map(|(key, value)| (key, Plain(value)))),
            other => serializer.serialize_str(&scalar::plain(other)),
        }
    }
}
