//! The table of boto3's exceptions, compared with the boto3 that it is about; and the errors of this side, each expected
//! by a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use sotalia::Error;

/// Prints boto3's exceptions.
const SCRIPT: &str = include_str!("boto3_exceptions.py");

/// What the documentation maps each of them to.
const TABLE: &str = include_str!("../../../crates/sotalia-error/boto3-exceptions.tsv");

#[test]
fn every_exception_of_boto3_is_in_the_table() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3/exceptions: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs boto3");
        return;
    };
    let output = Command::new(python).args(["-c", SCRIPT]).stdin(Stdio::null()).output().expect("python starts");
    assert!(output.status.success(), "boto3 failed: {}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("names are ASCII");
    let boto3: BTreeSet<&str> = printed.lines().collect();
    let table: BTreeSet<&str> = TABLE.lines().skip(1).filter_map(|row| row.split('\t').next()).collect();
    let of =
        |module: &str| boto3.iter().filter(|name| name.rsplit_once('.').is_some_and(|(of, _)| of == module)).count();
    assert!(
        of("botocore.exceptions") > 90 && of("boto3.exceptions") > 10 && of("s3transfer.exceptions") > 5,
        "expected the exceptions of three packages, got {boto3:?}"
    );
    let missing: Vec<_> = boto3.difference(&table).collect();
    let gone: Vec<_> = table.difference(&boto3).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not in the table: {missing:?}; not in boto3: {gone:?}");
}

#[test]
fn every_error_of_this_side_is_expected_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the workspace");
    let mut sources = String::new();
    for folder in ["tests/tests", "crates"] {
        read_tests(&root.join(folder), false, &mut sources);
    }
    // What only prints or lists them all makes none of them.
    let unexpected: Vec<_> = Error::catalog().iter().filter(|local| !sources.contains(&format!("{local}"))).collect();
    assert!(sources.len() > 100_000, "expected the tests of all crates, got {} bytes", sources.len());
    assert!(unexpected.is_empty(), "no test makes {unexpected:?}");
}

/// Reads the tests below a folder: `tests.rs` beside the code, and what is in a folder `tests`.
fn read_tests(folder: &Path, is_test: bool, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder of the workspace").map(|entry| entry.expect("it can be listed"))
    {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() {
            read_tests(&path, is_test || name == "tests" || folder.ends_with("tests"), sources);
        } else if (is_test || name == "tests.rs" || folder.ends_with("tests"))
            && !LISTS.iter().any(|list| path.ends_with(list))
        {
            sources.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

/// Tests that raise errors by hand.
const LISTS: &[&str] =
    &["sotalia-error/src/help/tests.rs", "sotalia-error/src/local/tests.rs", "sotalia-error/src/error/tests.rs"];
