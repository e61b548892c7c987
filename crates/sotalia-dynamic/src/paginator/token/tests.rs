//! Resume tokens, also as boto3 writes them.

use aws_smithy_types::Blob;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use sotalia_session::error::LocalError;

use super::{Position, ResumeToken};
use crate::params;
use crate::value::Value;

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn token(values: Vec<Option<Value>>, skip: usize) -> ResumeToken {
    ResumeToken { position: Position::new(values), skip }
}

#[test]
fn tokens_of_boto3_are_read() {
    let key = Value::from(params! { "id": { "B": Blob::new([0, 255]) }, "n": { "N": "1" } });
    let cases = [
        (r#"{"Marker": "m"}"#, names(&["Marker"]), token(vec![Some(Value::from("m"))], 0)),
        (r#"{"Marker": "m", "boto_truncate_amount": 2}"#, names(&["Marker"]), token(vec![Some(Value::from("m"))], 2)),
        (r#"{"Marker": null, "boto_truncate_amount": 2}"#, names(&["Marker"]), token(vec![None], 2)),
        (r#"{"A": "a", "B": null}"#, names(&["A", "B"]), token(vec![Some(Value::from("a")), None], 0)),
        (
            r#"{"Key": {"id": {"B": "AP8="}, "n": {"N": "1"}}, "boto_encoded_keys": [["Key", "id", "B"]]}"#,
            names(&["Key"]),
            token(vec![Some(key)], 0),
        ),
    ];
    for (json, names, expected) in cases {
        let read = ResumeToken::parse(&STANDARD.encode(json), &names).expect(json);
        assert_eq!(read, expected, "{json}");
        assert_eq!(
            ResumeToken::parse(&read.to_text(&names), &names).expect(json),
            expected,
            "{json}, written and read"
        );
    }
}

#[test]
fn old_tokens_and_those_of_the_service_are_read() {
    let text = |text: &str| Some(Value::from(text));
    let cases = [
        ("token", names(&["A"]), token(vec![text("token")], 0)),
        ("token___3", names(&["A"]), token(vec![text("token")], 3)),
        ("None___3", names(&["A"]), token(vec![None], 3)),
        ("a___b___3", names(&["A", "B"]), token(vec![text("a"), text("b")], 3)),
        ("a___b", names(&["A"]), token(vec![text("a___b")], 0)),
        ("a", names(&["A", "B"]), token(vec![text("a")], 0)),
    ];
    for (given, names, expected) in cases {
        assert_eq!(ResumeToken::parse(given, &names).expect(given), expected, "{given}");
    }
}

#[test]
fn what_cannot_be_a_token_is_an_error() {
    let cases = [
        (r#"{"Other": "m"}"#, "no parameter Other"),
        (r#"{"A": "m", "boto_truncate_amount": -1}"#, "not a count"),
        (r#"{"A": "m", "boto_encoded_keys": [["A", 3]]}"#, "no bytes"),
        (r#"{"A": "not base64!", "boto_encoded_keys": [["A"]]}"#, "no bytes"),
    ];
    for (json, expected) in cases {
        let error = ResumeToken::parse(&STANDARD.encode(json), &names(&["A"])).expect_err(json);
        assert_eq!(error.local_error(), Some(LocalError::InvalidToken), "{json}");
        assert!(error.message().contains(expected), "{json}: expected {expected:?} in {error}");
    }
    let error = ResumeToken::parse("a___b___c___d", &names(&["A"])).expect_err("too many parts");
    assert_eq!(error.local_error(), Some(LocalError::InvalidToken), "{error}");
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        proptest::collection::vec(any::<u8>(), 0..8).prop_map(|bytes| Value::Blob(Blob::new(bytes))),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            proptest::collection::btree_map("[a-z]{1,3}", inner, 0..4).prop_map(Value::from),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(first in value(), second in value(), skip in 0_usize..9) {
        let names = names(&["A", "B"]);
        let token = token(vec![Some(first), Some(second)], skip);
        prop_assert_eq!(ResumeToken::parse(&token.to_text(&names), &names).expect("it was written"), token);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,40}", json in "[\\[\\]{}\":,a-zA-Z_0-9]{0,60}") {
        let names = names(&["A", "B"]);
        let _ = ResumeToken::parse(&text, &names);
        let _ = ResumeToken::parse(&STANDARD.encode(json), &names);
    }
}
