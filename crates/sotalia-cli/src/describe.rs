//! What there is to call: services, operations, parameters.

use std::sync::Arc;

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Member, Models, Operation, Service, Shape, ShapeKind, with_separator};

use crate::arguments::Named;

/// Enumerations with more values are cut.
const MAX_VALUES: usize = 12;

/// The name of an operation or parameter as the AWS CLI has it.
pub(crate) fn kebab(name: &str) -> String {
    with_separator(name, '-')
}

/// Services that the AWS CLI names otherwise than boto3.
const ALIASES: &[(&str, &str)] = &[("configservice", "config"), ("deploy", "codedeploy"), ("s3api", "s3")];

/// The service by its name, also that of the AWS CLI.
///
/// # Errors
///
/// `UnknownService` with the nearest names.
pub(crate) fn service(models: &Models, name: &str) -> Result<Arc<Service>> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    models.service(alias.map_or(name, |(_, name)| name))
}

/// The operation by its name, in any form.
///
/// # Errors
///
/// [`LocalError::UnknownOperation`] with the nearest names.
pub(crate) fn find<'s>(service: &'s Service, name: &str) -> Result<&'s Operation> {
    service.operation(name).ok_or_else(|| {
        let nearest: Vec<_> = service.nearest_operations(name).into_iter().map(|name| name.replace('_', "-")).collect();
        let mut message = format!("{} has no operation {name:?}", service.name);
        if nearest.is_empty() {
            message.push_str(&format!("; `sotalia operations {}` lists them", service.name));
        } else {
            message.push_str(&format!("; did you mean {}?", nearest.join(" or ")));
        }
        Error::local(LocalError::UnknownOperation, message)
    })
}

/// The names of services, a line for each.
pub(crate) fn services(models: &Models, part: Option<&str>) -> String {
    let names = models.services().into_iter().filter(|name| part.is_none_or(|part| name.contains(part)));
    names.map(|name| name + "\n").collect()
}

/// The names of a service's operations, a line for each.
pub(crate) fn operations(service: &Service) -> String {
    service.operations.iter().map(|operation| kebab(&operation.name) + "\n").collect()
}

/// The names of a service's waiters, a line for each.
pub(crate) fn waiters(service: &Service) -> String {
    service.waiters.iter().map(|waiter| kebab(&waiter.name) + "\n").collect()
}

/// What an operation takes and answers.
///
/// # Errors
///
/// `UnknownService` and [`LocalError::UnknownOperation`] with the nearest names.
pub(crate) fn operation(models: &Models, named: &Named) -> Result<String> {
    let service = self::service(models, &named.service)?;
    let operation = find(&service, &named.operation)?;
    let mut text = format!("{} {}", service.name, kebab(&operation.name));
    let facts =
        [operation.is_deprecated.then_some("deprecated"), service.paginator(&operation.name).map(|_| "in pages")];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        text.push_str(&format!(" ({})", facts.join(", ")));
    }
    text.push_str("\n\nparameters\n");
    text.push_str(&members(&service, service.input(operation), |name| format!("--{}", kebab(name))));
    text.push_str("\nanswer\n");
    text.push_str(&members(&service, service.output(operation), str::to_owned));
    Ok(text)
}

/// A line for each member: name, type, whether it is required, values.
fn members(service: &Service, shape: Option<&Shape>, write_name: fn(&str) -> String) -> String {
    let Some(shape) = shape.filter(|shape| !shape.members.is_empty()) else { return "  none\n".to_owned() };
    let mut rows: Vec<_> = shape.members.iter().enumerate().collect();
    // What must be given comes first.
    rows.sort_by_key(|(place, _)| !shape.required.contains(place));
    let width = rows.iter().map(|(_, member)| write_name(&member.name).len()).max().unwrap_or_default();
    let row = |(place, member): (usize, &Member)| {
        let required = if shape.required.contains(&place) { ", required" } else { "" };
        let name = write_name(&member.name);
        format!("  {name:width$}  {}{required}{}\n", type_of(service, member), values(service, member))
    };
    rows.into_iter().map(row).collect()
}

/// `list of string`, `map of integer`.
pub(crate) fn type_of(service: &Service, member: &Member) -> String {
    let shape = &service.shapes[member.shape];
    let inner = |inner: &Option<Member>| match inner {
        Some(inner) => service.shapes[inner.shape].kind.as_str(),
        None => "anything",
    };
    match shape.kind {
        _ if shape.document => "document".to_owned(),
        _ if shape.eventstream => "stream of events".to_owned(),
        ShapeKind::List => format!("list of {}", inner(&shape.member)),
        ShapeKind::Map => format!("map of {}", inner(&shape.value)),
        kind if member.streaming || shape.streaming => format!("{} that streams", kind.as_str()),
        kind => kind.as_str().to_owned(),
    }
}

fn values(service: &Service, member: &Member) -> String {
    let values = &service.shapes[member.shape].enum_values;
    if values.is_empty() {
        return String::new();
    }
    let shown: Vec<_> = values.iter().take(MAX_VALUES).map(|value| &**value).collect();
    let more = if values.len() > MAX_VALUES { " | ..." } else { "" };
    format!(": {}{more}", shown.join(" | "))
}
