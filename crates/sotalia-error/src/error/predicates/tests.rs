//! Answers to the questions a caller asks.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::error::Inner;
use crate::{Attempts, Error, ErrorKind, LocalError};

fn answered(status: u16, code: &str, attempts: Option<u32>) -> Error {
    let body = format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
    let mut response = HttpResponse::new(status.try_into().expect("a valid status"), body.into());
    if let Some(attempts) = attempts {
        response.add_extension(Attempts(attempts));
    }
    Error::from_response("s3", "PutObject", &response)
}

fn check(error: &Error, retryable: bool, may_have_executed: bool) {
    assert_eq!(error.is_retryable(), retryable, "is_retryable of {error}");
    assert_eq!(error.may_have_executed(), may_have_executed, "may_have_executed of {error}");
}

#[test]
fn answers() {
    check(&answered(404, "NoSuchKey", None), false, false);
    check(&answered(404, "NoSuchUpload", Some(2)), false, true);
    check(&answered(404, "NoSuchUpload", Some(1)), false, false);
    check(&answered(503, "SlowDown", None), true, false);
    check(&answered(500, "InternalError", None), true, true);
    check(&answered(503, "ServiceUnavailable", None), true, true);
    check(&answered(400, "RequestTimeout", None), true, false);
    check(&answered(409, "ConditionalRequestConflict", None), true, false);
    check(&answered(409, "OperationAborted", None), true, false);
    check(&answered(412, "PreconditionFailed", None), false, false);
    check(&answered(400, "LimitExceededException", None), true, false);
    check(&answered(403, "AccessDenied", None), false, false);
    check(&answered(400, "Strange", None), false, false);
}

#[test]
fn errors_of_this_side() {
    let local = |local| Error::local(local, "m");
    check(&local(LocalError::ConnectionRefused), true, false);
    check(&local(LocalError::ConnectionClosed), true, true);
    check(&local(LocalError::ConnectTimeout), true, false);
    check(&local(LocalError::ReadTimeout), true, true);
    check(&local(LocalError::TlsFailure), false, false);
    check(&local(LocalError::NoCredentials), false, false);
    check(&local(LocalError::TruncatedAnswer), true, true);
    check(&local(LocalError::MissingParameter), false, false);
}

/// What fails before a request leaves; every other local error may come after one was executed.
const NEVER_SENT: &[LocalError] = &[
    LocalError::ProfileNotFound,
    LocalError::InvalidConfig,
    LocalError::ConfigNotFound,
    LocalError::NoRegion,
    LocalError::InvalidRegion,
    LocalError::UnknownRegion,
    LocalError::InvalidEndpoint,
    LocalError::UnknownService,
    LocalError::UnknownOperation,
    LocalError::OperationNotPageable,
    LocalError::UnknownWaiter,
    LocalError::NoCredentials,
    LocalError::PartialCredentials,
    LocalError::CredentialsFailed,
    LocalError::CredentialsTimeout,
    LocalError::ExpiredCredentials,
    LocalError::LoginRequired,
    LocalError::MfaRequired,
    LocalError::InvalidParameter,
    LocalError::ParamValidation,
    LocalError::MissingParameter,
    LocalError::InvalidRequest,
    LocalError::ConnectionRefused,
    LocalError::ConnectFailed,
    LocalError::DnsFailure,
    LocalError::TlsFailure,
    LocalError::ProxyFailure,
    LocalError::ConnectTimeout,
    LocalError::InvalidToken,
    LocalError::DataNotKnown,
];

#[test]
fn every_local_error_after_one_attempt_and_more() {
    for &local in LocalError::ALL {
        for (attempts, expected) in
            [(None, !NEVER_SENT.contains(&local)), (Some(1), !NEVER_SENT.contains(&local)), (Some(2), true)]
        {
            let mut error = Error::local(local, "m");
            error.inner_mut().attempts = attempts;
            assert_eq!(error.may_have_executed(), expected, "{local} after {attempts:?} attempts");
        }
    }
}

#[test]
fn every_kind_of_answer_by_its_status() {
    // Whether it may have been executed with a status of 301, 400, 503, and without one.
    let table = [
        (ErrorKind::NotFound, [false, false, false, false]),
        (ErrorKind::AlreadyExists, [false, false, false, false]),
        (ErrorKind::AccessDenied, [false, false, false, false]),
        (ErrorKind::Credentials, [false, false, false, false]),
        (ErrorKind::Throttled, [false, false, false, false]),
        (ErrorKind::LimitExceeded, [false, false, false, false]),
        (ErrorKind::Conflict, [false, false, false, false]),
        (ErrorKind::InvalidInput, [false, false, false, false]),
        (ErrorKind::Timeout, [false, false, true, true]),
        (ErrorKind::Connection, [true, true, true, true]),
        (ErrorKind::Unavailable, [true, true, true, true]),
        (ErrorKind::InvalidResponse, [true, true, true, true]),
        (ErrorKind::Other, [false, false, true, true]),
    ];
    assert_eq!(table.map(|(kind, _)| kind), ErrorKind::ALL, "a row for each kind");
    for (kind, expected) in table {
        for (status, expected) in [Some(301), Some(400), Some(503), None].into_iter().zip(expected) {
            let mut error = Error::from_inner(Inner { kind: Some(kind), status, ..Inner::default() });
            assert_eq!(error.may_have_executed(), expected, "{kind} with {status:?}");
            error.inner_mut().attempts = Some(2);
            assert!(error.may_have_executed(), "{kind} with {status:?}: an earlier attempt may have been executed");
        }
    }
}

#[test]
fn each_kind_has_one_predicate() {
    let all = |error: &Error| {
        [
            (ErrorKind::NotFound, error.is_not_found()),
            (ErrorKind::AlreadyExists, error.is_already_exists()),
            (ErrorKind::AccessDenied, error.is_access_denied()),
            (ErrorKind::Credentials, error.is_credentials()),
            (ErrorKind::Throttled, error.is_throttling()),
            (ErrorKind::LimitExceeded, error.is_limit_exceeded()),
            (ErrorKind::Conflict, error.is_conflict()),
            (ErrorKind::InvalidInput, error.is_invalid_input()),
            (ErrorKind::Timeout, error.is_timeout()),
            (ErrorKind::Connection, error.is_connection()),
            (ErrorKind::Unavailable, error.is_unavailable()),
        ]
    };
    let codes = [
        "NoSuchKey",
        "BucketAlreadyExists",
        "AccessDenied",
        "ExpiredToken",
        "SlowDown",
        "TooManyBuckets",
        "BucketNotEmpty",
        "InvalidRange",
        "RequestTimeout",
        "InternalError",
    ];
    let errors = codes.iter().map(|code| answered(400, code, None));
    for error in errors.chain([Error::local(LocalError::DnsFailure, "m")]) {
        for (kind, answer) in all(&error) {
            assert_eq!(answer, error.kind() == kind, "the predicate of {kind:?} for {error}");
        }
        assert_eq!(all(&error).iter().filter(|(_, answer)| *answer).count(), 1, "one predicate is true for {error}");
    }
}

/// Everything that botocore's standard mode repeats, over all models, is to be repeated here.
#[test]
fn what_botocore_repeats_is_retryable() {
    const FAILURES: &[u16] = &[500, 502, 503, 504];
    let (mut seen, mut service) = (0, "");
    for line in include_str!("../../../catalogue/errors.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let Some(name) = columns[0].strip_prefix('@') {
            service = name;
            continue;
        }
        let (code, retry) = (columns[0], columns[4]);
        let status = columns[2].parse().unwrap_or(400);
        let mut response = HttpResponse::new(status.try_into().expect("a valid status"), "".into());
        response.headers_mut().insert("x-amzn-errortype", code.to_owned());
        let error = Error::from_response(service, "Do", &response);
        assert!(error.has_code(code), "{error} has the code {code}");
        if retry != "-" || FAILURES.contains(&status) {
            assert!(error.is_retryable(), "{service}: {error}: {retry}");
            seen += 1;
        }
        if retry == "throttling" {
            assert!(error.is_throttling(), "{service}: {error}");
        }
    }
    assert!(seen > 500, "{seen} are to be repeated");
}
