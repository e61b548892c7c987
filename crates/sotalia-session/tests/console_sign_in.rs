//! Credentials of `aws login`: read from its file, and renewed there.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use aws_smithy_async::time::StaticTimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use sotalia_session::error::LocalError;
use sotalia_session::{Credentials, Platform, Session, error};

const SESSION: &str = "arn:aws:iam::123456789012:user/me";

/// Named for the SHA-256 of the session.
const FILE: &str = ".aws/login/cache/286187707741fc2ccb93cf9e56dbd0ee0a16208feed5fbc8ae1baa86d44c283f.json";

/// 2026-01-01T00:00:00Z.
const NOW: u64 = 1_767_225_600;

const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIFDZHUzOG1Pzq+6F0mjMlOSp1syN9LRPBuHMoCFXTcXhoAoGCCqGSM49\\n\
                   AwEHoUQDQgAE9qhj+KtcdHj1kVgwxWWWw++tqoh7H7UHs7oXh8jBbgF47rrYGC+t\\n\
                   djiIaHK3dBvvdE7MGj5HsepzLm3Kj91bqA==\\n-----END EC PRIVATE KEY-----\\n";

const RENEWED: &str = r#"{"accessToken": {"accessKeyId": "ASIANEW", "secretAccessKey": "S", "sessionToken": "T"},
    "expiresIn": 900, "refreshToken": "NEXT", "tokenType": "aws_sigv4"}"#;

/// Gives one answer, and keeps what it was asked.
#[derive(Clone, Debug)]
struct SignIn {
    answer: (u16, &'static str),
    asked: Arc<Mutex<Vec<String>>>,
}

impl HttpClient for SignIn {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for SignIn {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let proof = request.headers().get("dpop").map_or(0, |proof| proof.split('.').count());
        let body = String::from_utf8_lossy(request.body().bytes().expect("the body is in memory")).into_owned();
        let asked = format!("{} {} {proof} {body}", request.method(), request.uri());
        self.asked.lock().expect("nothing panics").push(asked);
        let status = StatusCode::try_from(self.answer.0).expect("it is a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from(self.answer.1))))
    }
}

struct Outcome {
    result: error::Result<Credentials>,
    asked: Vec<String>,
    file: String,
}

/// The outcome with credentials that end so many seconds after now, or without a file.
async fn sign_in(ends: Option<i64>, answer: (u16, &'static str)) -> Outcome {
    sign_in_with(&[], FILE, ends, answer).await
}

/// The outcome with these variables, and the sign-in in this file of the home folder.
async fn sign_in_with(
    variables: &[(&'static str, &'static str)],
    file: &str,
    ends: Option<i64>,
    answer: (u16, &'static str),
) -> Outcome {
    let home = tempfile::tempdir().expect("a folder can be made");
    let path = home.path().join(file);
    std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
    std::fs::create_dir_all(home.path().join(".aws")).expect("folders can be made");
    std::fs::write(
        home.path().join(".aws/config"),
        format!("[default]\nlogin_session = {SESSION}\nregion = eu-west-1\n"),
    )
    .expect("a file can be written");
    if let Some(ends) = ends {
        let end = aws_smithy_types::DateTime::from_secs(NOW.cast_signed() + ends);
        let end = end.fmt(aws_smithy_types::date_time::Format::DateTime).expect("it is a date");
        let file = format!(
            r#"{{"accessToken": {{"accessKeyId": "ASIAOLD", "secretAccessKey": "S", "sessionToken": "T", "accountId":
            "123456789012", "expiresAt": "{end}"}}, "tokenType": "aws_sigv4", "refreshToken": "REFRESH", "clientId": "client",
            "dpopKey": "{KEY}", "idToken": "KEPT"}}"#
        );
        std::fs::write(&path, file).expect("a file can be written");
    }
    let service = SignIn { answer, asked: Arc::default() };
    let platform =
        Platform::with_variables([&[("HOME", "/home/me"), ("AWS_EC2_METADATA_DISABLED", "true")], variables].concat())
            .folder(home.path(), "/home/me")
            .time_source(StaticTimeSource::new(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW)));
    let session = Session::builder().platform(platform).http_client(service.clone()).load().await.expect("it loads");
    let result = session.credentials().await;
    let asked = service.asked.lock().expect("nothing panics").clone();
    Outcome { result, asked, file: std::fs::read_to_string(&path).unwrap_or_default() }
}

#[tokio::test]
async fn credentials_that_last_are_taken_from_the_file() {
    let outcome = sign_in(Some(301), (500, "")).await;
    let credentials = outcome.result.expect("they last");
    assert_eq!((credentials.access_key_id(), credentials.account_id()), ("ASIAOLD", Some("123456789012")));
    assert_eq!(credentials.source(), "console sign-in of profile \"default\"");
    assert_eq!(outcome.asked, Vec::<String>::new(), "nobody is asked");
}

#[tokio::test]
async fn the_folder_of_sign_ins_can_be_elsewhere() {
    let elsewhere = FILE.replace(".aws/login/cache", "sign-ins");
    let variables = [("AWS_LOGIN_CACHE_DIRECTORY", "/home/me/sign-ins")];
    let outcome = sign_in_with(&variables, &elsewhere, Some(301), (500, "")).await;
    assert_eq!(outcome.result.expect("they last").access_key_id(), "ASIAOLD");
    let outcome = sign_in_with(&variables, FILE, Some(301), (500, "")).await;
    let error = outcome.result.expect_err("the usual folder is not looked at");
    assert_eq!(error.local_error(), Some(LocalError::LoginRequired), "{error}");
}

#[tokio::test]
async fn credentials_that_end_soon_are_renewed_and_kept() {
    for ends in [299, -3600] {
        let outcome = sign_in(Some(ends), (200, RENEWED)).await;
        let credentials = outcome.result.expect("they are renewed");
        assert_eq!(
            (credentials.access_key_id(), credentials.account_id()),
            ("ASIANEW", Some("123456789012")),
            "{ends}"
        );
        let body = r#"{"clientId":"client","grantType":"refresh_token","refreshToken":"REFRESH"}"#;
        let expected = format!("POST https://eu-west-1.signin.aws.amazon.com/v1/token 3 {body}");
        assert_eq!(outcome.asked, [expected], "{ends}");
        for kept in ["ASIANEW", "NEXT", "KEPT", "2026-01-01T00:15:00Z", "BEGIN EC PRIVATE KEY"] {
            assert!(outcome.file.contains(kept), "{ends}: {kept} is in the file: {}", outcome.file);
        }
    }
}

#[tokio::test]
async fn a_sign_in_that_is_over_says_what_to_do() {
    let refused = (400, r#"{"error": "TOKEN_EXPIRED", "message": "CANARY"}"#);
    for (ends, answer, says) in [
        (None, (500, ""), "does not exist"),
        (Some(-1), refused, "it has ended"),
        (Some(-1), (400, r#"{"error": "USER_CREDENTIALS_CHANGED"}"#), "the password has changed"),
        (Some(-1), (200, "CANARY"), "not JSON"),
    ] {
        let error = sign_in(ends, answer).await.result.expect_err("there is no sign-in");
        assert_eq!(error.local_error(), Some(LocalError::LoginRequired), "{error}");
        let shown = error.to_string();
        assert!(shown.contains(says) && shown.contains("aws login --profile default"), "{says}: {shown}");
        assert!(!format!("{error:?}").contains("CANARY"), "{error:?}");
    }
    let outcome = sign_in(Some(60), refused).await;
    assert_eq!(outcome.result.expect("they last for a minute").access_key_id(), "ASIAOLD");
}
