//! `sotalia call` and what there is to call.

use crate::stub::{answer, run, run_against};

#[test]
fn a_call_prints_the_answer_in_the_format_asked_for() {
    for (format, expected) in [
        ("json", "[\n    \"orders\",\n    \"users\"\n]\n"),
        ("text", "orders\tusers\n"),
        ("yaml", "- orders\n- users\n"),
        ("table", "------------\n|ListTables|\n+----------+\n|  orders  |\n|  users   |\n+----------+\n"),
    ] {
        let words = ["call", "dynamodb", "list-tables", "--query", "TableNames", "--output", format];
        let (outcome, requests) = run_against(vec![answer(200, r#"{"TableNames": ["orders", "users"]}"#)], &words);
        assert_eq!((outcome.code, outcome.out.as_str(), outcome.err.as_str()), (0, expected, ""), "{format}");
        assert!(requests[0].contains("DynamoDB_20120810.ListTables"), "{requests:?}");
    }
}

#[test]
fn all_pages_are_one_answer_unless_one_is_asked_for() {
    let pages = || {
        vec![
            answer(200, r#"{"TableNames": ["aaa"], "LastEvaluatedTableName": "aaa"}"#),
            answer(200, r#"{"TableNames": ["bbb"]}"#),
        ]
    };
    let (outcome, requests) = run_against(pages(), &["call", "dynamodb", "list_tables", "--output", "text"]);
    assert_eq!(outcome.out, "TABLENAMES\taaa\nTABLENAMES\tbbb\n");
    assert!(requests[1].contains(r#""ExclusiveStartTableName":"aaa""#));
    let (outcome, _) =
        run_against(pages(), &["call", "dynamodb", "list_tables", "--query", "TableNames", "--output=yaml"]);
    assert_eq!(outcome.out, "- aaa\n- bbb\n");

    for words in [
        &["call", "dynamodb", "ListTables", "--no-paginate", "--query", "LastEvaluatedTableName"][..],
        &["--no-paginate", "call", "dynamodb", "list-tables", "--query", "LastEvaluatedTableName"],
        &["call", "dynamodb", "list-tables", "--limit", "1", "--query", "LastEvaluatedTableName"],
    ] {
        assert_eq!(run_against(pages()[..1].to_vec(), words).0.out, "\"aaa\"\n", "{words:?}");
    }
}

#[test]
fn a_listing_ends_and_continues_where_it_is_told() {
    let page = || vec![answer(200, r#"{"TableNames": ["a", "b", "c"]}"#)];
    let listing = ["call", "dynamodb", "list-tables", "--page-size", "3"];
    let (outcome, requests) = run_against(page(), &[&listing[..], &["--max-items", "2"]].concat());
    assert!(requests[0].contains(r#""Limit":3"#), "{requests:?}");
    let cut: serde_json::Value = serde_json::from_str(&outcome.out).expect("JSON");
    assert_eq!(cut["TableNames"], serde_json::json!(["a", "b"]), "{outcome:?}");
    let token = cut["NextToken"].as_str().expect("a token");
    let (outcome, _) =
        run_against(page(), &[&listing[..], &["--starting-token", token, "--query", "TableNames[]"]].concat());
    assert_eq!(outcome.out, "[\n    \"c\"\n]\n");
    let (outcome, _) = run_against(page(), &[&listing[..], &["--max-items", "2", "--output", "text"]].concat());
    assert_eq!(outcome.out, format!("TABLENAMES\ta\nTABLENAMES\tb\nNEXTTOKEN\t{token}\n"));
}

#[test]
fn parameters_are_shorthand_json_and_lists() {
    let words = [
        "call",
        "dynamodb",
        "put-item",
        "--table-name",
        "orders",
        "--item",
        r#"{"id": {"N": "7"}, "data": {"B": "aGk="}}"#,
        "--expression-attribute-names",
        "#a=b,#c=d",
    ];
    let (outcome, requests) = run_against(vec![answer(200, "{}")], &words);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""), "{outcome:?}");
    let body = requests[0].split_once("\r\n\r\n").expect("a body").1;
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(
        body,
        serde_json::json!({
            "TableName": "orders",
            "Item": {"id": {"N": "7"}, "data": {"B": "aGk="}},
            "ExpressionAttributeNames": {"#a": "b", "#c": "d"},
        })
    );
}

#[test]
fn an_error_says_what_happened_and_has_its_code() {
    let gone = answer(400, r#"{"__type": "x#ResourceNotFoundException", "message": "gone"}"#);
    let words = ["call", "dynamodb", "describe-table", "--table-name", "orders"];
    let (outcome, _) = run_against(vec![gone], &words);
    assert_eq!((outcome.code, outcome.out.as_str()), (254, ""), "{outcome:?}");
    assert!(outcome.err.contains("ResourceNotFoundException: gone"), "{outcome:?}");

    for (words, code, expected) in [
        (&["call", "dynamo", "list-tables"][..], 252, "did you mean"),
        (&["call", "dynamodb", "list-table"], 252, "did you mean list-tables"),
        (&["call", "dynamodb", "list-tables", "--limt", "1"], 252, "--limit"),
        (&["call", "dynamodb", "list-tables", "--limit", "x"], 252, "--limit: \"x\" is no integer"),
        (&["call", "dynamodb", "put-item", "--item", "a=[b"], 252, "expected a comma or ']'"),
        (&["call", "dynamodb", "list-tables", "--query", "["], 252, "JMESPath"),
        (&["--profile", "none-such", "call", "dynamodb", "list-tables"], 253, "none-such"),
        (&["nothing"], 252, "unrecognized subcommand"),
    ] {
        let outcome = run(words);
        assert_eq!((outcome.code, outcome.out.as_str()), (code, ""), "{words:?}: {outcome:?}");
        assert!(outcome.err.contains(expected), "{words:?}: {outcome:?}, expected {expected}");
    }
}

#[test]
fn what_there_is_can_be_asked() {
    for (words, expected) in [
        (&["services", "dynamo"][..], "dynamodb\ndynamodbstreams\n"),
        (&["operations", "sts"], "get-caller-identity\n"),
        (&["operations", "s3api"], "get-object\n"),
        (
            &["describe", "dynamodb", "list-tables"],
            "dynamodb list-tables (in pages)\n\nparameters\n  --exclusive-start-table-name  string\n  --limit",
        ),
        (&["call", "s3", "get-object", "--help"], "--bucket <VALUE>"),
        (&["call", "s3", "get-object", "--help"], "[FILE]"),
        (&["completion", "bash"], "sotalia complete --"),
        (&["completion", "zsh"], "sotalia complete --"),
        (&["completion", "fish"], "sotalia complete --"),
    ] {
        let outcome = run(words);
        assert!(outcome.code == 0 && outcome.out.contains(expected), "{words:?}: {outcome:?}, expected {expected}");
    }
}

#[test]
fn a_switch_can_be_turned_off() {
    for (switch, sent) in
        [("--dry-run", "DryRun=true"), ("--no-dry-run", "DryRun=false"), ("--dry-run=false", "DryRun=false")]
    {
        let words = ["call", "ec2", "describe-vpcs", switch, "--no-paginate"];
        let (_, requests) = run_against(vec![answer(200, "<DescribeVpcsResponse/>")], &words);
        assert!(requests[0].contains(sent), "{switch}: {requests:?}, expected {sent}");
    }
}

#[test]
fn the_format_can_be_a_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config");
    std::fs::write(&config, "[default]\noutput = text\n[profile p]\noutput = nonsense\n").expect("a file");
    for (variable, words, code, out) in [
        ("", &[][..], 0, "aaa\n"),
        ("yaml", &[], 0, "- aaa\n"),
        ("yaml", &["--output", "json"], 0, "[\n    \"aaa\"\n]\n"),
        ("xml", &[], 253, ""),
        ("", &["--profile", "p"], 253, ""),
    ] {
        let stub = crate::stub::Stub::start(vec![answer(200, r#"{"TableNames": ["aaa"]}"#)]);
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sotalia"));
        command.env_clear().env("AWS_CONFIG_FILE", &config).env("AWS_DEFAULT_OUTPUT", variable);
        command.args(["--endpoint-url", &stub.url, "--region", "eu-west-1", "--no-sign-request"]).args(words);
        let done =
            command.args(["call", "dynamodb", "list-tables", "--query", "TableNames"]).output().expect("it runs");
        let err = crate::stub::text(&done.stderr);
        assert_eq!(
            (done.status.code(), crate::stub::text(&done.stdout).as_str()),
            (Some(code), out),
            "{variable} {words:?}: {err}"
        );
    }
}

/// The certificates of the system take longer to read than the whole call.
#[test]
fn a_plain_request_reads_no_certificates() {
    let stub = crate::stub::Stub::start(vec![answer(200, r#"{"TableNames": []}"#)]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_sotalia"));
    command.env_clear().env("SSL_CERT_FILE", "/none/such").env("SSL_CERT_DIR", "/none/such");
    command.args(["--endpoint-url", &stub.url, "--region", "eu-west-1", "--no-sign-request"]);
    let done = command.args(["--debug", "call", "dynamodb", "list-tables"]).output().expect("it runs");
    let err = crate::stub::text(&done.stderr);
    assert!(done.status.success() && !err.contains("certificate"), "{err}");
    stub.finish();
}
