//! The table of resources in the README of a service's crate.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::model::Resource;
use super::scope::{Service, identifiers};
use super::write::Files;

/// Between these lines stands what is generated.
pub(crate) const MARKERS: (&str, &str) =
    ("<!-- Made by `cargo xtask codegen`. -->", "<!-- The end of what is made. -->");

/// The README of a service's crate with the table of its resources, if the crate has one.
pub(super) fn service(root: &Path, service: &Service, files: &mut Files) -> Result<()> {
    let path = service.file().path.with_file_name("README.md");
    let Ok(text) = std::fs::read_to_string(root.join(&path)) else { return Ok(()) };
    let made = replaced(&text, &table(service)?).with_context(|| path.display().to_string())?;
    files.insert(path, made);
    Ok(())
}

/// The text with another table between its markers.
fn replaced(text: &str, table: &str) -> Result<String> {
    let parts = text.split_once(&format!("{}\n", MARKERS.0)).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(MARKERS.1)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        bail!("the table of resources stands between the lines `{}` and `{}`: add them", MARKERS.0, MARKERS.1);
    };
    Ok(format!("{before}{}\n\n{table}\n{}{after}", MARKERS.0, MARKERS.1))
}

fn table(service: &Service) -> Result<String> {
    let mut out = String::from("| resource | is | named by | loaded with |\n| --- | --- | --- | --- |\n");
    let resources = &service.model.resources;
    let (root, others): (Vec<_>, Vec<_>) = resources.iter().partition(|resource| resource.root);
    let mut others = others;
    others.sort_by_key(|resource| resource.name.get_ref());
    for resource in root.into_iter().chain(others) {
        let name = resource.name.get_ref();
        let is = if resource.root { "the service: the way to all others".to_owned() } else { phrase(&resource.doc) };
        let named: Vec<String> = identifiers(resource).iter().map(|one| format!("`{}`", one.name)).collect();
        let loaded = loaded(service, resource)?;
        let row = ["", &format!("`{name}`"), &is, &named.join(", "), &loaded, ""].join(" | ");
        out.push_str(row.trim());
        out.push('\n');
    }
    Ok(out)
}

/// How a resource gets its data.
fn loaded(service: &Service, resource: &Resource) -> Result<String> {
    if let Some(text) = &resource.loaded_with {
        return Ok(text.clone());
    }
    Ok(match (&resource.load, service.data_type(resource)?) {
        (Some(load), _) => format!("`{}`", load.operation.get_ref()),
        (None, Some(_)) => "what made it".to_owned(),
        (None, None) => String::new(),
    })
}

/// A sentence as a phrase: `A bucket.` as `a bucket`.
fn phrase(sentence: &str) -> String {
    // A link of the documentation is a name here.
    let (mut text, mut rest) = (String::new(), sentence);
    while let Some((before, after)) = rest.split_once("](") {
        text.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let sentence = text.replace("[`", "`");
    let sentence = sentence.trim().trim_end_matches('.');
    let is_word = !sentence.chars().nth(1).is_some_and(|second| second.is_ascii_uppercase());
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if is_word => first.to_lowercase().chain(letters).collect(),
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{phrase, replaced};

    #[test]
    fn the_table_stands_between_the_markers() {
        let text = "# a\n\n<!-- Made by `cargo xtask codegen`. -->\n\nold\n<!-- The end of what is made. -->\n\nmore\n";
        let made = replaced(text, "| new |\n").expect("the markers are there");
        assert_eq!(made, text.replace("old", "| new |\n"));
        assert_eq!(replaced(&made, "| new |\n").expect("the markers are there"), made, "twice is once");
        let error = replaced("# a\n", "").expect_err("no markers");
        assert!(error.to_string().contains("add them"), "{error}");
    }

    #[test]
    fn a_sentence_becomes_a_phrase() {
        for (sentence, expected) in [
            ("A bucket.", "a bucket"),
            ("MFA, of a user.", "MFA, of a user"),
            ("", ""),
            ("Older than [`A`](crate::A), so.", "older than `A`, so"),
        ] {
            assert_eq!(phrase(sentence), expected);
        }
    }
}
