//! For programs that print their errors with miette.

use std::fmt::Display;

use miette::{Diagnostic, Severity};

use crate::Error;

/// The code and the [`help`](Error::help), which miette shows below the error.
impl Diagnostic for Error {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.code().map(|code| Box::new(code) as Box<dyn Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.help().map(|help| Box::new(help) as Box<dyn Display>)
    }
}
