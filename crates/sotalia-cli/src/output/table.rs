//! Tables for people: the AWS CLI's format `table`.

mod render;

use std::collections::BTreeSet;

use sotalia_dynamic::{Map, Value};

use self::render::Section;
use super::scalar;

/// The value as a table with a title, or nothing if there is nothing to show.
///
/// A structure's scalars are one row under their names, what is nested follows in a section that is set in. What is
/// wider than `width` columns is turned: a row for each name.
pub(crate) fn write(title: &str, value: &Value, width: usize) -> String {
    let mut sections = Vec::new();
    add(&mut sections, Some(title), value, 0);
    if sections.is_empty() { String::new() } else { render::render(sections, width) }
}

fn add(sections: &mut Vec<Section>, title: Option<&str>, value: &Value, indent: usize) {
    if is_empty(value) {
        return;
    }
    if let Some(title) = title {
        sections.push(Section::new(title, indent));
    }
    match value {
        Value::Map(map) => add_map(sections, map, indent),
        Value::List(items) if items[0].as_map().is_some() => add_maps(sections, items, indent, title),
        Value::List(items) => items.iter().for_each(|item| add_item(sections, item)),
        scalar => add_row(sections, scalar::text(scalar).into_iter().collect()),
    }
}

/// An item of a list that does not begin with a structure.
fn add_item(sections: &mut Vec<Section>, item: &Value) {
    match item {
        Value::List(items) if items.iter().all(is_scalar) => {
            add_row(sections, items.iter().filter_map(scalar::text).collect());
        }
        Value::List(_) | Value::Map(_) => add(sections, None, item, 0),
        scalar => add_row(sections, scalar::text(scalar).into_iter().collect()),
    }
}

fn add_map(sections: &mut Vec<Section>, map: &Map, indent: usize) {
    let (headers, nested) = split([map]);
    match headers.iter().collect::<Vec<_>>().as_slice() {
        [] => {}
        [only] => add_row(sections, vec![(**only).to_owned(), field(map, only)]),
        _ => {
            set_headers(sections, &headers);
            add_row(sections, headers.iter().map(|header| field(map, header)).collect());
        }
    }
    for name in nested {
        add(sections, Some(name), &map[name], indent + 1);
    }
}

fn add_maps(sections: &mut Vec<Section>, items: &[Value], indent: usize, title: Option<&str>) {
    let (headers, nested) = split(items.iter().filter_map(Value::as_map));
    set_headers(sections, &headers);
    let empty = Map::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 && !nested.is_empty() {
            sections.push(Section::new(title.unwrap_or_default(), indent));
            set_headers(sections, &headers);
        }
        let map = item.as_map().unwrap_or(&empty);
        add_row(sections, headers.iter().map(|header| field(map, header)).collect());
        for name in &nested {
            if let Some(value) = map.get(*name) {
                add(sections, Some(name), value, indent + 1);
            }
        }
    }
}

/// The names of scalars and of all else, sorted.
fn split<'m>(maps: impl IntoIterator<Item = &'m Map>) -> (BTreeSet<&'m str>, BTreeSet<&'m str>) {
    let entries = maps.into_iter().flatten();
    let (scalars, nested): (Vec<_>, Vec<_>) = entries.partition(|(_, value)| is_scalar(value));
    let names = |entries: Vec<(&'m String, &'m Value)>| entries.into_iter().map(|(key, _)| key.as_str()).collect();
    (names(scalars), names(nested))
}

fn field(map: &Map, name: &str) -> String {
    map.get(name).map_or_else(String::new, |value| scalar::text(value).unwrap_or_else(|| value.to_json().to_string()))
}

fn set_headers(sections: &mut [Section], headers: &BTreeSet<&str>) {
    if let Some(section) = sections.last_mut() {
        section.set_headers(headers.iter().map(|&header| header.to_owned()).collect());
    }
}

fn add_row(sections: &mut [Section], row: Vec<String>) {
    if let Some(section) = sections.last_mut() {
        section.add_row(row);
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::List(_) | Value::Map(_))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::List(items) => items.is_empty(),
        Value::Map(map) => map.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}
