//! Facts that were imported from boto3, compared with the boto3 that they were imported from.

mod exceptions;

use std::process::{Command, Stdio};

use sotalia::prelude::*;
use sotalia_tests::session_builder;

/// Prints what boto3 answers, one answer a line: the question, and the answer, in fields that tabs part.
const BOTO3: &str = include_str!("boto3_facts.py");

/// Where no server needs to be: nothing here makes a request.
const NOWHERE: &str = "http://127.0.0.1:9";

/// What Sotalia answers to the question of a line.
fn answer(session: &Session, question: &[&str]) -> String {
    match question {
        ["services"] => session.available_services().join(","),
        ["partitions"] => session.available_partitions().join(","),
        ["dns_suffix", partition] => session.partition_dns_suffix(partition).unwrap_or("None").to_owned(),
        ["regions", service, partition] => session.available_regions(service, partition).join(","),
        ["endpoints", service, partition] => session.available_endpoints(service, partition).join(","),
        ["partition", region] => session.partition_for_region(region).unwrap_or("UnknownRegionError").to_owned(),
        other => panic!("the script of boto3 asks what is not known here: {other:?}"),
    }
}

#[tokio::test]
async fn services_partitions_and_regions_are_those_of_boto3() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3/facts: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs boto3");
        return;
    };
    let mut command = Command::new(python);
    command.args(["-c", BOTO3]).env_remove("AWS_PROFILE").env_remove("AWS_DEFAULT_PROFILE").stdin(Stdio::null());
    let output = command.output().expect("python starts");
    assert!(output.status.success(), "boto3 failed: {}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("the answers are ASCII");
    let session = session_builder(NOWHERE).load().await.expect("all that a session needs is set");
    let (mut compared, mut different) = (0, Vec::new());
    for line in lines.lines() {
        let (question, expected) = line.rsplit_once('\t').expect("a line is a question and an answer");
        let found = answer(&session, &question.split('\t').collect::<Vec<_>>());
        compared += 1;
        if found != expected {
            different.push(format!("{question:?}: boto3 says {expected:?}, Sotalia {found:?}"));
        }
    }
    let services = session.available_services().len();
    let partitions = session.available_partitions().len();
    assert!(
        compared > 2 * services * partitions,
        "expected each service in each partition twice, got {compared} lines"
    );
    assert!(different.is_empty(), "{} of {compared} answers differ:\n{}", different.len(), different.join("\n"));
}
