//! Expressions with what they find, where the crate for JMESPath is the judge, and what it cannot judge.

use aws_smithy_types::{Blob, DateTime};
use serde_json::json;

use super::{JmesPath, from_variable};
use crate::value::{Value, from_json};

#[test]
fn what_is_found_is_what_the_crate_finds_in_json() {
    let data = json!({
        "a": {"b": [{"c": 1, "n": "x"}, {"c": 2, "n": ""}, {"c": 3}], "d": "text", "empty": [], "no": false},
        "l": [[1, 2], [3, [4]], 5],
        "s": ["q", "w", "e", "r"],
    });
    let expressions = [
        "a.b[].c",
        "a.b[*].n",
        "a.b[0].n || a.d",
        "a.empty || a.d",
        "a.no && a.d",
        "!a.no",
        "a.b[-1].c",
        "a.b[9]",
        "a.b[-9]",
        "a.b[?c > `1`].c",
        "a.b[?n == 'x']",
        "a.b[?!n].c",
        "a.b[?c >= `2` && c != `3`]",
        "a.b[?n]",
        "l[]",
        "l[][]",
        "l[*][0]",
        "s[1:]",
        "s[::-1]",
        "s[:-1]",
        "s[-3:3]",
        "s[::2]",
        "s[10:]",
        "s[3:0:-1]",
        "a.{x: d, y: b[0].c}",
        "a.[d, no]",
        "length(a.b)",
        "sort_by(a.b, &c)[-1].c",
        "join(',', s)",
        "keys(a)",
        "missing",
        "missing.[a]",
        "a.*.c",
        "`[1, 2]`",
        "@.s[0]",
        "a.d < 'z'",
        "a.b[*].{k: c, up: not_null(n, 'none')}",
        "max_by(a.b, &c).c | [@]",
    ];
    for expression in expressions {
        let expected = jmespath::compile(expression).expect("it compiles").search(data.clone()).expect("it finds");
        let found = JmesPath::compile(expression).expect("it compiles").search(&from_json(data.clone()));
        let (found, expected) = (found.expect("it finds").to_json(), from_variable(&expected).to_json());
        assert_eq!(found, expected, "{expression}");
    }
}

#[test]
fn binary_data_and_points_in_time_stay_what_they_are() {
    let (blob, time) = (Value::Blob(Blob::new([0xff])), Value::Timestamp(DateTime::from_secs(1)));
    let value =
        Value::from(crate::params! { "Records": [{ "Data": blob.clone(), "At": time.clone() }, { "Data": null }] });
    for (expression, expected) in [
        ("Records[0].Data", blob.clone()),
        ("Records[].At", Value::from([time.clone()])),
        ("Records[?At].[Data]", Value::from([Value::from([blob.clone()])])),
    ] {
        assert_eq!(value.search(expression).expect("it finds"), expected, "{expression}");
    }
}

#[test]
fn what_is_no_expression_is_named() {
    for expression in ["a[", "nothing(@)", "length(`1`)"] {
        let error = Value::Null.search(expression).expect_err("it cannot be used");
        assert!(error.message().contains(expression), "{error}");
    }
}
