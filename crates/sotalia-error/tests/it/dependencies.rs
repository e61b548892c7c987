//! The crate stays light: no HTTP client, no TLS, no service.

use std::collections::HashSet;
use std::process::Command;

/// Names, or beginnings of names that end in `-`, which must not be among the dependencies.
const FORBIDDEN: &[&str] = &[
    "hyper",
    "hyper-",
    "rustls",
    "rustls-",
    "h2",
    "mio",
    "socket2",
    "tower",
    "ring",
    "aws-lc-",
    "aws-config",
    "aws-sdk-",
    "aws-smithy-runtime",
    "aws-smithy-http",
    "aws-smithy-http-",
];

#[test]
fn the_dependency_tree_holds_no_client() {
    let (fewest, most) = (normal_dependencies(&["--no-default-features"]), normal_dependencies(&["--all-features"]));
    assert!(fewest.contains("aws-smithy-runtime-api"), "the walk finds what is there: {fewest:?}");
    for optional in OPTIONAL {
        assert!(most.contains(*optional), "{optional} comes with its feature: {most:?}");
    }
    assert!(!fewest.contains("miette"), "what is optional does not come unasked: {fewest:?}");
    for name in most {
        let is_forbidden = |rule: &str| if rule.ends_with('-') { name.starts_with(rule) } else { name == rule };
        assert!(!FORBIDDEN.iter().any(|rule| is_forbidden(rule)), "{name} is among the dependencies");
    }
}

/// What the features of this crate bring in.
const OPTIONAL: &[&str] = &["miette", "serde", "tracing"];

/// The names of all packages that this one needs in order to be built and run with these features.
///
/// `cargo tree` resolves the features of this package alone; `cargo metadata` would add those that other members turn on.
fn normal_dependencies(features: &[&str]) -> HashSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "sotalia-error", "--edges", "normal", "--prefix", "none"])
        .args(features)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}
