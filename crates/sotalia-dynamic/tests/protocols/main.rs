//! AWS's protocol tests, as botocore has them, through whole calls of the client.
//!
//! The cases are part of botocore's source distribution: `cargo xtask test` fetches it into `target/sources`, or
//! `SOTALIA_TEST_BOTOCORE` names the folder that it was unpacked to. Without it they are skipped, and say so.

mod answers;
mod cases;
mod compare;
mod events;
mod exchange;
mod hostile;
mod recorded;
mod requests;

use std::path::PathBuf;

use cases::{Case, Outcome, Suite};

/// The folder of botocore's sources, or nothing after a word on it.
fn botocore(test: &str) -> Option<PathBuf> {
    let named = std::env::var_os("SOTALIA_TEST_BOTOCORE").map(PathBuf::from);
    let folder = named.or_else(fetched).filter(|folder| folder.join("tests/unit/protocols").is_dir());
    if folder.is_none() {
        println!("SKIPPED: {test}: SOTALIA_TEST_BOTOCORE names no source distribution of botocore");
    }
    folder
}

/// What `cargo xtask test` has fetched before.
fn fetched() -> Option<PathBuf> {
    let sources = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../sources");
    let folders = |path: &PathBuf| std::fs::read_dir(path).ok()?.next()?.ok().map(|entry| entry.path());
    folders(&folders(&sources)?)
}

/// Runs all cases of a kind, and compares those that fail with those that are known to.
fn check(test: &str, folder: &str, known: &[(&str, &str)], run: impl Fn(&Case) -> Outcome) {
    let Some(botocore) = botocore(test) else { return };
    let mut failed = Vec::new();
    let mut count = 0;
    for suite in Suite::all(&botocore.join("tests/unit/protocols").join(folder)) {
        for case in &suite.cases {
            count += 1;
            if let Err(reason) = run(case) {
                failed.push((case.name.clone(), reason));
            }
        }
    }
    println!("{test}: {} of {count} cases pass", count - failed.len());
    let unexpected: Vec<_> = failed.iter().filter(|(name, _)| !known.iter().any(|(known, _)| known == name)).collect();
    let fixed: Vec<_> = known.iter().filter(|(known, _)| !failed.iter().any(|(name, _)| name == known)).collect();
    let list: String = unexpected.iter().map(|(name, reason)| format!("\n== {name}\n{reason}\n")).collect();
    assert!(unexpected.is_empty(), "{} of {count} cases fail:{list}", unexpected.len());
    assert!(fixed.is_empty(), "these pass, and are listed as failing: {fixed:?}");
}

#[test]
fn requests() {
    check("requests", "input", &[], requests::run);
}

#[test]
fn answers() {
    check("answers", "output", &[], answers::run);
}

#[test]
fn legacy_requests() {
    let of_operation = "the operation names the body, as no model does any more";
    let known = [
        ("rest-json/12:0", of_operation),
        ("rest-json/12:1", of_operation),
        ("rest-json/13:0", of_operation),
        ("rest-json/18:0", of_operation),
        ("rest-json/25:6", "the length of a body is always sent"),
        ("rest-json/25:7", "no type of content is sent without content"),
        ("rest-json/26:1", "the current cases want an empty header for an empty list"),
        ("rest-xml/26:1", "the current cases want an empty header for an empty list"),
    ];
    check("legacy_requests", "legacy/input", &known, requests::run);
}

#[test]
fn legacy_answers() {
    let known = [
        ("json/3:1", "the model calls a map a string"),
        ("rest-json/2:0", "the SDK reads no offset in the time of a header"),
        ("rest-json/9:0", "the SDK has the names of headers in lower case"),
        ("rest-json/17:2", "the SDK passes over a member of a union that it does not know, and its name"),
        ("rest-xml/16:2", "the SDK passes over a member of a union that it does not know, and its name"),
    ];
    check("legacy_answers", "legacy/output", &known, answers::run);
}

#[test]
fn recorded_answers() {
    recorded::check();
}
