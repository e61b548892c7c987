//! An error of ours inside one of the SDK.

use aws_smithy_runtime_api::client::interceptors::InterceptorError;
use aws_smithy_runtime_api::client::result::{ConnectorError, SdkError};
use sotalia_error::{Error, ErrorKind, LocalError};

use crate::mimic::aws_sdk_s3::operation::list_buckets::ListBucketsError;
use crate::mimic::{Failure, OperationError, response};

fn check(failure: Failure<ListBucketsError>, line: &str) {
    let error = Error::from(failure);
    assert_eq!(error.to_string(), line);
    assert_eq!(error.local_error(), Some(LocalError::TruncatedAnswer), "{line}");
    assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{line}");
    assert_eq!(error.message(), "the root is not closed", "{line}");
    assert_eq!(error.detail("Length"), Some("7"), "{line}");
    assert!(error.is::<Failure<ListBucketsError>>(), "the SdkError is kept");
    assert_eq!(error.report().to_string().matches("not closed").count(), 1, "the inner error is not said twice");
}

fn ours() -> Error {
    Error::local(LocalError::TruncatedAnswer, "the root is not closed").with_detail("Length", "7")
}

#[test]
fn an_interceptor_fails_with_an_error_of_ours() {
    let intercepted = || InterceptorError::modify_before_deserialization("CheckAnswer", ours());
    check(
        SdkError::response_error(intercepted(), response(200, &[], "<a>")),
        "s3.ListBuckets: TruncatedAnswer: the root is not closed (200)",
    );
    check(
        SdkError::dispatch_failure(ConnectorError::other(intercepted().into(), None)),
        "s3.ListBuckets: TruncatedAnswer: the root is not closed",
    );
    check(SdkError::construction_failure(intercepted()), "s3.ListBuckets: TruncatedAnswer: the root is not closed");
    check(
        SdkError::service_error(ListBucketsError::unhandled(ours()), response(200, &[], "<a>")),
        "s3.ListBuckets: TruncatedAnswer: the root is not closed (200)",
    );
}

#[test]
fn an_interceptor_of_others_fails() {
    let failure: Failure<ListBucketsError> =
        SdkError::construction_failure(InterceptorError::read_before_execution("Luck", "no luck"));
    let error = Error::from(failure);
    assert_eq!(error.local_error(), Some(LocalError::InterceptorFailed), "{error}");
    assert!(error.to_string().ends_with("no luck"), "{error}");
}
