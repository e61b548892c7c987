//! Says where credentials came from, in words.

use std::sync::Arc;

use aws_credential_types::Credentials as SdkCredentials;

use super::provenance;
use crate::builder::Choice;

/// What is known before any provider is asked: what was chosen in code.
#[derive(Clone)]
pub(crate) struct Origin {
    in_code: Option<Arc<str>>,
}

impl Origin {
    pub(crate) fn of(choice: &Choice) -> Self {
        Self {
            in_code: match choice {
                Choice::Static { .. } => Some("static, given in code".into()),
                Choice::Provider(_) => Some("provider given in code".into()),
                Choice::Chain | Choice::Anonymous => None,
            },
        }
    }

    /// A role that was assumed in code.
    pub(crate) fn of_role(role_arn: &str) -> Self {
        Self { in_code: Some(format!("role {role_arn}, assumed in code").into()) }
    }

    /// What was chosen in code, if it was not the usual chain.
    pub(crate) fn in_code(&self) -> Option<&str> {
        self.in_code.as_deref()
    }

    /// Where these credentials came from.
    pub(super) fn source_of(&self, credentials: &SdkCredentials) -> String {
        if let Some(in_code) = self.in_code() {
            return in_code.to_owned();
        }
        provenance::of(credentials).map_or_else(|| "unknown".to_owned(), |found| found.source.clone())
    }
}
