//! `--generate-cli-skeleton` and the documents that it is a start of.

use serde_json::{Value, json};

use crate::stub::{answer, run, run_against};

#[test]
fn a_skeleton_has_a_value_of_each_type() {
    for (words, pointer, expected) in [
        (&["dynamodb", "list-tables"][..], "", json!({"ExclusiveStartTableName": "", "Limit": 0})),
        (&["dynamodb", "put-item"], "/Item/KeyName/SS", json!([""])),
        (&["dynamodb", "put-item"], "/Item/KeyName/M", json!({"KeyName": {}})),
        (&["ec2", "describe-instances"], "/Filters/0", json!({"Name": "", "Values": [""]})),
        (&["sts", "get-caller-identity"], "", json!({})),
    ] {
        let words = [&["call"], words, &["--generate-cli-skeleton"]].concat();
        let outcome = run(&words);
        let skeleton: Value = serde_json::from_str(&outcome.out).expect("JSON");
        assert_eq!(skeleton.pointer(pointer), Some(&expected), "{words:?}: {outcome:?}");
    }
    let words = ["call", "sts", "get-caller-identity", "--generate-cli-skeleton", "output"];
    assert!(run(&words).out.contains("\"Account\": \"\""));
    let words = ["call", "dynamodb", "list-tables", "--generate-cli-skeleton", "yaml-input"];
    assert_eq!(run(&words).out, "ExclusiveStartTableName: \"\"\nLimit: 0\n");
}

#[test]
fn a_document_has_all_parameters_and_the_words_are_above_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("input.yaml");
    std::fs::write(&path, "Limit: 3\nExclusiveStartTableName: aaa\n").expect("a file");
    let file = format!("file://{}", path.display());
    for document in
        [["--cli-input-json", r#"{"Limit": 3, "ExclusiveStartTableName": "aaa"}"#], ["--cli-input-yaml", &file]]
    {
        let words =
            [&["call", "dynamodb", "list-tables", "--exclusive-start-table-name", "bbb"], &document[..]].concat();
        let (outcome, requests) = run_against(vec![answer(200, r#"{"TableNames": []}"#)], &words);
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(requests[0].contains(r#""ExclusiveStartTableName":"bbb""#), "{requests:?}");
        assert!(requests[0].contains(r#""Limit":3"#), "{requests:?}");
    }
    for (document, expected) in [
        (["--cli-input-json", "["], "--cli-input-json: this is no JSON"),
        (["--cli-input-yaml", "a: [b"], "--cli-input-yaml: this is no YAML"),
        (["--cli-input-yaml", "[a]"], "--cli-input-yaml: it names no parameters"),
    ] {
        let outcome = run(&[&["call", "dynamodb", "list-tables"], &document[..]].concat());
        assert!(
            outcome.code == 252 && outcome.err.contains(expected),
            "{document:?}: {outcome:?}, expected {expected}"
        );
    }
}
