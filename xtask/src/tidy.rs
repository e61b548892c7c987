//! The house rules that no compiler checks: sizes, opening sentences, names, documents, manifests.

mod documents;
mod file;
mod layout;
mod manifests;
mod rust;
#[cfg(test)]
mod tests;
mod text;

use anyhow::{Result, bail};

use file::{File, Finding};

/// What a rule is called, and the function that finds what breaks it in one file.
type Rule = (&'static str, fn(&File) -> Vec<Finding>);

/// Every rule.
const RULES: &[Rule] = &[
    ("size", rust::size),
    ("opening", rust::opening),
    ("allow", rust::allow),
    ("ignored-doctest", rust::ignored_doctest),
    ("platform", rust::platform),
    ("unfinished", text::unfinished),
    ("whitespace", text::whitespace),
    ("top-level", layout::top_level),
    ("module-file", layout::module_file),
    ("name", layout::name),
    ("readme", documents::readme),
    ("crate-doc", documents::crate_doc),
    ("link", documents::link),
    ("feature-doc", manifests::feature_doc),
    ("published", manifests::published),
];

/// Checks every file that git tracks or would add, and prints every finding.
///
/// # Errors
///
/// Fails if there is a finding, or if the files cannot be listed.
pub(crate) fn run() -> Result<()> {
    let files = file::all()?;
    let findings = check(&files);
    if findings.is_empty() {
        println!("tidy: {} files, {} rules, nothing to mend", files.len(), RULES.len());
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}");
    }
    bail!("{} place(s) to tidy", findings.len())
}

fn check(files: &[File]) -> Vec<String> {
    let check =
        |file| RULES.iter().flat_map(move |(name, rule)| rule(file).into_iter().map(move |f| f.show(name, file)));
    files.iter().flat_map(check).collect()
}
