//! No secret reaches a log or a `Debug`, at any level.

use sotalia_session::{Platform, RetryConfig, Session};

#[path = "harness/log.rs"]
mod log;

use log::Log;

const SECRET: &str = "CANARYsecretCANARYsecret";
const TOKEN: &str = "CANARYtokenCANARYtoken";

fn check(what: &str, shown: &str) {
    for canary in [SECRET, TOKEN] {
        assert!(!shown.contains(canary), "{what} shows a secret: {shown}");
    }
}

/// Each way to have credentials.
fn sessions() -> Vec<(&'static str, sotalia_session::SessionBuilder)> {
    let environment = [
        ("HOME", "/home/me"),
        ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", SECRET),
        ("AWS_SESSION_TOKEN", TOKEN),
    ];
    let keys =
        format!("aws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key={SECRET}\naws_session_token={TOKEN}\n");
    let process = format!(
        "[profile process]\ncredential_process = echo '{{\"Version\":1,\"AccessKeyId\":\"AKIAIOSFODNN7EXAMPLE\",\
         \"SecretAccessKey\":\"{SECRET}\",\"SessionToken\":\"{TOKEN}\"}}'\n"
    );
    let files = [("/home/me/.aws/credentials", format!("[dev]\n{keys}")), ("/home/me/.aws/config", process)];
    let home = || Platform::with_variables([("HOME", "/home/me")]).files(files.clone());
    let builder = || Session::builder().region("eu-west-1").retry(RetryConfig::disabled());
    vec![
        ("static", builder().platform(home()).credentials("AKIAIOSFODNN7EXAMPLE", SECRET, Some(TOKEN))),
        ("environment", builder().platform(Platform::with_variables(environment).files(files.clone()))),
        ("profile in code", builder().platform(home()).profile("dev")),
        ("process", builder().platform(home()).profile("process")),
    ]
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    Log::start();
    for (name, builder) in sessions() {
        check(name, &format!("{builder:?} {builder:#?}"));
        let session = builder.load().await.expect("the session is complete");
        let credentials = session.credentials().await.expect("the credentials are there");
        assert_eq!(credentials.secret_access_key(), SECRET, "{name}: the canary is in the credentials");
        assert_eq!(credentials.session_token(), Some(TOKEN), "{name}: so is the other one");
        check(name, &format!("{session:?} {session:#?} {credentials:?} {credentials:#?}"));
        check(name, &format!("{:?} {:#?}", session.sdk_config(), session.sdk_config()));
        let shown = format!("{credentials:?}");
        assert!(shown.contains("AKIA…MPLE") && !shown.contains("IOSFODNN7"), "{name}: the id is shortened: {shown}");
    }
    check("the log", &Log::text());
    assert!(Log::text().contains("TRACE") || Log::text().contains("DEBUG"), "the log was captured: {}", Log::text());
}

/// A request that is signed with the canaries, and refused.
#[tokio::test]
async fn a_signed_request_logs_no_secret() {
    Log::start();
    let files = format!(
        "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n[profile base]\n\
         aws_access_key_id=AKIAIOSFODNN7EXAMPLE\naws_secret_access_key={SECRET}\naws_session_token={TOKEN}\n"
    );
    let platform = Platform::with_variables([("HOME", "/home/me"), ("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9")])
        .files([("/home/me/.aws/config", files)]);
    for builder in [Session::builder().profile("role"), Session::builder().credentials("AKIA", SECRET, Some(TOKEN))] {
        let builder = builder.platform(platform.clone()).region("eu-west-1").retry(RetryConfig::disabled());
        let session = builder.load().await.expect("the profile is complete");
        if let Err(error) = session.credentials().await {
            check("the error", &format!("{error} {error:?}"));
        }
    }
    assert!(Log::text().contains("AssumeRole"), "a request was made");
    check("the log", &Log::text());
}

#[tokio::test]
async fn errors_show_no_secret() {
    let half = format!("[default]\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n");
    let broken = format!("[default]\naws_secret_access_key {SECRET}\n");
    for (name, text) in [("half a key", half), ("a file that does not parse", broken)] {
        let platform = Platform::with_variables([("HOME", "/home/me"), ("AWS_EC2_METADATA_DISABLED", "true")])
            .files([("/home/me/.aws/credentials", text)]);
        let error = match Session::builder().platform(platform).load().await {
            Ok(session) => session.credentials().await.expect_err("there are no whole credentials"),
            Err(error) => error,
        };
        check(name, &format!("{error} {error:?} {error:#?}"));
    }
}
