//! No secret in a log, a `Debug`, a `Display` or an error, whatever the program does.

use std::collections::BTreeMap;
use std::fmt::{Debug, Display, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sotalia::client::s3::presigning::PresigningConfig;
use sotalia::prelude::*;
use sotalia::s3::Client;
use sotalia::s3::primitives::ByteStream;
use sotalia_testkit::{EmbeddedS3, Fault, FaultServer};
use sotalia_tests::{listing, session_builder, status, xml};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What must not be seen. The secret and the token are the session's, the key is of an upload with SSE-C.
const CANARIES: [(&str, &str); 4] = [
    ("the secret key", "CANARY/secret+key/CANARY"),
    ("the session token", "CANARY-session-token-CANARY"),
    // 32 bytes, in base64 as it is on the wire.
    ("the SSE-C key", "Q0FOQVJZLXNzZS1jLWtleS0wMTIzNDU2Nzg5LUFCQ0Q="),
    ("the secret of the embedded server", EmbeddedS3::SECRET_ACCESS_KEY),
];

/// The log, by target and level: what was said in events and in the fields of spans.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<BTreeMap<String, String>>>);

/// What a line of the log is kept under: `TRACE aws_sigv4::http_request::sign`.
fn source(metadata: &Metadata<'_>) -> String {
    format!("{} {}", metadata.level(), metadata.target())
}

struct Text<'a>(&'a mut String);

impl Visit for Text<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "{field}={value:?}").expect("a string takes all");
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        writeln!(self.0, "{field}={value}").expect("a string takes all");
    }
}

impl Log {
    fn with(&self, source: &str, write: impl FnOnce(&mut Text<'_>)) {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        write(&mut Text(log.entry(source.to_owned()).or_default()));
    }

    /// What shows a canary, and which.
    fn leaks(&self, canaries: &[(&str, String)]) -> Vec<(String, String)> {
        let log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shows = |(source, text): (&String, &String)| {
            let shown = canaries.iter().filter(|(_, canary)| text.contains(canary.as_str()));
            shown.map(|(what, _)| (source.clone(), (*what).to_owned())).collect::<Vec<_>>()
        };
        log.iter().flat_map(shows).collect()
    }

    fn sources(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.with(&source(span.metadata()), |text| span.record(text));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.with("(a span, later)", |text| values.record(text));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.with(&source(event.metadata()), |text| event.record(text));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[track_caller]
fn check_text(what: &str, text: &str) {
    for (name, canary) in CANARIES {
        assert!(!text.contains(canary), "{what} shows {name}: {text}");
    }
}

#[track_caller]
fn debug(what: &str, value: &impl Debug) {
    check_text(what, &format!("{value:?} {value:#?}"));
}

#[track_caller]
fn shown(what: &str, value: &(impl Debug + Display)) {
    debug(what, value);
    check_text(what, &format!("{value} {value:#}"));
}

/// An error in all its forms.
#[track_caller]
fn error(what: &str, error: &Error) {
    shown(what, error);
    let report = error.report();
    check_text(what, &format!("{report} {report:?} {report:#?}"));
    let details: Vec<_> = error.details().collect();
    check_text(what, &format!("{details:?} {} {:?}", error.message(), error.code()));
}

async fn canary_session(endpoint_url: &str) -> Session {
    let builder = session_builder(endpoint_url).credentials("AKIACANARY", CANARIES[0].1, Some(CANARIES[1].1));
    debug("the builder", &builder);
    builder.load().await.expect("all that a session needs is set")
}

/// All that a program holds of a session and a client.
async fn check_session(session: &Session) -> Client {
    debug("the session", session);
    debug("the SDK's configuration", session.sdk_config());
    let credentials = session.credentials().await.expect("the session has credentials");
    debug("the credentials", &credentials);
    let client: Client = session.client();
    debug("the client", &client);
    debug("the client's configuration", client.config());
    client
}

/// Every kind of thing that the resource layer gives, undone and done.
async fn check_resources(session: &Session) -> sotalia::Result<()> {
    let s3 = S3::new(session);
    let bucket = s3.bucket("canaries");
    shown("the service", &s3);
    shown("a bucket", &bucket);
    let object = bucket.object("key");
    shown("an object", &object);
    let put = object.put(|r| {
        let key = r.sse_customer_algorithm("AES256").sse_customer_key(CANARIES[2].1).sse_customer_key_md5("md5");
        key.body(ByteStream::from_static(b"body"))
    });
    debug("an action", &put);
    debug("an action's request", put.request());
    debug("an answer", &put.await?);
    let get = object.get().with(|r| r.sse_customer_algorithm("AES256").sse_customer_key(CANARIES[2].1));
    debug("an answer with a body", &get.await?);
    let objects = bucket.objects().page_size(10).limit(10);
    debug("a collection", &objects);
    debug("a stream", &objects.stream());
    debug("pages", &objects.pages());
    debug("a batch", &objects.delete());
    debug("a waiter", &object.wait_until_exists());
    let raw = s3.client().list_objects_v2().bucket("canaries");
    debug("a paginator", &raw.clone().paginate());
    debug("raw pages", &raw.clone().pages());
    debug("raw items", &raw.items());
    for summary in objects.try_collect::<Vec<_>>().await? {
        shown("a summary", &summary);
        debug("a summary's data", summary.data());
    }
    debug("an object's data", &object.load().await?);
    Ok(())
}

/// Answers that give back what they were sent, as servers do in errors.
fn echo(request: &sotalia_testkit::Request) -> Fault {
    let line = request.line.as_str();
    let sent = request.headers.join("\n").replace(['<', '&'], "");
    let answer = match () {
        () if line.contains("list-type=2") => listing(false, None, &["one", "two"]),
        () if line.starts_with("POST") => {
            xml("DeleteResult", "<Error><Key>one</Key><Code>AccessDenied</Code><Message>no</Message></Error>")
        }
        () if line.starts_with("PUT") => status("200 OK", ""),
        () if line.contains("/denied") => {
            let secrets = format!("<AWSAccessKeyId>AKIACANARY</AWSAccessKeyId><Token-0>{}</Token-0>", CANARIES[1].1);
            let text =
                format!("<Error><Code>InvalidToken</Code><Message>m</Message>{secrets}<HostId>{sent}</HostId></Error>");
            status("403 Forbidden", &text.replace(CANARIES[2].1, ""))
        }
        () => status("200 OK", "body"),
    };
    Fault::Send(answer)
}

/// Errors and reports of batches.
async fn check_errors(session: &Session, wrong: &Session) -> sotalia::Result<()> {
    let report = S3::new(session).bucket("b").objects().delete().await?;
    shown("a report", &report);
    error("an error of a report", &report.ok().expect_err("one was refused"));
    let s3 = S3::new(session);
    error("a refusal", &s3.bucket("b").object("denied").get().await.expect_err("the server refuses"));
    let raw = s3.client().get_object().bucket("b").key("denied").send().await;
    error("a raw refusal", &Error::from(raw.expect_err("the server refuses")));
    let waited = s3.bucket("b").object("denied").wait_until_exists().max_wait(Duration::ZERO).await;
    error("a waiter's error", &waited.expect_err("there is no time"));
    error(
        "a wrong secret",
        &S3::new(wrong).bucket("canaries").objects().count().await.expect_err("the secret is wrong"),
    );
    let token = S3::new(session).bucket("b").objects().starting_token(CANARIES[0].1).count().await;
    assert!(token.is_err(), "a secret is no token");
    let half = session_builder("http://127.0.0.1:9").credentials("AKIACANARY", "", Some(CANARIES[1].1));
    error("half a key", &half.load().await.expect_err("the secret is empty"));
    let bad = session_builder("http://127.0.0.1:9").credentials("", CANARIES[0].1, None);
    error("the other half", &bad.load().await.expect_err("the id is empty"));
    Ok(())
}

/// The signature of a URL that is as good as a key for an hour: it must reach no log.
async fn presign(client: &Client) -> String {
    let config = PresigningConfig::expires_in(Duration::from_secs(3600)).expect("an hour is allowed");
    let request = client.get_object().bucket("b").key("k").presigned(config).await.expect("it can be signed");
    let signature = request.uri().split("X-Amz-Signature=").nth(1).expect("the URL is signed");
    signature.split('&').next().unwrap_or_default().to_owned()
}

/// What does log secrets, and is not of this project. `RUST_LOG=trace` shows them; `sotalia=trace` does not, and nor does `debug`
/// in a program that is no server.
const KNOWN_LEAKS: &[(&str, &str)] = &[
    // The server in this process, which logs what it gets.
    ("DEBUG s3s::service", "the session token"),
    // The signer of the SDK traces the request that it signs, with all headers: the session token and SSE-C keys are among them.
    ("TRACE aws_sigv4::http_request::sign", "the session token"),
    ("TRACE aws_sigv4::http_request::sign", "the SSE-C key"),
];

#[tokio::test]
async fn nothing_shows_a_secret() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let embedded = EmbeddedS3::start().await.expect("a port is free");
    let faults = FaultServer::start(echo).await.expect("a port is free");

    let session = canary_session(faults.endpoint_url()).await;
    let client = check_session(&session).await;
    let signature = presign(&client).await;
    check_resources(&session).await.expect("the server answers all of it");
    let known = session_builder(embedded.endpoint_url());
    let known = known.credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None).load().await;
    let known = known.expect("all that a session needs is set");
    check_session(&known).await;
    let bucket = S3::new(&known).create_bucket(|r| r.bucket("canaries")).await.expect("the server makes it");
    bucket.object("k").put(|r| r.body(ByteStream::from_static(b"body"))).await.expect("the server takes it");
    let wrong = canary_session(embedded.endpoint_url()).await;
    check_errors(&session, &wrong).await.expect("the server answers all of it");
    assert!(
        faults.requests().iter().any(|r| r.headers.iter().any(|line| line.contains(CANARIES[2].1))),
        "SSE-C was sent"
    );

    let mut canaries: Vec<_> = CANARIES.map(|(what, canary)| (what, canary.to_owned())).into();
    canaries.push(("a presigned signature", signature));
    let leaks = log.leaks(&canaries);
    let leaks: Vec<_> = leaks.iter().map(|(source, what)| (source.as_str(), what.as_str())).collect();
    let ours: Vec<_> = leaks.iter().filter(|(source, _)| source.contains(" sotalia")).collect();
    assert!(ours.is_empty(), "targets of this project show secrets: {ours:?}");
    assert_eq!(
        leaks, KNOWN_LEAKS,
        "expected no other target than those that are known to show secrets, and all of them"
    );
    assert!(log.sources().iter().any(|target| target.contains(" aws_")), "the log was captured: {:?}", log.sources());
}
