//! Names of kinds.

use std::collections::HashSet;

use super::ErrorKind;
use crate::LocalError;

#[test]
fn names_are_read_as_they_are_written() {
    for &kind in ErrorKind::ALL {
        assert_eq!(kind.to_string().parse::<ErrorKind>().ok(), Some(kind), "{kind}");
        assert!(kind.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{kind} is in snake_case");
        let debug = format!("{kind:?}").to_lowercase();
        assert_eq!(kind.name().replace('_', ""), debug, "the name is the variant's");
    }
    let names: HashSet<_> = ErrorKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(names.len(), ErrorKind::ALL.len(), "no two kinds have the same name");
    assert_eq!(format!("{:>11}|{:<6}|", ErrorKind::Timeout, ErrorKind::Other), "    timeout|other |", "width counts");
}

#[test]
fn other_texts_are_no_names() {
    for text in ["", "NotFound", "not found", "not_found "] {
        let error = text.parse::<ErrorKind>().expect_err(text);
        assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
        assert!(error.to_string().contains("not_found, already_exists"), "the names there are: {error}");
    }
}
