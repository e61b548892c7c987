//! Batch actions of collections.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::action::{is_reloaded, mutates};
use super::collection::Parts;
use crate::codegen::access::{self, Mode};
use crate::codegen::model::{Batch, Text};
use crate::codegen::request::{Purpose, setters};
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation};

/// The method of a collection that sends one request for many resources.
pub(super) fn action(service: &Service, parts: &Parts<'_>, batch: &Batch) -> Result<String> {
    let operation = service.operation(&batch.operation)?;
    let target = service.model.resource(&parts.collection.item.resource)?;
    let set = setters(service, target, &operation, &batch.parameters, "first", Purpose::Batch)?;
    if batch.size.as_ref().is_some_and(|size| *size.get_ref() == 0) {
        bail!(service.file().error(&batch.name, "`size` is at least 1; without it a request carries a page"));
    }
    // What is the same for all is taken from the first.
    let set = if set.is_simple() { format!("Ok({})", set.expression()) } else { set.statements() + "Ok(request)" };
    let uses_first = set.contains("first.");
    let first = if uses_first { "let Some(first) = resources.first() else { return Ok(request) };\n" } else { "" };
    let (module, builder) = (&operation.module, &operation.builder);
    let builder = format!("sdk::operation::{module}::builders::{builder}");
    let output = format!("sdk::operation::{module}::{}", operation.output.name);
    let refused = refused(service, &operation, batch)?;
    let (name, api) = (batch.name.get_ref(), &operation.api);
    let (size, most) = match &batch.size {
        Some(size) => (size.get_ref().to_string(), format!("{} resources a request at most", size.get_ref())),
        None => ("usize::MAX".to_owned(), "all its resources in one request".to_owned()),
    };
    let changed = match mutates(api) && is_reloaded(target) {
        true => "for resource in &resources { resource.client.changed(resource, &resource.data); }\n",
        false => "",
    };
    let default = format!("Sends `{api}` for each page, {most}.");
    let sentence = batch.doc.as_deref().map_or(default.as_str(), str::trim);
    let target = target.name.get_ref();
    let mut out = String::new();
    writeln!(
        out,
        "
/// Batch actions: await one.
impl {kind} {{
    /// {sentence}
    ///
    /// `.with(|r| ..)` sets more of the operation's parameters, for each request; what names the resources stays. An empty
    /// page does not end it.
    ///
    /// # Errors
    ///
    /// The listing's and `{api}`'s. What a successful answer refuses is in the report: see `BatchReport::ok`.
    pub fn {name}(&self) -> Batch<{list}, {target}, {builder}, {output}> {{
        let client = self.parent.client.clone();
        Batch::new(self.inner.clone(), {size}, move |resources: Vec<{target}>, adjust| {{
            // What names the resources is set last, so that a closure cannot turn the request to others.
            let request = {build}(adjust(client.{module}()), &resources);
            Box::pin(async move {{
                let output = request?.send().await?;
                {changed}{refused}
                Ok((output, refused))
            }})
        }})
    }}
}}

/// The request of `{name}` for some resources.
fn {build}(request: {builder}, resources: &[{target}]) -> Result<{builder}> {{
    {first}{set}
}}",
        kind = parts.kind,
        list = parts.walk,
        build = format!("{}_{name}_request", parts.collection.name.get_ref()),
    )?;
    Ok(out)
}

fn refused(service: &Service, operation: &Operation, batch: &Batch) -> Result<String> {
    let Some(failures) = &batch.failures else { return Ok("let refused = None;".to_owned()) };
    let steps = service.at(&failures.path, access::parse(failures.path.get_ref()))?;
    let list = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Ref);
    let list = service.at(&failures.path, list)?;
    let Kind::Type(entry) = service.at(&failures.path, access::element(&list.kind))? else {
        bail!(service.file().error(&failures.path, "the failures are no structures"));
    };
    let shape = service.sdk.shape(&entry)?;
    let read = |name: &Text| {
        let steps = access::parse(name.get_ref());
        let access = steps.and_then(|steps| access::read(&service.sdk, &shape, "failure", &steps, Mode::Ref));
        let access = service.at(name, access)?;
        Ok::<_, anyhow::Error>(match access.expression.strip_suffix(".as_ref()") {
            Some(place) => format!("{place}.as_deref()"),
            None => format!("{}.map(String::as_str)", access.expression),
        })
    };
    let [id, code, message] = [read(&failures.id)?, read(&failures.code)?, read(&failures.message)?];
    let qualified = match &failures.qualifier {
        Some(name) => format!(".qualified({})", read(name)?),
        None => String::new(),
    };
    Ok(format!(
        "let failures = {}.into_iter().flatten();
        let refused = PartialFailure::of_failures({:?}, {:?}, failures, |failure| {{
            FailedEntry::new({code}, {message}).named({id}){qualified}
        }});",
        list.expression, service.model.service, operation.api
    ))
}
