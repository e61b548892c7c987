//! Sessions made from sessions: of a role, of another profile; and who they are.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use sotalia_session::error::{Error, ErrorKind, LocalError};
use sotalia_session::{AssumeRole, CredentialCache, MfaRequest, Platform, RetryConfig, Session, SessionBuilder};

#[path = "harness/log.rs"]
mod log;

use log::Log;

const ROLE: &str = "arn:aws:iam::123456789012:role/reader";
/// 2026-11-25T00:00:00Z
const NOW: u64 = 1_795_564_800;

/// What STS was asked, as `AKID: Action=...&...`.
type Asked = Arc<Mutex<Vec<String>>>;

/// An STS in the process. Its sessions are numbered, and live for an hour.
#[derive(Clone, Debug, Default)]
struct Sts {
    asked: Asked,
    /// The access keys that it says have expired.
    expired: Arc<Mutex<Vec<String>>>,
}

impl Sts {
    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no test panics with it").clone()
    }

    fn expire(&self, access_key_id: &str) {
        self.expired.lock().expect("no test panics with it").push(access_key_id.to_owned());
    }

    fn answer(&self, request: &HttpRequest) -> (u16, String) {
        let authorization = request.headers().get("authorization").unwrap_or_default();
        let signer = authorization.split_once("Credential=").and_then(|(_, rest)| rest.split_once('/'));
        let signer = signer.map_or("nobody", |(signer, _)| signer).to_owned();
        let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default()).into_owned();
        let number = {
            let mut asked = self.asked.lock().expect("no test panics with it");
            asked.push(format!("{signer}: {body}"));
            asked.len()
        };
        if self.expired.lock().expect("no test panics with it").contains(&signer) {
            let error = "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token \
                         included in the request is expired</Message><Token-0>roletoken1</Token-0></Error></ErrorResponse>";
            return (403, error.to_owned());
        }
        if body.contains("Action=GetCallerIdentity") {
            return (
                200,
                format!(
                    "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/reader/{signer}</Arn>\
                 <UserId>AROA:{signer}</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                ),
            );
        }
        if body.contains("forbidden") {
            let error = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User is not \
                         authorized to perform sts:AssumeRole</Message></Error></ErrorResponse>";
            return (403, error.to_owned());
        }
        (
            200,
            format!(
                "<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/s</Arn>\
             <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser><Credentials><AccessKeyId>ASIAROLE{number}</AccessKeyId>\
             <SecretAccessKey>rolesecret</SecretAccessKey><SessionToken>roletoken{number}</SessionToken>\
             <Expiration>2026-11-25T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
            ),
        )
    }
}

impl HttpClient for Sts {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Sts {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (status, body) = self.answer(&request);
        let status = StatusCode::try_from(status).expect("it is a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(body))))
    }
}

fn platform() -> Platform {
    let config = "[profile dev]\nregion = eu-central-1\naws_access_key_id = AKIADEV\naws_secret_access_key = s\n\
                  [profile role]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = dev\n\
                  [profile mfa]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = dev\n\
                  mfa_serial = arn:aws:iam::123456789012:mfa/me\n";
    Platform::with_variables([("HOME", "/home/me"), ("AWS_EC2_METADATA_DISABLED", "true")])
        .files([("/home/me/.aws/config", config)])
        .time_source(StaticTimeSource::from_secs(NOW))
}

fn builder(sts: &Sts) -> SessionBuilder {
    Session::builder().platform(platform()).http_client(sts.clone())
}

async fn parent(sts: &Sts) -> Session {
    let builder = builder(sts).region("eu-west-1").credentials("AKIAPARENT", "parentsecret", None);
    builder.load().await.expect("all that a session needs is set")
}

#[tokio::test]
async fn a_role_is_assumed_when_it_is_needed_and_once() {
    let sts = Sts::default();
    let parent = parent(&sts).await;
    let role = parent.assume_role(ROLE).session_name("report").await.expect("a role has such an ARN");
    assert_eq!(sts.asked().len(), 0, "expected no request before the credentials are needed");
    assert_eq!((role.region(), role.profile_name()), (Some("eu-west-1"), "default"), "the rest is the parent's");
    for _ in 0..3 {
        let credentials = role.credentials().await.expect("STS answers");
        assert_eq!(credentials.access_key_id(), "ASIAROLE1");
        assert_eq!(credentials.account_id(), Some("123456789012"));
        assert_eq!(credentials.source(), "role arn:aws:iam::123456789012:role/reader, assumed in code");
    }
    assert_eq!(parent.credentials().await.expect("they are static").access_key_id(), "AKIAPARENT");
    let asked = sts.asked();
    assert_eq!(asked.len(), 1, "expected one request: {asked:?}");
    assert!(asked[0].starts_with("AKIAPARENT: "), "expected the parent to sign: {}", asked[0]);

    let identity = role.caller_identity().await.expect("STS answers");
    assert_eq!(identity.account(), "123456789012");
    assert_eq!(identity.arn(), "arn:aws:sts::123456789012:assumed-role/reader/ASIAROLE1", "the role signs");
    assert_eq!(identity.user_id(), "AROA:ASIAROLE1");
    let shown = format!("{role:?} {:?} {:?}", role.sdk_config(), parent.assume_role(ROLE));
    assert!(!shown.contains("parentsecret") && !shown.contains("rolesecret"), "expected no secret in {shown}");
}

#[tokio::test]
async fn all_choices_reach_sts() {
    let sts = Sts::default();
    let role = parent(&sts)
        .await
        .assume_role(ROLE)
        .session_name("report")
        .external_id("an id")
        .duration(Duration::from_secs(900))
        .policy(r#"{"Version":"2012-10-17"}"#)
        .policy_arns(["arn:aws:iam::aws:policy/ReadOnlyAccess"])
        .tags([("team", "river")])
        .transitive_tag_keys(["team"])
        .source_identity("ann")
        .await
        .expect("all of it can be used");
    role.credentials().await.expect("STS answers");
    let asked = sts.asked().concat();
    let expected = [
        "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Freader",
        "RoleSessionName=report",
        "ExternalId=an%20id",
        "DurationSeconds=900",
        "Policy=%7B%22Version%22%3A%222012-10-17%22%7D",
        "PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FReadOnlyAccess",
        "Tags.member.1.Key=team",
        "Tags.member.1.Value=river",
        "TransitiveTagKeys.member.1=team",
        "SourceIdentity=ann",
    ];
    for part in expected {
        assert!(asked.contains(part), "expected {part} in {asked}");
    }
}

#[tokio::test]
async fn a_role_of_a_role_is_signed_for_by_the_first() {
    let sts = Sts::default();
    let first = parent(&sts).await.assume_role(ROLE).await.expect("a role has such an ARN");
    let second = first.assume_role("arn:aws:iam::210987654321:role/team/x").await.expect("a role has such an ARN");
    assert_eq!(second.credentials().await.expect("STS answers").access_key_id(), "ASIAROLE2");
    let asked = sts.asked();
    assert!(asked[1].starts_with("ASIAROLE1: "), "expected the first role to sign: {asked:?}");
    assert!(asked[1].contains("RoleSessionName=sotalia-session-1795564800"), "expected a name: {asked:?}");
}

#[tokio::test]
async fn the_code_of_a_device_is_asked_for() {
    let sts = Sts::default();
    let devices = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&devices);
    let ask = move |request: MfaRequest| {
        seen.lock().expect("no test panics with it").push(request.serial);
        async { Ok::<_, Error>("123456".to_owned()) }
    };
    let parent = builder(&sts).credentials("AKIAPARENT", "s", None).region("eu-west-1").mfa(ask).load().await;
    let role = parent.expect("all is set").assume_role(ROLE).mfa("arn:aws:iam::123456789012:mfa/me").await;
    role.expect("a role has such an ARN").credentials().await.expect("STS answers");
    assert_eq!(*devices.lock().expect("no test panics with it"), ["arn:aws:iam::123456789012:mfa/me"]);
    assert!(sts.asked()[0].contains("TokenCode=123456"), "expected the code in {:?}", sts.asked());
}

#[tokio::test]
async fn what_cannot_be_assumed_is_refused_before_any_request() {
    type Case = (&'static str, fn(&Session) -> AssumeRole, &'static str);
    let cases: [Case; 9] = [
        ("no ARN", |s| s.assume_role("reader"), "\"reader\" is not the ARN of a role"),
        ("a user", |s| s.assume_role("arn:aws:iam::123456789012:user/ann"), "is not the ARN of a role"),
        ("no name", |s| s.assume_role("arn:aws:iam::123456789012:role/"), "is not the ARN of a role"),
        ("short name", |s| s.assume_role(ROLE).session_name("a"), "2 to 64 letters"),
        ("space", |s| s.assume_role(ROLE).session_name("a b"), "\"a b\" cannot name the session"),
        ("too short", |s| s.assume_role(ROLE).duration(Duration::from_secs(899)), "between 15 minutes and 12 hours"),
        ("too long", |s| s.assume_role(ROLE).duration(Duration::from_secs(43_201)), "between 15 minutes and 12 hours"),
        ("no JSON", |s| s.assume_role(ROLE).policy("{"), "no JSON"),
        ("no object", |s| s.assume_role(ROLE).policy("[]"), "no JSON object"),
    ];
    let sts = Sts::default();
    let parent = parent(&sts).await;
    for (name, make, says) in cases {
        let error = make(&parent).await.expect_err(name);
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{name}: {error}");
        assert!(error.to_string().contains(says), "{name}: expected {says:?} in {error}");
    }
    assert_eq!(sts.asked().len(), 0, "expected no request");

    let anonymous = builder(&sts).anonymous().load().await.expect("nothing else is needed");
    let error = anonymous.assume_role(ROLE).await.expect_err("nobody can sign");
    assert_eq!(error.local_error(), Some(LocalError::NoCredentials), "{error}");
    let error = anonymous.caller_identity().await.expect_err("nobody can sign");
    assert_eq!(error.local_error(), Some(LocalError::NoCredentials), "{error}");
}

#[tokio::test]
async fn a_refusal_names_the_role_and_what_sts_said() {
    let sts = Sts::default();
    let role = parent(&sts).await.assume_role(ROLE).external_id("forbidden").await.expect("a role has such an ARN");
    for error in [role.credentials().await.map(drop), role.caller_identity().await.map(drop)] {
        let error = error.expect_err("STS refuses");
        assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
        for part in [ROLE, "not authorized to perform sts:AssumeRole"] {
            assert!(error.to_string().contains(part), "expected {part:?} in {error}");
        }
    }
    assert_eq!(sts.asked().len(), 1, "expected the failure to stand: {:?}", sts.asked());
}

#[tokio::test]
async fn expired_credentials_are_replaced_in_the_same_call_and_once() {
    let sts = Sts::default();
    let role = parent(&sts).await.assume_role(ROLE).await.expect("a role has such an ARN");
    role.credentials().await.expect("STS answers");
    sts.expire("ASIAROLE1");
    let identity = role.caller_identity().await.expect("the call is made again with new credentials");
    assert!(identity.arn().ends_with("/ASIAROLE3"), "expected the new credentials: {identity:?}");
    let asked = sts.asked();
    let signers: Vec<_> = asked.iter().map(|asked| asked.split_once(": ").expect("it names who signed").0).collect();
    assert_eq!(signers, ["AKIAPARENT", "ASIAROLE1", "AKIAPARENT", "ASIAROLE3"]);

    // Credentials that come back the same are not asked for again and again.
    sts.expire("AKIAPARENT");
    sts.expire("ASIAROLE3");
    let error = role.caller_identity().await.expect_err("nobody's credentials are accepted");
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
    let more = sts.asked().len() - asked.len();
    assert_eq!(more, 2, "expected one call, and one try to assume the role again: {:?}", sts.asked());
}

/// S3 repeats the token that it refuses, and the SDK logs what is in memory.
#[tokio::test]
async fn no_secret_of_a_role_is_logged() {
    Log::start();
    let sts = Sts::default();
    let role = parent(&sts).await.assume_role(ROLE).await.expect("a role has such an ARN");
    role.credentials().await.expect("STS answers");
    sts.expire("ASIAROLE1");
    role.caller_identity().await.expect("the call is made again with new credentials");
    // The SDK's signer logs what it signs, as the README says.
    let log = Log::text();
    let log = log.lines().filter(|line| !line.contains("aws_sigv4::http_request::sign"));
    let log = log.collect::<Vec<_>>().join("\n");
    assert!(log.contains("have expired: they are resolved anew"), "expected the warning in {log}");
    for secret in ["parentsecret", "rolesecret", "roletoken"] {
        assert!(!log.contains(secret), "expected no {secret} in {log}");
    }
}

#[tokio::test]
async fn without_retries_the_next_call_has_new_credentials() {
    let sts = Sts::default();
    let parent = builder(&sts).region("eu-west-1").retry(RetryConfig::disabled()).credentials("AKIAPARENT", "s", None);
    let role = parent.load().await.expect("all is set").assume_role(ROLE).await.expect("a role has such an ARN");
    role.credentials().await.expect("STS answers");
    sts.expire("ASIAROLE1");
    let error = role.caller_identity().await.expect_err("one attempt is all there is");
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("ExpiredToken"), "{error}");
    role.caller_identity().await.expect("the next call has new ones");
}

#[tokio::test]
async fn another_profile_keeps_what_was_chosen_in_code() {
    let sts = Sts::default();
    let first = parent(&sts).await;
    let dev = first.with_profile("dev").await.expect("there is such a profile");
    assert_eq!((dev.profile_name(), dev.region()), ("dev", Some("eu-west-1")), "the region was chosen in code");
    assert_eq!(dev.credentials().await.expect("they are in the file").access_key_id(), "AKIADEV");
    let moved = first.with_region("us-east-2").expect("it is a region").with_profile("dev").await;
    assert_eq!(moved.expect("there is such a profile").region(), Some("us-east-2"), "with_region is in code, too");
    let plain = builder(&sts).load().await.expect("nothing else is needed");
    let dev = plain.with_profile("dev").await.expect("there is such a profile");
    assert_eq!(dev.region(), Some("eu-central-1"), "expected the profile's region where none was chosen");
    dev.caller_identity().await.expect("the HTTP client is the first one's");
    let error = first.with_profile("dve").await.expect_err("there is no such profile");
    assert_eq!(error.local_error(), Some(LocalError::ProfileNotFound), "{error}");
}

#[tokio::test]
async fn a_role_session_on_disk_serves_the_next_program() {
    let sts = Sts::default();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let session = |profile: &'static str| {
        let cache = CredentialCache::folder(folder.path().join("cache"));
        let platform = Platform::with_variables([("HOME", "/home/me")]).time_source(StaticTimeSource::from_secs(NOW));
        // The config file is a real one, and so is the cache.
        std::fs::create_dir_all(folder.path().join("home/.aws")).expect("the folder is ours");
        let config = "[profile dev]\naws_access_key_id = AKIADEV\naws_secret_access_key = s\n\
                      [profile role]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = dev\n\
                      [profile mfa]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = dev\n\
                      mfa_serial = arn:aws:iam::123456789012:mfa/me\n";
        std::fs::write(folder.path().join("home/.aws/config"), config).expect("the folder is ours");
        let platform = platform.folder("/", "/");
        let builder = Session::builder().platform(platform).http_client(sts.clone()).region("eu-west-1");
        builder.config_file(folder.path().join("home/.aws/config")).profile(profile).credential_cache(cache)
    };
    let key =
        |session: Session| async move { session.credentials().await.map(|found| found.access_key_id().to_owned()) };

    let first = session("role").load().await.expect("the profile is there");
    assert_eq!(key(first.clone()).await.expect("STS answers"), "ASIAROLE1");
    let second = session("role").load().await.expect("the profile is there");
    assert_eq!(key(second).await.expect("it is on disk"), "ASIAROLE1", "expected the session of the first");
    assert_eq!(sts.asked().len(), 1, "expected no request of the second: {:?}", sts.asked());

    // What a service refused is not read from disk again.
    first.forget_credentials();
    assert_eq!(key(first).await.expect("STS answers"), "ASIAROLE2", "expected a new session of the role");

    // A code of a device is needed once.
    let asked = session("mfa").mfa(|_| async { Ok::<_, Error>("123456".to_owned()) });
    let asked = key(asked.load().await.expect("the profile is there")).await.expect("the code is given");
    let again = session("mfa").load().await.expect("the profile is there");
    assert_eq!(key(again).await.expect("it is on disk"), asked, "expected no other code");

    // In code it is the same session as that of a profile.
    let parent = session("dev").load().await.expect("the profile is there");
    let role = parent.assume_role(ROLE).await.expect("a role has such an ARN");
    assert_eq!(key(role).await.expect("it is on disk"), "ASIAROLE2", "expected the session of the profile");
}

#[tokio::test]
async fn a_cache_below_an_unknown_home_is_an_error() {
    let platform = Platform::with_variables([("AWS_EC2_METADATA_DISABLED", "true")]);
    let builder = Session::builder().platform(platform).credential_cache(CredentialCache::cli());
    let error = builder.load().await.expect_err("no home folder is known");
    assert_eq!(error.local_error(), Some(LocalError::InvalidConfig), "{error}");
    assert!(error.to_string().contains("set HOME"), "expected the way out in {error}");
}

#[tokio::test]
async fn nothing_is_on_disk_unless_it_is_asked_for() {
    let sts = Sts::default();
    for _ in 0..2 {
        let session = builder(&sts).profile("role").load().await.expect("the profile is there");
        session.credentials().await.expect("STS answers");
    }
    assert_eq!(sts.asked().len(), 2, "expected a request of each session");
}
