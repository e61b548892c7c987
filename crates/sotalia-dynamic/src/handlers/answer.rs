//! Texts in answers that stand for something else.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use crate::value::{Map, Value};

/// The region of a bucket in `us-east-1`, which comes as an empty text: null, as boto3's `None`.
pub(super) fn name_no_region(answer: &mut Map) {
    if let Some(region) = answer.get_mut("LocationConstraint")
        && region.as_str() == Some("")
    {
        *region = Value::Null;
    }
}

/// The output of a machine's console, which comes in Base64. Bytes that are no UTF-8 become `U+FFFD`, as in boto3.
pub(super) fn decode_console_output(answer: &mut Map) {
    if let Some(Value::String(text)) = answer.get_mut("Output")
        && let Ok(bytes) = STANDARD.decode(text.as_bytes())
    {
        *text = String::from_utf8_lossy(&bytes).into_owned();
    }
}

/// A template of CloudFormation that is written in JSON, as the value that it stands for. One in YAML stays text.
pub(super) fn decode_template(answer: &mut Map) {
    if let Some(value) = answer.get_mut("TemplateBody")
        && let Some(decoded) = value.as_str().and_then(json)
    {
        *value = decoded;
    }
}

/// The members of IAM's answers that are policy documents: all of the shape `policyDocumentType`, and no others.
const POLICIES: &[&str] =
    &["AssumeRolePolicyDocument", "AssumeRolePolicyDocumentTemplate", "Document", "PolicyDocument"];

/// Policy documents of IAM, which come as encoded JSON, as the values that they stand for.
pub(super) fn decode_policies(answer: &mut Map) {
    for (name, value) in answer.iter_mut() {
        match value {
            Value::String(text) if POLICIES.contains(&name.as_str()) => {
                let decoded = percent_decode_str(text).decode_utf8().ok();
                if let Some(decoded) = decoded.as_deref().and_then(json) {
                    *value = decoded;
                }
            }
            Value::Map(inner) => decode_policies(inner),
            Value::List(list) => list.iter_mut().filter_map(Value::as_map_mut).for_each(decode_policies),
            _ => {}
        }
    }
}

fn json(text: &str) -> Option<Value> {
    serde_json::from_str::<serde_json::Value>(text).ok().map(Value::from)
}
