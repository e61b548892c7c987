//! Actions.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode, Step};
use crate::codegen::construct::{Origin, construct};
use crate::codegen::model::{Action, Item, Resource};
use crate::codegen::paginators::ItemType;
use crate::codegen::request::setters;
use crate::codegen::scope::Service;
use crate::codegen::sdk::Operation;

/// The methods that send a request.
pub(crate) fn actions(service: &Service, resource: &Resource) -> Result<String> {
    if resource.actions.is_empty() {
        return Ok(String::new());
    }
    let mut out = format!("\n/// Actions: await one to send it.\nimpl {} {{\n", resource.name.get_ref());
    for action in &resource.actions {
        out.push_str(&render(service, resource, action)?);
    }
    out.push_str("}\n");
    Ok(out)
}

/// What an action gives: its type, statements around the request, and the expression.
struct Outcome {
    kind: String,
    before: String,
    after: String,
    value: String,
}

fn render(service: &Service, resource: &Resource, action: &Action) -> Result<String> {
    let operation = service.operation(&action.operation)?;
    let set = setters(service, resource, &operation, &action.parameters, "this")?;
    let outcome = match &action.returns {
        None => Outcome {
            kind: format!("sdk::operation::{}::{}", operation.module, operation.output.name),
            before: String::new(),
            after: String::new(),
            value: "Ok(output)".to_owned(),
        },
        Some(item) => resource_outcome(service, resource, &operation, item)?,
    };
    let name = action.name.get_ref();
    let clears = resource.load.is_some() || resource.data.is_some();
    let clear = if clears && !resource.always_loaded && mutates(&operation.api) { "this.data.clear();\n" } else { "" };
    let load = if set.needs_data { "let data = this.load().await?;\n" } else { "" };
    let (module, builder) = (&operation.module, &operation.builder);
    let builder = format!("sdk::operation::{module}::builders::{builder}");
    let (argument, start) = if action.closure.unwrap_or(false) {
        (format!(", request: impl FnOnce({builder}) -> {builder}"), ("request(", ")"))
    } else {
        (String::new(), ("", ""))
    };
    let uses_output = outcome.value.contains("output") || outcome.after.contains("output");
    let bind = if uses_output { "let output = " } else { "" };
    let (simple, built) = (&set.simple, &set.built);
    let set = match simple.len() + built.len() {
        0 => String::new(),
        _ => format!("let request = request{simple}{built};\n"),
    };
    let body = format!(
        "{load}{set}{before}{bind}request.send().await?;
        {clear}{after}{value}",
        before = outcome.before,
        after = outcome.after,
        value = outcome.value,
    );
    // Only what is used is cloned and moved.
    let this = if body.contains("this.") || simple.contains("this.") { "let this = self.clone();\n" } else { "" };
    let mut out = doc(&service.model.service, action, &operation, &outcome.kind);
    writeln!(
        out,
        "pub fn {name}(&self{argument}) -> Action<{builder}, {kind}> {{
    {this}let start = self.client.{module}(){first};
    Action::new({open}start{close}, move |request| async move {{ {body} }})
}}\n",
        kind = outcome.kind,
        first = simple.replace("this.", "self."),
        open = start.0,
        close = start.1,
    )?;
    Ok(out)
}

fn doc(service: &str, action: &Action, operation: &Operation, kind: &str) -> String {
    let Operation { api, module, .. } = operation;
    let sentence = action.doc.as_deref().map_or_else(|| format!("Sends `{api}`."), |doc| doc.trim().to_owned());
    let more = if action.closure.unwrap_or(false) {
        "The closure sets the operation's parameters".to_owned()
    } else {
        "`.with(|r| ..)` sets more of the operation's parameters".to_owned()
    };
    let gives = if kind.starts_with("sdk::") { String::new() } else { format!(" Gives the `{kind}`.") };
    format!(
        "/// {sentence}{gives}
///
/// {more}: see [`Client::{module}`](sotalia_client::{service}::Client::{module}).
///
/// # Errors
///
/// What `{api}` answers, classified.
"
    )
}

/// Whether an operation changes something, so that cached data is forgotten.
fn mutates(api: &str) -> bool {
    !["Get", "Head", "List", "Describe", "Select"].iter().any(|verb| api.starts_with(verb))
}

fn resource_outcome(service: &Service, resource: &Resource, operation: &Operation, item: &Item) -> Result<Outcome> {
    let target = item.resource.get_ref().clone();
    let Some(path) = &item.path else {
        let origin = Origin { parent: resource, operation: Some(operation), item: None };
        let made = construct(service, &item.resource, &item.identifiers, origin, None)?;
        return Ok(Outcome {
            kind: target,
            before: made.before,
            after: made.after,
            value: format!("Ok({})", made.literal),
        });
    };
    let mut steps = service.at(path, access::parse(path.get_ref()))?;
    let many = steps.last() == Some(&Step::Each);
    if many {
        steps.pop();
    }
    let access = service.at(path, access::read(&service.sdk, &operation.output, "output", &steps, Mode::Owned))?;
    let api = &operation.api;
    if !many {
        bail!(service.file().error(path, "only a list (`Instances[]`) can be the path of an action's resources"));
    }
    let element = ItemType::One(service.at(path, access::element(&access.kind))?);
    let origin = Origin { parent: resource, operation: Some(operation), item: Some(&element) };
    let has_data = service.data_type(service.model.resource(&item.resource)?)?.map(|_| "item");
    let made = construct(service, &item.resource, &item.identifiers, origin, has_data)?;
    let value = format!(
        "{}.unwrap_or_default().into_iter().map(|item| {{ {} Ok({}) }}).collect::<Result<Vec<_>>>().map_err(|error: Error| error.with_operation({:?}, {api:?}))",
        access.expression, made.after, made.literal, service.model.service
    );
    Ok(Outcome { kind: format!("Vec<{target}>"), before: made.before, after: String::new(), value })
}
