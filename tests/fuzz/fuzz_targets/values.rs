//! Any JSON is a value; what serde makes of it and back is the same, and any JMESPath on it is an answer or an error.
//!
//! The input is an expression, a line break, and JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sotalia_dynamic::Value;

fuzz_target!(|input: &str| {
    let (expression, json) = input.split_once('\n').unwrap_or(("@", input));
    let Ok(json) = serde_json::from_str::<serde_json::Value>(json) else { return };
    let value = Value::from(json);
    let again: Value = value.deserialize().expect("a value is read as one");
    assert_eq!(again, value);
    let text = serde_json::to_string(&value).expect("a value can be written as JSON");
    assert_eq!(text, value.to_json().to_string());
    drop(value.search(expression));
});
