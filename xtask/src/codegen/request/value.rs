//! The expressions that a request's parameters are set to.

use std::fmt::Write as _;

use anyhow::{Result, anyhow, bail};

use super::{Node, Purpose};
use crate::codegen::access::{self, Access, Mode, describe, element};
use crate::codegen::model::Resource;
use crate::codegen::scope::{Service, Source, identifier};
use crate::codegen::sdk::{Kind, Shape};

/// What the expressions of a request have in common.
#[derive(Clone, Copy)]
pub(super) struct Renderer<'a> {
    pub(super) service: &'a Service,
    pub(super) resource: &'a Resource,
    pub(super) this: &'a str,
    pub(super) operation: &'a str,
    pub(super) purpose: Purpose,
}

/// The expression of a parameter that is made new.
pub(super) fn build(renderer: &Renderer<'_>, node: &Node, kind: &Kind, this: &str) -> Result<String> {
    if node.entries.is_empty() {
        return single(renderer, node, kind, this);
    }
    let kind = element(kind)?;
    if let (Some(entry), Purpose::Batch) = (node.entries.get(&None), renderer.purpose) {
        let one = single(renderer, entry, &kind, "resource")?;
        let data = if one.contains("data.") { "let data = resource.data.known(resource)?; " } else { "" };
        if !one.contains('?') && data.is_empty() {
            return Ok(format!("resources.iter().map(|resource| {one}).collect()"));
        }
        return Ok(format!(
            "resources.iter().map(|resource| -> Result<_> {{ {data}Ok({one}) }}).collect::<Result<Vec<_>>>()?"
        ));
    }
    let entries: Result<Vec<String>> =
        node.entries.values().map(|entry| single(renderer, entry, &kind, this)).collect();
    Ok(format!("vec![{}]", entries?.join(", ")))
}

fn single(renderer: &Renderer<'_>, node: &Node, kind: &Kind, this: &str) -> Result<String> {
    if let Some(source) = &node.leaf {
        let made = renderer.service.source(source).and_then(|parsed| renderer.leaf(&parsed, kind, this));
        return renderer.service.at(source, made);
    }
    let shape = structure(renderer.service, kind)?;
    let mut out = format!("sdk::types::{}::builder()", shape.name);
    for (member, child) in &node.members {
        let field = shape.field(member)?;
        write!(
            out,
            ".set_{}(Some({}))",
            field.name.trim_start_matches("r#"),
            build(renderer, child, &field.kind, this)?
        )?;
    }
    out.push_str(if shape.build_fails { ".build()?" } else { ".build()" });
    Ok(out)
}

fn structure(service: &Service, kind: &Kind) -> Result<std::rc::Rc<Shape>> {
    match kind {
        Kind::Type(name) => service.sdk.shape(name),
        other => bail!("{} has no members", describe(other)),
    }
}

/// Statements that put our members into the caller's structure, in the variable `value`.
pub(super) fn cover(renderer: &Renderer<'_>, node: &Node, kind: &Kind, value: &str) -> Result<String> {
    let shape = structure(renderer.service, kind)?;
    let mut out = String::new();
    for (member, child) in &node.members {
        let field = shape.field(member)?;
        let made = build(renderer, child, &field.kind, renderer.this)?;
        let place = format!("{value}.{}", field.name);
        match (child.is_constant(renderer.service)?, field.optional) {
            (true, true) => writeln!(out, "{place}.get_or_insert_with(|| {made});")?,
            // A required member: the caller has set it.
            (true, false) => {}
            (false, true) => writeln!(out, "{place} = Some({made});")?,
            (false, false) => writeln!(out, "{place} = {made};")?,
        }
    }
    Ok(out)
}

impl Renderer<'_> {
    fn leaf(&self, source: &Source, kind: &Kind, this: &str) -> Result<String> {
        let is_enum = |name: &String| Ok::<_, anyhow::Error>(!self.service.sdk.shape(name)?.is_struct);
        match (source, kind) {
            (Source::Identifier(name), kind) => {
                let identifier = identifier(self.resource, name)?;
                match (kind, identifier.kind.as_str()) {
                    (Kind::Text, "str") => Ok(format!("{this}.{}.to_string()", identifier.place())),
                    (Kind::Plain(number), wanted) if number == wanted => Ok(identifier.borrowed(this)),
                    (Kind::Type(of), "str") if is_enum(of)? => {
                        Ok(format!("sdk::types::{of}::from({})", identifier.borrowed(this)))
                    }
                    _ => Err(anyhow!("{name} is {}, and the parameter is {}", identifier.kind, describe(kind))),
                }
            }
            (Source::Literal(text), Kind::Text) => Ok(format!("{text:?}.to_owned()")),
            (Source::Literal(text), Kind::Type(name)) if is_enum(name)? => {
                Ok(format!("sdk::types::{name}::from({text:?})"))
            }
            (Source::Literal(text), Kind::Plain(name)) if is_literal(text, name) => Ok(text.clone()),
            (Source::Data(path), kind) => self.data(path, kind),
            _ => bail!("this source cannot set {}", describe(kind)),
        }
    }

    fn data(&self, path: &str, kind: &Kind) -> Result<String> {
        let access = read_data(self.service, self.resource, path)?;
        if access.kind != *kind {
            bail!("data:{path} is {}, and {} is wanted", describe(&access.kind), describe(kind));
        }
        let service = &self.service.model.service;
        Ok(format!(
            "required({}, LocalError::MissingParameter, {service:?}, {:?}, {path:?})?",
            access.cloned(),
            self.operation
        ))
    }
}

fn is_literal(text: &str, kind: &str) -> bool {
    match kind {
        "bool" => matches!(text, "true" | "false"),
        "i32" => text.parse::<i32>().is_ok(),
        "i64" => text.parse::<i64>().is_ok(),
        _ => false,
    }
}

/// Reads from the data of a resource, in the variable `data`.
pub(crate) fn read_data(service: &Service, resource: &Resource, path: &str) -> Result<Access> {
    let shape = service.data_shape(resource)?;
    access::read(&service.sdk, &shape, "data", &access::parse(path)?, Mode::Ref)
}
