//! Resume tokens: the ranges that a walk had not given when it stopped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sotalia_session::error::{Error, LocalError, Result};

/// What is left of a listing: ranges of keys, each above one and up to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remaining {
    pub(super) prefix: String,
    /// What ends its common prefixes, where these are listed.
    pub(super) delimiter: Option<String>,
    pub(super) ranges: Vec<(String, Option<String>)>,
}

impl Remaining {
    /// Base64 of a JSON object.
    pub(super) fn to_text(&self) -> String {
        let mut value = json!({ "Prefix": self.prefix, "Ranges": self.ranges });
        if let Some(delimiter) = &self.delimiter {
            value["Delimiter"] = json!(delimiter);
        }
        STANDARD.encode(value.to_string())
    }

    /// Reads [`to_text`](Self::to_text), of a listing with this prefix, and of common prefixes with this delimiter.
    pub(super) fn parse(text: &str, prefix: &str, delimiter: Option<&str>) -> Result<Self> {
        let bytes = STANDARD.decode(text).map_err(|error| bad(text, "it is not base64").with_source(error))?;
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|error| bad(text, "it holds no JSON").with_source(error))?;
        let ranges = value.get("Ranges").and_then(Value::as_array);
        let Some(ranges) = ranges.and_then(|ranges| ranges.iter().map(range).collect::<Option<Vec<_>>>()) else {
            return Err(bad(text, "it is not of a parallel listing"));
        };
        if value.get("Prefix").and_then(Value::as_str) != Some(prefix) {
            return Err(bad(text, &format!("it is of another prefix than {prefix:?}")));
        }
        if value.get("Delimiter").and_then(Value::as_str) != delimiter {
            let of = delimiter.map_or("objects".to_owned(), |delimiter| format!("common prefixes by {delimiter:?}"));
            return Err(bad(text, &format!("it is not of a listing of {of}")));
        }
        let is_sorted = ranges.iter().all(|(from, until)| until.as_ref().is_none_or(|until| from < until))
            && ranges.windows(2).all(|two| two[0].1.as_ref().is_some_and(|until| *until <= two[1].0));
        if !is_sorted {
            return Err(bad(text, "its ranges overlap"));
        }
        Ok(Self { prefix: prefix.to_owned(), delimiter: delimiter.map(str::to_owned), ranges })
    }
}

fn range(value: &Value) -> Option<(String, Option<String>)> {
    let [from, until] = value.as_array()?.as_slice() else { return None };
    let until = match until {
        Value::Null => None,
        Value::String(until) => Some(until.clone()),
        _ => return None,
    };
    Some((from.as_str()?.to_owned(), until))
}

fn bad(text: &str, reason: &str) -> Error {
    let shown: String = text.chars().take(40).collect();
    let message = format!("starting token {shown:?} cannot be used: {reason}; pass one that resume_token() of it gave");
    Error::local(LocalError::InvalidToken, message)
}
