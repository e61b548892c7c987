//! The sections of both files as one: profiles, sign-ins and services, each key with its place.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

use crate::compat::Compat;

use super::place::Place;
use super::raw::{Kind, RawProperty, RawSection};
use super::specification::SPACES;
use super::words;

/// All that both files say.
#[derive(Debug, Default)]
pub(crate) struct Sections {
    selected: String,
    profiles: BTreeMap<String, Section>,
    sso_sessions: BTreeMap<String, Section>,
    services: BTreeMap<String, Section>,
    ignored: Vec<Ignored>,
}

/// A section whose name is not one of its file.
#[derive(Debug)]
pub(crate) struct Ignored {
    pub(super) header: String,
    pub(super) kind: Kind,
    pub(super) place: Place,
}

/// Reading
impl Sections {
    pub(super) fn new(selected: &str) -> Self {
        Self { selected: selected.to_owned(), ..Self::default() }
    }

    /// Where a key of a profile stands.
    pub(crate) fn locate(&self, profile: &str, key: &str) -> Option<&Place> {
        self.get_profile(profile)?.property(key).map(Property::place)
    }

    pub(crate) fn get_profile(&self, name: &str) -> Option<&Section> {
        self.profiles.get(name)
    }

    /// The section `[sso-session NAME]`.
    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// The section `[services NAME]`.
    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    /// The names of all sections `[sso-session NAME]`, sorted.
    pub(crate) fn sso_session_names(&self) -> impl Iterator<Item = &str> {
        self.sso_sessions.keys().map(String::as_str)
    }

    /// The names of all sections `[services NAME]`, sorted.
    pub(crate) fn services_names(&self) -> impl Iterator<Item = &str> {
        self.services.keys().map(String::as_str)
    }

    /// The name of the profile in use, whether or not it exists.
    pub(crate) fn selected_profile(&self) -> &str {
        &self.selected
    }

    /// The sections that were ignored, in the order of the files.
    pub(super) fn ignored(&self) -> &[Ignored] {
        &self.ignored
    }

    /// The names of all profiles, sorted.
    pub(crate) fn profiles(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }
}

/// Merging
impl Sections {
    /// Adds the sections of a file. What is added later wins.
    pub(super) fn add(&mut self, sections: Vec<RawSection>, file: &Arc<str>, kind: Kind, compat: Compat) {
        let named: Vec<_> =
            sections.into_iter().map(|section| (Header::of(&section.header, kind, compat), section)).collect();
        let prefixed_default = named.iter().any(|(header, _)| *header == Header::PrefixedDefault);
        for (header, section) in named {
            let place = Place::new(Arc::clone(file), section.line);
            let (sections, name) = match header {
                Header::Ignored => {
                    tracing::warn!(%place, "a section was ignored: its name is not one of this file");
                    self.ignored.push(Ignored { header: section.header, kind, place });
                    continue;
                }
                Header::Default if prefixed_default && compat == Compat::Specification => {
                    tracing::warn!(%place, "[default] was ignored: [profile default] is there too");
                    continue;
                }
                Header::Default | Header::PrefixedDefault => (&mut self.profiles, "default".to_owned()),
                Header::Profile(name) => (&mut self.profiles, name),
                Header::SsoSession(name) => (&mut self.sso_sessions, name),
                Header::Services(name) => (&mut self.services, name),
            };
            let target = match sections.entry(name) {
                Entry::Vacant(entry) => entry.insert(Section { place, properties: BTreeMap::new() }),
                // boto3 does not merge sections of the config file that name the same profile: the last one is it.
                Entry::Occupied(entry) if compat == Compat::Boto3 && kind == Kind::Config => {
                    let target = entry.into_mut();
                    *target = Section { place, properties: BTreeMap::new() };
                    target
                }
                Entry::Occupied(entry) => entry.into_mut(),
            };
            target.add(section.properties, file, compat);
        }
    }
}

/// A section of the config or credentials file: its keys, their values, and where each stands.
///
/// `Debug` shows no value, since any may be a secret.
#[derive(Debug)]
pub struct Section {
    place: Place,
    properties: BTreeMap<String, Property>,
}

impl Section {
    /// The value of a key, in lower case, as it is written. Lines that continue it are joined by line feeds; a block of
    /// settings, as below `s3 =`, begins with one.
    ///
    /// It may be a secret: keep it out of logs.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.property(key).map(Property::value)
    }

    /// Where a key stands. Where it stands in both files, it is the credentials file, which counts.
    #[must_use]
    pub fn locate(&self, key: &str) -> Option<&Place> {
        self.property(key).map(Property::place)
    }

    /// A setting of the block below a key, such as `addressing_style` of `s3`, and where it stands.
    #[must_use]
    pub fn nested(&self, key: &str, setting: &str) -> Option<(&str, &Place)> {
        self.property(key)?.nested(setting)
    }

    /// The names of all keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.properties.keys().map(String::as_str)
    }

    /// Where the section begins.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn property(&self, key: &str) -> Option<&Property> {
        self.properties.get(key)
    }

    fn add(&mut self, properties: Vec<RawProperty>, file: &Arc<str>, compat: Compat) {
        for raw in properties {
            let place = Place::new(Arc::clone(file), raw.line);
            // The key is not shown: a secret that was pasted into a line of its own may look like one.
            if compat == Compat::Specification && !is_identifier(&raw.key) {
                tracing::warn!(%place, "a setting was ignored: its name has characters that no key has");
                continue;
            }
            let nested = nested(&raw, file);
            self.properties.insert(raw.key.clone(), Property { value: raw.value(), place, nested });
        }
    }
}

/// The value of a key, and where it stands.
pub(crate) struct Property {
    value: String,
    place: Place,
    nested: BTreeMap<String, (String, Place)>,
}

impl Property {
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// A setting of the block below a key such as `s3 =`.
    pub(crate) fn nested(&self, key: &str) -> Option<(&str, &Place)> {
        self.nested.get(key).map(|(value, place)| (value.as_str(), place))
    }
}

/// Shows no value, which may be a secret.
impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Property").field("place", &self.place).finish_non_exhaustive()
    }
}

fn nested(raw: &RawProperty, file: &Arc<str>) -> BTreeMap<String, (String, Place)> {
    if !raw.first.is_empty() {
        return BTreeMap::new();
    }
    let settings = raw.continued.iter().filter_map(|(line, number)| {
        let (key, value) = line.split_once('=')?;
        let place = Place::new(Arc::clone(file), *number);
        Some((key.trim().to_owned(), (value.trim().to_owned(), place)))
    });
    settings.collect()
}

/// What a section is by its header.
#[derive(Debug, PartialEq, Eq)]
enum Header {
    Default,
    PrefixedDefault,
    Profile(String),
    SsoSession(String),
    Services(String),
    Ignored,
}

impl Header {
    fn of(header: &str, kind: Kind, compat: Compat) -> Self {
        match (kind, compat) {
            (Kind::Credentials, Compat::Boto3) => Self::Profile(header.to_owned()),
            (Kind::Credentials, Compat::Specification) => {
                let name = header.trim_matches(SPACES);
                if is_identifier(name) { Self::Profile(name.to_owned()) } else { Self::Ignored }
            }
            (_, Compat::Boto3) => Self::of_python(header),
            (_, Compat::Specification) => Self::of_config(header),
        }
    }

    fn of_config(header: &str) -> Self {
        let header = header.trim_matches(SPACES);
        let Some((prefix, name)) = header.split_once(SPACES) else {
            return if header == "default" { Self::Default } else { Self::Ignored };
        };
        let name = name.trim_matches(SPACES);
        // The specification has no quotes, but the CLI writes them around a name with spaces.
        let name = match words::split(name).as_deref() {
            Some([unquoted]) if name.starts_with(['"', '\'']) => unquoted.clone(),
            _ if is_identifier(name) => name.to_owned(),
            _ => return Self::Ignored,
        };
        match prefix {
            "profile" if name == "default" => Self::PrefixedDefault,
            "profile" => Self::Profile(name),
            "sso-session" => Self::SsoSession(name),
            "services" => Self::Services(name),
            _ => Self::Ignored,
        }
    }

    fn of_python(header: &str) -> Self {
        let of: fn(String) -> Self = match header {
            "default" => return Self::Default,
            _ if header.starts_with("profile") => Self::Profile,
            _ if header.starts_with("sso-session") => Self::SsoSession,
            _ if header.starts_with("services") => Self::Services,
            _ => return Self::Ignored,
        };
        match words::split(header).as_deref() {
            Some([_, name]) => of(name.clone()),
            _ => Self::Ignored,
        }
    }
}

fn is_identifier(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || "_-/.%@:+".contains(character))
}
