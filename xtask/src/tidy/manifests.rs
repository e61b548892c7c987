//! Rules for the manifests of crates.

use toml::{Table, Value};

use super::file::{File, Finding};

/// What the manifest of a published crate must say.
const NEEDED: &[&str] = &["description", "license", "readme"];

/// Each feature has a sentence above it, in a `##` comment; `default` speaks for itself.
pub(super) fn feature_doc(file: &File) -> Vec<Finding> {
    if !file.is_crate_manifest() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let (mut in_features, mut documented, mut depth) = (false, false, 0);
    for (number, line) in file.lines() {
        let line = line.trim();
        if line.starts_with('[') && depth == 0 {
            in_features = line == "[features]";
        } else if in_features && line.starts_with('#') {
            documented |= line.strip_prefix("## ").is_some_and(|sentence| sentence.ends_with(['.', ':']));
        } else if in_features {
            let name = line.split_once('=').map_or("", |(name, _)| name.trim());
            if depth == 0 && !name.is_empty() && name != "default" && !documented {
                let way_out = "write `## What it adds.` above it";
                findings.push(Finding::new(number, format!("feature `{name}` has no sentence"), way_out));
            }
            let count = |bracket| line.matches(bracket).count();
            depth = (depth + count('[')).saturating_sub(count(']'));
            documented = false;
        }
    }
    findings
}

/// A published crate says what it is, how it is licensed and where its README is.
pub(super) fn published(file: &File) -> Vec<Finding> {
    if !file.is_crate_manifest() {
        return Vec::new();
    }
    let manifest: Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::new(1, format!("not TOML: {error}"), "mend it")],
    };
    let Some(package) = manifest.get("package").and_then(Value::as_table) else { return Vec::new() };
    if package.get("publish").and_then(Value::as_bool) == Some(false) {
        return Vec::new();
    }
    let missing = NEEDED.iter().filter(|key| !package.contains_key(**key));
    missing
        .map(|key| Finding::new(1, format!("a published crate without `{key}`"), format!("add `{key}` to [package]")))
        .collect()
}
