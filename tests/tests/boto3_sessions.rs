//! What is written down of boto3's sessions, for the tests of `sotalia-session`, is what boto3 says.

use std::process::{Command, Stdio};

/// Makes the sessions with boto3.
const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/sotalia-session/tests/boto3/oracle.py");

#[test]
fn what_boto3_says_of_sessions_is_written_down() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3/sessions: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs boto3");
        return;
    };
    let mut command = Command::new(python);
    let output = command.args([ORACLE, "--check"]).env_clear().stdin(Stdio::null()).output().expect("python starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("sessions, boto3 1."), "expected to hear how many sessions were made: {printed}");
}
