//! The crate stays light: no HTTP client, no TLS, no service.

use std::collections::{HashMap, HashSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

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
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .other_options(["--offline".to_owned()])
        .exec()
        .expect("cargo metadata reads this workspace");
    let names = normal_dependencies(&metadata);
    assert!(names.contains("aws-smithy-runtime-api"), "the walk finds what is there: {names:?}");
    for name in names {
        let is_forbidden = |rule: &str| if rule.ends_with('-') { name.starts_with(rule) } else { name == rule };
        assert!(!FORBIDDEN.iter().any(|rule| is_forbidden(rule)), "{name} is among the dependencies");
    }
}

/// The names of all packages that this one needs in order to be built and run.
fn normal_dependencies(metadata: &Metadata) -> HashSet<&str> {
    let resolve = metadata.resolve.as_ref().expect("the metadata holds the resolved graph");
    let nodes: HashMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let root = metadata.packages.iter().find(|package| package.name == "sotalia-error").expect("this package is there");
    let mut seen = HashSet::from([&root.id]);
    let mut waiting = vec![&root.id];
    while let Some(id) = waiting.pop() {
        for dependency in &nodes[id].deps {
            let is_normal = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if is_normal && seen.insert(&dependency.pkg) {
                waiting.push(&dependency.pkg);
            }
        }
    }
    seen.into_iter().map(|id| metadata[id].name.as_str()).collect()
}
