//! Rules for the READMEs of the crates and for links.

use std::path::Path;

use super::file::{File, Finding};
use crate::codegen::README_MARKERS as MADE;
use crate::workspace;

/// The most lines that the README of a crate may have.
const MOST_LINES: usize = 60;

/// The README of a crate is short, but for the table that `cargo xtask codegen` makes.
pub(super) fn readme(file: &File) -> Vec<Finding> {
    let made = file.text.lines().skip_while(|line| *line != MADE.0).skip(1).take_while(|line| *line != MADE.1).count();
    let lines = file.text.lines().count() - made;
    let of_crate = file.path.starts_with("crates/") && file.path.ends_with("/README.md");
    if !of_crate || lines <= MOST_LINES {
        return Vec::new();
    }
    let message = format!("{lines} lines, {MOST_LINES} at most");
    vec![Finding::new(MOST_LINES + 1, message, "move details to the docs of the types")]
}

/// The README of a crate is its crate doc, so that its examples are tested.
pub(super) fn crate_doc(file: &File) -> Vec<Finding> {
    let is_lib = file.path.starts_with("crates/") && file.path.ends_with("/src/lib.rs");
    let include = "#![doc = include_str!(\"../README.md\")]";
    if !is_lib || file.text.lines().any(|line| line.trim() == include) {
        return Vec::new();
    }
    vec![Finding::new(1, "the README is not the crate doc", format!("begin lib.rs with `{include}`"))]
}

/// A relative link points at a file that exists.
pub(super) fn link(file: &File) -> Vec<Finding> {
    if !file.is_markdown() {
        return Vec::new();
    }
    let root = workspace::root();
    let folder = root.join(Path::new(&file.path).parent().unwrap_or(Path::new("")));
    let mut findings = Vec::new();
    let mut in_code = false;
    for (number, line) in file.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        for target in targets(line).filter(|target| is_relative(target)) {
            let path = target.split('#').next().unwrap_or_default();
            if !folder.join(path).exists() {
                let way_out = "mend the path: it is relative to this file";
                findings.push(Finding::new(number, format!("`{target}` does not exist"), way_out));
            }
        }
    }
    findings
}

/// The targets of `[text](target)` and `[label]: target` in a line.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let inline = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let reference = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target.trim());
    inline.chain(reference)
}

/// Is this a path, and not a URL, a place in the same file or the path of a Rust item?
fn is_relative(target: &str) -> bool {
    let is_url = target.contains("://") || target.starts_with("mailto:");
    let names_a_file = target.contains(['/', '.']) || target.chars().all(|c| c.is_ascii_uppercase());
    !target.is_empty() && !is_url && !target.starts_with('#') && !target.contains("::") && names_a_file
}
