//! Checks that the names of a resource and of its members can be those of Rust items.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::codegen::model::{Resource, Text};
use crate::codegen::scope::Service;

/// What the generated code itself is written with.
const TAKEN: [&str; 17] = [
    "Action",
    "Arc",
    "Batch",
    "Cache",
    "Client",
    "Collection",
    "Duration",
    "Error",
    "Identifier",
    "LocalError",
    "Reference",
    "Resource",
    "Result",
    "SharedClient",
    "Step",
    "Vec",
    "Waiter",
];

/// Refuses a name that stands twice, or that Rust or the generated code uses.
pub(crate) fn check(service: &Service, resource: &Resource) -> Result<()> {
    let file = service.file();
    let name = &resource.name;
    if TAKEN.contains(&name.get_ref().as_str()) {
        return Err(file.error(name, format!("{} is a name that the generated code uses", name.get_ref())));
    }
    let mut seen = BTreeSet::from(["client", "from_client", "from_identifiers", "to_identifiers"].map(str::to_owned));
    if resource.load.is_some() {
        seen.extend(["load", "reload", "exists", "load_if_exists"].map(str::to_owned));
    }
    if service.data_type(resource)?.is_some() {
        seen.insert("data".to_owned());
    }
    for member in members(resource) {
        let text = member.get_ref().split(':').next().unwrap_or_default().trim();
        if syn::parse_str::<syn::Ident>(text).is_err() {
            return Err(file.error(member, format!("{text:?} cannot be the name of a method")));
        }
        if !seen.insert(text.to_owned()) {
            return Err(file.error(member, format!("{} has two members named {text}", name.get_ref())));
        }
    }
    for secret in &resource.secret {
        if !resource.identifiers.iter().any(|identifier| identifier.get_ref() == secret.get_ref()) {
            return Err(file.error(secret, format!("{} has no text identifier {}", name.get_ref(), secret.get_ref())));
        }
    }
    Ok(())
}

fn members(resource: &Resource) -> impl Iterator<Item = &Text> {
    let identifiers = resource.identifiers.iter();
    let actions = resource.actions.iter().map(|action| &action.name);
    let relations = resource.relations.iter().map(|relation| &relation.name);
    let collections = resource.collections.iter().map(|collection| &collection.name);
    let waiters = resource.waiters.iter().map(|waiter| &waiter.name);
    identifiers.chain(actions).chain(relations).chain(collections).chain(waiters)
}
