//! Resume tokens: where a walk stopped, as text. The format is that of boto3's paginators.

use aws_smithy_types::Blob;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map as JsonMap, Number, Value as Json};
use sotalia_session::error::{Error, LocalError, Result};

use super::path::is_truthy;
use crate::value::{Map, Value};

/// The key under which boto3 keeps how many items of the page are done.
const SKIP: &str = "boto_truncate_amount";
/// The key under which boto3 keeps where bytes were, which JSON cannot hold.
const ENCODED: &str = "boto_encoded_keys";
/// What parts the tokens of boto3's form of before 2016.
const OLD_SEPARATOR: &str = "___";

/// What to send to get a page: a value for each of the request's token parameters.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Position(Vec<Option<Value>>);

impl Position {
    pub(super) fn new(values: Vec<Option<Value>>) -> Self {
        Self(values.into_iter().map(|value| value.filter(is_truthy)).collect())
    }

    /// Whether it is the start of the listing.
    pub(super) fn is_start(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Sets the parameters of a request; what has no value is taken out.
    pub(super) fn put_into(&self, params: &mut Map, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            match self.0.get(index) {
                Some(Some(value)) => drop(params.insert(name.clone(), value.clone())),
                _ => drop(params.shift_remove(name.as_str())),
            }
        }
    }
}

/// A page of a listing, and how many of its items are done.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ResumeToken {
    pub(super) position: Position,
    pub(super) skip: usize,
}

/// Text
impl ResumeToken {
    /// Base64 of a JSON object: a member for each token parameter, the count, and where bytes were.
    pub(super) fn to_text(&self, names: &[String]) -> String {
        let (mut object, mut bytes) = (JsonMap::new(), Vec::new());
        for (index, name) in names.iter().enumerate() {
            let value = self.position.0.get(index).and_then(Option::as_ref);
            let mut path = vec![Json::from(name.as_str())];
            object.insert(name.clone(), value.map_or(Json::Null, |value| to_json(value, &mut path, &mut bytes)));
        }
        if self.skip > 0 {
            object.insert(SKIP.to_owned(), self.skip.into());
        }
        if !bytes.is_empty() {
            object.insert(ENCODED.to_owned(), Json::Array(bytes));
        }
        STANDARD.encode(Json::Object(object).to_string())
    }

    /// Reads [`to_text`](Self::to_text), a token of boto3's paginator, or one of the service itself, as boto3 does.
    pub(super) fn parse(text: &str, names: &[String]) -> Result<Self> {
        let decoded = STANDARD.decode(text).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let Some(Json::Object(mut object)) = decoded else { return Self::parse_old(text, names) };
        let skip = match object.remove(SKIP) {
            None | Some(Json::Null) => 0,
            Some(value) => value
                .as_u64()
                .and_then(|count| usize::try_from(count).ok())
                .ok_or_else(|| bad(text, &format!("{SKIP} is not a count")))?,
        };
        let bytes = object.remove(ENCODED);
        if let Some(name) = object.keys().find(|name| !names.contains(name)) {
            return Err(bad(text, &format!("it is of another operation: this one has no parameter {name}")));
        }
        let mut values = Map::default();
        for (name, value) in object {
            values.insert(name, from_json(value));
        }
        let mut values = Value::Map(values);
        for path in bytes.as_ref().and_then(Json::as_array).into_iter().flatten() {
            decode_bytes(&mut values, path).ok_or_else(|| bad(text, &format!("there are no bytes at {path}")))?;
        }
        let Value::Map(mut values) = values else { return Err(bad(text, "it holds no tokens")) };
        let values = names.iter().map(|name| values.shift_remove(name.as_str())).collect();
        Ok(Self { position: Position::new(values), skip })
    }

    /// Reads boto3's form of before 2016, `token___token___count`, or takes the text for a token of the service.
    fn parse_old(text: &str, names: &[String]) -> Result<Self> {
        let mut parts: Vec<&str> = text.split(OLD_SEPARATOR).collect();
        let mut skip = 0;
        if parts.len() == names.len() + 1 {
            match parts.pop().and_then(|count| count.parse().ok()) {
                Some(count) => skip = count,
                None => parts = vec![text],
            }
        }
        if parts.len() > names.len() {
            return Err(bad(text, &format!("it has {} parts, the operation {} token(s)", parts.len(), names.len())));
        }
        let value = |part: &str| (part != "None").then(|| Value::from(part));
        Ok(Self { position: Position::new(parts.into_iter().map(value).collect()), skip })
    }
}

fn to_json(value: &Value, path: &mut Vec<Json>, bytes: &mut Vec<Json>) -> Json {
    match value {
        Value::Blob(blob) => {
            bytes.push(Json::Array(path.clone()));
            Json::String(STANDARD.encode(blob.as_ref()))
        }
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(value) => Json::from(*value),
        Value::Float(value) => Number::from_f64(*value).map_or(Json::Null, Json::Number),
        Value::String(text) => Json::String(text.clone()),
        Value::List(list) => {
            let entry = |(index, value)| within(Json::from(index), path, |path| to_json(value, path, bytes));
            Json::Array(list.iter().enumerate().map(entry).collect())
        }
        Value::Map(map) => {
            let mut object = JsonMap::new();
            for (name, value) in map {
                let value = within(Json::from(name.as_str()), path, |path| to_json(value, path, bytes));
                object.insert(name.clone(), value);
            }
            Json::Object(object)
        }
        // boto3 has no form for times in tokens. Seconds are read as a time where a parameter is one.
        Value::Timestamp(time) => Number::from_f64(time.as_secs_f64()).map_or(Json::Null, Json::Number),
        _ => Json::Null,
    }
}

fn within<T>(step: Json, path: &mut Vec<Json>, inner: impl FnOnce(&mut Vec<Json>) -> T) -> T {
    path.push(step);
    let result = inner(path);
    path.pop();
    result
}

fn from_json(value: Json) -> Value {
    Value::from(value)
}

/// Turns the text at a path into the bytes that it stands for.
fn decode_bytes(values: &mut Value, path: &Json) -> Option<()> {
    let mut here = values;
    for step in path.as_array()? {
        here = match (here, step) {
            (Value::Map(map), Json::String(name)) => map.get_mut(name.as_str())?,
            (Value::List(list), Json::Number(index)) => list.get_mut(usize::try_from(index.as_u64()?).ok()?)?,
            _ => return None,
        };
    }
    let bytes = STANDARD.decode(here.as_str()?).ok()?;
    *here = Value::Blob(Blob::new(bytes));
    Some(())
}

fn bad(text: &str, reason: &str) -> Error {
    let shown: String = text.chars().take(40).collect();
    let message = format!("starting token {shown:?} cannot be used: {reason}; pass one that resume_token() gave");
    Error::local(LocalError::InvalidToken, message)
}

#[cfg(test)]
mod tests;
