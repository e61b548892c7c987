//! The settings of a session: what is set, and by what.

use std::collections::BTreeMap;
use std::fmt;

use sotalia_error::{Error, LocalError, Result};

use super::endpoint;
use super::kind::Kind;
use super::source::SettingSource;
use super::table::Setting;
use crate::compat::Compat;
use crate::platform::Platform;
use crate::profile::sections::Sections;

/// The settings of a session that somebody set, each with where it came from.
///
/// `Display` is a table for people. No setting is a secret, and a password in the URL of a proxy is not shown.
#[derive(Clone, Default)]
pub struct Settings {
    values: BTreeMap<&'static str, (String, SettingSource)>,
}

/// Access
impl Settings {
    /// The value of a setting, by its [name](Setting::name), in the form that counts: `TRUE` is `true`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str())
    }

    /// Where the value of a setting came from.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<&SettingSource> {
        self.values.get(name).map(|(_, source)| source)
    }

    /// All settings that somebody set: name, value for people, source. In the order of [`Setting::all`].
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, String, &SettingSource)> {
        Setting::all().iter().filter_map(|setting| {
            let (value, source) = self.values.get(setting.name)?;
            Some((setting.name, shown(setting.kind, value), source))
        })
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).map(|value| value == "true")
    }

    pub(crate) fn whole(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }
}

/// Reading
impl Settings {
    /// Reads what environment and profile say, except for what was chosen in code.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` or `InvalidEndpoint` for a value that cannot be used, with where it came from.
    pub(crate) fn read(
        platform: &Platform,
        profiles: &Sections,
        compat: Compat,
        in_code: BTreeMap<&'static str, String>,
    ) -> Result<Self> {
        let mut settings = Self::default();
        for setting in Setting::all() {
            let name = setting.name;
            if let Some(value) = in_code.get(name) {
                settings.set(name, value.clone(), SettingSource::Code);
                continue;
            }
            let Some((value, source)) = look(setting, platform, profiles) else { continue };
            let Some(accepted) = setting.kind.accept(&value, compat) else {
                let message = format!("{name} {value:?} ({source}) cannot be used: give {}", setting.kind.allowed());
                return Err(Error::local(LocalError::InvalidConfig, message).with_detail("Setting", name));
            };
            settings.set(name, accepted, source);
        }
        if let Some(url) = settings.get("endpoint_url")
            && !settings.ignores(settings.source("endpoint_url"))
        {
            endpoint::check(url, settings.source("endpoint_url").unwrap_or(&SettingSource::Default))?;
        }
        Ok(settings)
    }

    /// Whether an endpoint from there does not count.
    pub(super) fn ignores(&self, source: Option<&SettingSource>) -> bool {
        source != Some(&SettingSource::Code) && self.flag("ignore_configured_endpoint_urls") == Some(true)
    }

    /// Adds what another part of the session found out.
    pub(crate) fn set(&mut self, name: &'static str, value: String, source: SettingSource) {
        self.values.insert(name, (value, source));
    }
}

/// The first variable that is set, else the first key.
fn look(setting: &Setting, platform: &Platform, profiles: &Sections) -> Option<(String, SettingSource)> {
    // A blank number is a mistake, to boto3 and to the SDK; other blank variables count as unset.
    let blank_counts = matches!(setting.kind, Kind::Whole { .. });
    let in_environment = setting.variables.iter().find_map(|name| {
        let value = if blank_counts { platform.raw_variable(name) } else { platform.variable(name) };
        value.map(|value| (value, SettingSource::Environment((*name).to_owned())))
    });
    in_environment.or_else(|| setting.keys.iter().find_map(|key| key_of_profile(key, profiles)))
}

/// A key of the profile in use, or one of a block below a key: `s3.addressing_style`.
pub(super) fn key_of_profile(key: &str, profiles: &Sections) -> Option<(String, SettingSource)> {
    let name = profiles.selected_profile();
    let section = profiles.get_profile(name)?;
    let (value, place) = match key.split_once('.') {
        Some((block, key)) => section.nested(block, key)?,
        None => (section.get(key)?, section.locate(key)?),
    };
    let source =
        SettingSource::File { key: key.to_owned(), section: format!("profile \"{name}\""), place: place.clone() };
    // A blank value counts as none.
    (!value.trim().is_empty()).then(|| (value.to_owned(), source))
}

fn shown(kind: Kind, value: &str) -> String {
    match (kind, value.rsplit_once('@')) {
        (Kind::Proxy | Kind::Url, Some((_, host))) => format!("…@{host}"),
        _ => value.to_owned(),
    }
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<_> = self.iter().collect();
        let width = |of: fn(&(&str, String, &SettingSource)) -> usize| rows.iter().map(of).max().unwrap_or(0);
        let (names, values) = (width(|row| row.0.chars().count()), width(|row| row.1.chars().count()));
        for (name, value, source) in &rows {
            let applied = Setting::all().iter().any(|setting| setting.name == *name && setting.is_applied());
            let note = if applied { "" } else { " (not applied)" };
            writeln!(f, "{name:names$}  {value:values$}  {source}{note}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(name, value, source)| (name, (value, source)))).finish()
    }
}
