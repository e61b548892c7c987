//! Makes resources out of answers, list entries and other resources.

mod filling;

use std::fmt::Write as _;

use anyhow::{Result, bail};

pub(crate) use self::filling::Filling;
use super::access::{self, Access, Mode, describe};
use super::model::{Resource, Sources, Text};
use super::paginators::ItemType;
use super::request::read_data;
use super::scope::{Held, Identifier, Service, Source, identifier, identifiers, snake};
use super::sdk::{Kind, Operation, Shape};

/// Where the new resource comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin<'a> {
    /// The resource that acts, in the variable `this`.
    pub(crate) parent: &'a Resource,
    /// What was asked, if anything was: the request is in `request` before it is sent, the answer in `output`.
    pub(crate) operation: Option<&'a Operation>,
    /// What a list entry, in `item`, is.
    pub(crate) item: Option<&'a ItemType>,
    /// What happens where an identifier is absent: an expression such as `return Ok(None)`, or else an error.
    pub(crate) absent: Option<&'a str>,
}

impl<'a> Origin<'a> {
    /// A resource alone.
    pub(crate) fn of(parent: &'a Resource) -> Self {
        Self { parent, operation: None, item: None, absent: None }
    }
}

/// A resource that is made: statements before the request, and an expression after it.
#[derive(Debug, Default)]
pub(crate) struct Construction {
    /// Statements that read the request.
    pub(crate) before: String,
    /// Statements that read the answer.
    pub(crate) after: String,
    /// The `Self { .. }` literal.
    pub(crate) literal: String,
    /// Parameters of the method, for identifiers that the caller gives.
    pub(crate) parameters: Vec<Identifier>,
}

/// The literal that makes `target`, with data if there is any.
pub(crate) fn construct(
    service: &Service,
    target: &Text,
    sources: &Sources,
    origin: Origin<'_>,
    filling: Option<&Filling>,
) -> Result<Construction> {
    let resource = service.model.resource(target)?;
    let mut made = Construction::default();
    let mut literal = format!("{} {{ {}, ", resource.name.get_ref(), owner(service, target, resource, origin)?);
    for wanted in identifiers(resource) {
        let found = sources.iter().find(|(name, _)| name.get_ref() == &wanted.name);
        let Some((_, source)) = found else {
            bail!(service.file().error(target, format!("{} needs the identifier {}", target.get_ref(), wanted.name)));
        };
        let value = service.source(source).and_then(|parsed| value(service, &wanted, &parsed, origin, &mut made));
        let value = service.at(source, value)?;
        if wanted.held != Held::Field {
            continue;
        }
        if value == wanted.name {
            write!(literal, "{value}, ")?;
        } else {
            write!(literal, "{}: {value}, ", wanted.name)?;
        }
    }
    if let Some((name, _)) = sources.iter().find(|(name, _)| identifier(resource, name.get_ref()).is_err()) {
        return Err(service.file().error(name, format!("{} has no identifier {}", target.get_ref(), name.get_ref())));
    }
    let data = service.at(target, filling::data(service, resource, filling))?;
    made.literal = literal + &data + "}";
    Ok(made)
}

/// The field with the client: what is made shares it, alone or with all of the resource that acts.
fn owner(service: &Service, target: &Text, resource: &Resource, origin: Origin<'_>) -> Result<String> {
    match &resource.parent {
        None => Ok(format!("client: this.{}.clone()", origin.parent.client())),
        Some(parent) if origin.item.is_some() && parent.get_ref() == origin.parent.name.get_ref() => {
            Ok("parent: Arc::clone(&this)".to_owned())
        }
        Some(parent) => {
            let reason = format!("only a collection of {} makes {}", parent.get_ref(), target.get_ref());
            bail!(service.file().error(target, reason))
        }
    }
}

/// An identifier of the parent, for the one that is wanted.
fn of_parent(wanted: &Identifier, from: &Identifier) -> Result<String> {
    match &wanted.held {
        Held::Field => {}
        Held::Parent(field) if *field == from.name => {}
        _ => bail!("{} is held elsewhere: see `held` of the resource", wanted.name),
    }
    Ok(from.cloned("this"))
}

/// The expression of one identifier.
fn value(
    service: &Service,
    wanted: &Identifier,
    source: &Source,
    origin: Origin<'_>,
    made: &mut Construction,
) -> Result<String> {
    let name = &wanted.name;
    if matches!(wanted.held, Held::Parent(_)) && !matches!(source, Source::Identifier(_)) {
        bail!("{name} is held by the parent, and comes from there: identifier:NAME");
    }
    match source {
        Source::Identifier(from) => of_parent(wanted, &identifier(origin.parent, from)?),
        Source::Input => {
            made.parameters.push(wanted.clone());
            Ok(if wanted.kind == "str" { format!("Arc::from({name}.as_ref())") } else { name.clone() })
        }
        Source::Request(path) => {
            let operation = operation(origin)?;
            let field = operation.input.field(path)?;
            let getter = format!("request.get_{}().clone()", field.name);
            let text = required(&getter, "MissingParameter", service, &operation.api, path);
            writeln!(made.before, "let {name} = {};", convert(service, wanted, &field.kind, &text)?)?;
            Ok(name.clone())
        }
        Source::Response(path) => {
            let operation = operation(origin)?;
            let text = read(service, &operation.output, "output", path, wanted, &operation.api)?;
            writeln!(made.after, "let {name} = {text};")?;
            Ok(name.clone())
        }
        Source::Item(path) if origin.absent.is_some() => {
            let Some(ItemType::One(Kind::Type(kind))) = origin.item else { bail!("the entries have no member {path}") };
            let shape = service.sdk.shape(kind)?;
            optional(
                service,
                wanted,
                &access::read(&service.sdk, &shape, "item", &access::parse(path)?, Mode::Ref)?,
                origin,
                made,
            )?;
            Ok(name.clone())
        }
        Source::Item(path) => {
            let api = origin.operation.map_or("", |operation| operation.api.as_str());
            match (&wanted.held, item_value(service, origin, path, wanted, api)?) {
                (Held::Data(method), value) if *method == snake(path) => writeln!(made.after, "{value};")?,
                (Held::Data(method), _) => bail!("the data gives {method}, and not {path}"),
                (_, value) => writeln!(made.after, "let {name} = {value};")?,
            }
            Ok(name.clone())
        }
        Source::Data(path) => {
            let access = read_data(service, origin.parent, path)?;
            optional(service, wanted, &access, origin, made)?;
            Ok(name.clone())
        }
        Source::Literal(text) if wanted.kind == "str" => Ok(format!("Arc::<str>::from({text:?})")),
        Source::Literal(text) => Ok(text.clone()),
    }
}

/// An identifier that may be absent without being missed: a reference that the data does not name is no error, there is none.
fn optional(
    service: &Service,
    wanted: &Identifier,
    access: &Access,
    origin: Origin<'_>,
    made: &mut Construction,
) -> Result<()> {
    let (name, value) = (&wanted.name, access.cloned());
    let absent = origin.absent.unwrap_or("return Ok(None)");
    let converted = convert(service, wanted, &access.kind, name)?;
    writeln!(made.after, "let Some({name}) = {value} else {{ {absent} }};")?;
    if converted != *name {
        writeln!(made.after, "let {name} = {converted};")?;
    }
    Ok(())
}

fn operation(origin: Origin<'_>) -> Result<&Operation> {
    match origin.operation {
        Some(operation) => Ok(operation),
        None => bail!("there is no request and no answer here"),
    }
}

fn item_value(service: &Service, origin: Origin<'_>, path: &str, wanted: &Identifier, api: &str) -> Result<String> {
    match origin.item {
        Some(ItemType::One(Kind::Type(name))) => read(service, &*service.sdk.shape(name)?, "item", path, wanted, api),
        Some(ItemType::Fast(..)) => {
            let (method, is_text) = (snake(path), wanted.kind == "str");
            let (kind, is_there) = if is_text {
                (Kind::Text, "|text| !text.is_empty()")
            } else {
                (Kind::Plain(wanted.kind.clone()), "|number| *number != 0")
            };
            let value = format!("Some(item.{method}()).filter({is_there})");
            let value = required(&value, "UnparsableAnswer", service, api, path);
            match wanted.held {
                Held::Data(_) => Ok(value),
                _ => convert(service, wanted, &kind, &value),
            }
        }
        Some(ItemType::One(Kind::Text)) if path == "@" => Ok("Arc::<str>::from(item)".to_owned()),
        Some(ItemType::Merged(name, variants)) => {
            let mut arms = String::new();
            let mut text = Kind::Text;
            for (variant, kind) in variants {
                let Kind::Type(entry) = kind else { bail!("the entries are no structures") };
                let shape = service.sdk.shape(entry)?;
                let access = access::read(&service.sdk, &shape, "entry", &access::parse(path)?, Mode::Ref)?;
                write!(arms, "client::{name}::{variant}(entry) => {}, ", access.cloned())?;
                text = access.kind.clone();
            }
            let whole = format!("match &item {{ {arms} }}");
            convert(service, wanted, &text, &required(&whole, "UnparsableAnswer", service, api, path))
        }
        _ => bail!("the entries have no member {path}"),
    }
}

fn read(
    service: &Service,
    shape: &Shape,
    variable: &str,
    path: &str,
    wanted: &Identifier,
    api: &str,
) -> Result<String> {
    let access = access::read(&service.sdk, shape, variable, &access::parse(path)?, Mode::Ref)?;
    convert(service, wanted, &access.kind, &required(&access.cloned(), "UnparsableAnswer", service, api, path))
}

fn required(value: &str, error: &str, service: &Service, api: &str, path: &str) -> String {
    let service = &service.model.service;
    format!("required({value}, LocalError::{error}, {service:?}, {api:?}, {path:?})?")
}

fn convert(service: &Service, wanted: &Identifier, kind: &Kind, value: &str) -> Result<String> {
    match (wanted.kind.as_str(), kind) {
        ("str", Kind::Text) => Ok(format!("Arc::<str>::from({value})")),
        ("str", Kind::Type(name)) if !service.sdk.shape(name)?.is_struct => {
            Ok(format!("Arc::<str>::from({value}.as_str())"))
        }
        (number, Kind::Plain(name)) if number == name => Ok(value.to_owned()),
        (other, kind) => bail!("{} is {other}, and this is {}", wanted.name, describe(kind)),
    }
}
