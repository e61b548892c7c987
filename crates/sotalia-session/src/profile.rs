//! Which profile a session uses, and where its name came from.

use std::fmt;
use std::sync::Arc;

use sotalia_error::Result;

use crate::compat::Compat;
use crate::platform::Platform;

pub(crate) mod files;
mod missing;
pub(crate) mod nearest;
mod place;
mod python;
mod raw;
pub(crate) mod sections;
mod specification;
mod words;

use files::ProfileFiles;
pub(crate) use missing::what_was_meant;
pub use place::Place;
pub use sections::Section;
use sections::Sections;

/// The name that is used when none is given.
const DEFAULT: &str = "default";

/// Where the name of a session's profile came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileSource {
    /// Given in code.
    Code,
    /// The environment variable of this name.
    Environment(&'static str),
    /// Nobody named one, so it is `default`, which need not exist.
    Default,
}

impl fmt::Display for ProfileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(name) => write!(f, "environment variable {name}"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The profile in use, and all that the files say.
pub(crate) struct Profiles {
    pub(crate) name: String,
    pub(crate) source: ProfileSource,
    pub(crate) files: ProfileFiles,
    pub(crate) sections: Arc<Sections>,
}

impl Profiles {
    /// Parses the files and chooses the profile: code, `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `default`; boto3 looks at the
    /// second variable first.
    pub(crate) fn load(
        in_code: Option<String>,
        files: ProfileFiles,
        platform: &Platform,
        compat: Compat,
    ) -> Result<Self> {
        let (name, source) = choose(in_code, platform, compat);
        let sections = Arc::new(files.parse(&name, compat)?);
        let profiles = Self { name, source, files, sections };
        let exists = profiles.sections.get_profile(&profiles.name).is_some();
        if !exists && profiles.source != ProfileSource::Default {
            return Err(missing::profile_not_found(&profiles));
        }
        Ok(profiles)
    }

    /// The names of all profiles, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        self.sections.profiles().map(str::to_owned).collect()
    }

    /// Whether the code that made the session named the profile.
    pub(crate) fn is_named_in_code(&self) -> bool {
        self.source == ProfileSource::Code
    }
}

fn choose(in_code: Option<String>, platform: &Platform, compat: Compat) -> (String, ProfileSource) {
    if let Some(name) = in_code {
        return (name, ProfileSource::Code);
    }
    let variables = match compat {
        Compat::Specification => ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
        Compat::Boto3 => ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
    };
    variables
        .into_iter()
        .find_map(|variable| platform.variable(variable).map(|name| (name, ProfileSource::Environment(variable))))
        .unwrap_or_else(|| (DEFAULT.to_owned(), ProfileSource::Default))
}
