//! The list of all members that boto3's resources of a service have: what the parity check counts against.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::source::{Facts, implicit, snake, text};

/// Members that boto3 adds in code, which no model names.
const INJECTED: [(&str, &str, &[&str]); 3] = [
    ("s3", "Bucket", &["load", "copy", "download_file", "download_fileobj", "upload_file", "upload_fileobj"]),
    ("s3", "Object", &["copy", "download_file", "download_fileobj", "upload_file", "upload_fileobj"]),
    ("s3", "ObjectSummary", &["load"]),
];

/// A line for each member: resource, kind, member.
pub(crate) fn members(facts: &Facts) -> Result<String> {
    let service = facts.service.as_str();
    let mut rows = Vec::new();
    let mut root = facts.resources["service"].clone();
    let resources = facts.resources["resources"].as_object().context("the model has resources")?.clone();
    for (name, definition) in &resources {
        if root["has"][name].is_null() {
            root["has"][name] = implicit(name, definition);
        }
    }
    of_resource(facts, "ServiceResource", &root, &mut rows);
    for (name, definition) in &resources {
        of_resource(facts, name, definition, &mut rows);
    }
    for (_, resource, names) in INJECTED.iter().filter(|(of, ..)| *of == service) {
        rows.extend(names.iter().map(|name| format!("{resource}\tinjected\t{name}")));
    }
    Ok(format!("resource\tkind\tmember\n{}\n", rows.join("\n")))
}

fn of_resource(facts: &Facts, name: &str, definition: &Value, rows: &mut Vec<String>) {
    let mut row = |kind: &str, member: &str| rows.push(format!("{name}\t{kind}\t{member}"));
    let identifiers: Vec<&Value> = definition["identifiers"].as_array().into_iter().flatten().collect();
    for identifier in &identifiers {
        row("identifier", &snake(text(&identifier["name"])));
    }
    for member in facts.members(text(&definition["shape"])) {
        let hidden = identifiers.iter().any(|identifier| snake(text(&identifier["name"])) == snake(member));
        if !hidden {
            row("attribute", &snake(member));
        }
    }
    if !definition["load"].is_null() {
        row("action", "load");
        row("action", "reload");
    }
    for (kind, section) in [("action", "actions"), ("collection", "hasMany")] {
        for (member, _) in entries(&definition[section]) {
            row(kind, &snake(member));
        }
    }
    for (member, relation) in entries(&definition["has"]) {
        let sources = relation["resource"]["identifiers"].as_array().into_iter().flatten();
        let is_reference = sources.into_iter().any(|identifier| identifier["source"] == "data");
        row(if is_reference { "reference" } else { "subresource" }, &snake(member));
    }
    for (member, _) in entries(&definition["waiters"]) {
        row("waiter", &format!("wait_until_{}", snake(member)));
    }
    for (collection, listing) in entries(&definition["hasMany"]) {
        let kind = text(&listing["resource"]["type"]);
        for (batch, _) in entries(&facts.resources["resources"][kind]["batchActions"]) {
            row("batch_action", &format!("{}.{}", snake(collection), snake(batch)));
        }
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
