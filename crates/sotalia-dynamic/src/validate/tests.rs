//! Problems with parameters, and how they read.

use std::sync::Arc;

use sotalia_models::{Models, Operation, Service};
use sotalia_session::error::{Error, LocalError};

use super::{ParamProblems, validate};
use crate::{Blob, Map, Value, params};

/// A service with one operation, whose input has a member of each kind.
const MODEL: &str = r#"{
  "metadata": {"serviceId": "Sample", "protocol": "json", "endpointPrefix": "sample", "apiVersion": "2026-01-01"},
  "operations": {"Do": {"name": "Do", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Input"}}},
  "shapes": {
    "Input": {"type": "structure", "required": ["Name"], "members": {
      "Name": {"shape": "Text"}, "Tags": {"shape": "Tags"}, "Items": {"shape": "Items"}, "Count": {"shape": "Count"},
      "Ratio": {"shape": "Ratio"}, "Data": {"shape": "Data"}, "When": {"shape": "When"}, "Flag": {"shape": "Flag"},
      "Union": {"shape": "Union"}, "Anything": {"shape": "Anything"}, "Secret": {"shape": "Secret"},
      "Inner": {"shape": "Input"}}},
    "Text": {"type": "string", "min": 2, "enum": ["ab", "abc"]},
    "Tags": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
    "Items": {"type": "list", "member": {"shape": "Text"}, "min": 1},
    "Count": {"type": "integer", "min": 1}, "Ratio": {"type": "double"}, "Data": {"type": "blob"},
    "When": {"type": "timestamp"}, "Flag": {"type": "boolean"},
    "Union": {"type": "structure", "union": true, "members": {"One": {"shape": "Text"}, "Other": {"shape": "Text"}}},
    "Anything": {"type": "structure", "members": {}, "document": true},
    "Secret": {"type": "string", "sensitive": true}
  }
}"#;

fn service() -> Arc<Service> {
    let folder = tempfile::tempdir().expect("a folder");
    let version = folder.path().join("sample/2026-01-01");
    std::fs::create_dir_all(&version).expect("a folder");
    std::fs::write(version.join("service-2.json"), MODEL).expect("a file");
    Models::empty().with_folder(folder.path()).service("sample").expect("the model is one")
}

fn problems(parameters: Map) -> Vec<String> {
    let service = service();
    let found = validate(&service, &service.operations[0], &parameters, None);
    found.err().map_or_else(Vec::new, |problems| problems.to_string().lines().map(str::to_owned).collect())
}

fn check(parameters: crate::Params, expected: &[&str]) {
    let shown = format!("{parameters:?}");
    assert_eq!(problems(parameters.into_map()), expected, "{shown}");
}

#[test]
fn what_is_right_has_no_problems() {
    check(params! { "Name": "ab" }, &[]);
    check(
        params! {
            "Name": "no value of the enumeration",
            "Tags": { "ab": "cd" },
            "Items": ["ab"],
            "Count": 1,
            "Ratio": 1,
            "Data": "text",
            "When": "2026-01-31T12:00:00Z",
            "Flag": false,
            "Union": { "One": "ab", "Other": null },
            "Anything": [1, { "a": null }, "b", true, 0.5],
            "Inner": { "Name": "ab", "Inner": null },
        },
        &[],
    );
}

#[test]
fn every_problem_has_its_path() {
    check(
        params! { "Nmae": "ab", "Inner": {} },
        &[
            "Missing required parameter in input: \"Name\"",
            "Unknown parameter in input: \"Nmae\" (did you mean \"Name\"?), must be one of: Name, Tags, Items, Count, \
             Ratio, Data, When, Flag, Union, Anything, Secret, Inner",
            "Missing required parameter in Inner: \"Name\"",
        ],
    );
    check(
        params! {
            "Name": "a",
            "Tags": { "a": "bc", "bc": "d" },
            "Items": [],
            "Count": 0,
            "Inner": { "Name": "ab", "Items": ["ab", "c", 7] },
        },
        &[
            "Invalid length for parameter Name, value: 1, valid min length: 2",
            "Invalid length for parameter Tags (key: a), value: 1, valid min length: 2",
            "Invalid length for parameter Tags.bc, value: 1, valid min length: 2",
            "Invalid length for parameter Items, value: 0, valid min length: 1",
            "Invalid value for parameter Count, value: 0, valid min value: 1",
            "Invalid length for parameter Inner.Items[1], value: 1, valid min length: 2",
            "Invalid type for parameter Inner.Items[2], value: 7, type: integer, valid types: string",
        ],
    );
}

#[test]
fn types_are_checked_and_secrets_hidden() {
    check(
        params! {
            "Name": Blob::new("ab"),
            "Tags": ["a"],
            "Items": {},
            "Count": true,
            "Ratio": "1",
            "Data": 1,
            "When": "tomorrow",
            "Flag": "true",
            "Anything": [Blob::new("a")],
            "Secret": 1234,
        },
        &[
            "Invalid type for parameter Name, value: \"YWI=\", type: blob, valid types: string",
            "Invalid type for parameter Tags, value: [\"a\"], type: list, valid types: map",
            "Invalid type for parameter Items, value: {}, type: map, valid types: list",
            "Invalid type for parameter Count, value: true, type: boolean, valid types: integer",
            "Invalid type for parameter Ratio, value: \"1\", type: string, valid types: float, number, integer",
            "Invalid type for parameter Data, value: 1, type: integer, valid types: blob, string",
            "Invalid type for parameter When, value: \"tomorrow\", type: string, valid types: timestamp, timestamp-string",
            "Invalid type for parameter Flag, value: \"true\", type: string, valid types: boolean",
            "Invalid type for parameter Anything[0], value: \"YQ==\", type: blob, valid types: string, integer, boolean, \
             float, list, map",
            "Invalid type for parameter Secret, value: (hidden), type: integer, valid types: string",
        ],
    );
}

#[test]
fn a_union_has_one_member() {
    for (union, expected) in [
        (params! {}, "Must set one of the following keys for tagged union structure Union: One, Other."),
        (
            params! { "One": "ab", "Other": "ab" },
            "Invalid number of parameters set for tagged union structure Union. Can only set one of the following keys: \
             One, Other.",
        ),
    ] {
        check(params! { "Name": "ab", "Union": union }, &[expected]);
    }
}

#[test]
fn an_operation_without_input_takes_nothing() {
    let service = service();
    let operation = Operation::default();
    let found = validate(&service, &operation, &params! { "A": 1 }.into_map(), None).expect_err("unknown");
    assert_eq!(found.to_string(), "Unknown parameter in input: \"A\", must be one of: ");
}

#[test]
fn what_is_given_beside_is_not_missing() {
    let service = service();
    assert_eq!(validate(&service, &service.operations[0], &Map::new(), Some("Name")), Ok(()));
}

#[test]
fn deep_values_are_a_problem_and_no_crash() {
    let mut parameters = params! { "Name": "ab" };
    parameters.insert("Anything".to_owned(), (0..1000).fold(Value::from(1), |inner, _| Value::List(vec![inner])));
    let found = problems(parameters.into_map());
    assert!(found.len() == 1 && found[0].ends_with("it is nested too deeply"), "{found:?}");
}

#[test]
fn all_problems_are_in_one_error() {
    let service = service();
    let found = validate(&service, &service.operations[0], &params! { "Count": "x" }.into_map(), None);
    let error = Error::from(found.expect_err("two problems"));
    assert_eq!(error.local_error(), Some(LocalError::ParamValidation));
    assert_eq!(error.local_error().and_then(LocalError::boto3), Some("ParamValidationError"));
    let lines: Vec<_> = error.message().lines().collect();
    assert_eq!(
        lines,
        [
            "Parameter validation failed:",
            "Missing required parameter in input: \"Name\"",
            "Invalid type for parameter Count, value: \"x\", type: string, valid types: integer",
        ]
    );
    assert_eq!(error.downcast_ref::<ParamProblems>().map(|problems| problems.problems().len()), Some(2));
    assert_eq!(problems(Map::from_iter([("Name".to_owned(), Value::from("ab"))])), Vec::<String>::new());
}
