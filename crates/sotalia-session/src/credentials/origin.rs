//! Says where credentials came from, in words.

use aws_credential_types::Credentials as SdkCredentials;

use super::provenance;
use crate::builder::Choice;

/// What is known before any provider is asked: what was chosen in code.
#[derive(Clone)]
pub(crate) struct Origin {
    in_code: Option<&'static str>,
}

impl Origin {
    pub(crate) fn of(choice: &Choice) -> Self {
        Self {
            in_code: match choice {
                Choice::Static { .. } => Some("static, given in code"),
                Choice::Provider(_) => Some("provider given in code"),
                Choice::Chain | Choice::Anonymous => None,
            },
        }
    }

    /// What was chosen in code, if it was not the usual chain.
    pub(crate) fn in_code(&self) -> Option<&'static str> {
        self.in_code
    }

    /// Where these credentials came from.
    pub(super) fn source_of(&self, credentials: &SdkCredentials) -> String {
        if let Some(in_code) = self.in_code {
            return in_code.to_owned();
        }
        provenance::of(credentials).map_or_else(|| "unknown".to_owned(), |found| found.source.clone())
    }
}
