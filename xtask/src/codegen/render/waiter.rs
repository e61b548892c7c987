//! Waiters.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode};
use crate::codegen::model::{Resource, Text, Waiter};
use crate::codegen::request::{Purpose, Setters, setters};
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation};

const ACCEPTORS: &str = "an acceptor is status:N, error:Code, path:Member=VALUE, pathAll:, pathAny: or length:List[]>0";

/// The methods that wait.
pub(crate) fn waiters(service: &Service, resource: &Resource) -> Result<String> {
    if resource.waiters.is_empty() {
        return Ok(String::new());
    }
    let mut out = format!("\n/// Waiters: await one.\nimpl {} {{\n", resource.name.get_ref());
    for waiter in &resource.waiters {
        out.push_str(&render(service, resource, waiter)?);
    }
    out.push_str("}\n");
    Ok(out)
}

fn render(service: &Service, resource: &Resource, waiter: &Waiter) -> Result<String> {
    let operation = service.operation(&waiter.operation)?;
    let set = setters(service, resource, &operation, &waiter.parameters, "this", Purpose::Action)?;
    if set.needs_data {
        bail!(service.file().error(&waiter.operation, "a waiter's parameters come from identifiers and constants"));
    }
    let ask = Ask::of(&set);
    let mut arms = String::new();
    for (acceptors, step) in [
        (&waiter.success, "Step::Done".to_owned()),
        (&waiter.failure, "Step::Failed(_)".to_owned()),
        (&waiter.retry, "Step::Again".to_owned()),
    ] {
        for acceptor in acceptors {
            arms.push_str(&arm(service, &operation, acceptor, &step)?);
        }
    }
    // Whatever is no error and no acceptor's keeps it waiting.
    let others = if arms.contains("Ok(_) =>") { "" } else { "Ok(_) => Step::Again, " };
    let mut out = String::new();
    let Waiter { waiter: title, delay, max_attempts, .. } = waiter;
    let (module, output) = (&operation.module, &operation.output.name);
    writeln!(
        out,
        "/// Waits as the waiter `{title}` does: asks `{api}` every {delay} s, at most for {total} s unless set otherwise.
///
/// # Errors
///
/// See [`Waiter`].
pub fn {name}(&self) -> Waiter<sdk::operation::{module}::{output}> {{
    let request = self.{client}.{module}(){start};
    {own}Waiter::new(
        {title:?},
        Duration::from_secs({delay}),
        {max_attempts},
        move || {{ let request = request.clone(); {clone}Box::pin(async move {{ {built}Ok(request.send().await?) }}) }},
        |answer| match answer {{ {arms} {others}Err(_) => Step::Unexpected }},
    ){keep}
}}\n",
        api = operation.api,
        client = resource.client(),
        total = delay * u64::from(*max_attempts),
        name = waiter.name.get_ref(),
        start = set.start.replace("this.", "self."),
        own = ask.own,
        clone = ask.clone,
        built = ask.built,
        keep = keep(service, resource, &operation)?,
    )?;
    Ok(out)
}

/// What makes the rest of a request each time that it is sent: it may fail, and the call of the waiter cannot.
struct Ask {
    /// A statement before the waiter, if the resource is needed.
    own: &'static str,
    /// The same for each request.
    clone: &'static str,
    /// The statements.
    built: String,
}

impl Ask {
    fn of(set: &Setters) -> Self {
        let (_, built) = set.split_statements();
        let (own, clone) = match built.contains("this.") {
            true => ("let this = self.clone();\n", "let this = this.clone(); "),
            false => ("", ""),
        };
        Self { own, clone, built }
    }
}

/// What the end of the wait says of the resource is kept, where the waiter asks as a load does; else what was known is forgotten.
fn keep(service: &Service, resource: &Resource, operation: &Operation) -> Result<String> {
    if resource.always_loaded || service.data_type(resource)?.is_none() {
        return Ok(String::new());
    }
    let clear = "let data = self.data.clone();\n".to_owned();
    let load = match &resource.load {
        Some(load) if *load.operation.get_ref() == operation.api => load,
        _ => return Ok(format!(".on_done({{ {clear} move |_| data.clear() }})")),
    };
    let read = if load.path.get_ref() == "@" {
        "answer.cloned()".to_owned()
    } else {
        let steps = service.at(&load.path, access::parse(load.path.get_ref()))?;
        let read = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Ref);
        format!("answer.and_then(|output| {})", service.at(&load.path, read)?.cloned())
    };
    Ok(format!(".on_done({{ {clear} move |answer| data.replace({read}) }})"))
}

/// A match arm for an acceptor.
fn arm(service: &Service, operation: &Operation, acceptor: &Text, step: &str) -> Result<String> {
    let text = acceptor.get_ref();
    let made = match text.split_once(':') {
        Some(("status", status)) if status.starts_with('2') => format!("Ok(_) => {},\n", step_of(step, text)),
        Some(("status", status)) => {
            format!("Err(error) if error.status() == Some({status}) => {},\n", step_of(step, text))
        }
        Some(("error", code)) => {
            format!("Err(error) if error.code().is_some_and(|code| code == {code:?}) => {},\n", step_of(step, text))
        }
        Some((matcher @ ("path" | "pathAll" | "pathAny"), rest)) => {
            format!(
                "Ok(output) if {} => {},\n",
                compare(service, operation, acceptor, matcher, rest)?,
                step_of(step, text)
            )
        }
        Some(("length", rest)) => {
            let Some(path) = rest.strip_suffix(">0") else {
                return Err(service.file().error(acceptor, "write length:List[]>0"));
            };
            let steps = service.at(acceptor, access::parse(path))?;
            let list = access::each(&service.sdk, &operation.output, "output", &steps, Mode::Ref);
            let list = service.at(acceptor, list)?.expression;
            format!("Ok(output) if {list}.next().is_some() => {},\n", step_of(step, text))
        }
        _ => return Err(service.file().error(acceptor, ACCEPTORS)),
    };
    Ok(made)
}

/// The condition that a value of the answer, all values or any value of a list, is so.
fn compare(service: &Service, operation: &Operation, acceptor: &Text, matcher: &str, rest: &str) -> Result<String> {
    let Some((path, wanted)) = rest.split_once('=') else {
        return Err(service.file().error(acceptor, format!("write {matcher}:Member=VALUE")));
    };
    let steps = service.at(acceptor, access::parse(path))?;
    let read = match matcher {
        "path" => access::read(&service.sdk, &operation.output, "output", &steps, Mode::Ref),
        _ => access::each(&service.sdk, &operation.output, "output", &steps, Mode::Ref),
    };
    let read = service.at(acceptor, read)?;
    let equal = match &read.kind {
        Kind::Text => format!("value == {wanted:?}"),
        Kind::Plain(name) if name == "bool" && matches!(wanted, "true" | "false") => format!("*value == {wanted}"),
        Kind::Type(name) if !service.at(acceptor, service.sdk.shape(name))?.is_struct => {
            format!("value.as_str() == {wanted:?}")
        }
        _ => return Err(service.file().error(acceptor, "only text and enumerations can be compared")),
    };
    Ok(match matcher {
        "path" => format!("{}.is_some_and(|value| {equal})", read.expression),
        "pathAny" => format!("{}.any(|value| {equal})", read.expression),
        // No value at all is not "all", as in botocore.
        _ => format!("all_and_some({}, |value| {equal})", read.expression),
    })
}

fn step_of(step: &str, acceptor: &str) -> String {
    step.replace("(_)", &format!("({acceptor:?}.to_owned())"))
}
