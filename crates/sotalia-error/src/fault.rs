//! Whose fault an error is, where the answer says it.

use std::fmt;

/// Whose fault the service says it is: boto3's `response['Error']['Type']`.
///
/// The protocols of older services (Query, and those that are compatible with it) say it in the answer; others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// The caller's: the request is wrong.
    Sender,
    /// The service's: it failed.
    Receiver,
}

impl Fault {
    /// The word that the answer has: `Sender` or `Receiver`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sender => "Sender",
            Self::Receiver => "Receiver",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        match word.trim() {
            "Sender" => Some(Self::Sender),
            "Receiver" | "Server" => Some(Self::Receiver),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
