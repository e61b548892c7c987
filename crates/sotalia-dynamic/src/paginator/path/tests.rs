//! Paths, on answers written as JSON.

use proptest::prelude::*;
use serde_json::json;

use super::Path;
use crate::value::{Map, Value};

fn check(path: &str, answer: serde_json::Value, expected: serde_json::Value) {
    let (answer, expected) = (Value::from(answer), Value::from(expected));
    let found = Path::parse(path).expect(path).find(&answer).cloned().unwrap_or_default();
    assert_eq!(found, expected, "{path} in {answer:?}");
}

#[test]
fn what_is_there_is_found() {
    check("A", json!({"A": 1}), json!(1));
    check("A.B", json!({"A": {"B": "b"}}), json!("b"));
    check("A.B", json!({"A": "no structure"}), json!(null));
    check("A[-1].B", json!({"A": [{"B": 1}, {"B": 2}]}), json!(2));
    check("A[0].B", json!({"A": [{"B": 1}, {"B": 2}]}), json!(1));
    check("A[-3].B", json!({"A": [{"B": 1}, {"B": 2}]}), json!(null));
    check("A.B[-1].C", json!({"A": {"B": []}}), json!(null));
    check("Next || A[-1].B", json!({"Next": "n", "A": [{"B": 1}]}), json!("n"));
    check("Next || A[-1].B", json!({"Next": "", "A": [{"B": 1}]}), json!(1));
    check("Next || A[-1].B", json!({"A": [{"B": 1}]}), json!(1));
}

#[test]
fn the_rest_of_jmespath_is_refused() {
    for path in ["A[]", "A[*].B", "A.*", "length(A)", "", "A.", "A[?B]", "A[x]", "a-b", "A | B"] {
        let error = Path::parse(path).expect_err(path);
        assert!(error.message().contains(&format!("{path:?}")), "expected the expression in {error}");
    }
}

#[test]
fn a_value_is_put_where_its_structures_are_missing() {
    let mut map = Map::new();
    Path::parse("A.B.C").expect("it is a path").put(&mut map, Value::from(1));
    Path::parse("A.D").expect("it is a path").put(&mut map, Value::from(2));
    assert_eq!(Value::Map(map), Value::from(json!({"A": {"B": {"C": 1}, "D": 2}})));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[A-Za-z_.|\\[\\]0-9 -]{0,30}") {
        if let Ok(path) = Path::parse(&text) {
            let mut map = Map::new();
            path.put(&mut map, Value::from(1));
            let mut value = Value::Map(map);
            let _ = path.find(&value);
            let _ = path.find_mut(&mut value);
        }
    }
}
