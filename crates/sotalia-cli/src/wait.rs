//! `sotalia wait`: asks an operation until a waiter says that it is enough.

use std::io::Write;
use std::time::Duration;

use sotalia_dynamic::Params;
use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Models, Service, Waiter};

use crate::arguments::Options;
use crate::caller::Caller;
use crate::describe::{self, kebab};
use crate::line::{DELAY, Line, MAX_WAIT, Purpose};
use crate::{exit, usage};

/// Waits, and prints nothing.
///
/// # Errors
///
/// What the words and the session say, and that of the wait: it took too long, or cannot come to a good end.
pub(crate) fn run(
    models: &Models,
    before: &Options,
    (service, waiter): (&str, &str),
    words: &[String],
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<u8> {
    let service = describe::service(models, service)?;
    let waiter = find(&service, waiter)?;
    let operation = describe::find(&service, &waiter.operation)?;
    let line = Line { service: &service, operation, purpose: Purpose::Wait };
    let name = format!("sotalia wait {} {}", service.name, kebab(&waiter.name));
    let matches = match line.parse(name, words) {
        Ok(matches) => matches,
        Err(error) => return Ok(usage(&error, out, err)),
    };
    let options = Options::of(&matches, before)?;
    crate::block_on(&options, async {
        let caller = Caller::load(&options).await?;
        let request = line.request(&caller.reader(&service), &matches, false)?;
        let mut wait = caller.client(models, &service)?.waiter(&waiter.name)?;
        if let Some(seconds) = matches.get_one(DELAY) {
            wait = wait.delay(Duration::from_secs(*seconds));
        }
        if let Some(seconds) = matches.get_one(MAX_WAIT) {
            wait = wait.max_wait(Duration::from_secs(*seconds));
        }
        wait.wait(Params::from(request.parameters)).await
    })?;
    Ok(exit::SUCCESS)
}

fn find<'s>(service: &'s Service, name: &str) -> Result<&'s Waiter> {
    service.waiter(name).ok_or_else(|| {
        let nearest: Vec<_> = service.nearest_waiters(name).into_iter().map(|name| name.replace('_', "-")).collect();
        let hint = match (nearest.as_slice(), service.waiters.is_empty()) {
            (_, true) => "it has none".to_owned(),
            ([], false) => format!("`sotalia waiters {}` lists them", service.name),
            (nearest, false) => format!("did you mean {}?", nearest.join(" or ")),
        };
        Error::local(LocalError::UnknownWaiter, format!("{} has no waiter {name:?}; {hint}", service.name))
    })
}
