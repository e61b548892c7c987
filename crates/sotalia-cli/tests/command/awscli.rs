//! The AWS CLI and this command, for the same command line and the same answers of servers: `tests/awscli/calls.py` writes down
//! what the AWS CLI prints.

use serde_json::Value;

use crate::stub::{Outcome, run_against};

const CALLS: &str = include_str!("../awscli/calls.json");

/// For the AWS CLI, `ü` is as wide as two letters, as it is in Chinese fonts.
const WIDTH: &str = "a table has a column less";
/// The AWS CLI's has blanks in it. Either reads both.
const TOKEN: &str = "the NextToken has other text for the same place";

/// Where the AWS CLI prints something else: the command line, the format, and why.
const DIFFERENT: &[(&str, &str, &str)] = &[
    ("s3api list-objects-v2 --bucket logs", "table", WIDTH),
    ("s3api list-objects-v2 --bucket logs --page-size 2 --query Contents[].[Key,Size]", "table", WIDTH),
    ("s3api list-objects-v2 --bucket logs --max-items 2", "json", TOKEN),
    ("s3api list-objects-v2 --bucket logs --max-items 2", "text", TOKEN),
    ("s3api list-objects-v2 --bucket logs --max-items 2", "table", TOKEN),
];

#[test]
fn calls_print_what_the_aws_cli_prints() {
    let calls: Value = serde_json::from_str(CALLS).expect("the file holds JSON");
    let mut wrong = Vec::new();
    for call in calls.as_array().expect("it is a list") {
        for format in ["json", "text", "table"] {
            // The AWS CLI has no table for lists of lists and structures: it crashes.
            if call[format]["error"] == "list index out of range" {
                continue;
            }
            let line = call["line"].as_str().expect("a command line");
            let outcome = play(call, line, format);
            let is_known = DIFFERENT.iter().any(|(of_line, of, _)| line == *of_line && *of == format);
            match check(call, &outcome, format) {
                Err(difference) if !is_known => wrong.push(format!("{line} --output {format}: {difference}")),
                Ok(()) if is_known => wrong.push(format!("{line} --output {format} is the same, but said to differ")),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn play(call: &Value, line: &str, format: &str) -> Outcome {
    let answers = call["answers"].as_array().expect("a list of answers").iter().map(written).collect();
    let words = ["call"].into_iter().chain(line.split(' ')).chain(["--output", format]).collect::<Vec<_>>();
    run_against(answers, &words).0
}

fn written(answer: &Value) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", answer["status"]);
    for (name, value) in answer["headers"].as_object().expect("headers") {
        head.push_str(&format!("{name}: {}\r\n", value.as_str().expect("a value")));
    }
    format!("{head}\r\n{}", answer["body"].as_str().expect("a body")).into_bytes()
}

/// The same output; or the same error, with the exit code of version 2.
fn check(call: &Value, outcome: &Outcome, format: &str) -> Result<(), String> {
    let call = &call[format];
    let expected = call["out"].as_str().expect("an output");
    if call["code"] == 0 {
        let is_same = outcome.code == 0 && outcome.out == expected;
        return is_same.then_some(()).ok_or(format!("{outcome:?}\nexpected:\n{expected}\nfound:\n{}", outcome.out));
    }
    // Version 1 ends with 255 and 2 where version 2 has 254 and 252.
    let (code, parts) = match call["error"].as_str().expect("an error").strip_prefix("An error occurred (") {
        None => (252, Vec::new()),
        Some(error) => {
            let (code, rest) = error.split_once(") when").expect("an operation");
            let message = rest.split_once("operation: ").expect("a message").1;
            (254, if code == "404" { Vec::new() } else { vec![code, message] })
        }
    };
    let is_same = outcome.code == code && outcome.out.is_empty() && parts.iter().all(|part| outcome.err.contains(part));
    is_same.then_some(()).ok_or(format!("{outcome:?}, expected {code}, {parts:?}"))
}
