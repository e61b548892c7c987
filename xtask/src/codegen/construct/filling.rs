//! The data that a resource is made with.

use std::fmt::Write as _;
use std::rc::Rc;

use anyhow::{Result, bail};

use crate::codegen::access::describe;
use crate::codegen::model::Resource;
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation, Shape};

/// A part of an answer or of other data that becomes the data of a new resource.
#[derive(Debug, Clone)]
pub(crate) struct Filling {
    /// The variable that owns it.
    variable: String,
    /// Its type, with the SDK as `sdk`.
    type_name: String,
    /// The structure; none for entries of several types, which only a type of ours can be made of.
    shape: Option<Rc<Shape>>,
    /// Whether the variable is an `Option`.
    is_optional: bool,
    /// Whether it lacks what a load gives.
    is_partial: bool,
    /// Whether the variable is a view that this type is made from.
    is_view: bool,
}

impl Filling {
    /// A structure of the SDK's in a variable.
    pub(crate) fn new(service: &Service, variable: &str, kind: &Kind) -> Result<Self> {
        let Kind::Type(name) = kind else { bail!("{} cannot be the data of a resource", describe(kind)) };
        let shape = service.sdk.shape(name)?;
        let type_name = format!("sdk::types::{}", shape.name);
        Ok(Self {
            variable: variable.to_owned(),
            type_name,
            shape: Some(shape),
            is_optional: false,
            is_partial: false,
            is_view: false,
        })
    }

    /// A view of `crate::listing` in a variable, of which the SDK's structure can be made.
    pub(crate) fn view(service: &Service, variable: &str, kind: &Kind) -> Result<Self> {
        Ok(Self { is_view: true, ..Self::new(service, variable, kind)? })
    }

    /// A whole answer, in the variable `output`.
    pub(crate) fn answer(operation: &Operation) -> Self {
        let type_name = format!("sdk::operation::{}::{}", operation.module, operation.output.name);
        let shape = Some(Rc::new(operation.output.clone()));
        Self { variable: "output".to_owned(), type_name, shape, is_optional: false, is_partial: false, is_view: false }
    }

    /// An entry of one of several lists.
    pub(crate) fn merged(variable: &str) -> Self {
        let (variable, type_name) = (variable.to_owned(), String::new());
        Self { variable, type_name, shape: None, is_optional: false, is_partial: false, is_view: false }
    }

    /// The same, if the variable is an `Option`.
    pub(crate) fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }

    /// The same, as a part of what a load gives.
    pub(crate) fn partial(self, is_partial: bool) -> Self {
        Self { is_partial, ..self }
    }
}

/// The field `data` of a literal, if the resource has one.
pub(super) fn data(service: &Service, resource: &Resource, filling: Option<&Filling>) -> Result<String> {
    let name = resource.name.get_ref();
    let Some(kind) = service.data_type(resource)? else { return Ok(String::new()) };
    let Some(filling) = filling else {
        if resource.always_loaded {
            bail!("{name} is never without data: say its `path`");
        }
        return Ok("data: Cache::empty(), ".to_owned());
    };
    let inner = if filling.is_optional { "found" } else { &filling.variable };
    let (value, is_whole) = convert(service, resource, &kind, filling, inner)?;
    let cell = match (resource.always_loaded, is_whole && !filling.is_partial) {
        (true, true) if resource.has_own_type() => "",
        (true, true) => "Arc::new",
        (true, false) => bail!("{name} is never without data, and {} lacks members of it", filling.type_name),
        (false, true) => "Cache::filled",
        (false, false) => "Cache::partial",
    };
    if !filling.is_optional {
        return Ok(if cell.is_empty() { format!("data: {value}, ") } else { format!("data: {cell}({value}), ") });
    }
    if resource.always_loaded || value.contains('?') {
        bail!("{name} cannot be made of {}, which may be absent", filling.type_name);
    }
    let made = if value == inner { cell.to_owned() } else { format!("|{inner}| {cell}({value})") };
    Ok(format!("data: {}.map_or_else(Cache::empty, {made}), ", filling.variable))
}

/// The expression of the data, and whether the source has all its members.
fn convert(
    service: &Service,
    resource: &Resource,
    wanted: &str,
    filling: &Filling,
    variable: &str,
) -> Result<(String, bool)> {
    if wanted.starts_with("crate::") {
        return Ok((format!("{wanted}::from({variable})"), true));
    }
    if wanted == filling.type_name {
        return Ok((if filling.is_view { format!("{wanted}::from({variable})") } else { variable.to_owned() }, true));
    }
    let Some(from) = &filling.shape else { bail!("entries of several types need a type of ours as data") };
    let to = service.data_shape(resource)?;
    let mut out = format!("{wanted}::builder()");
    let mut is_whole = true;
    for field in &to.fields {
        let found = from.fields.iter().find(|other| other.name == field.name && other.kind == field.kind);
        match found {
            Some(found) if found.optional => {
                write!(out, ".set_{}({variable}.{})", field.name.trim_start_matches("r#"), found.name)?;
            }
            Some(found) => {
                write!(out, ".set_{}(Some({variable}.{}))", field.name.trim_start_matches("r#"), found.name)?;
            }
            None => is_whole = false,
        }
    }
    if !out.contains(".set_") {
        bail!("{} has no member of {wanted}", filling.type_name);
    }
    out.push_str(if to.build_fails { ".build()?" } else { ".build()" });
    Ok((out, is_whole))
}
