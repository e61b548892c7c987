//! Which region a session uses, and where it came from.

use std::fmt;

use sotalia_error::{Error, LocalError, Result};

use crate::compat::Compat;
use crate::facts;
use crate::platform::Platform;
use crate::profile::sections::Sections;

/// Where the region of a session came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegionSource {
    /// Given in code.
    Code,
    /// The environment variable of this name.
    Environment(&'static str),
    /// The profile of this name: the one in use, or one that it names in `source_profile`.
    Profile(String),
}

impl fmt::Display for RegionSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("given in code"),
            Self::Environment(name) => write!(f, "environment variable {name}"),
            Self::Profile(name) => write!(f, "profile \"{name}\""),
        }
    }
}

/// The first region of: code, `AWS_REGION` (which boto3 does not read), `AWS_DEFAULT_REGION`, profile.
pub(crate) fn resolve(
    in_code: Option<String>,
    platform: &Platform,
    profiles: &Sections,
    compat: Compat,
) -> Result<Option<(String, RegionSource)>> {
    let found = in_code
        .map(|region| (region, RegionSource::Code))
        .or_else(|| from_environment(platform, compat))
        .or_else(|| from_profile(profiles, compat));
    if let Some((region, source)) = &found {
        check(region, source)?;
    }
    Ok(found)
}

fn from_environment(platform: &Platform, compat: Compat) -> Option<(String, RegionSource)> {
    let variables: &[&str] = match compat {
        Compat::Specification => &["AWS_REGION", "AWS_DEFAULT_REGION"],
        Compat::Boto3 => &["AWS_DEFAULT_REGION"],
    };
    variables.iter().find_map(|name| platform.variable(name).map(|region| (region, RegionSource::Environment(name))))
}

/// A profile without a region takes that of its `source_profile`, as the SDK does and boto3 does not.
fn from_profile(profiles: &Sections, compat: Compat) -> Option<(String, RegionSource)> {
    let mut name = profiles.selected_profile();
    let mut seen = Vec::new();
    loop {
        let section = profiles.get_profile(name)?;
        if let Some(region) = section.get("region").filter(|region| !region.is_empty()) {
            return Some((region.to_owned(), RegionSource::Profile(name.to_owned())));
        }
        if compat == Compat::Boto3 {
            return None;
        }
        seen.push(name);
        name = section.get("source_profile").filter(|next| !seen.contains(next))?;
    }
}

/// Whether a region can be one, as the session checks its own: it becomes part of a host name.
///
/// # Errors
///
/// `InvalidRegion`, with the nearest name, if it is not made of letters, digits and inner hyphens.
pub fn check_region(region: &str) -> Result<()> {
    check(region, &RegionSource::Code)
}

/// A region becomes part of a host name, so anything but a host label could send requests to another host.
pub(crate) fn check(region: &str, source: &RegionSource) -> Result<()> {
    let label = (1..=63).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !region.starts_with('-')
        && !region.ends_with('-')
        && !region.bytes().all(|byte| byte.is_ascii_digit());
    if label {
        return Ok(());
    }
    let mut message = format!(
        "region {region:?} ({source}) is not a region: a region is made of letters, digits and inner hyphens, such as \
         \"eu-west-1\""
    );
    if let Some(nearest) = facts::nearest_region(region) {
        message.push_str(&format!("; did you mean \"{nearest}\"?"));
    }
    Err(Error::local(LocalError::InvalidRegion, message).with_detail("Region", region))
}
