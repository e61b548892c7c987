//! `--debug`: what is done is said, and no secret.

use std::process::Command;

use crate::stub::{Stub, answer, text};

/// What nobody may see: of the credentials, the parameters and the answer.
const SECRETS: [&str; 4] = ["CANARY/secret", "CANARY-token", "CANARY-parameter", "CANARY-answer"];

#[test]
fn the_log_says_what_is_done_and_no_secret() {
    let stub = Stub::start(vec![
        answer(503, r#"{"__type": "ServiceUnavailable", "message": "later"}"#),
        answer(200, r#"{"Name": "db", "SecretString": "CANARY-answer", "ARN": "arn"}"#),
    ]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotalia"));
    command
        .env_clear()
        .env("HOME", "/nonexistent")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    command.env("AWS_SECRET_ACCESS_KEY", SECRETS[0]).env("AWS_SESSION_TOKEN", SECRETS[1]);
    command.args(["--debug", "--endpoint-url", &stub.url, "call", "secretsmanager", "put-secret-value"]);
    command.args(["--secret-id", "db", "--secret-string", SECRETS[2], "--query", "Name"]);
    let done = command.output().expect("it runs");
    let (out, log) = (text(&done.stdout), text(&done.stderr));
    assert_eq!(out, "\"db\"\n", "{log}");
    for part in [
        "credentials found",
        "PutSecretValue",
        "method=\"POST\" url=\"http://127.0.0.1",
        "status=503",
        "attempt #2",
        "status=200",
    ] {
        assert!(log.contains(part), "expected {part:?} in the log:\n{log}");
    }
    for secret in SECRETS {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    stub.finish();
}
