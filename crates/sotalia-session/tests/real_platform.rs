//! The real environment and the real files, in a process of its own: a test may not change its own variables.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use sotalia_session::error::LocalError;
use sotalia_session::{RetryConfig, Session, TimeoutConfig, default_session};

/// Runs one of the ignored tests below, with these variables alone, and returns what it printed.
fn run(inner: &str, home: &Path, variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().expect("a test has a path"))
        .args(["--exact", inner, "--ignored", "--nocapture"])
        .env_clear()
        .env("HOME", home)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .envs(variables.iter().copied())
        .output()
        .expect("a test can be run again");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{inner}: {printed}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(printed.contains("1 passed"), "{inner} was run: {printed}");
    printed
}

/// A home folder with this config file.
fn home(config: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::create_dir(home.path().join(".aws")).expect("a new folder is empty");
    std::fs::write(home.path().join(".aws/config"), config).expect("a file can be written");
    home
}

const KEYS: &str = "[profile dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = S\n";

#[test]
fn variables_and_files_of_the_process() {
    let variables = [("AWS_REGION", "eu-west-1"), ("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "S")];
    let printed = run("print_sources", home(KEYS).path(), &variables);
    let expected =
        ["eu-west-1, AKIAENV from environment variables", "eu-west-1, AKIADEV from profile \"dev\" in ~/.aws/config"];
    for line in expected {
        assert!(printed.contains(line), "should print {line:?}: {printed}");
    }
}

#[tokio::test]
#[ignore = "run by a test above, in a process with other variables"]
async fn print_sources() {
    let of_profile = Session::builder().profile("dev").load().await.expect("the profile is there");
    for session in [default_session().await.expect("the environment is complete"), of_profile] {
        let credentials = session.credentials().await.expect("there are credentials");
        let region = session.region().expect("there is a region");
        println!("{region}, {} from {}", credentials.access_key_id(), credentials.source());
    }
}

#[test]
fn a_default_session_that_failed_is_tried_again() {
    run("load_twice", home("").path(), &[("AWS_PROFILE", "dev")]);
}

#[tokio::test]
#[ignore = "run by a test above, in a process with other variables"]
async fn load_twice() {
    let error = default_session().await.expect_err("the profile does not exist yet");
    assert_eq!(error.local_error(), Some(LocalError::ProfileNotFound), "{error}");
    let home = PathBuf::from(std::env::var_os("HOME").expect("the outer test sets it"));
    std::fs::write(home.join(".aws/config"), KEYS).expect("a file can be written");
    let session = default_session().await.expect("now it exists");
    assert_eq!(session.profile_name(), "dev");
    std::fs::write(home.join(".aws/config"), "").expect("a file can be written");
    assert_eq!(default_session().await.expect("what worked is kept").profile_name(), "dev");
}

#[test]
fn requests_go_through_the_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    let proxy = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("the client connects");
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).expect("the client sends");
        let _gone = stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        String::from_utf8_lossy(&buffer[..read]).into_owned()
    });
    let role = format!("{KEYS}[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = dev\n");
    let variables = [("HTTP_PROXY", proxy.as_str()), ("AWS_ENDPOINT_URL_STS", "http://sts.invalid")];
    run("ask_for_a_role", home(&role).path(), &variables);
    let request = server.join().expect("the server does not panic");
    assert!(request.starts_with("POST http://sts.invalid/"), "the proxy is asked: {request}");
}

#[tokio::test]
#[ignore = "run by a test above, in a process with other variables"]
async fn ask_for_a_role() {
    let session = Session::builder()
        .profile("role")
        .region("eu-west-1")
        .retry(RetryConfig::disabled())
        .timeouts(TimeoutConfig::builder().read_timeout(std::time::Duration::from_secs(5)).build());
    let session = session.load().await.expect("the profile is complete");
    let error = session.credentials().await.expect_err("the proxy refuses");
    assert_eq!(error.local_error(), Some(LocalError::CredentialsFailed), "{error}");
}
