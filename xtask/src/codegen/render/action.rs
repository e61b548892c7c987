//! Actions.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode, Step};
use crate::codegen::construct::{Filling, Origin, construct};
use crate::codegen::model::{Action, Item, Resource, Text};
use crate::codegen::paginators::ItemType;
use crate::codegen::request::{Purpose, setters};
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation};

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
    let set = setters(service, resource, &operation, &action.parameters, "this", Purpose::Action)?;
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
    let is_change = mutates(&operation.api);
    let clear = match is_change && is_reloaded(resource) {
        true => "this.client.changed(&this, &this.data);\n",
        false => "",
    };
    let load = if set.needs_data { known_data(resource, "this") } else { String::new() };
    let (module, builder) = (&operation.module, &operation.builder);
    let builder = format!("sdk::operation::{module}::builders::{builder}");
    let (argument, start) = if action.closure.unwrap_or(false) {
        (format!(", request: impl FnOnce({builder}) -> {builder}"), ("request(", ")"))
    } else {
        (String::new(), ("", ""))
    };
    let uses_output = outcome.value.contains("output") || outcome.after.contains("output");
    let decoded = decoded(service, action, &operation)?;
    let bind = match (uses_output, decoded.is_empty()) {
        (true, true) => "let output = ",
        (true, false) => "let mut output = ",
        (false, _) => "",
    };
    let (set_first, set) = (&set.start, set.statements());
    let body = format!(
        "{load}{set}{before}{bind}request.send().await?;
        {decoded}{clear}{after}{value}",
        before = outcome.before,
        after = outcome.after,
        value = outcome.value,
    );
    // Only what is used is cloned and moved.
    let this = if body.contains("this.") || load.contains("this") { "let this = self.clone();\n" } else { "" };
    let mut out = doc(&service.model.service, action, &operation, &outcome.kind);
    writeln!(
        out,
        "pub fn {name}(&self{argument}) -> Action<{builder}, {kind}> {{
    {this}let start = self.{client}.{module}(){first};
    Action::new({open}start{close}, move |request| async move {{ {body} }})
}}\n",
        kind = outcome.kind,
        client = resource.client(),
        first = set_first.replace("this.", "self."),
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
    let partial = if kind.starts_with("sdk::") { partial_success(operation) } else { "" };
    let decoded = match action.base64.as_slice() {
        [] => String::new(),
        members => {
            let members: Vec<String> = members.iter().map(|member| format!("`{}`", member.get_ref())).collect();
            format!("///\n/// {} of the answer is decoded from base64, as boto3 does.\n", members.join(" and "))
        }
    };
    format!(
        "/// {sentence}{gives}
///
/// {more}: see [`Client::{module}`](sotalia_client::{service}::Client::{module}).
{decoded}{partial}///
/// # Errors
///
/// What `{api}` answers, classified.
"
    )
}

/// The statements that decode the members of the answer that come in base64.
fn decoded(service: &Service, action: &Action, operation: &Operation) -> Result<String> {
    let mut out = String::new();
    for member in &action.base64 {
        let field = service.at(member, operation.output.field(member.get_ref()))?;
        if field.kind != Kind::Text || !field.optional || action.returns.is_some() {
            bail!(
                service.file().error(member, "only a member of an answer that is text, and may be absent, is decoded")
            );
        }
        writeln!(out, "output.{0} = output.{0}.map(from_base64);", field.name)?;
    }
    Ok(out)
}

/// What the documentation says of an answer that is a success also where a part of it failed.
fn partial_success(operation: &Operation) -> &'static str {
    if operation.lists_failures() {
        "///\n/// The answer is a success also where some entries failed: [`all_succeeded`](Action::all_succeeded) makes an error of that, and
/// [`partial_failure`](sotalia_client::PartialSuccess::partial_failure) of the answer tells which.\n"
    } else {
        ""
    }
}

/// The statement that gives the data of a resource in the variable `data`: loaded if it can be.
pub(crate) fn known_data(resource: &Resource, this: &str) -> String {
    if resource.always_loaded {
        format!("let data = &{this}.data;\n")
    } else if resource.load.is_some() {
        format!("let data = {this}.load().await?;\n")
    } else {
        format!("let data = {this}.data.known(&{this})?;\n")
    }
}

/// Whether data that is forgotten can be loaded again: what only a listing or an answer told is kept, as in boto3.
pub(super) fn is_reloaded(resource: &Resource) -> bool {
    resource.load.is_some() && !resource.always_loaded
}

/// Whether an operation changes something, so that cached data is forgotten.
pub(super) fn mutates(api: &str) -> bool {
    !["Get", "Head", "List", "Describe", "Select"].iter().any(|verb| api.starts_with(verb))
}

fn resource_outcome(service: &Service, resource: &Resource, operation: &Operation, item: &Item) -> Result<Outcome> {
    match (&item.list, &item.path) {
        (Some(list), None) => many(service, resource, operation, item, list),
        (None, Some(path)) if path.get_ref().ends_with(']') => many(service, resource, operation, item, path),
        (None, path) => one(service, resource, operation, item, path.as_ref()),
        (Some(list), Some(_)) => bail!(service.file().error(list, "a `path` is a list already")),
    }
}

/// One resource, with a part of the answer as its data if there is a path.
fn one(
    service: &Service,
    resource: &Resource,
    operation: &Operation,
    item: &Item,
    path: Option<&Text>,
) -> Result<Outcome> {
    let origin = Origin { operation: Some(operation), ..Origin::of(resource) };
    let (mut found, mut filling) = (String::new(), None);
    match path {
        Some(path) if path.get_ref() == "@" => filling = Some(Filling::answer(operation).partial(item.partial)),
        Some(path) => {
            let steps = service.at(path, access::parse(path.get_ref()))?;
            let access = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Owned);
            let access = service.at(path, access)?;
            let made = Filling::new(service, "data", &access.kind).map(Filling::optional);
            filling = Some(service.at(path, made)?.partial(item.partial));
            found = format!("let data = {};\n", access.expression);
        }
        None => {}
    }
    let made = construct(service, &item.resource, &item.identifiers, origin, filling.as_ref())?;
    let is_change = mutates(&operation.api) && is_reloaded(service.model.resource(&item.resource)?);
    let value = match is_change {
        true => format!("let made = {};\nthis.client.replaced(&made, &made.data);\nOk(made)", made.literal),
        false => format!("Ok({})", made.literal),
    };
    Ok(Outcome { kind: item.resource.get_ref().clone(), before: made.before, after: made.after + &found, value })
}

/// A resource for each entry of a list of the answer, or of the request.
fn many(service: &Service, resource: &Resource, operation: &Operation, item: &Item, list: &Text) -> Result<Outcome> {
    let api = &operation.api;
    let text = list.get_ref().as_str();
    let of_request = text.strip_prefix("request:");
    let steps = access::parse(of_request.or(text.strip_prefix("response:")).unwrap_or(text));
    let mut steps = service.at(list, steps)?;
    let (shape, variable) = match of_request {
        Some(_) => (&operation.input, "request.as_input()"),
        None => (&operation.output, "output"),
    };
    if steps.last() != Some(&Step::Each) {
        bail!(service.file().error(list, "a list ends with []: `Instances[]`"));
    }
    let (mut before, mut entries, kind);
    if of_request.is_some() {
        // The request is gone once it is sent, and its input has no public fields.
        steps.pop();
        let [Step::Member(name)] = steps.as_slice() else {
            bail!(service.file().error(list, "only a parameter itself can be the list of a request"));
        };
        let field = service.at(list, shape.field(name))?;
        kind = service.at(list, access::element(&field.kind))?;
        before = format!("let entries = request.get_{}().clone().unwrap_or_default();\n", field.name);
        entries = "entries.into_iter()".to_owned();
    } else {
        let access = service.at(list, access::each(&service.sdk, shape, variable, &steps, Mode::Owned))?;
        (before, entries, kind) = (String::new(), access.expression, access.kind);
    }
    let element = ItemType::One(kind.clone());
    let origin = Origin { operation: Some(operation), item: Some(&element), ..Origin::of(resource) };
    let target = service.model.resource(&item.resource)?;
    let filling = match &item.path {
        Some(path) if service.data_type(target)?.is_some() => {
            Some(service.at(path, Filling::new(service, "item", &kind))?.partial(item.partial))
        }
        _ => None,
    };
    let made = construct(service, &item.resource, &item.identifiers, origin, filling.as_ref())?;
    before.push_str(&made.before);
    entries.push_str(&format!(".map(|item| {{ {} Ok({}) }})", made.after, made.literal));
    let value = format!(
        "{entries}.collect::<Result<Vec<_>>>().map_err(|error: Error| error.with_operation({:?}, {api:?}))",
        service.model.service
    );
    Ok(Outcome { kind: format!("Vec<{}>", item.resource.get_ref()), before, after: String::new(), value })
}
