//! Asks the botocore that the models were taken from.

use std::process::{Command, Stdio};

/// What a script prints; `None`, and a line that says so, where there is no Python with botocore.
pub fn printed(test: &str, script: &str, arguments: &[&str]) -> Option<String> {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3/{test}: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs boto3");
        return None;
    };
    let mut command = Command::new(python);
    command.args(["-c", script]).args(arguments).stdin(Stdio::null());
    let output = command.output().expect("python starts");
    assert!(output.status.success(), "botocore failed: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("it prints UTF-8"))
}
