//! The type of a resource: identifiers, constructor, identity, data.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode};
use crate::codegen::model::Resource;
use crate::codegen::request::{Purpose, setters};
use crate::codegen::scope::{Held, Identifier, Service, identifier, identifiers};

/// The structure and its identity.
pub(crate) fn definition(service: &Service, resource: &Resource) -> Result<String> {
    let name = resource.name.get_ref();
    let ids = identifiers(resource);
    check_held(service, resource)?;
    let mut out = format!("/// {}\n", resource.doc.trim());
    out.push_str("///\n/// Making one asks nothing. Clones are cheap, and share what was loaded.\n");
    let owner = match &resource.parent {
        Some(parent) => format!("parent: Arc<{}>", parent.get_ref()),
        None => "client: SharedClient<Client>".to_owned(),
    };
    writeln!(out, "#[derive(Clone)]\npub struct {name} {{\npub(crate) {owner},")?;
    for id in ids.iter().filter(|id| id.held == Held::Field) {
        writeln!(out, "pub(crate) {}: {},", id.name, stored(id))?;
    }
    if let Some(data) = service.data_type(resource)? {
        let cell = match resource.always_loaded {
            true if resource.has_own_type() => data,
            true => format!("Arc<{data}>"),
            false => format!("Cache<{data}>"),
        };
        writeln!(out, "pub(crate) data: {cell},")?;
    }
    out.push_str("}\n\n");
    writeln!(out, "/// Identity.\nimpl {name} {{")?;
    if !resource.always_loaded {
        out.push_str(&constructor(service, resource, &ids)?);
    }
    out.push_str("/// The client that sends the resource's requests: the way to whatever it has no method for.\n");
    writeln!(out, "pub fn client(&self) -> &Client {{ &self.{} }}\n", resource.client())?;
    for id in &ids {
        let (kind, value) = match id.kind.as_str() {
            "str" => ("&str", accessor(id)),
            number => (number, accessor(id)),
        };
        writeln!(out, "/// The identifier `{0}`.\npub fn {0}(&self) -> {kind} {{ {value} }}\n", id.name)?;
    }
    out.push_str("}\n");
    out.push_str(&identity(service, resource, &ids)?);
    Ok(out)
}

/// Refuses identifiers that are held where there is nothing.
fn check_held(service: &Service, resource: &Resource) -> Result<()> {
    let parent = resource.parent.as_ref().map(|parent| service.model.resource(parent)).transpose()?;
    if let Some(at) = resource.parent.as_ref().filter(|_| !resource.always_loaded) {
        bail!(
            service.file().error(at, "only an `always_loaded` resource shares its parent: others are made without one")
        );
    }
    for (name, place) in &resource.held {
        service.at(name, identifier(resource, name.get_ref()))?;
        match (place.get_ref().split_once(':'), parent) {
            (Some(("parent", field)), Some(parent)) => {
                service.at(place, identifier(parent, field))?;
            }
            (Some(("data", _)), _) if resource.has_own_type() && resource.always_loaded => {}
            _ => {
                let reason = "this is no place; write parent:IDENTIFIER, or data:METHOD for data of a type of ours";
                bail!(service.file().error(place, reason))
            }
        }
    }
    Ok(())
}

/// What the method of an identifier gives.
fn accessor(id: &Identifier) -> String {
    match (&id.held, id.kind.as_str()) {
        (Held::Data(method), _) => format!("self.data.{method}()"),
        (_, "str") => format!("&self.{}", id.place()),
        _ => format!("self.{}", id.place()),
    }
}

fn constructor(service: &Service, resource: &Resource, ids: &[Identifier]) -> Result<String> {
    let parameters: String = ids.iter().map(|id| format!(", {}", parameter(id))).collect();
    let fields: String = ids.iter().map(|id| format!(", {}", given(id))).collect();
    let data = service.data_type(resource)?.map_or("", |_| ", data: Cache::empty()");
    let doc = if ids.is_empty() { "" } else { " of these identifiers" };
    Ok(format!(
        "/// The resource{doc}, with requests sent by `client`.
pub fn from_client(client: &Client{parameters}) -> Self {{ Self {{ client: SharedClient::new(client.clone()){fields}{data} }} }}\n\n",
    ))
}

fn identity(service: &Service, resource: &Resource, ids: &[Identifier]) -> Result<String> {
    let pairs: Vec<String> = ids
        .iter()
        .map(|id| match id.kind.as_str() {
            "str" if resource.secret.iter().any(|secret| *secret.get_ref() == id.name) => {
                format!("({:?}, Identifier::Secret(&self.{}))", id.name, id.place())
            }
            _ => format!("({:?}, Identifier::from({}))", id.name, id.borrowed("self")),
        })
        .collect();
    let kind = if resource.root { "ServiceResource" } else { resource.name.get_ref() };
    let name = resource.name.get_ref();
    let mut out = String::new();
    writeln!(
        out,
        "\nimpl Resource for {name} {{
    const SERVICE: &'static str = {:?};
    const NAME: &'static str = {kind:?};
    fn identifiers(&self) -> Vec<(&'static str, Identifier<'_>)> {{ vec![{}] }}
}}

sotalia_resource::identity!({name});",
        service.model.service,
        pairs.join(", ")
    )?;
    Ok(out)
}

/// A parameter of a method that takes an identifier.
pub(crate) fn parameter(id: &Identifier) -> String {
    match id.kind.as_str() {
        "str" => format!("{}: impl AsRef<str>", id.name),
        number => format!("{}: {number}", id.name),
    }
}

fn given(id: &Identifier) -> String {
    match id.kind.as_str() {
        "str" => format!("{0}: Arc::from({0}.as_ref())", id.name),
        _ => id.name.clone(),
    }
}

fn stored(id: &Identifier) -> &str {
    if id.kind == "str" { "Arc<str>" } else { &id.kind }
}

/// `data`, `load`, `reload`, `exists`.
pub(crate) fn data(service: &Service, resource: &Resource) -> Result<String> {
    let Some(data) = service.data_type(resource)? else { return Ok(String::new()) };
    let name = resource.name.get_ref();
    let mut out = format!("\n/// Data.\nimpl {name} {{\n");
    if resource.always_loaded {
        writeln!(out, "/// What the listing said. Asks nothing.\npub fn data(&self) -> &{data} {{ &self.data }}\n}}")?;
        return Ok(out);
    }
    writeln!(
        out,
        "/// What is known: from the listing that gave this resource, or from the last load. Asks nothing.
{renamed}pub fn data(&self) -> Option<Arc<{data}>> {{ {known}.get() }}\n",
        known = known(resource),
        renamed = renamed(service, resource)?,
    )?;
    if resource.load.is_some() {
        out.push_str(&load(service, resource, &data)?);
    }
    out.push_str("}\n");
    Ok(out)
}

/// boto3's names of attributes that it renames, since a method has their name.
fn renamed(service: &Service, resource: &Resource) -> Result<String> {
    if resource.data.as_ref().is_some_and(|name| name.get_ref().starts_with("crate::")) {
        return Ok(String::new());
    }
    let mut out = String::new();
    for field in &service.data_shape(resource)?.fields {
        let relation = resource.relations.iter().find(|relation| *relation.name.get_ref() == field.name);
        if relation.is_some() {
            writeln!(
                out,
                "///\n/// boto3's attribute `{0}_attribute` is `{0}` of the data; the method [`{0}`](Self::{0}) gives resources.",
                field.name
            )?;
        }
    }
    Ok(out)
}

fn load(service: &Service, resource: &Resource, data: &str) -> Result<String> {
    let Some(load) = &resource.load else { return Ok(String::new()) };
    let operation = service.operation(&load.operation)?;
    let set = setters(service, resource, &operation, &load.parameters, "this", Purpose::Load)?;
    if set.needs_data {
        bail!(service.file().error(&load.operation, "a load's parameters come from identifiers: there is no data yet"));
    }
    let api = &operation.api;
    let (method, builder) = (&operation.module, &operation.builder);
    let builder = format!("sdk::operation::{method}::builders::{builder}");
    let found = if load.path.get_ref() == "@" {
        "let data = request.send().await?;".to_owned()
    } else {
        let steps = service.at(&load.path, access::parse(load.path.get_ref()))?;
        let read = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Owned);
        format!(
            "let output = request.send().await?;\nlet data = {}.ok_or_else(|| Error::local(LocalError::ResourceNotFound, format!(\"{{this}} does not exist\")).with_operation({:?}, {api:?}))?;",
            service.at(&load.path, read)?.expression,
            service.model.service,
        )
    };
    let (pinned, built) = set.split_statements();
    Ok(format!(
        "/// The data: what is known, or else what `{api}` answers, which is then kept.
///
/// With parameters of the caller's (`.with(|r| ..)`) it asks in any case, and keeps nothing: others may mean another thing.
///
/// # Errors
///
/// What the service answers; a resource that is not there is an error of kind `NotFound`.
pub fn load(&self) -> Action<{builder}, Arc<{data}>> {{
    let known = {known}.complete();
    self.reload().known_or(known)
}}

/// The data as `{api}` answers it now. It is kept, unless the caller set parameters of their own.
///
/// # Errors
///
/// As of [`load`](Self::load).
pub fn reload(&self) -> Action<{builder}, Arc<{data}>> {{
    let this = self.clone();
    let plain = self.client.{method}(){first};
    Action::new(plain.clone(), move |request| async move {{
        {pinned}let is_plain = request.as_input() == plain.as_input();
        {built}{found}
        Ok(if is_plain {{ this.data.set(data) }} else {{ Arc::new(data) }})
    }})
}}

/// Whether it is there, as `{api}` answers now. What it answers is kept.
///
/// # Errors
///
/// What the service answers, but for errors of kind `NotFound`: these are a `false`.
pub async fn exists(&self) -> Result<bool> {{
    Ok(if_found(self.reload().await)?.is_some())
}}

/// The data as of [`load`](Self::load), or `None` if it is not there.
///
/// # Errors
///
/// What the service answers, but for errors of kind `NotFound`.
pub async fn load_if_exists(&self) -> Result<Option<Arc<{data}>>> {{
    if_found(self.load().await)
}}\n",
        first = set.start.replace("this.", "self."),
        known = known(resource),
    ))
}

/// The cache of a resource. One that can be loaded again does not show what was known before a change.
fn known(resource: &Resource) -> &'static str {
    if resource.load.is_some() { "self.client.current(self, &self.data)" } else { "self.data" }
}
