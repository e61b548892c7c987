//! Roles that need the code of a multi-factor device: who is asked for it, how often, and what is said when that fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::date_time::Format;
use sotalia_session::error::LocalError;
use sotalia_session::{MfaRequest, Platform, Session, SessionBuilder};

const CONFIG: &str = "[profile admin]\nrole_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = base\n\
                      mfa_serial = arn:aws:iam::123456789012:mfa/me\nregion = eu-west-1\n\
                      [profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = SECRETSECRET\n";

/// A clock that is set by hand.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicUsize>);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600 + self.0.load(Ordering::SeqCst) as u64)
    }
}

/// An STS that knows one code, and gives credentials for an hour.
#[derive(Clone, Debug)]
struct Sts(Clock);

impl HttpClient for Sts {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Sts {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = String::from_utf8_lossy(request.body().bytes().expect("the body is in memory")).into_owned();
        let right = body.contains("TokenCode=123456")
            && body.contains("SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fme");
        let (status, answer) = if right {
            let end = aws_smithy_types::DateTime::from(self.0.now() + Duration::from_secs(3600));
            let end = end.fmt(Format::DateTime).expect("it is a date");
            (
                200,
                format!(
                    "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAADMIN</AccessKeyId>\
                 <SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken><Expiration>{end}</Expiration>\
                 </Credentials></AssumeRoleResult></AssumeRoleResponse>"
                ),
            )
        } else {
            (
                403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>MultiFactorAuthentication \
                   failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>"
                    .to_owned(),
            )
        };
        let status = StatusCode::try_from(status).expect("it is a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(answer))))
    }
}

fn builder(clock: &Clock) -> SessionBuilder {
    let platform = Platform::with_variables([("HOME", "/home/me")])
        .files([("/home/me/.aws/config", CONFIG)])
        .time_source(clock.clone());
    Session::builder().platform(platform).profile("admin").http_client(Sts(clock.clone()))
}

/// The callback that answers with `code`, and how often it was called.
fn asking(clock: &Clock, code: &'static str) -> (SessionBuilder, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let builder = builder(clock).mfa(move |request: MfaRequest| {
        counter.fetch_add(1, Ordering::SeqCst);
        async move {
            assert_eq!(request.serial, "arn:aws:iam::123456789012:mfa/me");
            assert_eq!(request.profile.as_deref(), Some("admin"));
            // Others come and wait meanwhile.
            tokio::time::sleep(Duration::from_millis(20)).await;
            if code.is_empty() { Err(std::io::Error::other("nobody is there")) } else { Ok(code.to_owned()) }
        }
    });
    (builder, calls)
}

#[tokio::test]
async fn any_number_of_tasks_ask_once_and_a_renewal_asks_again() {
    let clock = Clock::default();
    let (builder, calls) = asking(&clock, " 123456\n");
    let session = builder.load().await.expect("the profile is complete");
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { session.credentials().await.map(|found| found.access_key_id().to_owned()) })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.expect("no task panics").expect("the code is right"), "ASIAADMIN");
    }
    assert_eq!(calls.load(Ordering::SeqCst), 1, "one question for all");
    clock.0.fetch_add(3601, Ordering::SeqCst);
    session.credentials().await.expect("the code is still right");
    assert_eq!(calls.load(Ordering::SeqCst), 2, "the end of the credentials is another question");
    let report = session.explain().await;
    assert_eq!(report.role_arn(), Some("arn:aws:iam::123456789012:role/admin"));
}

#[tokio::test]
async fn what_goes_wrong_with_a_code_is_said() {
    let clock = Clock::default();
    for (code, kind, says) in [
        ("654321", LocalError::CredentialsFailed, "the code of the device was not accepted"),
        ("", LocalError::MfaRequired, "was not given"),
        ("CANARY", LocalError::MfaRequired, "six digits"),
    ] {
        let session = asking(&clock, code).0.load().await.expect("the profile is complete");
        let error = session.credentials().await.expect_err("the code is not right");
        assert_eq!(error.local_error(), Some(kind), "{error}");
        assert!(error.to_string().contains(says), "{error}");
        let shown = format!("{error:?} {error:#?} {}", session.explain().await);
        assert!(!shown.contains("CANARY") && !shown.contains("SECRETSECRET"), "{shown}");
    }
    let session = builder(&clock).load().await.expect("the profile is complete");
    let error = session.credentials().await.expect_err("nobody can be asked");
    assert_eq!(error.local_error(), Some(LocalError::MfaRequired), "{error}");
    assert!(error.to_string().contains("SessionBuilder::mfa"), "says the way out: {error}");
}
