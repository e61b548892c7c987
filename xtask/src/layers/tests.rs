//! The real workspace keeps its layers, and each way to break them is caught with a message that says where.

use serde_json::{Value, json};

use super::graph::Graph;
use super::{check_workspace, outside, rules};
use crate::workspace;

#[test]
fn the_workspace_keeps_its_layers() {
    let violations = check_workspace().expect("the metadata of this workspace can be read");
    let printed: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "expected no violation, got:\n{}", printed.join("\n"));
}

#[test]
fn an_unbroken_copy_has_no_violation() {
    assert_eq!(violations(|_| ()), Vec::<String>::new());
}

#[test]
fn a_skipped_layer_is_caught() {
    check(
        |metadata| depend(metadata, "sotalia-resource", "sotalia-error", "=0.1.0", None),
        &[
            "sotalia-resource -> sotalia-error (normal dependency)",
            "layer `resource` may use sotalia-client",
            "`may_use` of layer `resource`",
        ],
    );
}

#[test]
fn an_upward_edge_is_caught() {
    check(
        |metadata| depend(metadata, "sotalia-error", "sotalia", "=0.1.0", None),
        &["sotalia-error -> sotalia (normal dependency)", "layer `error` may use no crate of this workspace"],
    );
}

#[test]
fn a_build_dependency_is_an_edge_too() {
    check(
        |metadata| depend(metadata, "sotalia-session", "xtask", "=0.1.0", Some("build")),
        &["sotalia-session -> xtask (build-dependency)"],
    );
}

#[test]
fn a_dev_dependency_on_a_crate_above_is_caught() {
    check(
        |metadata| depend(metadata, "sotalia-session", "sotalia-s3", "=0.1.0", Some("dev")),
        &["sotalia-session -> sotalia-s3 (dev-dependency)", "above it", "top-level tests/"],
    );
}

#[test]
fn a_crate_may_name_itself_for_its_own_tests() {
    let found = violations(|metadata| depend(metadata, "sotalia-session", "sotalia-session", "*", Some("dev")));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn xtask_depends_on_no_crate_of_the_workspace() {
    check(
        |metadata| depend(metadata, "xtask", "sotalia-error", "=0.1.0", None),
        &["xtask -> sotalia-error (normal dependency)", "no crate of this workspace"],
    );
}

#[test]
fn a_loose_version_is_caught() {
    check(
        |metadata| depend(metadata, "sotalia", "sotalia-error", "^0.1", None),
        &["sotalia -> sotalia-error", "version `^0.1`", "version = \"=0.1.0\""],
    );
}

#[test]
fn a_crate_in_no_layer_is_caught() {
    check(
        |metadata| layer(metadata, "session")["crates"] = json!([]),
        &["crate `sotalia-session`", "each member of the workspace is in a layer"],
    );
}

#[test]
fn a_layer_that_names_no_crate_is_caught() {
    check(
        |metadata| layer(metadata, "services")["crates"] = json!(["sotalia-s3", "sotalia-s4"]),
        &["layer `services`: `crates` names `sotalia-s4`"],
    );
}

#[test]
fn a_crate_in_two_layers_is_caught() {
    check(
        |metadata| layer(metadata, "facade")["crates"] = json!(["sotalia", "sotalia-error"]),
        &["crate `sotalia-error` in layer `facade`", "is in layer `error` already"],
    );
}

#[test]
fn two_layers_of_one_name_are_caught() {
    check(|metadata| layer(metadata, "facade")["name"] = json!("error"), &["layer `error`", "a name of its own"]);
}

#[test]
fn a_layer_that_uses_one_above_it_is_caught() {
    check(
        |metadata| layer(metadata, "session")["may_use"] = json!(["sotalia-error", "sotalia-client"]),
        &["layer `session`: `may_use` names `sotalia-client`", "lowest first"],
    );
}

#[test]
fn an_outside_edge_is_caught() {
    check(
        |metadata| depend(metadata, "sotalia-s3", "aws-sdk-s3", "^1", None),
        &["sotalia-s3 -> aws-sdk-s3 (normal dependency)", "only sotalia-client may depend on `aws-sdk-*`"],
    );
    check(
        |metadata| depend(metadata, "sotalia-client", "aws-config", "^1", Some("dev")),
        &["sotalia-client -> aws-config (dev-dependency)", "only sotalia-session"],
    );
}

#[test]
fn a_listed_crate_may_use_an_outside_crate_in_its_tests_only() {
    let list = |metadata: &mut Value| {
        let rules = metadata["metadata"]["edges"].as_array_mut().expect("the workspace has edge rules");
        let rule = rules.iter_mut().find(|rule| rule["crate"] == "aws-sdk-*").expect("aws-sdk-* has a rule");
        rule["tests"] = json!(["sotalia-s3"]);
    };
    let found = violations(|metadata| {
        list(metadata);
        depend(metadata, "sotalia-s3", "aws-sdk-s3", "^1", Some("dev"));
    });
    assert!(!found.iter().any(|one| one.starts_with("sotalia-s3")), "a dev-dependency is allowed, got {found:?}");
    check(
        |metadata| {
            list(metadata);
            depend(metadata, "sotalia-s3", "aws-sdk-s3", "^1", None);
        },
        &["sotalia-s3 -> aws-sdk-s3 (normal dependency)"],
    );
}

#[test]
fn a_deny_file_that_differs_is_caught() {
    let graph = graph(|_| ());
    let lock = "[[package]]\nname = \"aws-config\"\n[[package]]\nname = \"aws-sdk-sts\"\n\
                [[package]]\nname = \"other\"\ndependencies = [\"aws-config 1.0.0\"]\n";
    let deny = "[bans]\ndeny = [{ crate = \"aws-config\", wrappers = [\"sotalia-session\"] }]";
    let found = outside::check_deny(&graph, deny, lock).expect("both files can be read");
    let places: Vec<_> = found.iter().map(|violation| violation.place.as_str()).collect();
    assert_eq!(places, ["deny.toml: bans.deny for `aws-config`", "deny.toml: bans.deny for `aws-sdk-sts`"]);
    assert!(found[0].way_out.contains("[\"other\", "), "expected the wrapper `other`, got {}", found[0].way_out);
}

/// Breaks a copy of the metadata and expects one violation that says all of `parts`.
#[track_caller]
fn check(break_it: impl Fn(&mut Value), parts: &[&str]) {
    let found = violations(break_it);
    let says_all = |violation: &&String| parts.iter().all(|part| violation.contains(part));
    assert!(found.iter().any(|one| says_all(&one)), "expected one violation with {parts:?}, got {found:#?}");
}

fn violations(break_it: impl Fn(&mut Value)) -> Vec<String> {
    let graph = graph(break_it);
    rules::check(&graph).into_iter().chain(outside::check_edges(&graph)).map(|one| one.to_string()).collect()
}

fn graph(break_it: impl Fn(&mut Value)) -> Graph {
    let metadata = workspace::metadata().expect("the metadata of this workspace can be read");
    let mut metadata = serde_json::to_value(metadata).expect("metadata is JSON");
    break_it(&mut metadata);
    let metadata = serde_json::from_value(metadata).expect("the copy is still metadata");
    Graph::new(&metadata).expect("the rules can be read")
}

fn layer<'a>(metadata: &'a mut Value, name: &str) -> &'a mut Value {
    let layers = metadata["metadata"]["layers"].as_array_mut().expect("the workspace has layers");
    layers.iter_mut().find(|layer| layer["name"] == name).expect("the layer exists")
}

/// Adds a dependency to a member.
fn depend(metadata: &mut Value, member: &str, on: &str, requirement: &str, kind: Option<&str>) {
    let packages = metadata["packages"].as_array_mut().expect("the workspace has members");
    let package = packages.iter_mut().find(|package| package["name"] == member).expect("the member exists");
    let dependencies = package["dependencies"].as_array_mut().expect("a list");
    dependencies.push(json!({
        "name": on, "req": requirement, "kind": kind, "source": null, "optional": false,
        "uses_default_features": true, "features": [], "target": null, "rename": null, "registry": null,
    }));
}
