//! What a parser makes of a file: headers and keys as they are written, each with its line.

/// Which of the two files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Config,
    Credentials,
}

/// A section, from its header to the next one.
#[derive(Debug)]
pub(super) struct RawSection {
    /// What is between the brackets.
    pub(super) header: String,
    pub(super) line: usize,
    pub(super) properties: Vec<RawProperty>,
}

/// A key with its value, and the lines that continue it.
pub(super) struct RawProperty {
    /// In lower case.
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) first: String,
    /// The lines below, without the spaces around them, and their numbers.
    pub(super) continued: Vec<(String, usize)>,
}

impl RawProperty {
    /// The whole value: continued lines are joined by line feeds.
    pub(super) fn value(&self) -> String {
        let mut value = self.first.clone();
        for (line, _) in &self.continued {
            value.push('\n');
            value.push_str(line);
        }
        value
    }
}

/// Shows no value, which may be a secret.
impl std::fmt::Debug for RawProperty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawProperty").field("key", &self.key).field("line", &self.line).finish_non_exhaustive()
    }
}

/// Why a file cannot be parsed, and on which line. The words never quote the line, which may hold a secret.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) line: usize,
    pub(super) reason: String,
}

impl Malformed {
    pub(super) fn new(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into() }
    }
}
