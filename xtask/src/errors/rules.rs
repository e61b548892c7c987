//! `catalogue/rules.toml`: which kind an error has, and whether to ask again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

/// Where the file is, from the root of the workspace.
pub(crate) const FILE: &str = "crates/sotalia-error/catalogue/rules.toml";

/// The kinds that a service's answer can have, by the names of `ErrorKind`'s variants, and in words.
pub(crate) const KINDS: &[(&str, &str)] = &[
    ("NotFound", "not found"),
    ("AlreadyExists", "already exists"),
    ("AccessDenied", "access denied"),
    ("Credentials", "credentials not valid"),
    ("Throttled", "throttled"),
    ("LimitExceeded", "limit exceeded"),
    ("Conflict", "conflict"),
    ("InvalidInput", "invalid input"),
    ("Timeout", "timed out"),
    ("Connection", "connection failed"),
    ("Unavailable", "service unavailable"),
    ("InvalidResponse", "invalid response"),
    ("Other", "no failure, or one of no kind"),
];

/// The place of a kind in [`KINDS`].
pub(crate) type Kind = u8;

/// Kinds by code.
type Codes = BTreeMap<String, Kind>;

/// The rules, checked.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Codes that mean the same in every service.
    pub(crate) codes: Codes,
    /// Codes of one service.
    pub(crate) services: BTreeMap<String, Codes>,
    /// The first that fits decides.
    pub(crate) patterns: Vec<(Pattern, Kind)>,
    /// Codes of which the message tells the kind.
    pub(crate) messages: Vec<Message>,
    /// The first that holds the status decides.
    pub(crate) statuses: Vec<(RangeInclusive<u16>, Kind)>,
    pub(crate) throttling: BTreeSet<String>,
    pub(crate) transient: BTreeSet<String>,
    /// By service: the code that an answer has, and the shape that stands for it.
    pub(crate) legacy: BTreeMap<String, BTreeMap<String, String>>,
}

/// What a code of a service is when its message fits.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) service: String,
    pub(crate) code: String,
    pub(crate) pattern: Pattern,
    pub(crate) kind: Kind,
}

/// `start*middle*end`: each part may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) start: String,
    pub(crate) middle: String,
    pub(crate) end: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    codes: BTreeMap<String, Vec<String>>,
    services: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    patterns: Patterns,
    messages: Messages,
    statuses: Statuses,
    retry: RetryText,
    legacy: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Patterns {
    rules: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Messages {
    rules: Vec<(String, String, String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statuses {
    rules: Vec<(u16, u16, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RetryText {
    throttling: Vec<String>,
    transient: Vec<String>,
}

/// Reads the file.
///
/// # Errors
///
/// Fails if it cannot be read, names a kind that does not exist, or a code twice.
pub(crate) fn read(root: &Path) -> Result<Rules> {
    parse(&std::fs::read_to_string(root.join(FILE)).with_context(|| format!("cannot read {FILE}"))?)
}

pub(crate) fn parse(text: &str) -> Result<Rules> {
    let text: Text = toml::from_str(text).with_context(|| format!("{FILE} is broken"))?;
    let mut services = BTreeMap::new();
    for (service, table) in text.services {
        services.insert(service.clone(), codes(&service, table)?);
    }
    let mut patterns = Vec::new();
    for (glob, name) in text.patterns.rules {
        patterns.push((Pattern::parse(&glob)?, kind(&name)?));
    }
    let mut messages = Vec::new();
    for (service, code, glob, name) in text.messages.rules {
        messages.push(Message { service, code, pattern: Pattern::parse(&glob)?, kind: kind(&name)? });
    }
    let mut statuses = Vec::new();
    for (first, last, name) in text.statuses.rules {
        statuses.push((first..=last, kind(&name)?));
    }
    Ok(Rules {
        codes: codes("codes", text.codes)?,
        services,
        patterns,
        messages,
        statuses,
        throttling: text.retry.throttling.into_iter().collect(),
        transient: text.retry.transient.into_iter().collect(),
        legacy: text.legacy,
    })
}

fn codes(table: &str, by_kind: BTreeMap<String, Vec<String>>) -> Result<Codes> {
    let mut codes = Codes::new();
    for (name, list) in by_kind {
        let kind = kind(&name)?;
        for code in list {
            ensure!(codes.insert(code.clone(), kind).is_none(), "{FILE}: {table} has {code} twice");
        }
    }
    Ok(codes)
}

pub(crate) fn kind(name: &str) -> Result<Kind> {
    let at = KINDS.iter().position(|(known, _)| *known == name);
    let at = at.with_context(|| {
        let names: Vec<_> = KINDS.iter().map(|(known, _)| *known).collect();
        format!("{name:?} is no kind: {}", names.join(", "))
    })?;
    Ok(u8::try_from(at).expect("there are few kinds"))
}

impl Pattern {
    fn parse(glob: &str) -> Result<Self> {
        let parts: Vec<&str> = glob.split('*').collect();
        let (start, middle, end) = match parts.as_slice() {
            [start, end] => (*start, "", *end),
            [start, middle, end] => (*start, *middle, *end),
            _ => bail!("{FILE}: {glob:?} needs one or two `*`; a code without is no pattern"),
        };
        ensure!(!(start.is_empty() && middle.is_empty() && end.is_empty()), "{FILE}: {glob:?} fits everything");
        Ok(Self { start: start.to_owned(), middle: middle.to_owned(), end: end.to_owned() })
    }

    pub(crate) fn fits(&self, code: &str) -> bool {
        let rest = code.strip_prefix(self.start.as_str()).and_then(|rest| rest.strip_suffix(self.end.as_str()));
        rest.is_some_and(|rest| rest.contains(self.middle.as_str()))
    }
}

impl Rules {
    pub(crate) fn kind_by_pattern(&self, code: &str) -> Option<Kind> {
        self.patterns.iter().find(|(pattern, _)| pattern.fits(code)).map(|(_, kind)| *kind)
    }

    pub(crate) fn kind_by_status(&self, status: u16) -> Option<Kind> {
        self.statuses.iter().find(|(range, _)| range.contains(&status)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pattern, read};
    use crate::workspace;

    #[test]
    fn the_rules_of_this_workspace_can_be_read() {
        let rules = read(&workspace::root()).expect("they are well formed");
        assert!(rules.patterns.len() > 50, "{} patterns", rules.patterns.len());
    }

    #[test]
    fn patterns() {
        let check = |glob: &str, code: &str, fits: bool| {
            assert_eq!(Pattern::parse(glob).expect("it is one").fits(code), fits, "{glob} on {code}");
        };
        check("Invalid*.NotFound", "InvalidVpcID.NotFound", true);
        check("Invalid*.NotFound", "InvalidVpcID.Malformed", false);
        check("*InUse*", "VolumeInUse", true);
        check("*InUse*", "InUse", true);
        check("NoSuch*", "ANoSuch", false);
        assert!(Pattern::parse("*").is_err(), "a pattern that fits everything");
        assert!(Pattern::parse("Code").is_err(), "a code is no pattern");
    }
}
