//! Every case of boto3's resources, played here.

use std::process::Command;

use sotalia_resource_tests::{Differences, score, services};

/// Only the cases with this in their name, for work on one: nothing is held then.
const FILTER: &str = "SOTALIA_TEST_CASE";

#[tokio::test(start_paused = true)]
async fn every_member_does_as_boto3s() {
    let filter = std::env::var(FILTER).unwrap_or_default();
    let differences = Differences::read();
    let services = services();
    let mut different = Vec::new();
    println!("{:<16}{:>7}{:>7}{:>9}{:>11}", "service", "cases", "same", "meant", "different");
    for service in &services {
        let score = score(service, &filter, &differences).await;
        println!("{score}");
        assert!(score.cases > 0 || !filter.is_empty(), "expected cases of {service}");
        different.extend(score.different);
    }
    assert!(
        different.is_empty(),
        "{} cases differ and differences.tsv has no reason:\n{}",
        different.len(),
        different.join("\n")
    );
    let unused = if filter.is_empty() { differences.unused(&services) } else { Vec::new() };
    assert!(unused.is_empty(), "rows of differences.tsv that no case needs:\n{}", unused.join("\n"));
}

#[test]
fn the_cases_are_what_boto3_says() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: the_cases_are_what_boto3_says: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` sets it");
        return;
    };
    let oracle = concat!(env!("CARGO_MANIFEST_DIR"), "/boto3/oracle.py");
    let status = Command::new(python).args(["-B", oracle, "--check"]).status().expect("Python can be started");
    assert!(status.success(), "expected the cases to be as {oracle} writes them now: run it");
}
