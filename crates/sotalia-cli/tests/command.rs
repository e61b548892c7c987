//! The command, from its arguments to what it prints and how it ends, against answers over TCP.

use std::io::{Read, Write};
use std::net::TcpListener;

/// Runs the command, and gives its exit code, output and errors.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("sotalia").chain(arguments.iter().copied()).map(Into::into);
    let code = sotalia_cli::run(arguments, &mut out, &mut err);
    (code, String::from_utf8_lossy(&out).into_owned(), String::from_utf8_lossy(&err).into_owned())
}

/// Gives each answer to one request, and the requests once all are given.
fn serve(answers: Vec<String>) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let answer = move |answer: String| {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = Vec::new();
        let mut buffer = [0; 4096];
        while !is_whole(&request) {
            let read = stream.read(&mut buffer).expect("a request");
            request.extend_from_slice(&buffer[..read]);
        }
        stream.write_all(answer.as_bytes()).expect("the client listens");
        String::from_utf8_lossy(&request).into_owned()
    };
    (url, std::thread::spawn(move || answers.into_iter().map(answer).collect()))
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn answer(status: u16, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// The options that make a call one to a server of the test.
fn call<'a>(url: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    let options = ["--endpoint-url", url, "--region", "eu-west-1", "--no-sign-request", "call"];
    options.iter().copied().chain(words.iter().copied()).collect()
}

#[test]
fn a_call_prints_the_answer_in_the_format_asked_for() {
    for (format, expected) in [
        ("json", "[\n    \"orders\",\n    \"users\"\n]\n"),
        ("text", "orders\tusers\n"),
        ("yaml", "- orders\n- users\n"),
        ("table", "------------\n|ListTables|\n+----------+\n|  orders  |\n|  users   |\n+----------+\n"),
    ] {
        let (url, server) = serve(vec![answer(200, r#"{"TableNames": ["orders", "users"]}"#)]);
        let words = ["dynamodb", "list-tables", "--query", "TableNames", "--output", format];
        assert_eq!(run(&call(&url, &words)), (0, expected.to_owned(), String::new()), "{format}");
        let requests = server.join().expect("no panic");
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
    let (url, server) = serve(pages());
    let words = ["dynamodb", "list_tables", "--output", "text"];
    assert_eq!(run(&call(&url, &words)).1, "TABLENAMES\taaa\nTABLENAMES\tbbb\n");
    assert!(server.join().expect("no panic")[1].contains(r#""ExclusiveStartTableName":"aaa""#));

    let (url, server) = serve(pages()[..1].to_vec());
    let words = ["dynamodb", "ListTables", "--no-paginate", "--query", "LastEvaluatedTableName"];
    assert_eq!(run(&call(&url, &words)).1, "\"aaa\"\n");
    drop(server);
}

#[test]
fn parameters_are_shorthand_json_and_lists() {
    let (url, server) = serve(vec![answer(200, "{}")]);
    let words = [
        "dynamodb",
        "put-item",
        "--table-name",
        "orders",
        "--item",
        r#"{"id": {"N": "7"}, "data": {"B": "aGk="}}"#,
        "--expression-attribute-names",
        "#a=b,#c=d",
    ];
    assert_eq!(run(&call(&url, &words)), (0, String::new(), String::new()));
    let request = server.join().expect("no panic").remove(0);
    let body = request.split_once("\r\n\r\n").expect("a body").1;
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
    let (url, server) = serve(vec![answer(400, r#"{"__type": "x#ResourceNotFoundException", "message": "gone"}"#)]);
    let (code, out, err) = run(&call(&url, &["dynamodb", "describe-table", "--table-name", "orders"]));
    assert_eq!((code, out.as_str()), (254, ""), "{err}");
    assert!(err.contains("ResourceNotFoundException: gone"), "{err}");
    server.join().expect("no panic");

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
        let (found, out, err) = run(words);
        assert_eq!((found, out.as_str()), (code, ""), "{words:?}: {err}");
        assert!(err.contains(expected), "{words:?}: {err}");
    }
}

#[test]
fn what_there_is_can_be_asked() {
    let (code, out, _) = run(&["services", "dynamo"]);
    assert_eq!((code, out.as_str()), (0, "dynamodb\ndynamodbstreams\n"));
    let (_, out, _) = run(&["operations", "sts"]);
    assert!(out.contains("get-caller-identity\n"), "{out}");
    let (_, out, _) = run(&["describe", "dynamodb", "list-tables"]);
    let expected = "dynamodb list-tables (in pages)\n\nparameters\n  --exclusive-start-table-name  string\n  --limit";
    assert!(out.starts_with(expected), "{out}");
    let (code, out, _) = run(&["call", "s3", "get-object", "--help"]);
    assert!(code == 0 && out.contains("--bucket <VALUE>") && out.contains("[FILE]"), "{out}");
    for shell in ["bash", "zsh", "fish"] {
        assert!(run(&["completion", shell]).1.contains("sotalia complete --"), "{shell}");
    }
}
