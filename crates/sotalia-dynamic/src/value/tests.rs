//! Values through serde, and back.

use aws_smithy_types::{Blob, DateTime};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{IntoParams, Map, Value};
use crate::params;

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Request {
    stream_name: String,
    limit: Option<u32>,
    records: Vec<Record>,
    owner: Owner,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Record {
    data: Value,
    at: Value,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
enum Owner {
    Account(String),
    Nobody,
}

#[test]
fn a_structure_of_yours_goes_in_and_comes_out() {
    let record = Record { data: Blob::new([0, 159]).into(), at: DateTime::from_secs_and_nanos(5, 7).into() };
    let request = Request {
        stream_name: "orders".to_owned(),
        limit: None,
        records: vec![record],
        owner: Owner::Account("1".to_owned()),
    };
    let params = (&request).into_params().expect("it serializes");
    let expected = params! {
        "StreamName": "orders",
        "Limit": null,
        "Records": [{ "Data": Blob::new([0, 159]), "At": DateTime::from_secs_and_nanos(5, 7) }],
        "Owner": { "Account": "1" },
    };
    assert_eq!(params, expected);
    assert_eq!(Value::from(params).deserialize::<Request>().expect("it deserializes"), request);
}

#[test]
fn json_and_nothing_are_parameters_and_a_list_is_not() {
    assert_eq!(
        json!({"A": [1, 2.5, u64::MAX]}).into_params().expect("a map")["A"][2].as_f64(),
        Some(1.844_674_407_370_955_2e19)
    );
    assert_eq!(().into_params().expect("nothing"), params! {});
    let error = json!([1]).into_params().expect_err("a list");
    assert!(error.message().contains("of the type list"), "{error}");
}

#[test]
fn the_place_of_what_cannot_be_read_is_named() {
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it is never made")]
    struct Outer {
        inner: Vec<Inner>,
    }
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "it is never made")]
    struct Inner {
        number: i32,
    }
    let value = Value::from(params! { "inner": [{ "number": "x" }] });
    let message = value.deserialize::<Outer>().expect_err("a text is no number").message().to_owned();
    assert!(message.contains("inner.number: invalid type: string \"x\""), "{message}");
}

#[test]
fn points_in_time_are_texts_or_seconds() {
    #[derive(Debug, Deserialize, PartialEq)]
    struct Times {
        text: String,
        seconds: i64,
        fraction: f64,
    }
    let time = DateTime::from_secs_and_nanos(1, 500_000_000);
    let times = Value::from(params! { "text": time, "seconds": time, "fraction": time }).deserialize::<Times>();
    let expected = Times { text: "1970-01-01T00:00:01.5Z".to_owned(), seconds: 1, fraction: 1.5 };
    assert_eq!(times.expect("they can be read"), expected);
}

#[test]
fn the_macro_takes_what_json_takes_and_expressions() {
    let name = "n";
    let params = params! { "a": null, name: [[], {}, null, [1, { "b": name.len() + 1 }]], ("k".to_owned() + "1"): -1, "o": None::<i32> };
    assert_eq!(
        Value::from(params).to_json(),
        json!({"a": null, "n": [[], {}, null, [1, {"b": 2}]], "k1": -1, "o": null})
    );
}

/// Any value of a few levels.
pub(crate) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u128>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::Float),
        ".{0,8}".prop_map(Value::from),
        any::<Vec<u8>>().prop_map(|bytes| Value::Blob(Blob::new(bytes))),
        (-62_135_596_800_i64..253_402_300_799, 0..1_000_000_000_u32)
            .prop_map(|(seconds, nanos)| DateTime::from_secs_and_nanos(seconds, nanos).into()),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::vec((".{0,4}", inner), 0..6).prop_map(|entries| Value::Map(Map::from_iter(entries))),
        ]
    })
}

proptest! {
    #[test]
    fn a_value_is_itself_after_serde(value in any_value()) {
        let written = super::serializer::to_value(&value).expect("it can be written");
        prop_assert_eq!(&written, &value);
        prop_assert_eq!(value.deserialize::<Value>().expect("it can be read"), value);
    }

    #[test]
    fn json_of_a_value_is_what_serde_writes(value in any_value()) {
        let (shown, written) = (value.to_json(), serde_json::to_value(&value).expect("it can be written"));
        prop_assert_eq!(shown.to_string(), written.to_string());
    }
}
