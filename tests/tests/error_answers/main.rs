//! Recorded error answers of all protocols, read as boto3 reads them: by the error crate alone, and by typed clients.
//!
//! The answers are in `tests/error_answers/*.http`, what boto3 makes of them in `boto3.jsonl`, and where this library
//! differs, and why, in `differences.tsv`. With a Python that has boto3, the second is checked against it.

mod answer;
mod difference;
mod dynamic;
mod expected;
mod typed;

use std::path::PathBuf;
use std::process::Command;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use sotalia::error::Error;

use crate::answer::Answer;
use crate::difference::Differences;

/// The folder of the data.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("error_answers")
}

fn text(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_error_crate_reads_as_boto3() {
    let answers = answer::all();
    assert!(answers.len() >= 150, "at least 150 answers, not {}", answers.len());
    let mut differences = Differences::read("read");
    for (answer, expected) in expected::of(&answers) {
        let body = answer.body.clone();
        let mut response = HttpResponse::new(answer.status.try_into().expect("a status"), body.into());
        for (name, value) in &answer.headers {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        let error = Error::from_response(answer.crate_name(), &answer.operation, &response);
        differences.compare(answer, &expected, &error);
    }
    differences.finish(answers.len());
}

#[tokio::test]
async fn typed_clients_read_as_boto3() {
    let clients = typed::Clients::start().await;
    let answers: Vec<Answer> = answer::all().into_iter().filter(typed::is_covered).collect();
    assert!(answers.len() >= 80, "at least 80 answers of the services that have typed clients, not {}", answers.len());
    let mut differences = Differences::read("typed");
    for (answer, expected) in expected::of(&answers) {
        let error = clients.error_of(answer).await;
        assert_eq!(error.operation(), Some(answer.operation.as_str()), "{answer}");
        assert_eq!(error.attempts(), Some(1), "{answer}: the number of attempts is noted");
        differences.compare(answer, &expected, &error);
    }
    differences.finish(answers.len());
}

/// The client of any service gives the errors of the typed clients, and for other services what the error crate reads.
#[tokio::test]
async fn dynamic_clients_read_as_typed_ones() {
    let (typed, dynamic) = (typed::Clients::start().await, dynamic::Clients::start().await);
    let answers = answer::all();
    assert!(answers.len() >= 150, "at least 150 answers, not {}", answers.len());
    let mut differing = Vec::new();
    // The account is put before the host, which here is an address.
    let has_prefix = |answer: &&Answer| answer.service == "s3control";
    for answer in answers.iter().filter(|answer| !has_prefix(answer)) {
        let error = dynamic.error_of(answer).await;
        let is_typed = typed::is_covered(answer);
        let expected = if is_typed { typed.error_of(answer).await } else { dynamic::read(answer) };
        let (ours, theirs) = (dynamic::parts(&error), dynamic::parts(&expected));
        for (ours, theirs) in ours.iter().zip(&theirs).filter(|(ours, theirs)| ours != theirs) {
            differing.push(format!(
                "{answer}:\n  dynamic  {ours}\n  {}  {theirs}",
                if is_typed { "typed  " } else { "read   " }
            ));
        }
        if is_typed {
            assert_eq!(error.attempts(), expected.attempts(), "{answer}: the number of attempts");
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
}

/// What is committed is what boto3 says.
#[test]
fn the_expectations_are_boto3s() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: the_expectations_are_boto3s: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` sets it");
        return;
    };
    let mut command = Command::new(python);
    command.arg(folder().join("boto3_reads.py")).args(answer::files());
    let output = command.output().expect("Python can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let committed = text("boto3.jsonl");
    for (now, before) in said.lines().zip(committed.lines()) {
        assert_eq!(now, before, "boto3 says the first, tests/error_answers/boto3.jsonl the second");
    }
    assert_eq!(said.lines().count(), committed.lines().count(), "boto3.jsonl has a line for each answer");
}
