//! Answers of services.

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;
use sotalia_error::{Attempts, Error, ErrorKind, LocalError, codes};

use crate::mimic::aws_sdk_kinesis::operation::create_stream::CreateStreamError;
use crate::mimic::aws_sdk_kinesis::types::error::LimitExceededException;
use crate::mimic::aws_sdk_s3::operation::create_bucket::CreateBucketError;
use crate::mimic::aws_sdk_s3::operation::head_object::HeadObjectError;
use crate::mimic::aws_sdk_s3::operation::list_buckets::ListBucketsError;
use crate::mimic::aws_sdk_s3::types::error::{BucketAlreadyExists, NotFound};
use crate::mimic::{Failure, OperationError, response};

const TAKEN: &str = "The requested bucket name is not available";

#[expect(clippy::result_large_err, reason = "it is the SDK's own type, as callers have it")]
fn taken() -> Result<(), Failure<CreateBucketError>> {
    let metadata = ErrorMetadata::builder()
        .code("BucketAlreadyExists")
        .message(TAKEN)
        .custom("aws_request_id", "4442587FB7D0A2F9")
        .custom("s3_extended_request_id", "EXT/1=")
        .build();
    let body = format!(
        "<Error><Code>BucketAlreadyExists</Code><Message>{TAKEN}</Message><BucketName>logs</BucketName>\
         <RequestId>4442587FB7D0A2F9</RequestId></Error>"
    );
    let error = CreateBucketError::BucketAlreadyExists(BucketAlreadyExists(metadata));
    Err(SdkError::service_error(error, response(409, &[], &body)))
}

#[test]
fn a_question_mark_is_enough() {
    fn make() -> sotalia_error::Result<()> {
        taken()?;
        Ok(())
    }
    let error = make().expect_err("the bucket is taken");
    let line = "s3.CreateBucket: BucketAlreadyExists: The requested bucket name is not available (409, request 4442587FB7D0A2F9)";
    assert_eq!(error.to_string(), line);
    assert!(error.is_already_exists(), "{:?}", error.kind());
    assert_eq!(error.code(), Some(&codes::s3::BUCKET_ALREADY_EXISTS));
    assert_eq!((error.service(), error.operation()), (Some("s3"), Some("CreateBucket")));
    assert_eq!(error.status(), Some(409));
    assert_eq!(error.request_id(), Some("4442587FB7D0A2F9"));
    assert_eq!(error.extended_request_id(), Some("EXT/1="));
    assert_eq!(error.message(), TAKEN);
    assert_eq!(error.detail("BucketName"), Some("logs"));
    assert_eq!(error.details().count(), 1, "code, message and ids are no details");
    let help = "choose another name: bucket names are shared by all accounts";
    assert_eq!(error.help().as_deref(), Some(help));
    assert_eq!(error.report().to_string(), format!("{line}\n  help: {help}"), "the causes say nothing more");
}

#[test]
fn typed_errors_are_found() {
    let error = Error::from(taken().expect_err("the bucket is taken"));
    assert!(error.is::<BucketAlreadyExists>(), "the modelled exception");
    assert!(error.is::<CreateBucketError>(), "the operation's error");
    assert!(error.is::<Failure<CreateBucketError>>(), "the SdkError");
    assert!(!error.is::<LimitExceededException>(), "another service's exception");
    assert!(error.source().is_some(), "the SdkError is the source");

    let metadata = ErrorMetadata::builder().code("LimitExceededException").message("5 streams").build();
    let body = r#"{"__type":"LimitExceededException","message":"5 streams"}"#;
    let failure = CreateStreamError::LimitExceededException(LimitExceededException(metadata));
    let headers = [("x-amzn-requestid", "abc-1")];
    let error = Error::from(SdkError::service_error(failure, response(400, &headers, body)));
    assert_eq!(error.to_string(), "kinesis.CreateStream: LimitExceededException: 5 streams (400, request abc-1)");
    assert!(error.is_limit_exceeded() && error.is_retryable(), "{:?}", error.kind());
    assert!(error.downcast_ref::<LimitExceededException>().is_some(), "the modelled exception");
}

/// An answer to HEAD, in which the SDK finds a code for 404 only.
fn check_head(status: u16, headers: &[(&'static str, &str)], code: &str, kind: ErrorKind, line: &str) {
    let error = match status {
        404 => HeadObjectError::NotFound(NotFound(ErrorMetadata::builder().code("NotFound").build())),
        _ => HeadObjectError::generic(ErrorMetadata::default()),
    };
    let error = Error::from(SdkError::service_error(error, response(status, headers, "")));
    assert_eq!(error.to_string(), line);
    assert_eq!(error.kind(), kind, "{line}");
    assert!(error.code().is_some_and(|found| found == code), "code {code}, not {:?}", error.code());
}

#[test]
fn answers_to_head() {
    let id = ("x-amz-request-id", "R1");
    check_head(
        404,
        &[id],
        "404",
        ErrorKind::NotFound,
        "s3.HeadObject: 404 Not Found with an empty body (404, request R1)",
    );
    check_head(
        403,
        &[id],
        "403",
        ErrorKind::AccessDenied,
        "s3.HeadObject: 403 Forbidden with an empty body (403, request R1)",
    );
    check_head(400, &[], "400", ErrorKind::InvalidInput, "s3.HeadObject: 400 Bad Request with an empty body (400)");
    check_head(
        301,
        &[],
        "301",
        ErrorKind::InvalidInput,
        "s3.HeadObject: 301 Moved Permanently with an empty body (301)",
    );
    check_head(412, &[], "412", ErrorKind::Conflict, "s3.HeadObject: 412 Precondition Failed with an empty body (412)");
    let failure = HeadObjectError::NotFound(NotFound(ErrorMetadata::builder().code("NotFound").build()));
    let missing = Error::from(SdkError::service_error(failure, response(404, &[], "")));
    assert_eq!(missing.message(), "Not Found", "the reason phrase, as in boto3");
    assert!(missing.alternate_code().is_some_and(|code| code == "NotFound"), "what the SDK calls it");
    assert!(missing.is::<NotFound>(), "the SDK's exception");
    let moved = SdkError::service_error(
        HeadObjectError::generic(ErrorMetadata::default()),
        response(301, &[("x-amz-bucket-region", "eu-west-1")], ""),
    );
    assert_eq!(Error::from(moved).detail("Region"), Some("eu-west-1"), "the bucket's region");
}

fn list(status: u16, headers: &[(&'static str, &str)], body: &str) -> Error {
    let failure = ListBucketsError::unhandled("XML parse error");
    SdkError::service_error(failure, response(status, headers, body)).into()
}

#[test]
fn something_in_front_of_the_service() {
    let check = |error: Error, kind, line: &str| {
        assert_eq!(error.to_string(), line);
        assert_eq!(error.kind(), kind, "{line}");
    };
    check(
        list(502, &[], "<html><h1>Bad Gateway</h1></html>"),
        ErrorKind::Unavailable,
        "s3.ListBuckets: 502 Bad Gateway with an HTML body from something in front of the service (502)",
    );
    check(
        list(503, &[], ""),
        ErrorKind::Unavailable,
        "s3.ListBuckets: 503 Service Unavailable with an empty body (503)",
    );
    check(
        list(407, &[("content-type", "text/html; charset=utf-8")], "who are you?"),
        ErrorKind::Connection,
        "s3.ListBuckets: 407 Proxy Authentication Required with an HTML body from something in front of the service (407)",
    );
    check(
        list(500, &[], "oops"),
        ErrorKind::Unavailable,
        "s3.ListBuckets: 500 Internal Server Error with a body that is no error answer of the service (500)",
    );
    // What the SDK does not read, such as another protocol's form, is read here.
    check(
        list(403, &[], r#"{"__type":"AccessDeniedException","Message":"not you"}"#),
        ErrorKind::AccessDenied,
        "s3.ListBuckets: AccessDeniedException: not you (403)",
    );
    check(
        list(400, &[("x-amzn-errortype", "ThrottlingException:http://x/")], "{}"),
        ErrorKind::Throttled,
        "s3.ListBuckets: ThrottlingException: throttled (400)",
    );
}

#[test]
fn answers_of_failure_that_the_sdk_reports_as_unreadable() {
    let check = |status, body, kind, line: &str| {
        let metadata = ErrorMetadata::builder().message("from the SDK").build();
        let cause = CreateStreamError::unhandled(metadata);
        let failure: Failure<CreateStreamError> = SdkError::response_error(cause, response(status, &[], body));
        let error = Error::from(failure);
        assert_eq!(error.to_string(), line);
        assert_eq!((error.kind(), error.local_error()), (kind, None), "{line}");
    };
    check(503, "<html></html>", ErrorKind::Unavailable, "kinesis.CreateStream: from the SDK (503)");
    check(
        400,
        r#"{"__type":"LimitExceededException"}"#,
        ErrorKind::LimitExceeded,
        "kinesis.CreateStream: LimitExceededException: from the SDK (400)",
    );
    let failure: Failure<CreateStreamError> = SdkError::response_error("bad JSON", response(502, &[], "<html></html>"));
    assert_eq!(
        Error::from(failure).to_string(),
        "kinesis.CreateStream: 502 Bad Gateway with an HTML body from something in front of the service (502)"
    );
}

#[test]
fn success_that_cannot_be_read() {
    let error = list(200, &[], "<ListAllMyBucketsResult>");
    assert_eq!(error.to_string(), "s3.ListBuckets: UnparsableAnswer: the answer cannot be read: XML parse error (200)");
    assert_eq!(error.local_error(), Some(LocalError::UnparsableAnswer));
    assert_eq!(error.kind(), ErrorKind::InvalidResponse);
    assert!(error.may_have_executed(), "the service did what was asked");
}

#[test]
fn an_error_in_an_answer_of_success() {
    let error = list(200, &[], "<Error><Code>SlowDown</Code><Message>Reduce</Message></Error>");
    assert_eq!(error.to_string(), "s3.ListBuckets: SlowDown: Reduce (200)");
    assert!(error.is_throttling(), "{:?}", error.kind());
    assert_eq!(error.local_error(), None, "the service has said what it is");
}

#[test]
fn attempts_are_shown() {
    let mut response = response(503, &[], "<Error><Code>SlowDown</Code><Message>Reduce</Message></Error>");
    response.add_extension(Attempts(3));
    let error = Error::from(SdkError::service_error(ListBucketsError::unhandled("x"), response));
    assert_eq!(error.attempts(), Some(3));
    assert_eq!(error.to_string(), "s3.ListBuckets: SlowDown: Reduce (503, after 3 attempts)");
}

#[test]
fn secrets_of_an_answer_are_withheld() {
    let message = "The token SECRET-TOKEN-42 for GET /?X-Amz-Signature=SECRET-SIGNATURE has\r\nexpired";
    let body = format!(
        "<Error><Code>ExpiredToken</Code><Message>{message}</Message><Token-0>SECRET-TOKEN-42</Token-0><Host>h</Host></Error>"
    );
    let metadata = ErrorMetadata::builder().code("ExpiredToken").message(message).build();
    let headers = [("x-amz-security-token", "SECRET-HEADER")];
    let failure = SdkError::service_error(ListBucketsError::generic(metadata), response(400, &headers, &body));
    let error = Error::from(failure);
    assert_eq!(
        error.to_string(),
        "s3.ListBuckets: ExpiredToken: The token *** for GET /?X-Amz-Signature=*** has expired (400)"
    );
    assert!(error.is_credentials(), "{:?}", error.kind());
    assert_eq!(error.detail("Token-0"), None, "the token is no detail");
    assert_eq!(error.detail("Host"), Some("h"), "other members are");
    for text in [format!("{error:?}"), format!("{error:#?}"), error.report().to_string(), error.message().to_owned()] {
        assert!(!text.contains("SECRET"), "a secret in {text}");
    }
}

#[test]
fn causes_do_not_tell_what_the_answer_withholds() {
    let body = "<Error><Token-0>SECRET-TOKEN-42</Token-0></Error>";
    let said = "the token SECRET-TOKEN-42 is bad";
    let failures: [Failure<ListBucketsError>; 4] = [
        SdkError::service_error(ListBucketsError::unhandled(said), response(200, &[], body)),
        SdkError::service_error(ListBucketsError::unhandled(said), response(400, &[], body)),
        SdkError::response_error(said, response(200, &[], body)),
        SdkError::response_error(format!("read timeout: {said}"), response(400, &[], body)),
    ];
    for failure in failures {
        let error = Error::from(failure);
        for text in [error.to_string(), format!("{error:?}"), error.report().to_string(), error.message().to_owned()] {
            assert!(!text.contains("SECRET"), "a secret in {text}");
        }
    }
}
