//! `sotalia call`: one operation, with its parameters read by its model.

mod content;
mod events;
mod pages;
mod skeleton;

use std::io::Write;

use sotalia_dynamic::error::Result;
use sotalia_dynamic::models::Models;
use sotalia_dynamic::{DynamicClient, Params};

use crate::arguments::{Named, Options};
use crate::caller::Caller;
use crate::describe::{self, kebab};
use crate::line::{Line, Purpose, Request, SKELETON, Target};
use crate::output::Printer;
use crate::{exit, print, usage};

/// Calls the operation and prints its answer.
///
/// # Errors
///
/// What the words, the session and the call say.
pub(crate) fn run(
    models: &Models,
    before: &Options,
    named: &Named,
    words: &[String],
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<u8> {
    let service = describe::service(models, &named.service)?;
    let operation = describe::find(&service, &named.operation)?;
    let line = Line { service: &service, operation, purpose: Purpose::Call };
    let matches = match line.parse(format!("sotalia call {} {}", service.name, kebab(&operation.name)), words) {
        Ok(matches) => matches,
        Err(error) => return Ok(usage(&error, out, err)),
    };
    if let Some(kind) = matches.get_one::<String>(SKELETON) {
        print(out, skeleton::of(&service, operation, kind)?.as_bytes())?;
        return Ok(exit::SUCCESS);
    }
    let options = Options::of(&matches, before)?;
    crate::block_on(&options, async {
        let caller = Caller::load(&options).await?;
        let request = line.request(&caller.reader(&service), &matches, !options.no_paginate)?;
        let client = caller.client(models, &service)?;
        send(&client, &operation.name, request, &caller.printer(&service, operation), out).await
    })?;
    Ok(exit::SUCCESS)
}

async fn send(
    client: &DynamicClient,
    operation: &str,
    request: Request,
    printer: &Printer<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let parameters = Params::from(request.parameters);
    if let Some(paging) = &request.paging {
        return pages::print(client, operation, parameters, paging, printer, out).await;
    }
    // What was spooled is there until the answer has come.
    let mut spooled = None;
    let mut call = client.call(operation, parameters);
    if let Some(source) = &request.content {
        call = call.body(content::read(source, &mut spooled).await?);
    }
    let mut output = call.await?;
    if let Some(events) = output.take_events() {
        return events::print(output.value(), events, &request.target, printer, out).await;
    }
    if output.has_body() {
        content::write(output.take_body(), &request.target, out).await?;
        if !matches!(request.target, Target::File(_)) {
            return Ok(());
        }
    }
    printer.print_answer(output.into_value(), out)
}
