//! Where the value of a setting came from.

use std::fmt;

use aws_types::origin::Origin;

use crate::profile::Place;

/// Where the value of a setting came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingSource {
    /// Given in code.
    Code,
    /// The environment variable of this name.
    Environment(String),
    /// A key of a file.
    File {
        /// The key, such as `region` or `s3.addressing_style`.
        key: String,
        /// The section, such as `profile "dev"`.
        section: String,
        /// The file and the line.
        place: Place,
    },
    /// Nobody set it.
    Default,
}

impl SettingSource {
    /// In the words of the SDK, which asks only whether it was code.
    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::Code => Origin::shared_config(),
            Self::Environment(_) => Origin::shared_environment_variable(),
            Self::File { .. } => Origin::shared_profile_file(),
            Self::Default => Origin::unknown(),
        }
    }
}

impl fmt::Display for SettingSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(name) => write!(f, "environment variable {name}"),
            Self::File { key, section, place } => write!(f, "{key} of {section}, {place}"),
            Self::Default => f.write_str("default"),
        }
    }
}
