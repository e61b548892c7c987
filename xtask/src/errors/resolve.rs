//! From models and rules to what is known of each code.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result, ensure};

use super::models::{Fault, Retry, Service, Shape};
use super::rules::{Kind, Rules};

/// What is known of a code in a service, or in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Facts {
    /// Nothing if neither the name nor the model tells: the status of the answer decides.
    pub(crate) kind: Option<Kind>,
    pub(crate) retry: Option<Retry>,
    pub(crate) fault: Option<Fault>,
    pub(crate) status: Option<u16>,
}

/// Everything that goes into the table.
#[derive(Debug)]
pub(crate) struct Catalogue {
    pub(crate) services: Vec<Known>,
    /// Every code and every name of a shape, with what is known of it without the service.
    pub(crate) general: BTreeMap<String, Facts>,
    /// The codes that rules know in every service.
    pub(crate) common: BTreeMap<String, Facts>,
}

/// A service.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) folders: Vec<String>,
    pub(crate) title: String,
    pub(crate) codes: BTreeMap<String, Facts>,
    /// Names of shapes that are not their codes, and the code.
    pub(crate) aliases: BTreeMap<String, String>,
    /// How many errors the model declares, and those of no kind.
    pub(crate) modelled: usize,
    pub(crate) unclear: Vec<String>,
}

/// Resolves everything.
///
/// # Errors
///
/// Fails if a rule names a service or a shape that does not exist.
pub(crate) fn resolve(models: Vec<Service>, rules: &Rules) -> Result<Catalogue> {
    let names: BTreeSet<String> = models.iter().map(|service| service.name.clone()).collect();
    for named in rules.services.keys().chain(rules.legacy.keys()) {
        ensure!(names.contains(named), "rules.toml has codes of {named:?}: no SDK crate has this name");
    }
    let services = models.into_iter().map(|service| known(service, rules)).collect::<Result<Vec<_>>>()?;
    let common: BTreeMap<_, _> = rules.codes.keys().map(|code| (code.clone(), of_code(code, None, rules))).collect();
    let mut general = common.clone();
    let named = services.iter().flat_map(|service| service.codes.keys().chain(service.aliases.keys()));
    for code in named.chain(&rules.throttling).chain(&rules.transient) {
        if !general.contains_key(code) {
            general.insert(code.clone(), in_all(code, &services, rules));
        }
    }
    Ok(Catalogue { services, general, common })
}

fn known(mut service: Service, rules: &Rules) -> Result<Known> {
    for (legacy, shape) in rules.legacy.get(&service.name).into_iter().flatten() {
        let error = service.errors.iter_mut().find(|error| error.shape == *shape);
        let error =
            error.with_context(|| format!("rules.toml: {} has no shape {shape} for {legacy:?}", service.name))?;
        error.code.clone_from(legacy);
    }
    let own = rules.services.get(&service.name);
    let mut known = Known {
        name: service.name.clone(),
        folders: service.folders,
        title: service.title,
        codes: BTreeMap::new(),
        aliases: BTreeMap::new(),
        modelled: service.errors.len(),
        unclear: Vec::new(),
    };
    for error in &service.errors {
        let mut facts = of_code(&error.code, own, rules);
        complete(&mut facts, error, own, rules);
        if facts.kind.is_none_or(|kind| kind == super::rules::kind("Other").expect("it is a kind")) {
            known.unclear.push(error.code.clone());
        }
        known.codes.entry(error.code.clone()).or_insert(facts);
    }
    for code in own.into_iter().flat_map(BTreeMap::keys) {
        known.codes.entry(code.clone()).or_insert_with(|| of_code(code, own, rules));
    }
    for error in service.errors.iter().filter(|error| !known.codes.contains_key(&error.shape)) {
        known.aliases.insert(error.shape.clone(), error.code.clone());
    }
    Ok(known)
}

/// What rules say of a code.
fn of_code(code: &str, own: Option<&BTreeMap<String, Kind>>, rules: &Rules) -> Facts {
    let exact = own.and_then(|own| own.get(code)).or_else(|| rules.codes.get(code));
    let retry = if rules.throttling.contains(code) {
        Some(Retry::Throttling)
    } else {
        rules.transient.contains(code).then_some(Retry::Transient)
    };
    Facts { kind: exact.copied().or_else(|| rules.kind_by_pattern(code)), retry, fault: None, status: None }
}

/// Adds what the model says; its status decides the kind where the names say nothing.
fn complete(facts: &mut Facts, error: &Shape, own: Option<&BTreeMap<String, Kind>>, rules: &Rules) {
    facts.retry = facts.retry.max(error.retry);
    facts.fault = error.fault;
    facts.status = error.status;
    let by_shape = || of_code(&error.shape, own, rules).kind;
    let by_status = || error.status.and_then(|status| rules.kind_by_status(status));
    let by_fault = || (error.fault == Some(Fault::Service)).then(|| rules.kind_by_status(500)).flatten();
    facts.kind = facts.kind.or_else(by_shape).or_else(by_status).or_else(by_fault);
}

/// What is known of a code if the service is not: what all services agree upon, else what the name says.
fn in_all(code: &str, services: &[Known], rules: &Rules) -> Facts {
    let kinds: BTreeSet<_> = services.iter().filter_map(|service| service.codes.get(code)?.kind).collect();
    let agreed = if kinds.len() == 1 { kinds.first().copied() } else { None };
    let mut facts = of_code(code, None, rules);
    facts.kind = agreed.or(facts.kind);
    facts
}
