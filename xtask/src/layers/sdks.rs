//! Which SDK crates a build of one crate compiles: that of its own service, and those that log in.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::Violation;
use super::graph::Graph;
use crate::workspace;

/// What the session's providers of credentials ask: every crate from the session up compiles them.
const OF_SESSIONS: [&str; 3] = ["aws-sdk-sso", "aws-sdk-ssooidc", "aws-sdk-sts"];
/// Its crates have the name of their service, and so has the feature of the facade.
const SERVICES: &str = "services";
const FACADE: &str = "sotalia";

/// Every service crate, alone and as a feature of the facade, that compiles the SDK of another service.
pub(super) fn check(graph: &Graph) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for layer in graph.layers.iter().filter(|layer| layer.name == SERVICES) {
        for name in &layer.crates {
            let service = name.trim_start_matches("sotalia-");
            let builds = [vec!["-p", name], vec!["-p", FACADE, "--no-default-features", "--features", service]];
            for build in builds {
                violations.extend(beyond(service, &compiled(&build)?).map(|sdks| Violation {
                    place: format!("cargo build {}: compiles {}", build.join(" "), sdks.join(", ")),
                    rule: "who takes one service compiles no other service's SDK".to_owned(),
                    way_out: format!(
                        "`cargo tree {} -e normal,build -i {}` shows what asks for it",
                        build.join(" "),
                        sdks[0]
                    ),
                }));
            }
        }
    }
    Ok(violations)
}

/// The SDK crates among what `cargo build` with these arguments compiles.
fn compiled(build: &[&str]) -> Result<Vec<String>> {
    let mut command = Command::new(workspace::cargo());
    command.args(["tree", "-e", "normal,build", "--prefix", "none", "--format", "{p}"]).args(build);
    command.current_dir(workspace::root()).stdin(Stdio::null()).stderr(Stdio::inherit());
    let output = command.output().context("cannot start cargo")?;
    ensure!(output.status.success(), "`cargo tree {}` ended with {}", build.join(" "), output.status);
    let printed = String::from_utf8(output.stdout).context("cargo prints UTF-8")?;
    Ok(sdks(&printed))
}

fn sdks(tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut sdks: Vec<_> = names.filter(|name| name.starts_with("aws-sdk-")).map(ToOwned::to_owned).collect();
    sdks.sort_unstable();
    sdks.dedup();
    sdks
}

/// The SDK crates that this service has no use for, if there are any; its own must be there.
fn beyond(service: &str, compiled: &[String]) -> Option<Vec<String>> {
    let own = format!("aws-sdk-{service}");
    if !compiled.contains(&own) {
        return Some(vec![format!("no {own}")]);
    }
    let is_beyond = |name: &&String| **name != own && !OF_SESSIONS.contains(&name.as_str());
    let beyond: Vec<_> = compiled.iter().filter(is_beyond).cloned().collect();
    (!beyond.is_empty()).then_some(beyond)
}

#[cfg(test)]
mod tests {
    use super::{beyond, sdks};

    const TREE: &str =
        "sotalia-sqs v0.1.0 (/a)\naws-sdk-sqs v1.2.3\naws-sdk-sts v1.0.0\naws-sdk-sts v1.0.0 (*)\nbytes v1.0.0";

    #[test]
    fn a_service_has_its_own_sdk_and_those_of_sessions() {
        check(TREE, None);
    }

    #[test]
    fn the_sdk_of_another_service_is_named() {
        check(&format!("{TREE}\naws-sdk-s3 v1.0.0"), Some(&["aws-sdk-s3"]));
    }

    #[test]
    fn a_service_without_its_sdk_is_named() {
        check("sotalia-sqs v0.1.0 (/a)\naws-sdk-sts v1.0.0", Some(&["no aws-sdk-sqs"]));
    }

    #[track_caller]
    fn check(tree: &str, expected: Option<&[&str]>) {
        let found = beyond("sqs", &sdks(tree));
        assert_eq!(
            found.as_deref(),
            expected.map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref()
        );
    }
}
