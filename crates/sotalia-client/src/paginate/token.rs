//! Resume tokens: where a walk stopped, as text. The format is that of boto3's paginators.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use sotalia_session::error::{Error, LocalError, Result};

use super::operation::Position;

/// The key under which boto3 keeps how many items of the page are done.
const SKIP: &str = "boto_truncate_amount";

/// A page of a listing, and how many of its items are done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ResumeToken {
    pub(super) position: Position,
    pub(super) skip: usize,
}

impl ResumeToken {
    /// Base64 of a JSON object: a member for each token of the request, and the count.
    pub(super) fn to_text(&self, names: &[&str]) -> String {
        let mut object = Map::new();
        for (index, name) in names.iter().enumerate() {
            object.insert((*name).to_owned(), self.position.value(index).map_or(Value::Null, Value::String));
        }
        if self.skip > 0 {
            object.insert(SKIP.to_owned(), self.skip.into());
        }
        STANDARD.encode(Value::Object(object).to_string())
    }

    /// Reads [`to_text`](Self::to_text), or a token of boto3's paginator of the same operation.
    pub(super) fn parse(text: &str, names: &[&str]) -> Result<Self> {
        let bytes = STANDARD.decode(text).map_err(|error| bad(text, "it is not base64").with_source(error))?;
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|error| bad(text, "it holds no JSON").with_source(error))?;
        let Value::Object(object) = value else { return Err(bad(text, "it holds no JSON object")) };
        if let Some(name) = object.keys().find(|name| *name != SKIP && !names.contains(&name.as_str())) {
            return Err(bad(text, &format!("it is of another operation: this one has no parameter {name}")));
        }
        let mut values = Vec::with_capacity(names.len());
        for name in names {
            values.push(match object.get(*name) {
                None | Some(Value::Null) => None,
                Some(Value::String(value)) => Some(value.clone()),
                Some(Value::Number(value)) => Some(value.to_string()),
                Some(_) => return Err(bad(text, &format!("{name} is not a string"))),
            });
        }
        let skip = match object.get(SKIP) {
            None | Some(Value::Null) => 0,
            Some(value) => value
                .as_u64()
                .and_then(|count| usize::try_from(count).ok())
                .ok_or_else(|| bad(text, &format!("{SKIP} is not a count")))?,
        };
        Ok(Self { position: Position::new(values), skip })
    }
}

fn bad(text: &str, reason: &str) -> Error {
    let shown: String = text.chars().take(40).collect();
    let message = format!("starting token {shown:?} cannot be used: {reason}; pass one that resume_token() gave");
    Error::local(LocalError::InvalidToken, message)
}
