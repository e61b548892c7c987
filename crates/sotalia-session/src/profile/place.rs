//! Where a line of the files is, for messages and reports.

use std::fmt;
use std::sync::Arc;

/// A line of a config or credentials file: `~/.aws/config on line 4`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    file: Arc<str>,
    line: usize,
}

impl Place {
    pub(crate) fn new(file: Arc<str>, line: usize) -> Self {
        Self { file, line }
    }

    /// The file, with `~` for the home folder.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The number of the line. The first line is 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on line {}", self.file, self.line)
    }
}
