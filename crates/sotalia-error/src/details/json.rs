//! Members of a JSON error answer.

use serde_json::Value;

use super::{Details, Form, bare_code};

/// Adds the top-level members that are strings, numbers or booleans.
pub(super) fn read(body: &[u8], details: &mut Details) {
    let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
        return;
    };
    details.form = Form::Service;
    // `__type` is the code where there is one; `code` is an older form, and may be another number.
    if let Some(Value::String(code)) = members.get("__type") {
        details.code = Some(bare_code(code).to_owned()).filter(|code| !code.is_empty());
    }
    for (name, value) in members {
        match (name.as_str(), value) {
            ("__type", _) => {}
            ("code" | "Code", Value::String(code)) => details.add("code", bare_code(&code).to_owned()),
            (_, Value::String(text)) => details.add(&name, text),
            (_, value @ (Value::Number(_) | Value::Bool(_))) => details.add(&name, value.to_string()),
            _ => {}
        }
    }
}
