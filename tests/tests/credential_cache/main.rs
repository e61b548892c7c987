//! Sessions of roles on disk, exchanged with botocore: what one writes, the other finds and reads.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use sotalia::prelude::*;
use sotalia::session::{AssumeRole, CredentialCache, MfaRequest, Platform};
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{session_builder, status, xml};

/// botocore's side. It has the same cases.
const BOTOCORE: &str = include_str!("botocore_cache.py");

const ROLE: &str = "arn:aws:iam::123456789012:role/reader";

const POLICY: &str = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Resource\": \"arn:aws:s3:::f\u{fc}r/\u{1f42c}*\", \
                      \"Effect\": \"Allow\", \"Action\": [\"s3:GetObject\"], \"Condition\": {\"Bool\": {\"b\": true, \
                      \"a\": null, \"n\": 10}}}]}";

type Case = (&'static str, fn(AssumeRole) -> AssumeRole);

const CASES: [Case; 7] = [
    ("bare", |role| role),
    ("named", |role| role.session_name("report")),
    ("device", |role| role.mfa("arn:aws:iam::123456789012:mfa/me")),
    ("long", |role| role.duration(Duration::from_secs(43_200))),
    ("external", |role| role.external_id("a \"quoted\" id/with:signs")),
    ("policy", |role| role.policy(POLICY)),
    ("all", |role| {
        role.session_name("report")
            .external_id("id")
            .duration(Duration::from_secs(3600))
            .source_identity("ann")
            .policy_arns(["arn:aws:iam::aws:policy/ReadOnlyAccess"])
            .tags([("team", "river"), ("cost", "7")])
            .transitive_tag_keys(["team"])
    }),
];

/// What botocore prints for all cases; nothing if there is none here.
fn botocore(mode: &str, folder: &Path) -> Option<String> {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3/credential_cache: SOTALIA_TEST_PYTHON is not set; `cargo xtask test` installs boto3");
        return None;
    };
    let mut command = Command::new(python);
    command.args(["-c", BOTOCORE, mode]).arg(folder).stdin(Stdio::null());
    let output = command.output().expect("python starts");
    assert!(output.status.success(), "botocore failed to {mode}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("the answers are ASCII"))
}

/// A session that keeps the sessions of roles in this folder, and knows the code of every device.
async fn session(sts: &FaultServer, folder: &Path) -> Session {
    let code = |_: MfaRequest| async { Ok::<_, std::io::Error>("123456".to_owned()) };
    // The real files, without the variables of this machine.
    let platform = Platform::with_variables([("HOME", "/no-such-home")]).folder("/", "/");
    let builder = session_builder(sts.endpoint_url()).platform(platform).mfa(code);
    builder.credential_cache(CredentialCache::folder(folder)).load().await.expect("all that a session needs is set")
}

async fn key(session: &Session, (name, choose): Case) -> String {
    let role = choose(session.assume_role(ROLE)).await.expect("all of it can be used");
    let credentials = role.credentials().await.unwrap_or_else(|error| panic!("{name}: {error}"));
    format!("{name}\t{}\t{}\n", credentials.access_key_id(), credentials.account_id().unwrap_or_default())
}

#[tokio::test]
async fn what_botocore_keeps_is_found() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let Some(written) = botocore("write", folder.path()) else { return };
    let sts = FaultServer::start(|_: &Request| Fault::Send(status("403 Forbidden", ""))).await.expect("a port is free");
    let session = session(&sts, folder.path()).await;
    let mut found = String::new();
    for case in CASES {
        found += &key(&session, case).await;
    }
    assert_eq!(found, written, "expected the sessions that botocore wrote");
    assert_eq!(sts.requests().len(), 0, "expected no request");
}

#[tokio::test]
async fn what_is_kept_here_botocore_finds() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let answer = |request: &Request| {
        let credentials = format!(
            "<AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/s</Arn>\
             <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIASOTALIA{}</AccessKeyId>\
             <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>\
             <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>",
            request.number
        );
        Fault::Send(xml("AssumeRoleResponse", &credentials))
    };
    let sts = FaultServer::start(answer).await.expect("a port is free");
    let session = session(&sts, folder.path()).await;
    let mut kept = String::new();
    for case in CASES {
        kept += &key(&session, case).await;
    }
    assert_eq!(sts.requests().len(), CASES.len(), "expected a request for each, and a file of its own");
    let Some(read) = botocore("read", folder.path()) else { return };
    assert_eq!(read, kept, "expected botocore to read what was written here");
}
