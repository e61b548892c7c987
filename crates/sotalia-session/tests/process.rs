//! A `credential_process` that does not behave: it is stopped, and what it prints is repeated nowhere.
#![cfg(unix)]

use std::path::Path;
use std::time::{Duration, Instant};

use sotalia_session::error::{Error, LocalError};
use sotalia_session::{Platform, Session};

/// The failure of a program with these words, and how long it took.
async fn fail(command: &str, limit: Duration) -> (Error, Duration) {
    let config = format!("[default]\ncredential_process = {command}\n");
    let platform = Platform::with_variables([("HOME", "/home/me"), ("PATH", "/usr/bin:/bin")])
        .files([("/home/me/.aws/config", config)]);
    let session = Session::builder().platform(platform).process_timeout(limit).load().await.expect("it loads");
    let start = Instant::now();
    let error = session.credentials().await.expect_err("it gives no credentials");
    let shown = format!("{error} {error:?} {error:#?} {} {}", error.report(), session.explain().await);
    assert!(!shown.contains("CANARY"), "{command}: neither output nor arguments are repeated: {shown}");
    assert!(shown.contains("credential_process") && shown.contains("line 2"), "{command}: says where it is: {shown}");
    (error, start.elapsed())
}

#[tokio::test]
async fn a_program_that_hangs_is_stopped() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let late = folder.path().join("late");
    let command = format!("sh -c 'sleep 1; touch {}' CANARY", late.display());
    let (error, took) = fail(&command, Duration::from_millis(200)).await;
    assert_eq!(error.local_error(), Some(LocalError::CredentialsTimeout), "{error}");
    assert!(error.to_string().contains("0.2 seconds"), "says after how long: {error}");
    assert!(took < Duration::from_millis(900), "it was not waited for: {took:?}");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(!Path::new(&late).exists(), "it was killed, so it did not go on");
}

#[tokio::test]
async fn what_a_program_prints_stays_with_it() {
    for (command, says) in [
        ("sh -c 'echo CANARY; echo CANARY >&2; exit 3' CANARY", "exit status: 3"),
        ("echo CANARY", "not JSON"),
        ("echo '{\"Version\": 1, \"AccessKeyId\": \"CANARY\"}'", "lacks SecretAccessKey"),
        ("echo '{\"Version\": \"CANARY\", \"AccessKeyId\": \"CANARY\"}'", "Version"),
        ("head -c 70000 /dev/zero", "64 KiB"),
        ("/nonexistent/program CANARY", "was not found"),
        ("echo 'CANARY", "not closed"),
    ] {
        let (error, _) = fail(command, Duration::from_secs(20)).await;
        assert_eq!(error.local_error(), Some(LocalError::CredentialsFailed), "{error}");
        assert!(error.to_string().contains(says), "{command}: should say {says:?}: {error}");
    }
}

/// What a shell would do with it is not done.
#[tokio::test]
async fn no_shell_sees_the_command() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let made = folder.path().join("made");
    let (error, _) = fail(&format!("echo CANARY; touch {}", made.display()), Duration::from_secs(20)).await;
    assert!(error.to_string().contains("not JSON"), "all of it was printed: {error}");
    fail(&format!("echo $(touch {0}) `touch {0}` > {0}", made.display()), Duration::from_secs(20)).await;
    assert!(!made.exists(), "nothing but echo was run");
}
