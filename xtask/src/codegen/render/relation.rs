//! Sub-resources and references.

use anyhow::Result;

use super::action::known_data;
use super::resource::parameter;
use crate::codegen::access::{self, Mode};
use crate::codegen::construct::{Construction, Filling, Origin, construct};
use crate::codegen::model::{Relation, Resource, Text};
use crate::codegen::paginators::ItemType;
use crate::codegen::request::read_data;
use crate::codegen::scope::{Service, Source};

/// The methods that lead to other resources.
pub(crate) fn relations(service: &Service, resource: &Resource) -> Result<String> {
    if resource.relations.is_empty() {
        return Ok(String::new());
    }
    let name = resource.name.get_ref();
    let mut out = format!(
        "\n/// The way to other resources. Only references may ask the service, when awaited.\nimpl {name} {{\n"
    );
    for relation in &resource.relations {
        let mut of_data = false;
        for source in relation.identifiers.values() {
            of_data |= matches!(service.source(source)?, Source::Data(_));
        }
        out.push_str(&match &relation.path {
            Some(path) if path.get_ref().ends_with(']') => references(service, resource, relation, path)?,
            None if !of_data => sub_resource(service, resource, relation)?,
            path => reference(service, resource, relation, path.as_ref())?,
        });
    }
    out.push_str("}\n");
    Ok(out)
}

fn sub_resource(service: &Service, resource: &Resource, relation: &Relation) -> Result<String> {
    let made = construct(service, &relation.resource, &relation.identifiers, Origin::of(resource), None)?;
    let (method, target) = (relation.name.get_ref(), relation.resource.get_ref());
    let article = if target.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" };
    let whose = if resource.root { "" } else { " of this one" };
    Ok(format!(
        "/// {article} [`{target}`]{whose}.
pub fn {method}(&self{parameters}) -> {target} {{ {literal} }}\n\n",
        parameters = parameters(&made),
        literal = made.literal.replace("this.", "self."),
    ))
}

/// A resource that the data names, if it names one.
fn reference(service: &Service, resource: &Resource, relation: &Relation, path: Option<&Text>) -> Result<String> {
    let (method, target) = (relation.name.get_ref(), relation.resource.get_ref());
    let (mut found, mut filling) = (String::new(), None);
    if let Some(path) = path {
        let access = service.at(path, read_data(service, resource, path.get_ref()))?;
        found = format!("let entry = {};\n", access.cloned());
        filling = Some(service.at(path, Filling::new(service, "entry", &access.kind).map(Filling::optional))?);
    }
    let made = construct(service, &relation.resource, &relation.identifiers, Origin::of(resource), filling.as_ref())?;
    Ok(format!(
        "/// The [`{target}`] that the data names, if it names one.{loads}
///
/// # Errors
///
/// {errors}
pub fn {method}(&self{parameters}) -> Reference<Option<{target}>> {{
    let this = self.clone();
    Reference::new(async move {{
        {data}{after}{found}Ok(Some({literal}))
    }})
}}\n\n",
        loads = loads(resource),
        errors = errors(resource),
        parameters = parameters(&made),
        data = known_data(resource, "this"),
        after = made.after,
        literal = made.literal,
    ))
}

/// A resource for each entry of a list of the data.
fn references(service: &Service, resource: &Resource, relation: &Relation, path: &Text) -> Result<String> {
    let (method, target) = (relation.name.get_ref(), relation.resource.get_ref());
    let shape = service.data_shape(resource)?;
    let steps = service.at(path, access::parse(path.get_ref()))?;
    let list = service.at(path, access::each(&service.sdk, &shape, "data", &steps, Mode::Ref))?;
    let element = ItemType::One(list.kind.clone());
    let origin = Origin { item: Some(&element), absent: Some("return None"), ..Origin::of(resource) };
    let wanted = service.model.resource(&relation.resource)?;
    let mut filling = None;
    if service.data_type(wanted)?.is_some() {
        filling = Some(service.at(path, Filling::new(service, "entry", &list.kind))?);
    }
    let mut made = construct(service, &relation.resource, &relation.identifiers, origin, filling.as_ref())?;
    if filling.is_some() {
        made.after.push_str("let entry = item.clone();\n");
    }
    Ok(format!(
        "/// Each [`{target}`] that the data names; entries without a name of their own are left out.{loads}
///
/// # Errors
///
/// {errors}
pub fn {method}(&self{parameters}) -> Reference<Vec<{target}>> {{
    let this = self.clone();
    Reference::new(async move {{
        {data}Ok({entries}.filter_map(|item| {{ {after}Some({literal}) }}).collect())
    }})
}}\n\n",
        loads = loads(resource),
        errors = errors(resource),
        parameters = parameters(&made),
        data = known_data(resource, "this"),
        entries = list.expression,
        after = made.after,
        literal = made.literal,
    ))
}

fn parameters(made: &Construction) -> String {
    made.parameters.iter().map(|id| format!(", {}", parameter(id))).collect()
}

fn loads(resource: &Resource) -> &'static str {
    if resource.load.is_some() { " Loads the data unless it is known." } else { "" }
}

fn errors(resource: &Resource) -> &'static str {
    match (resource.always_loaded, &resource.load) {
        (true, _) => "None: the data is there.",
        (false, Some(_)) => "As of [`load`](Self::load).",
        (false, None) => {
            "`LocalError::DataNotKnown` where nothing is known: only what a listing or an answer gave has data."
        }
    }
}
