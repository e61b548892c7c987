//! Members of a JSON error answer.

use aws_smithy_types::{Document, Number};
use serde_json::Value;

use super::{COUNT_LIMIT, DEPTH_LIMIT, Details, Form, Member, bare_code};

/// Adds the members of the object, structures included.
pub(super) fn read(body: &[u8], details: &mut Details) {
    let Ok(Value::Object(mut members)) = serde_json::from_slice(body) else {
        return;
    };
    details.form = Form::Json;
    let mut left = COUNT_LIMIT;
    // The first that is there decides, as in boto3, also when it is null.
    let message = ["message", "Message", "errorMessage"].into_iter().find_map(|name| members.remove(name));
    // By name, whether or not another crate asks serde_json to keep the order of the text.
    members.sort_keys();
    for (name, value) in members {
        match (name.as_str(), value) {
            // A code is a name, or an older number; some have a prefix and a suffix.
            ("__type" | "code" | "Code", Value::String(code)) => {
                details.add(Member::text(name, bare_code(&code).to_owned()));
            }
            ("__type", _) => {}
            (_, Value::Null) => {}
            (_, value) => details.add(Member::new(name, document(value, DEPTH_LIMIT, &mut left))),
        }
    }
    // OAuth's name for it, which only counts where there is no other.
    let described = || details.members.iter().find(|member| member.name == "error_description");
    details.message = match message {
        Some(Value::String(message)) if !message.is_empty() => Some(message),
        Some(_) => described().and_then(Member::as_text).map(str::to_owned).or(Some(String::new())),
        None => details.message.take().or_else(|| described().and_then(Member::as_text).map(str::to_owned)),
    };
}

/// The value as a document; what lies too deep, and what comes after too many values, is null.
fn document(value: Value, depth: usize, left: &mut usize) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(is_true) => Document::Bool(is_true),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => Document::Number(Number::PosInt(number)),
            (None, Some(number)) => Document::Number(Number::NegInt(number)),
            (None, None) => number.as_f64().map_or(Document::Null, |number| Document::Number(Number::Float(number))),
        },
        Value::String(text) => Document::String(text),
        Value::Array(values) if depth > 0 && take(left, values.len()) => {
            Document::Array(values.into_iter().map(|value| document(value, depth - 1, left)).collect())
        }
        Value::Object(members) if depth > 0 && take(left, members.len()) => Document::Object(
            members.into_iter().map(|(name, value)| (name, document(value, depth - 1, left))).collect(),
        ),
        Value::Array(_) | Value::Object(_) => Document::Null,
    }
}

/// Whether so many values are left; takes them.
fn take(left: &mut usize, count: usize) -> bool {
    let rest = left.checked_sub(count);
    *left = rest.unwrap_or(*left);
    rest.is_some()
}
