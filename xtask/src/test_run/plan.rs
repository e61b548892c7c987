//! Which `cargo test` commands a tier consists of.

use cargo_metadata::{Metadata, TargetKind};
use clap::ValueEnum;

/// The crate of the tests that need a server, or more than one layer.
const CROSS_LAYER: &str = "sotalia-tests";

/// A feature that reaches a real account; tests never turn it on.
const LIVE: &str = "live";

/// What a test needs and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tier {
    /// Tests of single crates: no server
    Unit,
    /// Examples in the docs: no server
    Doc,
    /// The crate in tests/, against moto, ministack and SeaweedFS
    Emulator,
    /// Tests of the programs in examples/, against the same servers
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
        let has_examples = metadata.workspace_packages().iter().any(|package| {
            let chosen = packages.is_empty() || packages.contains(&package.name);
            chosen && package.targets.iter().any(|target| target.kind.contains(&TargetKind::Example))
        });
        let workspace = vec!["--workspace".to_owned()];
        let chosen = packages.iter().flat_map(|package| ["--package".to_owned(), package.clone()]).collect::<Vec<_>>();
        let chosen = if chosen.is_empty() { workspace } else { chosen };
        let step = |scope: &[String], kind: &str| {
            let mut step = vec!["test".to_owned()];
            step.extend_from_slice(scope);
            step.extend(features(metadata, packages));
            step.extend([kind.to_owned(), "--no-fail-fast".to_owned()]);
            step
        };
        let mut single = chosen.clone();
        if packages.is_empty() {
            single.extend(["--exclude".to_owned(), CROSS_LAYER.to_owned()]);
        }
        let cross_layer = ["--package".to_owned(), CROSS_LAYER.to_owned()];
        let examples = has_examples.then(|| step(&chosen, "--examples"));
        let steps = match tier {
            None => [step(&chosen, "--tests"), step(&chosen, "--doc")].into_iter().chain(examples).collect(),
            Some(Tier::Unit) => vec![step(&single, "--tests")],
            Some(Tier::Doc) => vec![step(&chosen, "--doc")],
            Some(Tier::Emulator) => vec![step(&cross_layer, "--tests")],
            Some(Tier::Example) => examples.into_iter().collect(),
        };
        Self { needs_servers: !matches!(tier, Some(Tier::Unit | Tier::Doc)), steps }
    }
}

/// `--all-features`; where a crate has the feature `live`, every feature but that one, by name.
fn features(metadata: &Metadata, packages: &[String]) -> Vec<String> {
    let members = metadata.workspace_packages();
    let chosen = members.iter().filter(|member| packages.is_empty() || packages.contains(&member.name));
    let all: Vec<_> = chosen.flat_map(|member| member.features.keys().map(move |name| (&member.name, name))).collect();
    if !all.iter().any(|(_, name)| *name == LIVE) {
        return vec!["--all-features".to_owned()];
    }
    let named = all.iter().filter(|(_, name)| *name != LIVE).map(|(krate, name)| format!("{krate}/{name}"));
    vec!["--features".to_owned(), named.collect::<Vec<_>>().join(",")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace;

    #[test]
    fn each_tier_has_its_commands() {
        check(None, &[], true, &["test --workspace --all-features --tests", "test --workspace --all-features --doc"]);
        let unit = "test --workspace --exclude sotalia-tests --all-features --tests";
        check(Some(Tier::Unit), &[], false, &[unit]);
        check(Some(Tier::Doc), &["sotalia"], false, &["test --package sotalia --all-features --doc"]);
        check(Some(Tier::Emulator), &[], true, &["test --package sotalia-tests --all-features --tests"]);
    }

    #[test]
    fn the_live_feature_stays_off() {
        let mut metadata = workspace::metadata().expect("the metadata of this workspace can be read");
        let package = metadata.packages.iter_mut().find(|package| package.name == "sotalia-client");
        package.expect("it is a member").features.insert(LIVE.to_owned(), Vec::new());
        let plan = Plan::new(&metadata, Some(Tier::Unit), &["sotalia-client".to_owned()]);
        let step = plan.steps[0].join(" ");
        assert!(step.contains("sotalia-client/s3") && !step.contains(LIVE), "expected all but `live`, got {step}");
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
