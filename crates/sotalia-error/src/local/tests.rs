//! The table of local errors, held to its promises.

use std::collections::HashSet;

use super::LocalError;
use crate::{Error, ErrorKind};

#[test]
fn codes_are_stable_names() {
    let codes: HashSet<_> = LocalError::ALL.iter().map(|local| local.code()).collect();
    assert_eq!(codes.len(), LocalError::ALL.len(), "no two local errors have the same code");
    for local in LocalError::ALL {
        let code = local.code();
        assert!(code.starts_with(|c: char| c.is_ascii_uppercase()), "{code} is in CamelCase");
        assert!(code.chars().all(|c| c.is_ascii_alphanumeric()), "{code} is one word");
        assert_eq!(code, format!("{local:?}"), "the code is the variant's name");
    }
}

#[test]
fn descriptions_are_one_sentence() {
    for local in LocalError::ALL {
        let description = local.description();
        assert!(description.ends_with('.') && !description.contains('\n'), "{local}: {description}");
        assert!(description.len() < 100, "{local}: the description is short");
    }
}

#[test]
fn an_error_shows_its_code_and_kind() {
    for &local in Error::catalog() {
        let error = Error::local(local, "what happened");
        assert_eq!(error.to_string(), format!("{}: what happened", local.code()));
        assert_eq!(error.kind(), local.kind(), "{local}");
        assert_eq!(error.local_error(), Some(local), "{local}");
        assert_eq!(error.code().map(crate::ErrorCode::as_str), Some(local.code()), "{local}");
    }
}

#[test]
fn kinds_of_a_few() {
    let check = |local: LocalError, kind| assert_eq!(local.kind(), kind, "{local}");
    check(LocalError::NoRegion, ErrorKind::InvalidInput);
    check(LocalError::LoginRequired, ErrorKind::Credentials);
    check(LocalError::ReadTimeout, ErrorKind::Timeout);
    check(LocalError::DnsFailure, ErrorKind::Connection);
    check(LocalError::ChecksumMismatch, ErrorKind::InvalidResponse);
    check(LocalError::ResourceNotFound, ErrorKind::NotFound);
}

#[test]
fn boto3_names_are_exceptions() {
    let check = |local: LocalError, name| assert_eq!(local.boto3(), name, "{local}");
    check(LocalError::NoCredentials, Some("NoCredentialsError"));
    check(LocalError::InvalidParameter, Some("ParamValidationError"));
    check(LocalError::ConnectionRefused, Some("EndpointConnectionError"));
    check(LocalError::WaiterTimeout, Some("WaiterError"));
    check(LocalError::PartialFailure, None);
}

/// The table that the page of boto3's exceptions is made of: an exception, what there is here, and why.
const TABLE: &str = include_str!("../../boto3-exceptions.tsv");

#[test]
fn the_table_of_boto3s_exceptions_names_what_there_is() {
    let mut named = HashSet::new();
    for row in TABLE.lines().skip(1) {
        let columns: Vec<_> = row.split('\t').collect();
        let [exception, here, _] = columns[..] else { panic!("three columns: {row}") };
        let exception = exception.rsplit('.').next().unwrap_or(exception);
        for code in here.split(", ").filter(|here| !["-", "Error"].contains(here)) {
            assert!(LocalError::ALL.iter().any(|local| local.code() == code), "{row}: no local error is called {code}");
            named.insert((exception, code));
        }
        named.insert((exception, here));
    }
    for local in LocalError::ALL {
        if let Some(exception) = local.boto3() {
            let is_named = named.contains(&(exception, local.code())) || named.contains(&(exception, "Error"));
            assert!(is_named, "{local}: its exception is {exception}, whose row does not name it");
        }
    }
}
