//! What a call needs of the cases: the parameters.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

/// The cases of a member.
#[derive(Debug, Default)]
pub(super) struct Member {
    /// `action`, `load`, `collection`, ...
    pub(super) kind: String,
    /// The parameters of the request, the same in all its cases.
    pub(super) arguments: Map<String, Value>,
    /// The filters that a case has, by its variant.
    pub(super) filters: BTreeMap<String, Vec<Map<String, Value>>>,
}

/// The members that have cases.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, Member>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut members = BTreeMap::<String, Member>::new();
    for (number, line) in text.lines().enumerate() {
        let mut row: Value =
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        // The same text comes of it, whatever features of serde_json another crate asks for.
        row.sort_all_objects();
        let Some(name) = row["case"].as_str() else { continue };
        let (member, variant) = name.split_once(':').unwrap_or((name, ""));
        let found = members.entry(member.to_owned()).or_default();
        found.kind = row["kind"].as_str().unwrap_or_default().to_owned();
        if let Some(arguments) = row["arguments"].as_object() {
            found.arguments = arguments.clone();
        }
        let steps = row["steps"].as_array().into_iter().flatten();
        let filters: Vec<_> = steps.filter_map(|step| step["filter"].as_object().cloned()).collect();
        if !filters.is_empty() {
            found.filters.insert(variant.to_owned(), filters);
        }
    }
    Ok(members)
}
