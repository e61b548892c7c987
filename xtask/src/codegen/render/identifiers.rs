//! The identifiers of resources as values that can be written and read.

use std::fmt::Write as _;

use anyhow::Result;

use crate::codegen::model::Resource;
use crate::codegen::scope::{Identifier, Service, identifiers};

/// The feature of a service's crate that has them.
pub(crate) const FEATURE: &str = "serde";

/// The module with the identifiers of all resources, and the types in it.
pub(crate) fn module(service: &Service) -> Result<(String, Vec<String>)> {
    let (mut types, mut names, mut resources) = (String::new(), Vec::new(), Vec::new());
    for resource in service.model.resources.iter().filter(|resource| is_writable(resource)) {
        let name = resource.name.get_ref();
        types.push_str(&structure(resource)?);
        types.push_str(&conversions(service, resource)?);
        names.push(type_name(resource));
        resources.push(name.as_str());
    }
    let (arc, cache) = (types.contains("Arc::"), types.contains("Cache::"));
    let mut uses = String::from("use serde::{Deserialize, Serialize};\n");
    if arc {
        uses.push_str("use std::sync::Arc;\n");
    }
    if types.contains("Client)") || types.contains("Client,") {
        writeln!(uses, "use sotalia_client::{}::Client;", service.model.service)?;
    }
    let shared = types.contains("SharedClient::");
    match (cache, shared) {
        (true, true) => uses.push_str("use sotalia_resource::{Cache, SharedClient};\n"),
        (true, false) => uses.push_str("use sotalia_resource::Cache;\n"),
        (false, true) => uses.push_str("use sotalia_resource::SharedClient;\n"),
        (false, false) => {}
    }
    let body = format!(
        "//! The identifiers of the resources of {}, as values that can be written and read.\n\n{uses}\nuse super::{{{}}};\n{types}",
        service.model.title,
        resources.join(", ")
    );
    Ok((body, names))
}

/// The type of a resource's identifiers.
pub(crate) fn type_name(resource: &Resource) -> String {
    format!("{}Identifiers", resource.name.get_ref())
}

/// Whether the identifiers of a resource may be written: the root has none, and a secret stays where it is.
pub(crate) fn is_writable(resource: &Resource) -> bool {
    !resource.root && resource.secret.is_empty()
}

fn structure(resource: &Resource) -> Result<String> {
    let (name, kind) = (resource.name.get_ref(), type_name(resource));
    let back = if resource.always_loaded {
        String::new()
    } else {
        format!(", and [`{name}::from_identifiers`] makes the resource of it")
    };
    let mut out = String::new();
    writeln!(
        out,
        "
/// What names a [`{name}`], for a file or another process: [`{name}::to_identifiers`] gives it{back}.
///
/// It is read from a map of its fields, and from nothing with more in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct {kind} {{"
    )?;
    for id in identifiers(resource) {
        let field = if id.kind == "str" { "String" } else { &id.kind };
        writeln!(out, "/// The identifier `{0}`.\npub {0}: {field},", id.name)?;
    }
    out.push_str("}\n");
    Ok(out)
}

fn conversions(service: &Service, resource: &Resource) -> Result<String> {
    let (name, kind) = (resource.name.get_ref(), type_name(resource));
    let ids = identifiers(resource);
    let fields = |of: fn(&Identifier) -> String| ids.iter().map(of).collect::<Vec<_>>().join(", ");
    let written = fields(|id| match id.kind.as_str() {
        "str" => format!("{}: self.{}.to_string()", id.name, id.place()),
        _ => format!("{}: self.{}", id.name, id.place()),
    });
    let mut out = String::new();
    writeln!(
        out,
        "
/// Identifiers as a value.
impl {name} {{
    /// What names this resource, as a value that serde writes and reads. Region, client and data are no part of it.
    pub fn to_identifiers(&self) -> {kind} {{
        {kind} {{ {written} }}
    }}"
    )?;
    if !resource.always_loaded {
        let read = fields(|id| match id.kind.as_str() {
            "str" => format!("{0}: Arc::from(identifiers.{0}.as_str())", id.name),
            _ => format!("{0}: identifiers.{0}", id.name),
        });
        let comma = if ids.is_empty() { "" } else { ", " };
        let data = service.data_type(resource)?.map_or("", |_| ", data: Cache::empty()");
        let argument = if ids.is_empty() { "_" } else { "identifiers" };
        writeln!(
            out,
            "
    /// The resource of these identifiers, with requests sent by `client`. Asks nothing.
    pub fn from_identifiers(client: &Client, {argument}: &{kind}) -> Self {{
        Self {{ client: SharedClient::new(client.clone()){comma}{read}{data} }}
    }}"
        )?;
    }
    writeln!(
        out,
        "}}

impl From<&{name}> for {kind} {{
    fn from(resource: &{name}) -> Self {{
        resource.to_identifiers()
    }}
}}"
    )?;
    Ok(out)
}
