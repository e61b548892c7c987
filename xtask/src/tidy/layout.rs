//! Rules for where files are and what they are called.

use super::file::{File, Finding};

/// What the root holds, besides dot-files.
const TOP_LEVEL: &[&str] = &[
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "NOTICE",
    "README.md",
    "crates",
    "deny.toml",
    "tests",
    "xtask",
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["common", "helper", "helpers", "misc", "util", "utils"];

/// The root holds only what is listed.
pub(super) fn top_level(file: &File) -> Vec<Finding> {
    let entry = file.path.split('/').next().unwrap_or_default();
    if entry.starts_with('.') || TOP_LEVEL.contains(&entry) {
        return Vec::new();
    }
    let way_out = "move it into a crate, tests/ or xtask/";
    vec![Finding::new(1, format!("`{entry}` does not belong at the top level"), way_out)]
}

/// A module is `foo.rs` plus `foo/`.
pub(super) fn module_file(file: &File) -> Vec<Finding> {
    if file.path != "mod.rs" && !file.path.ends_with("/mod.rs") {
        return Vec::new();
    }
    vec![Finding::new(1, "a module is `foo.rs` plus `foo/`", "rename `foo/mod.rs` to `foo.rs`, beside `foo/`")]
}

/// A name says what is inside.
pub(super) fn name(file: &File) -> Vec<Finding> {
    let parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or_default());
    let empty = parts.filter(|part| EMPTY_NAMES.contains(part));
    empty
        .map(|part| Finding::new(1, format!("`{part}` says nothing"), "name it for the type or purpose it holds"))
        .collect()
}
