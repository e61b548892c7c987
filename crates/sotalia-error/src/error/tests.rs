//! The error's own promises.

use crate::{Error, ErrorKind, LocalError};

#[test]
fn one_pointer_wide_and_shareable() {
    fn shareable<T: Send + Sync + std::error::Error + 'static>() {}
    shareable::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>(), "an error is one pointer");
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>(), "and so is a result of nothing");
}

#[test]
fn names_are_kept_once_known() {
    let error = Error::local(LocalError::NoRegion, "set one").with_operation("s3", "ListBuckets");
    assert_eq!(error.to_string(), "s3.ListBuckets: NoRegion: set one");
    let error = error.with_operation("sts", "AssumeRole");
    assert_eq!((error.service(), error.operation()), (Some("s3"), Some("ListBuckets")), "known names stay");
    let error =
        Error::local(LocalError::NoRegion, "set one").with_operation("s3", "").with_operation("sts", "AssumeRole");
    assert_eq!(
        (error.service(), error.operation()),
        (Some("s3"), None),
        "an operation of another service is not taken"
    );
}

#[test]
fn details_are_kept_but_secrets_are_not() {
    let error = Error::local(LocalError::InvalidToken, "")
        .with_detail("Bucket", "a")
        .with_detail("Bucket", "b")
        .with_detail("SessionToken", "secret");
    assert_eq!(error.details().collect::<Vec<_>>(), [("Bucket", "b")]);
    assert_eq!(error.detail("SessionToken"), None, "a secret is not kept");
    assert_eq!(error.to_string(), "InvalidToken: A pagination token cannot be read.", "no message: the description");
}

#[test]
fn debug_is_for_people() {
    let error = Error::local(LocalError::ProxyFailure, "no way").with_source(std::io::Error::other("below"));
    let report = "ProxyFailure: no way\n  caused by: below\n  help: check HTTPS_PROXY, HTTP_PROXY and NO_PROXY";
    assert_eq!(format!("{error:?}"), report, "what a `main` that fails prints");
    let debug = format!("{error:#?}");
    assert!(debug.starts_with("Error {\n    kind: Connection,\n    code: Some(\n        \"ProxyFailure\""), "{debug}");
    assert!(!debug.contains("below"), "no source in {debug}");
}

#[test]
fn any_error_becomes_one() {
    let check = |source: crate::BoxError, kind: ErrorKind, line: &str| {
        let error = Error::from_source(source);
        assert_eq!(error.to_string(), line);
        assert_eq!(error.kind(), kind, "{line}");
    };
    check("just text".into(), ErrorKind::Other, "just text");
    check(Error::local(LocalError::NoRegion, "set one").into(), ErrorKind::InvalidInput, "NoRegion: set one");
    let wrapped = std::io::Error::other(Error::local(LocalError::MfaRequired, "ask"));
    check(wrapped.into(), ErrorKind::Credentials, "MfaRequired: ask");
    let missing = std::io::Error::new(std::io::ErrorKind::NotFound, "No such file or directory (os error 2)");
    check(missing.into(), ErrorKind::InvalidInput, "FileError: No such file or directory");
}

#[test]
fn causes_are_found_by_type() {
    let error = Error::local(LocalError::NoRegion, "").with_source(std::io::Error::other(std::fmt::Error));
    assert!(error.is::<std::io::Error>(), "the source");
    assert!(error.is::<std::fmt::Error>(), "the error inside an io::Error");
    assert!(error.is::<Error>(), "the error itself");
    assert!(!error.is::<std::num::ParseIntError>(), "what is not there");
}
