//! Events, printed as they come.

use std::io::Write;

use sotalia_dynamic::error::Result;
use sotalia_dynamic::{EventStream, Map, Value};

use super::content::Open;
use crate::line::Target;
use crate::output::Printer;

/// Prints what the answer says before its events, and a document for each event; or writes the bytes that the events carry, if
/// they are to go somewhere.
///
/// # Errors
///
/// The service's own error that ends the stream, what became of the connection, and what cannot be written.
pub(super) async fn print(
    head: &Value,
    mut events: EventStream,
    target: &Target,
    printer: &Printer<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    if *target == Target::Unnamed {
        if head.as_map().is_some_and(|head| !head.is_empty()) {
            printer.print(head, out)?;
        }
        while let Some(event) = events.next().await? {
            printer.print(&event, out)?;
        }
        return Ok(());
    }
    let mut target = Open::new(target, out)?;
    while let Some(event) = events.next().await? {
        let members = event.as_map().into_iter().flat_map(Map::values).filter_map(Value::as_map);
        for bytes in members.flat_map(Map::values).filter_map(Value::as_bytes) {
            target.write(bytes)?;
        }
    }
    Ok(())
}
