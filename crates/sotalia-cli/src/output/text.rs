//! Lines of fields between tabs, for `cut` and `awk`: the AWS CLI's format `text`.

use std::collections::BTreeSet;

use sotalia_dynamic::{Map, Value};

use super::scalar;

/// The value as lines, each with a newline at its end.
///
/// A structure's scalars are one line, sorted by name, behind the name of the structure in capitals; what is nested in it
/// follows. In a list of structures, each line has the fields of all.
pub(crate) fn write(value: &Value) -> String {
    let mut lines = String::new();
    write_value(&mut lines, value, None, None);
    lines
}

fn write_value(lines: &mut String, value: &Value, name: Option<&str>, fields: Option<&BTreeSet<&str>>) {
    match value {
        Value::Map(map) => write_map(lines, map, name, fields),
        Value::List(items) => write_list(lines, items, name),
        scalar => push_line(lines, scalar::text(scalar)),
    }
}

fn write_list(lines: &mut String, items: &[Value], name: Option<&str>) {
    if items.iter().any(|item| item.as_map().is_some()) {
        let fields = scalar_fields(items);
        for item in items {
            write_value(lines, item, name, Some(&fields));
        }
        return;
    }
    let (scalars, lists): (Vec<_>, Vec<_>) = items.iter().partition(|item| item.as_list().is_none());
    let mut texts = scalars.into_iter().filter_map(scalar::text).peekable();
    if texts.peek().is_some() {
        match name {
            Some(name) => texts.for_each(|text| push_line(lines, [name.to_uppercase(), text])),
            None => push_line(lines, texts),
        }
    }
    for list in lists {
        write_value(lines, list, name, None);
    }
}

fn write_map(lines: &mut String, map: &Map, name: Option<&str>, fields: Option<&BTreeSet<&str>>) {
    let own = || map.iter().filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str()).collect();
    let fields: BTreeSet<&str> = fields.cloned().unwrap_or_else(own);
    if !fields.is_empty() {
        let texts = fields.iter().map(|field| map.get(*field).map_or_else(String::new, text_or_json));
        push_line(lines, name.map(str::to_uppercase).into_iter().chain(texts));
    }
    let mut nested: Vec<_> = map.iter().filter(|(key, _)| !fields.contains(key.as_str())).collect();
    nested.sort_by_key(|(key, _)| key.as_str());
    for (key, value) in nested {
        write_value(lines, value, Some(key), None);
    }
}

/// A field that is a scalar in one structure of a list may be none in another.
fn text_or_json(value: &Value) -> String {
    scalar::text(value).unwrap_or_else(|| value.to_json().to_string())
}

fn scalar_fields(items: &[Value]) -> BTreeSet<&str> {
    let entries = items.iter().filter_map(Value::as_map).flatten();
    entries.filter(|(_, value)| is_scalar(value)).map(|(key, _)| key.as_str()).collect()
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

fn push_line(lines: &mut String, fields: impl IntoIterator<Item = String>) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            lines.push('\t');
        }
        lines.push_str(&field);
    }
    lines.push('\n');
}
