//! Shorthand as the AWS CLI reads it.

use proptest::prelude::*;
use sotalia_dynamic::error::LocalError;

use super::parse;

/// What the AWS CLI makes of it: `tests/awscli/shorthand.py` writes it down.
const CASES: &str = include_str!("../../../tests/awscli/shorthand.tsv");

/// Read otherwise here: a key of no letters is none of any structure.
const DIFFERENT: &[(&str, &str)] = &[("=b", "error")];

#[test]
fn shorthand_is_read_as_by_the_aws_cli() {
    for line in CASES.lines() {
        let (text, expected) = line.split_once('\t').expect("two columns");
        let expected = DIFFERENT.iter().find(|case| case.0 == text).map_or(expected, |case| case.1);
        let found = parse(text, None).map_or_else(|_| "error".into(), |value| value.to_json());
        let expected: serde_json::Value =
            if expected == "error" { "error".into() } else { serde_json::from_str(expected).expect("JSON") };
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_error_shows_the_place() {
    let error = parse("Name=a,\nValues=[b", None).expect_err("not closed");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter));
    assert_eq!(
        error.message(),
        "this is no shorthand: expected a comma or ']', found the end\n  Values=[b\n           ^"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let error = parse(&format!("a={}", "[".repeat(10_000)), None).expect_err("too deep");
    assert!(error.message().contains("nested too deeply"), "{error}");
}

proptest! {
    #[test]
    fn no_text_is_a_panic(text in "[a-c=,{}\\[\\]'\"\\\\@ \n\u{fc}]{0,40}") {
        _ = parse(&text, None);
    }
}
