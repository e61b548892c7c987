//! Turns the parameters of a model (`Delete.Objects[].Key = "identifier:key"`) into the code that sets them.

mod value;

use std::collections::BTreeMap;

use anyhow::{Result, bail};

pub(crate) use self::value::read_data;
use self::value::{Renderer, build, cover};
use super::access::{self, Step, describe, element};
use super::model::{Resource, Sources, Text};
use super::scope::{Service, Source};
use super::sdk::{Kind, Operation};

/// What a request needs. Identifiers cannot be set to others by the caller's closure; constants are what stands where it sets nothing.
#[derive(Debug, Default)]
pub(crate) struct Setters {
    /// Calls on the builder that cannot fail: what the caller's closure finds set.
    pub(crate) start: String,
    /// Those of them that are made again when it is sent.
    pub(crate) pinned: String,
    /// Expressions of the request that follow them when it is sent, in a function that returns a `Result`.
    built: Vec<String>,
    /// Whether the data of the resource is needed, in the variable `data`.
    pub(crate) needs_data: bool,
    /// Whether a statement may fail.
    pub(crate) may_fail: bool,
}

/// What the request is for: it decides what becomes of lists that the caller sets too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// One resource: a list that names it names no other.
    Action,
    /// A load: the caller's filters narrow it further.
    Load,
    /// A listing: the same, and all is set from the beginning.
    Listing,
    /// Many resources, in the variable `resources`.
    Batch,
}

/// A tree of targets: `Delete` -> `Objects` -> each -> `Key`.
#[derive(Debug, Default)]
pub(super) struct Node {
    leaf: Option<Text>,
    members: BTreeMap<String, Node>,
    /// Entries of a list by index; `None` stands for each.
    entries: BTreeMap<Option<usize>, Node>,
}

/// The code that sets `parameters`. `this` names the variable with the acting resource.
pub(crate) fn setters(
    service: &Service,
    resource: &Resource,
    operation: &Operation,
    parameters: &Sources,
    this: &str,
    purpose: Purpose,
) -> Result<Setters> {
    let mut root = Node::default();
    for (target, source) in parameters {
        let steps = service.at(target, access::parse(target.get_ref()))?;
        root.insert(&steps, source);
    }
    let renderer = Renderer { service, resource, this, operation: &operation.api, purpose };
    let mut setters = Setters::default();
    for (name, node) in &root.members {
        let place = parameters.keys().find(|target| target.get_ref().split(['.', '[']).next() == Some(name));
        let made = operation.input.field(name).and_then(|field| setters.add(&renderer, &field.name, &field.kind, node));
        match place {
            Some(place) => service.at(place, made)?,
            None => made?,
        }
    }
    for source in parameters.values() {
        setters.needs_data |= matches!(service.source(source)?, Source::Data(_));
    }
    setters.may_fail = setters.built.iter().any(|request| request.contains('?'));
    Ok(setters)
}

impl Node {
    fn insert(&mut self, steps: &[Step], source: &Text) {
        match steps.split_first() {
            None => self.leaf = Some(source.clone()),
            Some((Step::Member(name), rest)) => self.members.entry(name.clone()).or_default().insert(rest, source),
            Some((step, rest)) => {
                let index = match step {
                    Step::Index(index) => Some(*index),
                    _ => None,
                };
                self.entries.entry(index).or_default().insert(rest, source);
            }
        }
    }

    /// Whether all that it sets is constant.
    fn is_constant(&self, service: &Service) -> Result<bool> {
        if let Some(source) = &self.leaf {
            return Ok(matches!(service.source(source)?, Source::Literal(_)));
        }
        for child in self.members.values().chain(self.entries.values()) {
            if !child.is_constant(service)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_each(&self) -> bool {
        self.entries.contains_key(&None)
    }
}

/// What is set when it is sent
impl Setters {
    /// Whether nothing is.
    pub(crate) fn is_empty_at_send(&self) -> bool {
        self.pinned.is_empty() && self.built.is_empty()
    }

    /// Whether all is set by calls on the builder.
    pub(crate) fn is_simple(&self) -> bool {
        self.built.is_empty()
    }

    /// Statements `let request = ..;`.
    pub(crate) fn statements(&self) -> String {
        self.requests().iter().map(|request| format!("let request = {request};\n")).collect()
    }

    /// Statements that the calls that cannot fail make, and those that follow.
    pub(crate) fn split_statements(&self) -> (String, String) {
        let of = |requests: &[String]| requests.iter().map(|request| format!("let request = {request};\n")).collect();
        let pinned = self.requests().len() - self.built.len();
        (of(&self.requests()[..pinned]), of(&self.built))
    }

    /// Statements, and an expression of the request.
    pub(crate) fn expression(&self) -> String {
        let requests = self.requests();
        match requests.split_last() {
            None => "request".to_owned(),
            Some((last, rest)) => {
                let rest: String = rest.iter().map(|request| format!("let request = {request};\n")).collect();
                rest + last
            }
        }
    }

    fn requests(&self) -> Vec<String> {
        let pinned = Some(format!("request{}", self.pinned)).filter(|_| !self.pinned.is_empty());
        pinned.into_iter().chain(self.built.iter().cloned()).collect()
    }
}

/// Adding
impl Setters {
    /// Adds what sets one parameter.
    fn add(&mut self, renderer: &Renderer<'_>, field: &str, kind: &Kind, node: &Node) -> Result<()> {
        let value = build(renderer, node, kind, renderer.this)?;
        let is_plain = !value.contains('?') && !value.contains("data.");
        let constant = node.is_constant(renderer.service)?;
        let call = format!(".set_{field}(Some({value}))");
        if node.entries.is_empty() && node.members.is_empty() {
            match (is_plain, constant) {
                (true, true) if renderer.purpose == Purpose::Batch => self.pinned.push_str(&call),
                (true, true) => self.start.push_str(&call),
                (true, false) => self.pin(&call),
                (false, _) => self.state(&format!("request{call}")),
            }
            return Ok(());
        }
        if renderer.purpose == Purpose::Batch {
            self.state(&format!("request{call}"));
            return Ok(());
        }
        if node.entries.is_empty() {
            return self.structure(renderer, field, kind, node, &value);
        }
        let is_text = node.entries.values().all(|entry| entry.leaf.is_some());
        match (renderer.purpose, constant) {
            (Purpose::Listing | Purpose::Load, _) if !is_text => {
                if is_plain {
                    self.start.push_str(&call);
                }
                let list = format!("put_first(request.get_{field}().clone(), {value})");
                self.state(&format!("{{ let list = {list}; request.set_{field}(Some(list)) }}"));
            }
            (Purpose::Listing, true) => self.start.push_str(&call),
            // A constant list, such as "all attributes", is what stands where the caller names none.
            (_, true) => {
                self.state(&format!("if request.get_{field}().is_none() {{ request{call} }} else {{ request }}"));
            }
            _ if is_text && is_plain => self.pin(&call),
            _ if node.is_each() && !is_text => self.entries(renderer, field, kind, node, &value)?,
            _ => self.state(&format!("request{call}")),
        }
        Ok(())
    }

    fn pin(&mut self, call: &str) {
        self.start.push_str(call);
        self.pinned.push_str(call);
    }

    fn state(&mut self, request: &str) {
        self.built.push(request.to_owned());
    }

    /// A structure: the caller's, with our members in it.
    fn structure(&mut self, renderer: &Renderer<'_>, field: &str, kind: &Kind, node: &Node, value: &str) -> Result<()> {
        let covers = cover(renderer, node, kind, "value")?;
        let theirs = match covers.as_str() {
            "" => "Some(value) => value,".to_owned(),
            covers => format!("Some(mut value) => {{ {covers} value }}"),
        };
        self.state(&format!(
            "{{ let value = match request.get_{field}().clone() {{
                {theirs}
                None => {value},
            }};
            request.set_{field}(Some(value)) }}"
        ));
        Ok(())
    }

    /// Our members in each entry of the caller's list.
    fn entries(&mut self, renderer: &Renderer<'_>, field: &str, kind: &Kind, node: &Node, value: &str) -> Result<()> {
        if node.entries.len() != 1 {
            bail!("{} has both [] and an index", describe(kind));
        }
        let covers = cover(renderer, &node.entries[&None], &element(kind)?, "value")?;
        let theirs = match covers.as_str() {
            "" => "Some(list) => list,".to_owned(),
            covers => format!("Some(mut list) => {{ for value in &mut list {{ {covers} }} list }}"),
        };
        self.state(&format!(
            "{{ let list = match request.get_{field}().clone() {{
                {theirs}
                None => {value},
            }};
            request.set_{field}(Some(list)) }}"
        ));
        Ok(())
    }
}
