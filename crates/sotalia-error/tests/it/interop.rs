//! `?` from everything that a user meets, and other crates for errors and logs.

use std::io;
use std::time::Duration;

use aws_credential_types::provider::error::{CredentialsError, TokenError};
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::error::ErrorMetadata;
use sotalia_error::{Error, ErrorKind, LocalError};

use crate::mimic::aws_sdk_s3::operation::list_buckets::ListBucketsError;
use crate::mimic::{Failure, OperationError, response};

/// A refusal with a request id, a secret in the answer, and a cause.
pub(crate) fn denied() -> Error {
    let body = "<Error><Code>AccessDenied</Code><Message>not you</Message><Token-0>SECRET-TOKEN</Token-0></Error>";
    let metadata = ErrorMetadata::builder().code("AccessDenied").message("not you").build();
    let headers = [("x-amz-request-id", "R1"), ("x-amz-security-token", "SECRET-HEADER")];
    let failure: Failure<ListBucketsError> =
        SdkError::service_error(ListBucketsError::generic(metadata), response(403, &headers, body));
    Error::from(failure)
}

/// What `?` makes of a failure.
#[track_caller]
fn check(result: sotalia_error::Result<()>, local: LocalError, part: &str) {
    let error = result.expect_err(part);
    assert_eq!(error.local_error(), Some(local), "{error}");
    assert!(error.to_string().contains(part), "expected {part:?} in {error}");
    assert!(std::error::Error::source(&error).is_some(), "the cause is kept: {error:?}");
}

/// What `?` makes of results, one for each line.
macro_rules! question_marks {
    ($($result:expr => $local:ident, $part:literal;)*) => {
        $({
            fn run() -> sotalia_error::Result<()> {
                $result?;
                Ok(())
            }
            check(run(), LocalError::$local, $part);
        })*
    };
}

#[test]
fn a_question_mark_on_values() {
    use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
    use aws_smithy_types::{Number, base64, big_number::BigInteger, retry::RetryMode};

    question_marks! {
        DateTime::from_str("monday", Format::DateTime) => InvalidParameter, "date";
        DateTime::from_secs(i64::MAX).fmt(Format::HttpDate) => InvalidParameter, "range";
        DateTime::from_secs(i64::MAX).to_millis() => InvalidParameter, "mill";
        i8::try_from(Number::PosInt(1000)) => InvalidParameter, "too large";
        "1O".parse::<BigInteger>() => InvalidParameter, "1O";
        base64::decode("%") => InvalidParameter, "base64";
        "eager".parse::<RetryMode>() => InvalidConfig, "eager";
        "never".parse::<RequestChecksumCalculation>() => InvalidConfig, "never";
        "never".parse::<ResponseChecksumValidation>() => InvalidConfig, "never";
        aws_smithy_runtime_api::http::Request::<()>::new(()).set_uri("a b") => InvalidRequest, "URI";
    }
}

#[test]
fn a_question_mark_on_parts_of_calls_and_files() {
    question_marks! {
        Err::<(), _>(CredentialsError::not_loaded("nobody has any")) => NoCredentials, "nobody has any";
        Err::<(), _>(TokenError::provider_timed_out(Duration::from_secs(1))) => CredentialsTimeout, "after 1 second";
        Err::<(), _>(ConnectorError::io(io::Error::from(io::ErrorKind::ConnectionRefused).into()))
            => ConnectionRefused, "could not connect";
        std::fs::read("/no/such/file") => FileError, "No such file";
    }
}

#[test]
fn settings_of_presigning() {
    /// As each of the SDK's crates has it.
    #[derive(Debug)]
    struct PresigningConfigError;
    impl std::fmt::Display for PresigningConfigError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("`expires_in` must be no longer than one week")
        }
    }
    impl std::error::Error for PresigningConfigError {}

    check(Err(Error::from_source(PresigningConfigError)), LocalError::InvalidParameter, "one week");
    // `presigned()` itself fails with an `SdkError`.
    let failure: Failure<ListBucketsError> = SdkError::construction_failure(PresigningConfigError);
    check(Err(failure.into()), LocalError::InvalidParameter, "one week");
}

#[test]
fn anyhow_and_back() {
    use anyhow::Context as _;

    fn run() -> anyhow::Result<()> {
        Err(denied()).context("cannot list")
    }
    let error = run().expect_err("it is refused");
    let inner = error.downcast_ref::<Error>().expect("our error is below the context");
    assert!(inner.is_access_denied(), "{inner}");
    assert_eq!(format!("{error:#}").split(": service error").next(), Some(format!("cannot list: {inner}").as_str()));

    let back = Error::from_source(error);
    assert_eq!((back.kind(), back.request_id()), (ErrorKind::AccessDenied, Some("R1")), "{back}");
    assert_eq!(back.to_string(), denied().to_string(), "the line is that of the error inside");
}

#[test]
fn eyre_and_back() {
    fn run() -> eyre::Result<()> {
        Err(denied())?;
        Ok(())
    }
    let error = run().expect_err("it is refused");
    assert!(error.downcast_ref::<Error>().is_some_and(Error::is_access_denied), "{error}");
    let back = Error::from_source(error.wrap_err("cannot list"));
    assert_eq!((back.kind(), back.request_id()), (ErrorKind::AccessDenied, Some("R1")), "{back}");
}

#[test]
fn an_event_with_fields_of_ones_own_needs_no_feature() {
    let written = written(|| {
        let error = denied();
        tracing::error!(
            kind = error.kind().name(),
            code = error.code().map(sotalia_error::ErrorCode::as_str),
            request_id = error.request_id(),
            attempts = error.attempts(),
            "{error}"
        );
    });
    assert!(written.contains(r#"kind="access_denied" code="AccessDenied" request_id="R1""#), "{written}");
    assert!(!written.contains("attempts") && !written.contains("SECRET"), "{written}");
}

#[cfg(feature = "tracing")]
#[test]
fn events_and_spans_have_the_fields() {
    use tracing::Level;
    use tracing::field::Empty;

    for level in [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG, Level::TRACE] {
        let written = written(|| denied().log(level));
        assert!(written.contains(level.as_str()) && written.contains("sotalia_error"), "{level}: {written}");
        assert!(written.contains("s3.ListBuckets: AccessDenied: not you (403, request R1)"), "{level}: {written}");
        for field in [
            r#"error.kind="access_denied""#,
            r#"error.code="AccessDenied""#,
            r#"error.service="s3""#,
            r#"error.operation="ListBuckets""#,
            "error.status=403",
            r#"error.request_id="R1""#,
            "error.retryable=false",
            "error.help=\"check the policies",
        ] {
            assert!(written.contains(field), "{level}: expected {field} in {written}");
        }
        assert!(!written.contains("SECRET") && !written.contains("error.attempts"), "{level}: {written}");
    }

    let written = written(|| {
        let span = tracing::info_span!("list", error.kind = Empty, error.request_id = Empty);
        denied().record(&span);
        span.in_scope(|| tracing::info!("done"));
    });
    assert!(
        written.contains(r#"list{error.kind="access_denied" error.request_id="R1"}: it::interop: done"#),
        "{written}"
    );
}

/// What a subscriber writes of it.
fn written(work: impl FnOnce()) -> String {
    use std::sync::{Arc, Mutex, PoisonError};

    #[derive(Clone, Default)]
    struct Buffer(Arc<Mutex<Vec<u8>>>);
    impl io::Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let buffer = Buffer::default();
    let writer = buffer.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, work);
    let bytes = buffer.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    String::from_utf8(bytes).expect("a log is text")
}

#[cfg(feature = "serde")]
#[test]
fn an_object_for_a_log() {
    let object = serde_json::to_value(denied()).expect("it is an object");
    let expected = serde_json::json!({
        "kind": "access_denied",
        "code": "AccessDenied",
        "message": "not you",
        "service": "s3",
        "operation": "ListBuckets",
        "status": 403,
        "request_id": "R1",
        "retryable": false,
        "throttling": false,
        "may_have_executed": false,
        "help": denied().help(),
    });
    assert_eq!(object, expected);

    let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
    let error = Error::local(LocalError::CredentialsFailed, "no role").with_source(refused);
    let object = serde_json::to_value(error).expect("it is an object");
    assert_eq!(object["causes"], serde_json::json!(["connection refused"]), "{object}");
    assert_eq!(object["code"], "CredentialsFailed", "{object}");
}

#[cfg(feature = "miette")]
#[test]
fn a_diagnostic_has_code_and_help() {
    let error = denied();
    assert_eq!(error.code().map(ToString::to_string).as_deref(), Some("AccessDenied"));
    let diagnostic: &dyn miette::Diagnostic = &error;
    assert_eq!(diagnostic.code().map(|code| code.to_string()).as_deref(), Some("AccessDenied"));
    assert_eq!(diagnostic.help().map(|help| help.to_string()), error.help());
    assert!(error.help().is_some() && diagnostic.severity() == Some(miette::Severity::Error), "{error}");

    fn run() -> miette::Result<()> {
        Err(denied())?;
        Ok(())
    }
    let report = run().expect_err("it is refused");
    assert!(report.downcast_ref::<Error>().is_some_and(Error::is_access_denied), "{report}");
    assert!(miette::Severity::Error == report.severity().unwrap_or_default(), "{report:?}");
}

#[test]
fn other_transports_convert_as_well() {
    // As an event stream's receiver fails: the raw response is a message.
    let failure: SdkError<ListBucketsError, Vec<u8>> =
        SdkError::response_error(io::Error::from(io::ErrorKind::UnexpectedEof), Vec::new());
    check(Err(failure.into()), LocalError::ConnectionClosed, "closed before the answer was complete");
}
