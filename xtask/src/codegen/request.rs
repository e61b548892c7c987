//! Turns the parameters of a model (`Delete.Objects[].Key = "identifier:key"`) into the calls that set them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, anyhow, bail};

use super::access::{self, Mode, Step, describe, element};
use super::model::{Resource, Sources, Text};
use super::scope::{Service, Source, identifier};
use super::sdk::{Kind, Operation};

/// What a request needs.
#[derive(Debug, Default)]
pub(crate) struct Setters {
    /// Calls on the builder that cannot fail and may be repeated: made before the caller's closure sees it, and when it is sent.
    pub(crate) simple: String,
    /// Calls that build structures: made when it is sent, in a function that returns a `Result`.
    pub(crate) built: String,
    /// Whether the data of the resource is needed, in the variable `data`.
    pub(crate) needs_data: bool,
}

/// A tree of targets: `Delete` -> `Objects` -> each -> `Key`.
#[derive(Debug, Default)]
struct Node {
    list: Option<Step>,
    leaf: Option<Text>,
    members: BTreeMap<String, Node>,
}

/// The calls that set `parameters`. `this` names the variable with the acting resource.
pub(crate) fn setters(
    service: &Service,
    resource: &Resource,
    operation: &Operation,
    parameters: &Sources,
    this: &str,
) -> Result<Setters> {
    let mut root = Node::default();
    for (target, source) in parameters {
        let steps = service.at(target, access::parse(target.get_ref()))?;
        root.insert(&steps, source);
    }
    let renderer = Renderer { service, resource, this, operation: &operation.api };
    let mut setters = Setters::default();
    for (name, node) in &root.members {
        let place = parameters.keys().find(|target| target.get_ref().split(['.', '[']).next() == Some(name));
        let made = operation.input.field(name).and_then(|field| {
            let value = renderer.value(node, &field.kind)?;
            Ok((field.name.clone(), value))
        });
        let (field, value) = match place {
            Some(place) => service.at(place, made)?,
            None => made?,
        };
        let is_simple = node.leaf.is_some() && node.list.is_none() && !value.contains("data.");
        let out = if is_simple { &mut setters.simple } else { &mut setters.built };
        write!(out, ".set_{field}(Some({value}))")?;
    }
    for source in parameters.values() {
        setters.needs_data |= matches!(service.source(source)?, Source::Data(_));
    }
    Ok(setters)
}

impl Node {
    fn insert(&mut self, steps: &[Step], source: &Text) {
        match steps.split_first() {
            None => self.leaf = Some(source.clone()),
            Some((Step::Member(name), rest)) => self.members.entry(name.clone()).or_default().insert(rest, source),
            Some((step, rest)) => {
                self.list = Some(step.clone());
                self.insert(rest, source);
            }
        }
    }
}

struct Renderer<'a> {
    service: &'a Service,
    resource: &'a Resource,
    this: &'a str,
    operation: &'a str,
}

impl Renderer<'_> {
    /// The Rust expression of a parameter.
    fn value(&self, node: &Node, kind: &Kind) -> Result<String> {
        match &node.list {
            None => self.single(node, kind, self.this),
            Some(Step::Each) => {
                let one = self.single(node, &element(kind)?, "resource")?;
                Ok(format!(
                    "resources.iter().map(|resource| -> Result<_> {{ Ok({one}) }}).collect::<Result<Vec<_>>>()?"
                ))
            }
            Some(_) => Ok(format!("vec![{}]", self.single(node, &element(kind)?, self.this)?)),
        }
    }

    fn single(&self, node: &Node, kind: &Kind, this: &str) -> Result<String> {
        if let Some(source) = &node.leaf {
            let made = self.service.source(source).and_then(|parsed| self.leaf(&parsed, kind, this));
            return self.service.at(source, made);
        }
        let Kind::Type(name) = kind else { bail!("{} has no members", describe(kind)) };
        let shape = self.service.sdk.shape(name)?;
        let mut out = format!("sdk::types::{}::builder()", shape.name);
        for (member, child) in &node.members {
            let field = shape.field(member)?;
            let inner = Renderer { this, ..*self };
            write!(out, ".set_{}(Some({}))", field.name, inner.value(child, &field.kind)?)?;
        }
        out.push_str(if shape.build_fails { ".build()?" } else { ".build()" });
        Ok(out)
    }

    fn leaf(&self, source: &Source, kind: &Kind, this: &str) -> Result<String> {
        match (source, kind) {
            (Source::Identifier(name), kind) => {
                let identifier = identifier(self.resource, name)?;
                match (kind, identifier.kind.as_str()) {
                    (Kind::Text, "str") => Ok(format!("{this}.{name}.to_string()")),
                    (Kind::Plain(number), wanted) if number == wanted => Ok(format!("{this}.{name}")),
                    _ => Err(anyhow!("{name} is {}, and the parameter is {}", identifier.kind, describe(kind))),
                }
            }
            (Source::Literal(text), Kind::Text) => Ok(format!("{text:?}.to_owned()")),
            (Source::Literal(text), Kind::Type(name)) if !self.service.sdk.shape(name)?.is_struct => {
                Ok(format!("sdk::types::{name}::from({text:?})"))
            }
            (Source::Literal(text), Kind::Plain(name))
                if name == "bool" && matches!(text.as_str(), "true" | "false") =>
            {
                Ok(text.clone())
            }
            (Source::Data(path), Kind::Text) => self.data(path),
            _ => bail!("this source cannot set {}", describe(kind)),
        }
    }

    fn data(&self, path: &str) -> Result<String> {
        let access = read_data(self.service, self.resource, path)?;
        if access.kind != Kind::Text {
            bail!("data:{path} is {}, and text is wanted", describe(&access.kind));
        }
        let service = &self.service.model.service;
        Ok(format!(
            "required({}, LocalError::MissingParameter, {service:?}, {:?}, {path:?})?",
            access.cloned(),
            self.operation
        ))
    }
}

/// Reads from the data of a resource, in the variable `data`.
pub(crate) fn read_data(service: &Service, resource: &Resource, path: &str) -> Result<access::Access> {
    let load = resource.load.as_ref().ok_or_else(|| anyhow!("{} has no load", resource.name.get_ref()))?;
    let operation = service.operation(&load.operation)?;
    let steps = access::parse(path)?;
    if load.path.get_ref() == "@" {
        return access::read(&service.sdk, &operation.output, "data", &steps, Mode::Ref);
    }
    let whole = access::read(&service.sdk, &operation.output, "data", &access::parse(load.path.get_ref())?, Mode::Ref)?;
    let Kind::Type(name) = whole.kind else { bail!("the data is no structure") };
    access::read(&service.sdk, &*service.sdk.shape(&name)?, "data", &steps, Mode::Ref)
}
