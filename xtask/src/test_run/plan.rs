//! Which `cargo test` commands a tier consists of.

use cargo_metadata::{Metadata, Package, TargetKind};
use clap::ValueEnum;

/// The crates of the tests that need a server, or more than one layer. The flows link the SDKs of all services that have
/// resources.
const CROSS_LAYER: &[&str] = &["sotalia-tests", "sotalia-flows", "sotalia-sketch"];

/// An example that takes minutes to compile: its build is the last one, apart from the others.
pub(crate) const HEAVY: &str = "sotalia-datafusion";

/// A feature that reaches a real account; tests never turn it on.
const LIVE: &str = "live";

/// What a test needs and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tier {
    /// Tests of single crates: no server
    Unit,
    /// Examples in the docs: no server
    Doc,
    /// The crates in tests/ that need servers: moto, ministack and SeaweedFS
    Emulator,
    /// Tests of the programs in examples/: servers in the process
    Example,
}

/// The arguments of each `cargo` to run, and whether servers are needed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) needs_servers: bool,
    pub(super) steps: Vec<Vec<String>>,
}

impl Plan {
    /// What to run for `tier` (none: all) in `packages` (empty: all).
    pub(super) fn new(metadata: &Metadata, tier: Option<Tier>, packages: &[String]) -> Self {
        let all = packages.is_empty();
        let members = metadata.workspace_packages();
        let members = members.into_iter().filter(|member| all || packages.contains(&member.name)).collect::<Vec<_>>();
        // Cargo refuses to test a kind of target that no chosen crate has.
        let has = |kind| members.iter().flat_map(|member| &member.targets).any(|target| target.kind.contains(&kind));
        let step = |scope: Vec<&str>, takes: fn(&str) -> bool, kind: &str| {
            let taken: Vec<_> = members.iter().filter(|member| takes(&member.name)).copied().collect();
            let words = ["test"].into_iter().chain(scope).map(str::to_owned);
            words.chain(features(&taken)).chain([kind.to_owned(), "--no-fail-fast".to_owned()]).collect()
        };
        let chosen = || match packages {
            [] => vec!["--workspace", "--exclude", HEAVY],
            some => some.iter().flat_map(|package| ["--package", package]).collect(),
        };
        let docs = has(TargetKind::Lib).then(|| step(chosen(), |_| true, "--doc"));
        let examples = has(TargetKind::Example).then(|| step(chosen(), |_| true, "--examples"));
        let is_heavy = |member: &&&Package| member.name == HEAVY && !member.targets.is_empty();
        let heavy = members.iter().find(is_heavy).filter(|_| all);
        let heavy = heavy.map(|_| step(vec!["--package", HEAVY], |name| name == HEAVY, "--examples"));
        let cross_layer = |option| CROSS_LAYER.iter().flat_map(|name| [option, *name]).collect::<Vec<_>>();
        let unit = || [chosen(), if all { cross_layer("--exclude") } else { Vec::new() }].concat();
        let steps = match tier {
            None => {
                [step(chosen(), |_| true, "--tests")].into_iter().chain(docs).chain(examples).chain(heavy).collect()
            }
            Some(Tier::Unit) if all => vec![step(unit(), |name| !CROSS_LAYER.contains(&name), "--tests")],
            Some(Tier::Unit) => vec![step(unit(), |_| true, "--tests")],
            Some(Tier::Doc) => docs.into_iter().collect(),
            Some(Tier::Emulator) if all => {
                vec![step(cross_layer("--package"), |name| CROSS_LAYER.contains(&name), "--tests")]
            }
            Some(Tier::Emulator) => vec![step(chosen(), |_| true, "--tests")],
            Some(Tier::Example) => examples.into_iter().chain(heavy).collect(),
        };
        Self { needs_servers: !matches!(tier, Some(Tier::Unit | Tier::Doc | Tier::Example)), steps }
    }
}

/// `--all-features`; where a crate has the feature `live`, every feature but that one, by name.
fn features(members: &[&Package]) -> Vec<String> {
    let all = members.iter().flat_map(|member| member.features.keys().map(move |name| (&member.name, name)));
    let (live, rest): (Vec<_>, Vec<_>) = all.partition(|(_, name)| *name == LIVE);
    if live.is_empty() {
        return vec!["--all-features".to_owned()];
    }
    let named: Vec<_> = rest.into_iter().map(|(krate, name)| format!("{krate}/{name}")).collect();
    vec!["--features".to_owned(), named.join(",")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn each_tier_has_its_commands() {
        let all = "test --workspace --exclude sotalia-datafusion --all-features";
        check(None, &[], true, &[&format!("{all} --tests"), &format!("{all} --doc")]);
        let unit = "test --workspace --exclude sotalia-datafusion --exclude sotalia-tests --exclude sotalia-flows \
                    --exclude sotalia-sketch --all-features --tests";
        check(Some(Tier::Unit), &[], false, &[unit]);
        check(Some(Tier::Doc), &["sotalia"], false, &["test --package sotalia --all-features --doc"]);
        check(None, &["xtask"], true, &["test --package xtask --all-features --tests"]);
        let emulator =
            "test --package sotalia-tests --package sotalia-flows --package sotalia-sketch --all-features --tests";
        check(Some(Tier::Emulator), &[], true, &[emulator]);
        check(Some(Tier::Emulator), &["sotalia-tests"], true, &["test --package sotalia-tests --all-features --tests"]);
    }

    #[test]
    fn the_example_that_takes_minutes_is_built_last_and_apart() {
        let metadata = workspace::metadata().expect("the metadata of this workspace can be read");
        for tier in [None, Some(Tier::Example)] {
            let steps = Plan::new(&metadata, tier, &[]).steps;
            let last = steps.last().expect("there are steps").join(" ");
            assert_eq!(
                last, "test --package sotalia-datafusion --all-features --examples --no-fail-fast",
                "of {tier:?}"
            );
            let others = &steps[..steps.len() - 1];
            let excluded = |step: &Vec<String>| step.join(" ").contains("--exclude sotalia-datafusion");
            assert!(others.iter().all(excluded), "expected it in no other step: {others:?}");
        }
    }

    #[test]
    fn the_live_feature_stays_off() {
        let mut metadata = workspace::metadata().expect("the metadata of this workspace can be read");
        let package = metadata.packages.iter_mut().find(|package| package.name == "sotalia-client");
        package.expect("it is a member").features.insert(LIVE.to_owned(), Vec::new());
        for packages in [&[][..], &["sotalia-client".to_owned()]] {
            let step = Plan::new(&metadata, Some(Tier::Unit), packages).steps[0].join(" ");
            assert!(step.contains("sotalia-client/s3") && !step.contains(LIVE), "expected all but `live`, got {step}");
        }
        let step = Plan::new(&metadata, Some(Tier::Emulator), &[]).steps[0].join(" ");
        assert!(!step.contains("sotalia-client/"), "expected features of sotalia-tests only, got {step}");
    }

    #[track_caller]
    fn check(tier: Option<Tier>, packages: &[&str], needs_servers: bool, expected: &[&str]) {
        let mut metadata = workspace::metadata().expect("the metadata of this workspace can be read");
        for package in &mut metadata.packages {
            package.features.remove(LIVE);
            package.targets.retain(|target| !target.kind.contains(&TargetKind::Example));
        }
        let packages: Vec<_> = packages.iter().map(ToString::to_string).collect();
        let steps =
            expected.iter().map(|step| format!("{step} --no-fail-fast").split(' ').map(str::to_owned).collect());
        let expected = Plan { needs_servers, steps: steps.collect() };
        assert_eq!(Plan::new(&metadata, tier, &packages), expected);
    }
}
