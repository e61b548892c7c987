//! Credentials that come from a service: what answers, and where the session says they came from.

use std::process::Command;
use std::sync::Arc;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use sotalia_session::{Platform, Session};

const METADATA: &[(&str, &str)] = &[
    ("/latest/api/token", "token"),
    ("/security-credentials/worker", INSTANCE),
    ("/security-credentials-extended/worker", INSTANCE),
    ("/security-credentials", "worker"),
];
const INSTANCE: &str = r#"{"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ASIAFOUND", "SecretAccessKey": "S",
    "Token": "T", "LastUpdated": "2026-01-01T00:00:00Z", "Expiration": "2099-01-01T00:00:00Z"}"#;
const CONTAINER: &[(&str, &str)] = &[("/task", INSTANCE)];
const ROLE: &[(&str, &str)] = &[(
    "sts",
    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAFOUND</AccessKeyId><SecretAccessKey>S\
     </SecretAccessKey><SessionToken>T</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
     </AssumeRoleResult></AssumeRoleResponse>",
)];
const WEB: &[(&str, &str)] = &[(
    "sts",
    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAFOUND\
     </AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>2099-01-01T00:00:00Z\
     </Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>",
)];
const SSO: &[(&str, &str)] = &[(
    "portal.sso",
    r#"{"roleCredentials": {"accessKeyId": "ASIAFOUND", "secretAccessKey": "S", "sessionToken": "T",
    "expiration": 4070908800000}}"#,
)];

/// Answers by the first part that is found in the URL, else with 404.
#[derive(Clone, Debug)]
struct Canned(Arc<[(&'static str, &'static str)]>);

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let found = self.0.iter().find(|(part, _)| request.uri().contains(part));
        let (status, body) = found.map_or((404, ""), |(_, body)| (200, *body));
        let status = StatusCode::try_from(status).expect("200 and 404 are status codes");
        let mut response = HttpResponse::new(status, SdkBody::from(body));
        response.headers_mut().insert("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        HttpConnectorFuture::ready(Ok(response))
    }
}

async fn check(
    profile: Option<&str>,
    variables: &[(&str, &str)],
    answers: &'static [(&'static str, &'static str)],
    source: &str,
) {
    let config = "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
                  [profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = SECRET\n\
                  [profile plain]\nregion = eu-west-1\n\
                  [profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n\
                  [sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example.com/start\n";
    let token = r#"{"accessToken": "TOKEN", "expiresAt": "2099-01-01T00:00:00Z", "region": "eu-west-1",
        "startUrl": "https://corp.example.com/start"}"#;
    let variables = [("HOME", "/home/me")].into_iter().chain(variables.iter().copied());
    let platform = Platform::with_variables(variables).files([
        ("/home/me/.aws/config", config),
        ("/home/me/token", "TOKEN"),
        // Named for the SHA-1 of "corp".
        ("/home/me/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json", token),
    ]);
    let mut builder = Session::builder().platform(platform).region("eu-west-1").http_client(Canned(answers.into()));
    if let Some(profile) = profile {
        builder = builder.profile(profile);
    }
    let session = builder.load().await.expect("the configuration is complete");
    let credentials = session.credentials().await.unwrap_or_else(|error| panic!("{source}: {error}"));
    assert_eq!((credentials.access_key_id(), credentials.source()), ("ASIAFOUND", source));
    assert!(credentials.expires_at().is_some(), "{source}: temporary credentials end");
}

#[tokio::test]
async fn instance() {
    check(None, &[], METADATA, "instance metadata").await;
}

/// In a process without variables: for a profile in code the SDK reads `AWS_EC2_METADATA_DISABLED` of the process, and a
/// run of all tests sets it.
#[test]
fn instance_behind_a_profile_in_code() {
    let output = Command::new(std::env::current_exe().expect("a test has a path"))
        .args(["--exact", "ask_the_instance", "--ignored", "--nocapture"])
        .env_clear()
        .output()
        .expect("a test can be run again");
    let printed = String::from_utf8_lossy(&output.stdout);
    let run = output.status.success() && printed.contains("1 passed");
    assert!(run, "expected it to pass: {printed}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
#[ignore = "run by a test above, in a process with other variables"]
async fn ask_the_instance() {
    check(Some("plain"), &[], METADATA, "instance metadata").await;
}

#[tokio::test]
async fn container() {
    let variables = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1/task")];
    check(None, &variables, CONTAINER, "container credentials").await;
}

#[tokio::test]
async fn role_of_a_profile_in_code() {
    check(Some("role"), &[], ROLE, "role assumed by profile \"role\"").await;
}

#[tokio::test]
async fn role_of_a_profile_in_the_environment() {
    check(None, &[("AWS_PROFILE", "role")], ROLE, "role assumed by profile \"role\"").await;
}

#[tokio::test]
async fn web_identity() {
    let variables =
        [("AWS_WEB_IDENTITY_TOKEN_FILE", "/home/me/token"), ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r")];
    check(None, &variables, WEB, "role assumed with a web identity token named by environment variables").await;
}

#[tokio::test]
async fn single_sign_on() {
    check(None, &[("AWS_PROFILE", "sso")], SSO, "IAM Identity Center sign-in of profile \"sso\"").await;
}
