//! The calls of `tests/resources`: for each member that boto3 was asked, the call of ours.

mod cases;
mod value;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};

use self::cases::Member;
use self::value::Values;
use super::model::{Resource, Text};
use super::render::identifiers as written;
use super::scope::{Service, identifiers, snake};
use super::write::{self, Files};

/// Where the crate with the comparison is.
pub(super) const CRATE: &str = "tests/resources";

/// The calls of one service, if it has cases.
pub(super) fn service(root: &Path, service: &Service, files: &mut Files) -> Result<()> {
    let name = &service.model.service;
    let source = format!("{CRATE}/cases/{name}.jsonl");
    let path = root.join(&source);
    let manifest = std::fs::read_to_string(root.join(CRATE).join("Cargo.toml")).unwrap_or_default();
    if !path.exists() || !manifest.contains(&format!("\n{name} = [")) {
        return Ok(());
    }
    let members = cases::read(&path)?;
    let body = Calls { service, values: Values { sdk: &service.sdk } }.render(&members)?;
    files.insert(PathBuf::from(CRATE).join("src/generated").join(format!("{name}.rs")), write::finish(&source, &body)?);
    Ok(())
}

/// The module of all services, behind their features.
pub(super) fn module(files: &mut Files) -> Result<()> {
    let folder = PathBuf::from(CRATE).join("src/generated");
    let of_folder = files.keys().filter(|path| path.starts_with(&folder));
    let names: Vec<String> = of_folder.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    let mut body = String::from(
        "//! The calls of every service.\n\nuse crate::round_trip::RoundTrips;\nuse crate::told::Call;\n\n",
    );
    for name in &names {
        writeln!(body, "#[cfg(feature = {name:?})]\npub(crate) mod {name};")?;
    }
    body.push_str("\n/// The services that are compiled in, each with its calls.\npub(crate) const SERVICES: &[(&str, &[(&str, Call)])] = &[\n");
    for name in &names {
        writeln!(body, "#[cfg(feature = {name:?})]\n({name:?}, {name}::CALLS),")?;
    }
    body.push_str("];\n");
    body.push_str("\n/// What names each resource, through text and back.\npub(crate) const ROUND_TRIPS: &[(&str, RoundTrips)] = &[\n");
    for name in &names {
        writeln!(body, "#[cfg(feature = {name:?})]\n({name:?}, {name}::round_trips),")?;
    }
    body.push_str("];\n");
    let source = format!("{CRATE}/cases");
    files.insert(folder.with_extension("rs"), write::finish(&source, &body)?);
    Ok(())
}

/// Renders the calls of one service.
struct Calls<'a> {
    service: &'a Service,
    values: Values<'a>,
}

impl Calls<'_> {
    fn render(&self, members: &BTreeMap<String, Member>) -> Result<String> {
        let name = &self.service.model.service;
        let root = self.service.model.resources.iter().find(|resource| resource.root);
        let root = root.context("a model has a root")?;
        let mut calls = String::new();
        for (member, cases) in members {
            let rendered = self.member(root, member, cases).with_context(|| format!("{name}: {member}"))?;
            if let Some(call) = rendered {
                writeln!(calls, "({member:?}, |scene| run(async move {{ {call} }})),")?;
            }
        }
        let tells = self.tells();
        let root = root.name.get_ref();
        let crate_name = format!("sotalia_{name}");
        let is_call = |text: &str, word: &str| {
            text.match_indices(word)
                .any(|(at, _)| !text[..at].ends_with(|before: char| before.is_alphanumeric() || "_.".contains(before)))
        };
        let used = |word: &str| is_call(&calls, word) || is_call(&tells, word);
        let words = ["Call", "Tell", "all", "answer", "batch", "pages", "resource", "tree"];
        let words: Vec<&str> =
            words.into_iter().filter(|word| *word == "Call" || *word == "Tell" || used(&format!("{word}("))).collect();
        let sdk = if used("sdk::") { format!("use sotalia_client::{name} as sdk;\n") } else { String::new() };
        let duration = if used("Duration::") { "use std::time::Duration;\n\n" } else { "" };
        Ok(format!(
            "//! The calls of the cases of {name}.\n\n{duration}{sdk}use {crate_name} as service;\n\n\
             use crate::round_trip::{{RoundTrip, round_trip}};\nuse crate::scene::Scene;\nuse crate::told::{{Outcome, {}, run}};\n\n\
             /// The service's own resource, whose requests are noted down.\n\
             pub(crate) fn root(scene: &Scene) -> service::{root} {{\n\
             service::{root}::configured(scene.session(), |options| options.interceptor(scene.recorder()))\n}}\n\n\
             /// Each member, and the call of it.\npub(crate) const CALLS: &[(&str, Call)] = &[\n{calls}];\n\n\
             /// What names each resource, through text and back.\n\
             pub(crate) fn round_trips(session: &service::Session) -> Vec<RoundTrip> {{\n\
             let root = service::{root}::new(session);\n\
             NAMED.iter().map(|named| named(root.client())).collect()\n}}\n\n\
             /// Each kind of resource.\nconst NAMED: &[fn(&service::Client) -> RoundTrip] = &[\n{round_trips}];\n{tells}",
            words.join(", "),
            round_trips = self.round_trips(),
        ))
    }

    /// Each resource of identifiers that tell one from another, written and read.
    fn round_trips(&self) -> String {
        let mut out = String::new();
        let resources = self.service.model.resources.iter();
        for resource in resources.filter(|one| written::is_writable(one) && !one.always_loaded) {
            let name = resource.name.get_ref();
            let given = identifiers(resource).into_iter().enumerate().map(|(index, one)| match one.kind.as_str() {
                "str" => format!(", {:?}", format!("{} \"{index}\" \u{e4}/\\n", one.name)),
                _ => format!(", {}", index + 1),
            });
            let given: String = given.collect();
            out.push_str(&format!(
                "|client| round_trip(&service::{name}::from_client(client{given}), service::{name}::to_identifiers, \
                 |it| service::{name}::from_identifiers(client, it)),\n"
            ));
        }
        out
    }

    /// How each resource tells what it is.
    fn tells(&self) -> String {
        let mut out = String::new();
        for resource in self.service.model.resources.iter().filter(|resource| !resource.root) {
            let name = resource.name.get_ref();
            let has_data = resource.load.is_some() || resource.data.is_some();
            let data = match (resource.always_loaded, has_data) {
                (true, _) => "Some(tree(self.data()))",
                (false, true) => "self.data().map(|data| tree(&*data))",
                (false, false) => "None",
            };
            out.push_str(&format!(
                "\nimpl Tell for service::{name} {{\nfn tell(&self) -> Outcome {{ resource(self, {data}) }}\n}}\n"
            ));
        }
        out
    }

    /// The call of a member; `None` if the model lacks it.
    fn member(&self, root: &Resource, member: &str, cases: &Member) -> Result<Option<String>> {
        let (of, name) = member.split_once('.').context("a member is of a resource")?;
        let resources = &self.service.model.resources;
        let resource = match of {
            "ServiceResource" => root,
            _ => match resources.iter().find(|one| one.name.get_ref() == of) {
                Some(resource) => resource,
                None => return Ok(None),
            },
        };
        let Some(it) = self.it(root, resource) else { return Ok(None) };
        let call = match cases.kind.as_str() {
            "load" => resource.load.as_ref().map(|_| format!("it.{name}().await?;\nOk(it.tell())")),
            "subresource" => self.subresource(resource, name)?,
            "reference" => named(&resource.relations, name, |one| &one.name).map(|_| format!("Ok(it.{name}().await?.tell())")),
            "action" => self.action(resource, name, cases)?,
            "waiter" => named(&resource.waiters, name, |one| &one.name).map(|_| {
                format!("it.{name}().delay(Duration::from_secs(1)).max_wait(Duration::from_secs(2)).await?;\nOk(Outcome::Nothing)")
            }),
            "collection" => self.collection(resource, name, cases)?,
            "batch_action" => self.batch(resource, name, cases)?,
            other => return Err(anyhow!("{other} is no kind of member")),
        };
        Ok(call.map(|call| format!("{it}{call}")))
    }

    /// Makes what the case acts on.
    fn it(&self, root: &Resource, resource: &Resource) -> Option<String> {
        if resource.root {
            return Some("let it = root(&scene);\n".to_owned());
        }
        let method = snake(resource.name.get_ref());
        let is_there = resource.always_loaded || named(&root.relations, &method, |one| &one.name).is_some();
        let given = identifiers(resource);
        let given: Vec<String> =
            given.iter().enumerate().map(|(index, one)| given_by(&one.kind, "on", index)).collect();
        let made = format!("root(&scene).{method}({})", given.join(", "));
        let made = if resource.always_loaded { format!("scene.prepare({made}).await?") } else { made };
        is_there.then(|| format!("let it = {made};\n"))
    }

    fn subresource(&self, resource: &Resource, name: &str) -> Result<Option<String>> {
        let Some(relation) = named(&resource.relations, name, |one| &one.name) else { return Ok(None) };
        let target = self.service.model.resource(&relation.resource)?;
        let mut given = Vec::new();
        for identifier in identifiers(target) {
            let source = relation.identifiers.iter().find(|(name, _)| name.get_ref() == &identifier.name);
            if source.is_some_and(|(_, source)| source.get_ref() == "input") {
                given.push(given_by(&identifier.kind, "argument", given.len()));
            }
        }
        Ok(Some(format!("Ok(it.{name}({}).tell())", given.join(", "))))
    }

    fn action(&self, resource: &Resource, name: &str, cases: &Member) -> Result<Option<String>> {
        let Some(action) = named(&resource.actions, name, |one| &one.name) else { return Ok(None) };
        let set = self.values.setters(&self.service.operation(&action.operation)?, &cases.arguments)?;
        let call = match (action.closure.unwrap_or(false), set.is_empty()) {
            (true, true) => format!("it.{name}(|r| r)"),
            (true, false) => format!("it.{name}(|r| r{set})"),
            (false, true) => format!("it.{name}()"),
            (false, false) => format!("it.{name}().with(|r| r{set})"),
        };
        Ok(Some(match action.returns {
            Some(_) => format!("Ok({call}.await?.tell())"),
            None => format!("Ok(answer(&{call}.await?))"),
        }))
    }

    fn collection(&self, resource: &Resource, name: &str, cases: &Member) -> Result<Option<String>> {
        let Some(collection) = named(&resource.collections, name, |one| &one.name) else { return Ok(None) };
        let operation = self.service.operation(&collection.operation)?;
        let set = self.values.setters(&operation, &cases.arguments)?;
        let mut out = format!("let found = it.{name}()");
        if !set.is_empty() {
            write!(out, ".filter(|r| r{set})")?;
        }
        out.push_str(";\n");
        let mut arms = String::new();
        for (variant, filters) in &cases.filters {
            let steps: Vec<String> =
                filters.iter().map(|one| self.values.appended(&operation, one)).collect::<Result<_>>()?;
            let steps: String = steps.into_iter().map(|set| format!(".filter(|r| r{set})")).collect();
            write!(arms, "{variant:?} => found{steps}, ")?;
        }
        if !arms.is_empty() {
            writeln!(out, "let found = match scene.variant() {{ {arms} _ => found }};")?;
        }
        if self.service.paginators.has_page_size(collection.operation.get_ref()) {
            out.push_str(
                "let found = match scene.page_size() { Some(size) => found.page_size(size), None => found };\n",
            );
        }
        out.push_str("let found = found.limit(scene.limit());\n");
        out.push_str("if scene.in_pages() { pages(found.pages()).await } else { all(found.stream()).await }");
        Ok(Some(out))
    }

    fn batch(&self, resource: &Resource, name: &str, cases: &Member) -> Result<Option<String>> {
        let (collection, batch) = name.split_once('.').context("a batch action is of a collection")?;
        let Some(found) = named(&resource.collections, collection, |one| &one.name) else { return Ok(None) };
        let item = self.service.model.resource(&found.item.resource)?;
        let Some(action) = named(&item.batches, batch, |one| &one.name) else { return Ok(None) };
        let set = self.values.setters(&self.service.operation(&action.operation)?, &cases.arguments)?;
        let with = if set.is_empty() { String::new() } else { format!(".with(|r| r{set})") };
        Ok(Some(format!("Ok(batch(&it.{collection}().{batch}(){with}.keep_answers().await?))")))
    }
}

/// A member of this name.
fn named<'a, T>(all: &'a [T], name: &str, of: impl Fn(&T) -> &Text) -> Option<&'a T> {
    all.iter().find(|one| of(one).get_ref() == name)
}

/// An identifier that the case gives.
fn given_by(kind: &str, from: &str, index: usize) -> String {
    if kind == "str" { format!("scene.{from}({index})") } else { format!("scene.number_{from}({index})") }
}
