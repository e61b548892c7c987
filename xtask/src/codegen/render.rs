//! Writes the Rust of a resource, one renderer for each kind of member.

mod action;
mod batch;
mod collection;
pub(crate) mod identifiers;
mod listing;
mod names;
mod relation;
mod resource;
mod waiter;

use std::collections::BTreeSet;

use anyhow::Result;

pub(crate) use self::collection::type_name as collection_type;
pub(crate) use self::listing::module as listings;

use super::model::Resource;
use super::scope::Service;

/// The Rust module of one resource.
pub(crate) fn module(service: &Service, resource: &Resource, listings: &[String]) -> Result<String> {
    names::check(service, resource)?;
    let mut body = resource::definition(service, resource)?;
    body.push_str(&resource::data(service, resource)?);
    body.push_str(&relation::relations(service, resource)?);
    body.push_str(&action::actions(service, resource)?);
    body.push_str(&collection::methods(service, resource)?);
    body.push_str(&waiter::waiters(service, resource)?);
    body.push_str(&collection::types(service, resource)?);
    let (body, operations) = shorten(&body);
    let name = resource.name.get_ref();
    Ok(format!("//! `{}.{name}`.\n\n{}{operations}\n{body}", service.model.service, uses(service, &body, listings)))
}

/// Writes the types of operations by their last name, and gives the imports for that.
fn shorten(body: &str) -> (String, String) {
    let mut imports = BTreeSet::new();
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find("sdk::operation::") {
        let path_end = rest[at..].find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
        let path = to_type(&rest[at..path_end.map_or(rest.len(), |end| at + end)]);
        let name = path.rsplit("::").next().unwrap_or(path);
        out.push_str(&rest[..at]);
        out.push_str(name);
        imports.insert(format!("use {path};\n"));
        rest = &rest[at + path.len()..];
    }
    out.push_str(rest);
    (out, imports.into_iter().collect())
}

/// A path without what stands behind its type: `sdk::operation::get::GetOutput` of `sdk::operation::get::GetOutput::builder`.
fn to_type(path: &str) -> &str {
    let mut end = 0;
    for segment in path.split("::") {
        end += segment.len();
        if segment.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            return &path[..end];
        }
        end += "::".len();
    }
    path
}

/// The imports that the body needs.
fn uses(service: &Service, body: &str, listings: &[String]) -> String {
    let code: Vec<&str> = body.lines().filter(|line| !line.trim_start().starts_with("///")).collect();
    let code = code.join("\n");
    let has =
        |word: &str| code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|part| part == word);
    let list = |words: &[&str]| words.iter().copied().filter(|word| has(word)).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    if has("Arc") {
        out.push_str("use std::sync::Arc;\n");
    }
    if has("Duration") {
        out.push_str("use std::time::Duration;\n");
    }
    out.push_str(&format!("\nuse sotalia_client::{} as sdk;\n", service.model.service));
    if body.contains("client::List") {
        out.push_str("use sotalia_client as client;\n");
    }
    for (path, words) in [
        ("sotalia_resource::error", &["Error", "FailedEntry", "LocalError", "PartialFailure", "Result"][..]),
        (
            "sotalia_resource",
            &[
                "Action",
                "Batch",
                "Cache",
                "Collection",
                "Identifier",
                "Reference",
                "Resource",
                "ResourcePages",
                "ResourceStream",
                "SharedClient",
                "Step",
                "Waiter",
                "all_and_some",
                "from_base64",
                "if_found",
                "put_first",
                "required",
            ][..],
        ),
    ] {
        let names = list(words);
        if !names.is_empty() {
            out.push_str(&format!("use {path}::{{{names}}};\n"));
        }
    }
    out.push_str("use sdk::Client;\n");
    let others: Vec<&str> = service.model.resources.iter().map(|other| other.name.get_ref().as_str()).collect();
    let own = defined(body);
    let walks: Vec<&str> = listings.iter().map(String::as_str).filter(|name| has(name)).collect();
    if !walks.is_empty() {
        out.push_str(&format!("use super::listings::{{{}}};\n", walks.join(", ")));
    }
    let is_new = |name: &&str| names_ours(&code, name) && !own.contains(&(*name).to_owned());
    let names: Vec<&str> = others.into_iter().filter(is_new).collect();
    if !names.is_empty() {
        out.push_str(&format!("use super::{{{}}};\n", names.join(", ")));
    }
    out
}

/// Whether code names a type of this module: `types::Tag` is another one.
fn names_ours(code: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        !before.ends_with(is_part) && !before.ends_with("::") && !after.starts_with(is_part)
    })
}

/// The types that the body itself defines.
fn defined(body: &str) -> Vec<String> {
    let lines = body.lines().filter_map(|line| line.strip_prefix("pub struct "));
    lines.map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric()).collect()).collect()
}

/// `pub struct` lines of a module, for re-export.
pub(crate) fn exported(body: &str) -> Vec<String> {
    defined(body)
}
