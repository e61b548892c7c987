//! What `explain` tells, as a table and to programs.

use std::time::{Duration, Instant};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use sotalia_session::{AttemptOutcome, Platform, Session, SessionBuilder};

const ROLE: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIATWENTYFOURFOUR</AccessKeyId>\
    <SecretAccessKey>CANARYCANARY</SecretAccessKey><SessionToken>CANARYCANARY</SessionToken><Expiration>2099-01-01T00:00:00Z\
    </Expiration></Credentials><AssumedRoleUser><AssumedRoleId>A:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/r/s\
    </Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>";

const FILES: [(&str, &str); 2] = [
    (
        "/home/me/.aws/config",
        "[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
         [profile half]\naws_access_key_id = AKIAHALF\n",
    ),
    ("/home/me/.aws/credentials", "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = CANARYCANARY\n"),
];

/// Gives this answer to everybody, or none.
#[derive(Clone, Copy, Debug)]
struct Network(Option<&'static str>);

impl HttpClient for Network {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(*self)
    }
}

impl HttpConnector for Network {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let Some(body) = self.0 else { return HttpConnectorFuture::new(std::future::pending()) };
        let status = StatusCode::try_from(200).expect("it is a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body))))
    }
}

fn builder(variables: &[(&str, &str)], network: Network) -> SessionBuilder {
    let variables = [("HOME", "/home/me")].into_iter().chain(variables.iter().copied());
    let platform = Platform::with_variables(variables).files(FILES);
    Session::builder().platform(platform).region("eu-west-1").http_client(network)
}

/// The table, which is compared with `expected` line by line, after what every table must be.
async fn check(builder: SessionBuilder, expected: &str) {
    let session = builder.load().await.expect("it loads");
    let shown = session.explain().await.to_string();
    assert!(!shown.contains("CANARY"), "no secret is in the table: {shown}");
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "at most 100 columns: {shown}");
    assert_eq!(shown, expected, "the table (left) and what was expected (right)\n{shown}");
    assert_eq!(session.explain().await.to_string(), shown, "the same again, from what is kept");
}

#[tokio::test]
async fn table_of_a_role() {
    let builder = builder(&[], Network(Some(ROLE))).profile("dev");
    let expected = "\
profile  dev (given in code); region eu-west-1
 1  skipped  environment variables  not looked at, as the profile was named in code
 2  used     profile \"dev\"          role assumed by profile \"dev\"
                                    - role_arn of profile \"dev\" (~/.aws/config on line 2)
                                    - source_profile of profile \"dev\" (~/.aws/config on line 3)
                                    - aws_access_key_id of profile \"base\" (~/.aws/credentials on
                                      line 2)
                                    - STS AssumeRole arn:aws:iam::123456789012:role/r
result   ASIA…FOUR, from role assumed by profile \"dev\"
role     arn:aws:iam::123456789012:role/r
account  123456789012
expires  2099-01-01T00:00:00Z
";
    check(builder, expected).await;
}

#[tokio::test]
async fn a_failure_ends_the_table() {
    let session = builder(&[("AWS_PROFILE", "half")], Network(None)).load().await.expect("it loads");
    let report = session.explain().await;
    let [environment, profile] = report.attempts() else { panic!("nobody was asked after the failure: {report}") };
    assert_eq!((environment.outcome(), environment.detail()), (AttemptOutcome::NotConfigured, "not set"));
    assert_eq!((profile.outcome(), profile.provider()), (AttemptOutcome::Failed, "profile \"half\""));
    assert_eq!(profile.looked_at(), ["aws_access_key_id of profile \"half\" (~/.aws/config on line 5)"]);
    assert!(profile.detail().contains("aws_secret_access_key"), "says what is missing: {report}");
}

#[tokio::test]
async fn a_profile_that_a_variable_names_is_not_passed_over_in_silence() {
    let variables =
        [("AWS_ACCESS_KEY_ID", "AKIATWENTYFOURFOUR"), ("AWS_SECRET_ACCESS_KEY", "CANARY"), ("AWS_PROFILE", "dev")];
    let expected = "\
profile  dev (environment variable AWS_PROFILE); region eu-west-1
 1  used     environment variables  environment variables
                                    - AWS_ACCESS_KEY_ID
                                    - AWS_SECRET_ACCESS_KEY
                                    - AWS_PROFILE names profile \"dev\", which these variables come
                                      before
result   AKIA…FOUR, from environment variables
account  not told
expires  never
";
    check(builder(&variables, Network(None)), expected).await;
}

/// What a session with a profile of its own does not look at is no advice for it.
#[tokio::test]
async fn a_profile_in_code_is_not_told_to_set_variables() {
    let variables = [("AWS_EC2_METADATA_DISABLED", "true")];
    let platform = Platform::with_variables([("HOME", "/home/me")].into_iter().chain(variables))
        .files([("/home/me/.aws/config", "[profile bare]\nsso_start_url = https://d-abc.awsapps.com/start\n")]);
    let builder = Session::builder().platform(platform).region("eu-west-1").http_client(Network(None));
    let expected = "\
profile  bare (given in code); region eu-west-1
 1  skipped  environment variables  not looked at, as the profile was named in code
 2  skipped  profile \"bare\"         holds no credentials: it signs in, and lacks sso_account_id and
                                    sso_role_name to say as whom
                                    - ~/.aws/config on line 1
 3  skipped  web identity token     not looked at, as the profile was named in code
 4  skipped  container credentials  not set
                                    - AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
                                    - AWS_CONTAINER_CREDENTIALS_FULL_URI
 5  skipped  instance metadata      switched off by AWS_EC2_METADATA_DISABLED
                                    - AWS_EC2_METADATA_DISABLED
result   no credentials found: run `aws configure --profile bare` or `aws sso login --profile bare`
";
    check(builder.profile("bare"), expected).await;
}

#[tokio::test]
async fn table_of_static() {
    let builder = builder(&[], Network(None)).credentials("AKIAIOSFODNN7EXAMPLE", "CANARYCANARY", None);
    let expected = "\
profile  default (default); region eu-west-1
 1  used     static, given in code
result   AKIA…MPLE, from static, given in code
account  not told
expires  never
";
    check(builder, expected).await;
}

#[tokio::test]
async fn table_of_anonymous() {
    let builder = builder(&[], Network(None)).anonymous();
    let expected = "\
profile  default (default); region eu-west-1
 1  failed   given in code: no credentials  this session is anonymous: it was made without
                                            credentials, with SessionBuilder::anonymous
result   this session is anonymous: it was made without credentials, with SessionBuilder::anonymous
";
    check(builder, expected).await;
}

#[tokio::test(start_paused = true)]
async fn the_metadata_service_is_waited_for_as_long_as_is_set() {
    const VARIABLE: &str = "AWS_METADATA_SERVICE_TIMEOUT";
    for (variables, seconds) in [(&[][..], 1), (&[(VARIABLE, "3")][..], 3)] {
        let session = builder(variables, Network(None)).load().await.expect("it loads");
        let start = tokio::time::Instant::now();
        session.credentials().await.expect_err("nobody answers");
        let took = start.elapsed();
        let expected = Duration::from_secs(seconds)..Duration::from_millis(seconds * 1000 + 100);
        assert!(expected.contains(&took), "{variables:?}: expected {seconds} s: {took:?}");
    }
}

/// A newcomer's machine: nothing is configured, and packets to the metadata service are lost.
#[tokio::test]
async fn nothing_configured_fails_in_the_time_of_the_metadata_service() {
    let session = builder(&[], Network(None)).load().await.expect("it loads");
    let start = Instant::now();
    let report = session.explain().await;
    let took = start.elapsed();
    assert!(took < Duration::from_millis(2500), "one second for the metadata service: {took:?}");
    let providers: Vec<_> = report.attempts().iter().map(|attempt| (attempt.provider(), attempt.outcome())).collect();
    let skipped = AttemptOutcome::NotConfigured;
    let expected = [
        ("environment variables", skipped),
        ("profile \"default\"", skipped),
        ("web identity token", skipped),
        ("container credentials", skipped),
        ("instance metadata", skipped),
    ];
    assert_eq!(providers, expected, "{report}");
    assert!(!report.is_found());
    let failure = report.failure().expect("there are none");
    for words in [
        "AWS_ACCESS_KEY_ID",
        "aws configure",
        "aws sso login",
        "instance metadata (no answer at http://169.254.169.254",
    ] {
        assert!(failure.contains(words), "{words}: {failure}");
    }
}
