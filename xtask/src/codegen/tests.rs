//! The generator on this workspace, and on models that are wrong.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::sdk::Sdk;
use super::write::{self, Files};
use super::{generate, graph, paginators};
use crate::workspace;

/// The sample model, which has one of each feature.
const SAMPLE: &str = include_str!("../../../tests/golden/resources.toml");
const MODEL: &str = "crates/sotalia-sample/resources.toml";

#[test]
fn what_is_committed_is_what_the_models_say() {
    let root = workspace::root();
    let (files, folders) = generate(&root, &graph(&root).expect("the metadata"), None).expect("the models are right");
    assert_eq!(write::check(&root, &folders, &files).expect("the folders can be read"), Vec::<String>::new());
    let (again, _) = generate(&root, &graph(&root).expect("the metadata"), None).expect("the models are right");
    assert_eq!(files, again, "two runs must give the same");
}

#[test]
fn a_file_that_is_stale_missing_or_orphaned_is_named() {
    let root = TempDir::new().expect("a folder");
    let folder = PathBuf::from("crates/a/src/generated");
    let file = |name: &str| folder.join(name);
    let files: Files = [(file("a.rs"), "one\ntwo\n".to_owned()), (file("b.rs"), "three\n".to_owned())].into();
    write::write(root.path(), std::slice::from_ref(&folder), &files).expect("written");
    let check = |expected: &[&str]| {
        let found = write::check(root.path(), std::slice::from_ref(&folder), &files).expect("the folder can be read");
        assert_eq!(found, expected);
    };
    check(&[]);
    fs::write(root.path().join(file("a.rs")), "one\nTWO\n").expect("written");
    fs::remove_file(root.path().join(file("b.rs"))).expect("removed");
    fs::write(root.path().join(file("c.rs")), "four\n").expect("written");
    check(&[
        "crates/a/src/generated/a.rs:2: stale: run `cargo xtask codegen`",
        "crates/a/src/generated/b.rs: missing: run `cargo xtask codegen`",
        "crates/a/src/generated/c.rs: orphaned: no model generates it; delete it",
    ]);
    let touched = write::write(root.path(), std::slice::from_ref(&folder), &files).expect("written");
    assert_eq!(touched, [file("a.rs"), file("b.rs"), file("c.rs")], "all three are mended");
    check(&[]);
}

/// What generating from a model says: the error, with the file's place.
fn failure(model: &str, paginators: &str) -> String {
    let root = TempDir::new().expect("a folder");
    let put = |path: &Path, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    put(Path::new(MODEL), model);
    put(&Path::new(paginators::FOLDER).join("s3.toml"), paginators);
    let metadata = graph(&workspace::root()).expect("the metadata");
    match generate(root.path(), &metadata, None) {
        Ok(_) => "no error".to_owned(),
        Err(error) => format!("{error:#}"),
    }
}

fn pages() -> String {
    let path = workspace::root().join(paginators::FOLDER).join("s3.toml");
    fs::read_to_string(path).expect("the paginators of S3")
}

#[test]
fn a_wrong_model_is_refused_with_its_place() {
    assert_eq!(failure(SAMPLE, &pages()), "no error", "the sample is right as it is");
    let cases = [
        (
            "operation = \"CreateBucket\"",
            "operation = \"CreateBukket\"",
            "has no operation CreateBukket; the nearest is create_bucket",
        ),
        (
            "\"VersioningConfiguration.Status\"",
            "\"VersioningConfiguration.Stat\"",
            "VersioningConfiguration has no member Stat; it has: mfa_delete, status",
        ),
        ("PartNumber = ", "PartNumbr = ", "UploadPartInput has no member PartNumbr; it has: "),
        ("\"number: i32\"", "\"number\"", "number is str, and the parameter is i32"),
        (
            "parameters = { Prefix = \"identifier:name\" }",
            "parameters = { Prefix = \"identifier:nam\" }",
            "Shelf has no identifier nam; it has: name",
        ),
        ("path = \"Buckets[0]\"", "path = \"Bucket[0]\"", "ListBucketsOutput has no member Bucket; it has: "),
        ("path = \"Buckets[0]\"", "path = \"Buckets[one]\"", "index `[one]` that is not a number, [-1], [] or [*]"),
        ("path = \"Buckets[0]\"", "path = \"Buckets[]\"", "[] cannot stand here: one value is wanted"),
        ("resource = \"Log\"", "resource = \"Lgo\"", "no resource is named Lgo; there are: Sample, Shelf, Log"),
        ("identifiers = { name = \"input\" }", "identifiers = {}", "Shelf needs the identifier name"),
        (
            "identifiers = { name = \"input\" }",
            "identifiers = { name = \"input\", nam = \"input\" }",
            "Shelf has no identifier nam",
        ),
        ("\"request:Bucket\"", "\"question:Bucket\"", "\"question:Bucket\" is no source; write input, identifier:"),
        (
            "operation = \"ListObjectsV2\"",
            "operation = \"GetBucketAcl\"",
            "GetBucketAcl is not in paginators/s3.toml: add it there",
        ),
        ("path = \"Contents[]\"", "path = \"CommonPrefixes[]\"", "CommonPrefix has no member Key"),
        ("data = \"MultipartUpload\"", "data = \"MultipartUplod\"", "aws-sdk-s3 has no type MultipartUplod"),
        ("code = \"Code\"", "code = \"Kode\"", "Error has no member Kode"),
        (
            "\"status:403\"",
            "\"403\"",
            "an acceptor is status:N, error:Code, path:Member=VALUE, pathAll:, pathAny: or length:List[]>0",
        ),
        ("\"path:Status=Enabled\"", "\"path:State=Enabled\"", "has no member State"),
        ("size = 2", "size = 0", "`size` is at least 1; without it a request carries a page"),
        ("{ shelf_name = \"parent:name\" }", "{ shelf_nam = \"parent:name\" }", "Book has no identifier shelf_nam"),
        ("{ shelf_name = \"parent:name\" }", "{ shelf_name = \"name\" }", "this is no place; write parent:IDENTIFIER"),
        (
            "\"Book\", identifiers = { shelf_name = \"identifier:name\"",
            "\"Book\", identifiers = { shelf_name = \"input\"",
            "shelf_name is held by the parent, and comes from there",
        ),
        ("max_attempts = 3", "max_tries = 3", "unknown field `max_tries`"),
    ];
    for (right, wrong, expected) in cases {
        refused(right, wrong, expected);
    }
}

#[test]
fn data_is_refused_where_there_is_none() {
    refused(
        "parameters = { Prefix = \"identifier:name\" }",
        "parameters = { Prefix = \"data:Name\" }",
        "a load's parameters come from identifiers: there is no data yet",
    );
}

/// The sample with `wrong` for `right` is refused at its place, and for the reason expected.
fn refused(right: &str, wrong: &str, expected: &str) {
    let model = SAMPLE.replacen(right, wrong, 1);
    assert_ne!(model, SAMPLE, "the sample must hold {right}");
    let line = SAMPLE.lines().position(|line| line.contains(right)).expect("the sample holds it") + 1;
    let found = failure(&model, &pages());
    assert!(found.contains(expected), "{wrong}\n  expected: {expected}\n  found:    {found}");
    let place = format!("{MODEL}:");
    let at: Option<usize> =
        found.split_once(&place).and_then(|(_, rest)| rest.split(':').next()).and_then(|number| number.parse().ok());
    assert_eq!(found.matches(MODEL).count(), 1, "the place is said once: {found}");
    // The place is the value that is wrong, or the use of it that shows it: a few lines away at most.
    assert!(at.is_some_and(|at| at.abs_diff(line) <= 6), "{wrong} stands in line {line}; found: {found}");
}

#[test]
fn an_operation_of_one_page_has_no_position() {
    let pages = "[ListParts]\nitems = [\"Parts\"]\n";
    let root = TempDir::new().expect("a folder");
    let path = root.path().join(paginators::FOLDER);
    fs::create_dir_all(&path).expect("made");
    fs::write(path.join("s3.toml"), pages).expect("written");
    fs::create_dir_all(root.path().join("crates/sotalia-client/src")).expect("made");
    let (files, _) =
        generate(root.path(), &graph(&workspace::root()).expect("the metadata"), None).expect("it is right");
    let text = files.values().next().expect("one file");
    for words in ["TOKENS: &'static [&'static str] = &[]", "_position: &Position", "Next::unflagged(Position::new([]))"]
    {
        assert!(text.contains(words), "expected {words} in:\n{text}");
    }
}

/// The module of a service with this pagination.
fn pagination(service: &str, model: &str) -> String {
    let root = TempDir::new().expect("a folder");
    let path = root.path().join(paginators::FOLDER);
    fs::create_dir_all(&path).expect("made");
    fs::write(path.join(format!("{service}.toml")), model).expect("written");
    let sdk = super::Sdk::locate(&graph(&workspace::root()).expect("the metadata"), service).expect("its source");
    paginators::Paginators::read(root.path(), service).expect("read").generate(&sdk, service).expect("right")
}

#[test]
fn lists_in_one_place_are_taken_one_by_one() {
    let text = pagination(
        "lambda",
        "[GetFunction]\nitems = [\"Configuration.Layers\", \"Configuration.FileSystemConfigs\"]\n",
    );
    let list = |field: &str, variant: &str| {
        let taken =
            format!("list(page.configuration.as_mut().and_then(|value| value.{field}.as_mut()).map(std::mem::take))");
        format!("{taken}.into_iter().map(GetFunctionItem::{variant})")
    };
    let first = format!("(mut page: Self::Page) -> Vec<Self::Item> {{ {}", list("layers", "Layer"));
    let second = format!(".chain({}).collect() }}", list("file_system_configs", "FileSystemConfig"));
    assert!(text.contains(&(first.clone() + &second)), "expected {first}{second} in:\n{text}");
}

#[test]
fn a_service_without_pages_has_an_empty_module() {
    assert_eq!(pagination("sqs", "# None.\n"), "//! No operation of `sqs` answers in pages.\n");
}

#[test]
fn a_default_size_is_for_requests_that_bound_nothing() {
    let model = "[DescribeInstances]\nsize = \"MaxResults\"\ndefault_size = 7\nunsized_with = [\"InstanceIds\"]\n\
                 items = [\"Reservations[].Instances\"]\n";
    let text = pagination("ec2", model);
    let parts = [
        "self.get_max_results().is_none() && self.get_instance_ids().as_ref().is_none_or(Vec::is_empty)",
        "if ours { self.max_results(7) } else { self }",
        "type Item = sdk::types::Instance;",
        "fn next(_page: &Self::Page)",
    ];
    for words in parts {
        assert!(text.contains(words), "expected {words} in:\n{text}");
    }
}

#[test]
fn wrong_pagination_is_refused_with_its_place() {
    let cases = [
        ("[ListObjectsV2]", "[ListObjectsV3]", "has no operation ListObjectsV3"),
        ("\"NextContinuationToken\"", "\"NextToken\"", "has no member NextToken"),
        ("size = \"MaxUploads\"", "size = \"KeyMarker\"", "KeyMarker is text, and a page size is an i32"),
        ("more = \"IsTruncated\"", "more = \"Truncated\"", "has no member Truncated"),
        ("items = [\"Uploads\"]", "items = [\"KeyMarker\"]", "a list is wanted, and this is text"),
        ("items = [\"Parts\"]", "items = []", "`items` names no list"),
        ("input = [\"Marker\"]", "input = [\"MaxKeys\"]", "MaxKeys is i32, and a position is text"),
        ("size = \"MaxParts\"", "default_size = 5", "a default size needs the `size` that it is a default of"),
        ("size = \"MaxParts\"", "size = \"MaxParts\"\ndefault_size = 5\nunsized_with = [\"Key\"]", "a list is wanted"),
        ("items = [\"Uploads\"]", "items = [\"CommonPrefixes[].Prefix\"]", "a list is wanted, and this is text"),
    ];
    for (right, wrong, expected) in cases {
        let pages = pages().replacen(right, wrong, 1);
        let found = failure(SAMPLE, &pages);
        assert!(found.contains(expected), "{wrong}\n  expected: {expected}\n  found:    {found}");
        assert!(found.contains("paginators/s3.toml:"), "the file and line are named: {found}");
    }
}

#[test]
fn no_answer_hides_what_failed() {
    let root = workspace::root();
    let metadata = graph(&root).expect("the metadata");
    let folder = root.join("crates/sotalia-client");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("the client's manifest");
    let services = manifest.lines().filter_map(|line| line.strip_prefix("aws-sdk-")?.split(' ').next());
    let mut missing = Vec::new();
    for service in services.collect::<std::collections::BTreeSet<_>>() {
        let told = fs::read_to_string(folder.join(format!("src/partial_success/{service}.rs"))).unwrap_or_default();
        let operations = Sdk::locate(&metadata, service).and_then(|sdk| sdk.operations()).expect("the SDK's source");
        assert!(operations.len() > 5, "expected operations of {service}");
        for operation in operations.iter().filter(|operation| operation.lists_failures()) {
            if !told.contains(&operation.output.name) {
                missing.push(format!("{service}: {}", operation.output.name));
            }
        }
    }
    assert!(missing.is_empty(), "answers that list failures and are no `PartialSuccess`:\n{}", missing.join("\n"));
}
