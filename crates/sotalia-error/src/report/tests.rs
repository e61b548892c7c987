//! Chains and their reports.

use aws_smithy_types::error::ErrorMetadata;

use crate::{BoxError, Error, LocalError};

fn check(source: impl Into<BoxError>, expected: &str) {
    let error = Error::local(LocalError::CredentialsFailed, "no role").with_source(source);
    assert_eq!(error.report().to_string(), expected);
    assert_eq!(format!("{:?}", error.report()), expected, "Debug is the same");
}

#[test]
fn one_line_for_each_level() {
    check(
        std::io::Error::other(std::io::Error::other("the root\nof it")),
        "CredentialsFailed: no role\n  caused by: the root of it",
    );
    check("No role (os error 7)", "CredentialsFailed: no role");
    check("no role", "CredentialsFailed: no role");
    check("service error", "CredentialsFailed: no role");
    check("GET /?X-Amz-Signature=abc", "CredentialsFailed: no role\n  caused by: GET /?X-Amz-Signature=***");
}

#[test]
fn metadata_is_no_dump() {
    let metadata =
        ErrorMetadata::builder().code("AccessDenied").message("not you").custom("aws_request_id", "R").build();
    check(metadata, "CredentialsFailed: no role\n  caused by: AccessDenied: not you");
    check(
        "failed to apply endpoint `x` to request `Request { body: SdkBody { inner: b\"secret\" } }`: bad",
        "CredentialsFailed: no role\n  caused by: failed to apply endpoint `x`",
    );
}
