//! A service that is started in a copy of the workspace, and what Cargo makes of it.

use std::collections::BTreeSet;
use std::path::Path;

use cargo_metadata::MetadataCommand;

use super::{Arguments, EDITS, Service, added, scaffold};
use crate::{codegen, layers, workspace};

/// A service: `novel` is none of AWS's, so that no real one breaks these tests.
fn service(name: &str) -> anyhow::Result<Service> {
    let (title, sdk_version) = ("Amazon Novel".to_owned(), Some("1.2.3".to_owned()));
    Service::new(&Arguments { service: name.to_owned(), title, root: None, sdk_version, dry_run: true })
}

/// Copies what Cargo looks at: manifests and sources.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the workspace can be read") {
        let entry = entry.expect("the workspace can be read");
        let (name, path) = (entry.file_name(), entry.path());
        if name == "target" || name.to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else if path.extension().is_some_and(|end| end == "rs" || end == "toml" || end == "lock") {
            std::fs::copy(&path, to.join(name)).expect("a file can be copied");
        }
    }
}

#[test]
fn a_service_is_a_crate_that_keeps_the_layers() {
    let copied = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&workspace::root(), copied.path());
    let files =
        scaffold(copied.path(), &service("novel").expect("a good name")).expect("there is a place in each file");
    for (path, text) in &files {
        let full = copied.path().join(path);
        std::fs::create_dir_all(full.parent().expect("it is in a folder")).expect("a folder can be made");
        std::fs::write(full, text).expect("a file can be written");
        let broken = match path.extension().and_then(|end| end.to_str()) {
            Some("rs") => syn::parse_file(text).err().map(|error| error.to_string()),
            Some("toml") => text.parse::<toml::Table>().err().map(|error| error.to_string()),
            end => (end != Some("md")).then(|| format!("no file of the kind {end:?} was expected")),
        };
        assert_eq!(broken, None, "{}", path.display());
        assert!(!text.contains("{NAME}") && !text.contains("{ROOT}"), "a blank is left in {}", path.display());
    }
    let metadata = MetadataCommand::new().manifest_path(copied.path().join("Cargo.toml")).no_deps().exec();
    let metadata = metadata.expect("the copy is a workspace");
    let members: Vec<_> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    assert!(members.contains(&"sotalia-novel"), "expected the new crate among {members:?}");
    let (deny, lock) = (&files[Path::new("deny.toml")], "[[package]]\nname = \"aws-sdk-novel\"\n");
    let violations = layers::check_metadata(&metadata, deny, lock).expect("the rules can be read");
    assert!(violations.is_empty(), "expected no violation, got {violations:?}");

    let again = scaffold(copied.path(), &service("novel").expect("a good name")).expect_err("it is there");
    assert!(format!("{again:#}").contains("it is there already"), "{again:#}");
}

#[test]
fn each_file_gets_its_lines() {
    let root = workspace::root();
    let files = scaffold(&root, &service("novel").expect("a good name")).expect("there is a place in each file");
    let mut lines = BTreeSet::new();
    for (path, text) in &files {
        let Ok(before) = std::fs::read_to_string(root.join(path)) else { continue };
        lines.extend(added(&before, text).into_iter().map(|line| format!("{}: {}", path.display(), line.trim())));
    }
    for expected in [
        "Cargo.toml: aws-sdk-novel = { version = \"1.2.3\", default-features = false, features = [\"rt-tokio\"] }",
        "Cargo.toml: sotalia-novel = { path = \"crates/sotalia-novel\", version = \"=0.1.0\" }",
        "crates/sotalia-client/Cargo.toml: aws-sdk-novel = { workspace = true, optional = true }",
        "crates/sotalia-client/Cargo.toml: novel = [\"dep:aws-sdk-novel\"]",
        "crates/sotalia-client/src/client.rs: feature = \"novel\",",
        "crates/sotalia-client/src/client/plain.rs: \"novel\" aws_sdk_novel,",
        "crates/sotalia-client/src/generated.rs: pub(crate) mod novel;",
        "crates/sotalia-client/src/lib.rs: feature = \"novel\",",
        "crates/sotalia-client/src/lib.rs: pub use aws_sdk_novel as novel;",
        "crates/sotalia/Cargo.toml: novel = [\"dep:sotalia-novel\", \"sotalia-client/novel\"]",
        "crates/sotalia/Cargo.toml: sotalia-novel = { workspace = true, optional = true }",
        "crates/sotalia/src/lib.rs: pub use crate::novel::Novel;",
        "crates/sotalia/src/lib.rs: pub use sotalia_novel as novel;",
        "deny.toml: { crate = \"aws-sdk-novel\", wrappers = [\"sotalia-bench\", \"sotalia-client\", \"sotalia-tests\"] },",
    ] {
        assert!(lines.contains(expected), "expected {expected:?} among {lines:#?}");
    }
}

#[test]
fn every_client_is_in_each_list() {
    let root = workspace::root();
    let paginators = std::fs::read_dir(root.join(codegen::PAGINATORS)).expect("there is a folder of pagination");
    for path in paginators.map(|entry| entry.expect("the folder can be read").path()) {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a service has a name");
        for (path, edit) in EDITS.iter().filter(|(path, _)| path.starts_with("crates/sotalia-client/")) {
            // The client of S3 has a file of its own.
            if name == "s3" && path.contains("/client") && path.ends_with(".rs") && !path.ends_with("lib.rs") {
                continue;
            }
            let text = std::fs::read_to_string(root.join(path)).expect("the file can be read");
            let refused = edit(&text, &service(name).expect("a good name")).map(|_| "a place for it".to_owned());
            let found = refused.unwrap_or_else(|error| error.to_string());
            assert!(found.starts_with("it is there already"), "expected {name} in {path}, which has {found}");
        }
    }
}

#[test]
fn a_name_that_no_crate_has_is_refused() {
    for name in ["", "aws-sdk-ecr", "ECR", "e c"] {
        let error = service(name).expect_err("no crate is called so").to_string();
        assert!(error.contains("is no name of an SDK crate"), "{name:?}: {error}");
    }
}
