//! The rules about crates from outside, and their mirror in `deny.toml`.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::Violation;
use super::graph::{EdgeRule, Graph};

/// Direct dependencies on an outside crate that only other members may have.
pub(super) fn check_edges(graph: &Graph) -> Vec<Violation> {
    let mut violations: Vec<_> = graph.edges.iter().flat_map(|rule| check_names(graph, rule)).collect();
    for member in &graph.members {
        for dependency in &member.dependencies {
            let broken = graph.edges.iter().find(|rule| rule.covers(&dependency.name));
            let Some(rule) = broken.filter(|rule| !rule.allows(member, dependency)) else { continue };
            let only = rule.only.join(", ");
            violations.push(Violation {
                place: member.edge(dependency),
                rule: format!("only {only} may depend on `{}`", rule.pattern),
                way_out: format!(
                    "use the re-export of {only}; if only tests of `{0}` need it, make it a dev-dependency and add \
                     `{0}` to `tests` of that [[workspace.metadata.edges]] in the root Cargo.toml",
                    member.name
                ),
            });
        }
    }
    violations
}

fn check_names(graph: &Graph, rule: &EdgeRule) -> Vec<Violation> {
    let names = rule.only.iter().chain(&rule.tests).filter(|name| graph.member(name).is_none());
    names
        .map(|name| Violation {
            place: format!("edge rule for `{}` names `{name}`", rule.pattern),
            rule: "an edge rule names crates of this workspace".to_owned(),
            way_out: format!("mend the spelling or take `{name}` out in the root Cargo.toml"),
        })
        .collect()
}

#[derive(Deserialize)]
struct Deny {
    bans: Bans,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    wrappers: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// Differences between the edge rules and `bans.deny` of `deny.toml`, for each crate of the lock file that has a rule.
pub(super) fn check_deny(graph: &Graph, deny: &str, lock: &str) -> Result<Vec<Violation>> {
    let deny: Deny = toml::from_str(deny).context("deny.toml needs `bans.deny` with `crate` and `wrappers`")?;
    let lock: Lock = toml::from_str(lock).context("Cargo.lock cannot be read; `cargo metadata` writes a new one")?;
    let mut violations = Vec::new();
    for package in &lock.package {
        let Some(rule) = graph.edges.iter().find(|rule| rule.covers(&package.name)) else { continue };
        let wanted = wanted_wrappers(graph, rule, &lock, &package.name);
        let banned = deny.bans.deny.iter().find(|banned| banned.name == package.name);
        if banned.is_some_and(|banned| sorted(&banned.wrappers) == wanted) {
            continue;
        }
        violations.push(Violation {
            place: format!("deny.toml: bans.deny for `{}`", package.name),
            rule: format!("deny.toml says the same as the edge rule for `{}`", rule.pattern),
            way_out: format!("write {{ crate = \"{}\", wrappers = {wanted:?} }}", package.name),
        });
    }
    Ok(violations)
}

/// Who may depend on `name`: the members of the rule, and those crates from outside that do.
fn wanted_wrappers(graph: &Graph, rule: &EdgeRule, lock: &Lock, name: &str) -> Vec<String> {
    let depends = |package: &&Locked| package.dependencies.iter().any(|entry| entry.split(' ').next() == Some(name));
    let outside = lock.package.iter().filter(depends).map(|package| &package.name);
    let outside = outside.filter(|dependent| graph.member(dependent).is_none());
    let wrappers: Vec<String> = rule.only.iter().chain(&rule.tests).chain(outside).cloned().collect();
    sorted(&wrappers)
}

fn sorted(names: &[String]) -> Vec<String> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    names
}
