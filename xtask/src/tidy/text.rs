//! Rules for the text of any file.

use super::file::{File, Finding};

/// Marks of unfinished work; written in two parts, so that this file does not break its own rule.
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
const MACROS: &[&str] = &[concat!("to", "do!"), concat!("unimple", "mented!")];

/// Nothing is left unfinished.
pub(super) fn unfinished(file: &File) -> Vec<Finding> {
    if !["rs", "toml", "md", "yml", "yaml", "py", "sh"].iter().any(|extension| file.has_extension(extension)) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.lines() {
        let is_word = |mark: &&&str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == **mark);
        let is_macro = |name: &&&str| file.is_rust() && line.contains(**name);
        for mark in MARKS.iter().filter(is_word).chain(MACROS.iter().filter(is_macro)) {
            findings.push(Finding::new(
                number,
                format!("`{mark}`"),
                "do it now, or say in words what does not work yet",
            ));
        }
    }
    findings
}

/// No white space at the end of a line, no tabs, and one line end at the end.
pub(super) fn whitespace(file: &File) -> Vec<Finding> {
    if !(file.is_rust() || file.is_markdown() || file.has_extension("toml")) || file.text.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in file.text.split('\n').enumerate() {
        if line.trim_end() != line {
            findings.push(Finding::new(index + 1, "white space at the end of the line", "take it away"));
        }
        if line.trim_end().contains('\t') {
            findings.push(Finding::new(index + 1, "a tab", "indent with spaces; write `\\t` in a string"));
        }
    }
    let last = file.text.lines().count();
    if !file.text.ends_with('\n') {
        findings.push(Finding::new(last, "no line end at the end", "add one"));
    }
    if file.text.ends_with("\n\n") || file.text.starts_with('\n') {
        findings.push(Finding::new(last, "an empty line at an edge of the file", "take it away"));
    }
    findings
}
