//! Prints answers: what a query finds in them, in a format.

use std::io::Write;

use sotalia_dynamic::error::Result;
use sotalia_dynamic::models::{Operation, Service};
use sotalia_dynamic::{JmesPath, Value};

use super::{Format, order};

/// The columns of a terminal whose width is not known.
const WIDTH: usize = 80;

/// How the answers of an operation are printed.
pub(crate) struct Printer<'p> {
    pub(crate) format: Format,
    pub(crate) query: Option<&'p JmesPath>,
    pub(crate) service: &'p Service,
    pub(crate) operation: &'p Operation,
}

impl Printer<'_> {
    /// How answers are written.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Whether a part of an answer is asked for.
    pub(crate) fn has_query(&self) -> bool {
        self.query.is_some()
    }

    /// Prints an answer, its members in the order of the model.
    ///
    /// # Errors
    ///
    /// What the query and the output say.
    pub(crate) fn print_answer(&self, mut answer: Value, out: &mut dyn Write) -> Result<()> {
        order::arrange(self.service, self.operation, &mut answer);
        self.print(&answer, out)
    }

    /// Prints pages that were joined, what is within in the order of the model.
    ///
    /// # Errors
    ///
    /// What the query and the output say.
    pub(crate) fn print_joined(&self, mut answer: Value, out: &mut dyn Write) -> Result<()> {
        order::arrange_joined(self.service, self.operation, &mut answer);
        self.print(&answer, out)
    }

    /// Prints a value as it is.
    ///
    /// # Errors
    ///
    /// What the query and the output say.
    pub(crate) fn print(&self, value: &Value, out: &mut dyn Write) -> Result<()> {
        let found = self.query.map(|query| query.search(value)).transpose()?;
        let text = self.format.write(&self.operation.name, found.as_ref().unwrap_or(value), WIDTH)?;
        crate::print(out, text.as_bytes())
    }
}
