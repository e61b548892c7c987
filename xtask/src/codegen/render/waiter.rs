//! Waiters.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use crate::codegen::access::{self, Mode};
use crate::codegen::model::{Resource, Text, Waiter};
use crate::codegen::request::setters;
use crate::codegen::scope::Service;
use crate::codegen::sdk::{Kind, Operation};

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
    let set = setters(service, resource, &operation, &waiter.parameters, "self")?;
    if set.needs_data || !set.built.is_empty() {
        bail!(service.file().error(&waiter.operation, "a waiter's parameters come from identifiers"));
    }
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
    let request = self.client.{module}(){simple};
    Waiter::new(
        {title:?},
        Duration::from_secs({delay}),
        {max_attempts},
        move || {{ let request = request.clone(); Box::pin(async move {{ Ok(request.send().await?) }}) }},
        |answer| match answer {{ {arms} {others}Err(_) => Step::Unexpected }},
    )
}}\n",
        api = operation.api,
        total = delay * u64::from(*max_attempts),
        name = waiter.name.get_ref(),
        simple = set.simple,
    )?;
    Ok(out)
}

/// A match arm for an acceptor: `status:404`, `error:Code`, `path:StreamDescription.StreamStatus=ACTIVE`.
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
        Some(("path", rest)) => {
            let Some((path, wanted)) = rest.split_once('=') else {
                return Err(service.file().error(acceptor, "write path:Member=VALUE"));
            };
            let steps = service.at(acceptor, access::parse(path))?;
            let read = access::read(&service.sdk, &operation.output, "output", &steps, Mode::Ref);
            let read = service.at(acceptor, read)?;
            let equal = match read.kind {
                Kind::Text => format!("value == {wanted:?}"),
                Kind::Type(_) => format!("value.as_str() == {wanted:?}"),
                _ => return Err(service.file().error(acceptor, "only text and enumerations can be compared")),
            };
            format!("Ok(output) if {}.is_some_and(|value| {equal}) => {},\n", read.expression, step_of(step, text))
        }
        _ => return Err(service.file().error(acceptor, "an acceptor is status:N, error:Code or path:Member=VALUE")),
    };
    Ok(made)
}

fn step_of(step: &str, acceptor: &str) -> String {
    step.replace("(_)", &format!("({acceptor:?}.to_owned())"))
}
