//! JSON as the AWS CLI writes it: four blanks a level, the order of the answer kept.

use std::fmt::Write;

use sotalia_dynamic::Value;

use super::scalar;

/// The value as JSON, without a newline at the end. (JMESPath calls what is not there null, and so is it here.)
pub(crate) fn write(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value, 0);
    text
}

fn write_value(text: &mut String, value: &Value, level: usize) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Int(_) => text.push_str(&scalar::plain(value)),
        // As Python's: a number of any size is one.
        Value::BigNumber(number) => text.push_str(number.as_str()),
        Value::Float(number) if number.is_finite() => text.push_str(&scalar::float(*number)),
        Value::List(items) => {
            let items = items.iter().map(|item| (None, item));
            write_items(text, items, ('[', ']'), level);
        }
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| (Some(key.as_str()), value));
            write_items(text, entries, ('{', '}'), level);
        }
        other => write_text(text, &scalar::plain(other)),
    }
}

fn write_items<'v>(
    text: &mut String,
    items: impl ExactSizeIterator<Item = (Option<&'v str>, &'v Value)>,
    (open, close): (char, char),
    level: usize,
) {
    text.push(open);
    let is_empty = items.len() == 0;
    for (index, (key, value)) in items.enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(text, level + 1);
        if let Some(key) = key {
            write_text(text, key);
            text.push_str(": ");
        }
        write_value(text, value, level + 1);
    }
    if !is_empty {
        text.push('\n');
        indent(text, level);
    }
    text.push(close);
}

fn indent(text: &mut String, level: usize) {
    _ = write!(text, "{:1$}", "", level * 4);
}

fn write_text(text: &mut String, value: &str) {
    text.push_str(&serde_json::Value::from(value).to_string());
}
