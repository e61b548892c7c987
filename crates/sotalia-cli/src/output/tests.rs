//! Formats as the AWS CLI prints them.

use sotalia_dynamic::{Value, params};

use super::Format;

/// What the AWS CLI prints: `tests/awscli/formats.py` writes it down.
const FORMATS: &str = include_str!("../../tests/awscli/formats.json");

/// Values of which the AWS CLI makes a table with nothing in it but its title; here they are a row.
const ROWS_HERE: &[&str] = &[r#""text""#];

#[test]
fn values_are_printed_as_by_the_aws_cli() {
    let cases: Value = serde_json::from_str(FORMATS).expect("the file holds JSON");
    for case in cases.items() {
        let value = &case["value"];
        for (format, name) in [(Format::Json, "json"), (Format::Table, "table"), (Format::Text, "text")] {
            let is_different = name == "table" && ROWS_HERE.contains(&value.to_json().to_string().as_str());
            // The AWS CLI crashes on what has no text here.
            if let (Some(expected), false) = (case[name].as_str(), is_different) {
                let printed = format.write("ListThings", value, 80).expect("a text");
                assert_eq!(printed, expected, "{value:?} as {name}:\n{printed}\nexpected:\n{expected}");
            }
        }
    }
}

#[test]
fn yaml_has_quotes_where_a_text_would_be_something_else() {
    let texts = [
        "yes",
        "no",
        "on",
        "null",
        "~",
        "1",
        "1.5",
        "0x1f",
        "true",
        "",
        " a ",
        "a: b",
        "#a",
        "- a",
        "a\nb",
        "'",
        "2026-01-01",
    ];
    let value = Value::from(params! {
        "Empty": { "List": [], "Map": {} },
        "Nested": [{ "A": [{ "B": "c" }] }],
        "None": null,
        "Numbers": [1, 1.5, -7],
        "Text": texts,
    });
    let printed = Format::Yaml.write("", &value, 80).expect("YAML");
    assert_eq!(printed, EXPECTED, "{printed}");
}

/// What is no text in any version of YAML stands in quotes.
const EXPECTED: &str = r##"Empty:
  List: []
  Map: {}
Nested:
- A:
  - B: c
None: null
Numbers:
- 1
- 1.5
- -7
Text:
- "yes"
- "no"
- "on"
- "null"
- "~"
- "1"
- "1.5"
- "0x1f"
- "true"
- ""
- " a "
- "a: b"
- "#a"
- "- a"
- |-
  a
  b
- "'"
- "2026-01-01"
"##;

#[test]
fn what_cannot_be_a_table_is_a_row() {
    let printed = Format::Table.write("T", &Value::from("text"), 80).expect("a table");
    assert_eq!(printed, "----------\n|    T   |\n+--------+\n|  text  |\n+--------+\n");
}
