//! Calls that got no answer.

use std::io;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::operation::BuildError;
use sotalia_error::{Error, LocalError};

use crate::mimic::aws_sdk_s3::operation::list_buckets::ListBucketsError;
use crate::mimic::{Failure, OperationError, response};

fn check(failure: Failure<ListBucketsError>, local: LocalError, line: &str) -> Error {
    let error = Error::from(failure);
    assert_eq!(error.to_string(), format!("s3.ListBuckets: {}: {line}", local.code()));
    assert_eq!(error.local_error(), Some(local), "{line}");
    assert_eq!(error.kind(), local.kind(), "{line}");
    error
}

#[test]
fn not_sent_or_not_answered() {
    let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "Connection refused (os error 111)");
    let error = check(
        SdkError::dispatch_failure(ConnectorError::io(refused.into())),
        LocalError::ConnectionRefused,
        "could not connect: connection refused",
    );
    assert!(error.is_connection() && !error.may_have_executed() && error.is_retryable(), "{error}");
    assert!(error.is::<io::Error>() && error.is::<Failure<ListBucketsError>>(), "the causes are kept");
    check(SdkError::dispatch_failure(ConnectorError::timeout("slow".into())), LocalError::ReadTimeout, "slow");
    check(
        SdkError::dispatch_failure(ConnectorError::user("bad header".into())),
        LocalError::InvalidRequest,
        "bad header",
    );
    check(SdkError::dispatch_failure(ConnectorError::io("odd".into())), LocalError::DispatchFailed, "odd");
    check(SdkError::dispatch_failure(ConnectorError::other("odder".into(), None)), LocalError::Unexpected, "odder");
    check(
        SdkError::timeout_error("operation timeout (all attempts including retries) occurred after 3s"),
        LocalError::OperationTimeout,
        "operation timeout (all attempts including retries) occurred after 3s",
    );
}

#[test]
fn credentials_are_no_network() {
    let failure = CredentialsError::not_loaded("no providers in chain provided credentials");
    let error = check(
        SdkError::dispatch_failure(ConnectorError::other(failure.into(), None)),
        LocalError::NoCredentials,
        "no credentials were found: no providers in chain provided credentials",
    );
    assert!(error.is_credentials() && !error.is_connection() && !error.is_retryable(), "{error}");
}

#[test]
fn a_provider_was_refused() {
    let refused = |code, message| {
        let answer = ErrorMetadata::builder().code(code).message(message).build();
        let inner: Failure<ListBucketsError> =
            SdkError::service_error(ListBucketsError::generic(answer), response(403, &[], ""));
        let provider = CredentialsError::provider_error(inner);
        SdkError::dispatch_failure(ConnectorError::other(provider.into(), None))
    };
    check(
        refused("AccessDenied", "not you"),
        LocalError::CredentialsFailed,
        "the credentials could not be loaded: AccessDenied: not you",
    );
    check(
        refused("ExpiredTokenException", "too old"),
        LocalError::ExpiredCredentials,
        "the credentials have expired: ExpiredTokenException: too old",
    );
}

#[test]
fn requests_that_cannot_be_built() {
    check(
        SdkError::construction_failure(BuildError::missing_field("bucket", "it names the bucket")),
        LocalError::MissingParameter,
        "bucket was missing: it names the bucket",
    );
    check(
        SdkError::construction_failure(BuildError::invalid_field("bucket", "cannot be empty")),
        LocalError::InvalidParameter,
        "invalid field in input: bucket (details: cannot be empty)",
    );
    let error = Error::from(BuildError::missing_field("key", "needed"));
    assert_eq!(error.local_error(), Some(LocalError::MissingParameter), "{error}");
}

#[test]
fn answers_that_break_off() {
    let error = check(
        SdkError::response_error("no such tag", response(200, &[("x-amz-request-id", "R9")], "")),
        LocalError::UnparsableAnswer,
        "no such tag (200, request R9)",
    );
    assert_eq!((error.status(), error.request_id()), (Some(200), Some("R9")), "the response is asked");
    check(
        SdkError::response_error(io::Error::from(io::ErrorKind::UnexpectedEof), response(200, &[], "")),
        LocalError::ConnectionClosed,
        "the connection closed before the answer was complete: unexpected end of file (200)",
    );
}

#[test]
fn raw_responses_of_other_types() {
    let failure: SdkError<ListBucketsError, String> =
        SdkError::service_error(ListBucketsError::unhandled("why"), "raw".to_owned());
    let error = Error::from(failure);
    assert_eq!(error.to_string(), "s3.ListBuckets: why", "no response to read");
}

#[test]
fn bodies() {
    let error =
        Error::from(aws_smithy_types::byte_stream::error::Error::from(io::Error::from(io::ErrorKind::ConnectionReset)));
    assert_eq!(error.local_error(), Some(LocalError::ConnectionClosed), "{error}");
}
