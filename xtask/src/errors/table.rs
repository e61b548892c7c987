//! The table that `classify` looks codes up in.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::path::Path;

use anyhow::{Result, ensure};

use super::models::{self, Fault, Retry};
use super::resolve::{Catalogue, Facts, Known};
use super::rules::{self, KINDS, Kind, Pattern, Rules};
use crate::codegen::{Files, finish};

/// Where the table is, from the root of the workspace.
pub(super) const FOLDER: &str = "crates/sotalia-error/src/generated";

/// The hash table has this many slots, a power of two.
const SLOTS: usize = 8192;

pub(super) fn generate(catalogue: &Catalogue, rules: &Rules, files: &mut Files) -> Result<()> {
    let source = format!("{} and {}", models::FILE, rules::FILE);
    let mut body = String::from(
        "//! Every code that is known, as data. `classify/catalogue.rs` says how it is laid out, and reads it.\n\n\
         use crate::ErrorKind;\nuse crate::classify::patterns::{Message, Pattern, Statuses};\n\n",
    );
    let kinds: Vec<_> = KINDS.iter().map(|(name, _)| format!("ErrorKind::{name}")).collect();
    constant(&mut body, "The kinds, by number.", "KINDS", "ErrorKind", &kinds)?;
    let names: Vec<&str> = catalogue.general.keys().map(String::as_str).collect();
    let places: BTreeMap<&str, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
    text(&mut body, "All names, sorted, one after the other.", "NAMES", &names)?;
    constant(&mut body, "Where each name starts, and where the last ends.", "STARTS", "u32", &starts(&names))?;
    constant(&mut body, "The number of the name that has a hash, plus one.", "SLOTS", "u16", &slots(&names)?)?;
    let general: Vec<u16> = catalogue.general.values().map(pack).collect();
    constant(&mut body, "What is known of each name in any service.", "GENERAL", "u16", &general)?;
    services(&mut body, &catalogue.services, &places)?;
    patterns(&mut body, rules)?;
    messages(&mut body, rules)?;
    statuses(&mut body, rules)?;
    files.insert(Path::new(FOLDER).join("catalogue.rs"), finish(&source, &body)?);
    Ok(())
}

fn services(body: &mut String, services: &[Known], places: &BTreeMap<&str, usize>) -> Result<()> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, service) in services.iter().enumerate() {
        for name in std::iter::once(&service.name).chain(&service.folders) {
            let known = names.insert(name, number);
            ensure!(known.is_none_or(|known| known == number), "two services are called {name:?}");
        }
    }
    let sorted: Vec<&str> = names.keys().copied().collect();
    text(body, "The names of services, the SDK's and boto3's, sorted.", "SERVICE_NAMES", &sorted)?;
    constant(body, "Where each name starts, and where the last ends.", "SERVICE_STARTS", "u32", &starts(&sorted))?;
    let numbers: Vec<usize> = names.values().copied().collect();
    constant(body, "The service that has the name.", "SERVICE_NUMBERS", "u16", &numbers)?;

    let (mut ranges, mut rows, mut aliases) = (vec![0], Vec::new(), Vec::new());
    for (number, service) in services.iter().enumerate() {
        let own = service.aliases.iter().map(|(alias, code)| (alias, &service.codes[code]));
        let mut of_service: Vec<_> =
            service.codes.iter().chain(own).map(|(code, facts)| (places[code.as_str()], pack(facts))).collect();
        of_service.sort_unstable();
        rows.extend(of_service.into_iter().map(|(place, facts)| format!("({place}, {facts})")));
        ranges.push(rows.len());
        for (alias, code) in &service.aliases {
            aliases.push((number, places[alias.as_str()], places[code.as_str()]));
        }
    }
    aliases.sort_unstable();
    let aliases: Vec<_> =
        aliases.iter().map(|(service, alias, code)| format!("({service}, {alias}, {code})")).collect();
    constant(body, "Where the rows of each service start, and where the last end.", "RANGES", "u16", &ranges)?;
    constant(body, "A name and what a service means by it, sorted.", "ROWS", "(u16, u16)", &rows)?;
    constant(body, "A service, a name, and the code that it stands for.", "ALIASES", "(u16, u16, u16)", &aliases)
}

fn patterns(body: &mut String, rules: &Rules) -> Result<()> {
    let patterns: Vec<_> = rules.patterns.iter().map(|(pattern, kind)| pattern_of(pattern, *kind)).collect();
    constant(body, "What the way a name is made tells; the first that fits decides.", "PATTERNS", "Pattern", &patterns)
}

fn pattern_of(pattern: &Pattern, kind: Kind) -> String {
    let kind = KINDS[usize::from(kind)].0;
    format!("Pattern::new({:?}, {:?}, {:?}, ErrorKind::{kind})", pattern.start, pattern.middle, pattern.end)
}

fn messages(body: &mut String, rules: &Rules) -> Result<()> {
    let messages: Vec<_> = rules
        .messages
        .iter()
        .map(|rule| {
            let pattern = pattern_of(&rule.pattern, rule.kind);
            format!("Message {{ service: {:?}, code: {:?}, pattern: {pattern} }}", rule.service, rule.code)
        })
        .collect();
    constant(
        body,
        "What a message tells that its code does not; the first that fits decides.",
        "MESSAGES",
        "Message",
        &messages,
    )
}

fn statuses(body: &mut String, rules: &Rules) -> Result<()> {
    let statuses: Vec<_> = rules
        .statuses
        .iter()
        .map(|(range, kind)| {
            let kind = KINDS[usize::from(*kind)].0;
            format!("Statuses {{ first: {}, last: {}, kind: ErrorKind::{kind} }}", range.start(), range.end())
        })
        .collect();
    constant(body, "What a status tells; the first that holds it decides.", "STATUSES", "Statuses", &statuses)
}

/// A static array.
fn constant(body: &mut String, doc: &str, name: &str, item: &str, values: &[impl Display]) -> Result<()> {
    writeln!(body, "/// {doc}\npub(crate) static {name}: [{item}; {}] = [", values.len())?;
    for line in values.chunks(12) {
        writeln!(body, "    {},", line.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))?;
    }
    body.push_str("];\n\n");
    Ok(())
}

/// A static text of names, a name a line.
fn text(body: &mut String, doc: &str, name: &str, names: &[&str]) -> Result<()> {
    writeln!(body, "/// {doc}\npub(crate) static {name}: &str = \"\\")?;
    for line in names {
        writeln!(body, "    {line}\\")?;
    }
    body.push_str("    \";\n\n");
    Ok(())
}

fn starts(names: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for name in names {
        at += name.len();
        starts.push(at);
    }
    starts
}

/// Open addressing: a name is in the slot of its hash, or in the first free one after it.
fn slots(names: &[&str]) -> Result<Vec<usize>> {
    ensure!(names.len() * 2 <= SLOTS, "{} names are too many for {SLOTS} slots: double them", names.len());
    let mut slots = vec![0; SLOTS];
    for (place, name) in names.iter().enumerate() {
        let mut slot = hash(name) as usize % SLOTS;
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = place + 1;
    }
    Ok(slots)
}

/// FNV-1a, as `classify/catalogue.rs` has it.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Kind in the bits 0 to 3 (15: none), retry in 4 and 5, fault in 6 and 7, status less 300 above (0: none).
fn pack(facts: &Facts) -> u16 {
    let kind = facts.kind.map_or(15, u16::from);
    let retry = match facts.retry {
        None => 0,
        Some(Retry::Transient) => 1,
        Some(Retry::Throttling) => 2,
    };
    let fault = match facts.fault {
        None => 0,
        Some(Fault::Sender) => 1,
        Some(Fault::Service) => 2,
    };
    let status = facts.status.map_or(0, |status| status.saturating_sub(300).min(255));
    kind | retry << 4 | fault << 6 | status << 8
}
