//! Streams of events: each is printed when it comes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};

use crate::stub::run_against;

const SELECT: [&str; 15] = [
    "call",
    "s3",
    "select-object-content",
    "--bucket=b",
    "--key=k",
    "--expression",
    "SELECT *",
    "--expression-type",
    "SQL",
    "--input-serialization",
    "CSV={}",
    "--output-serialization",
    "CSV={}",
    "--output",
    "json",
];

fn message(kind: &str, name: &str, payload: &str) -> Vec<u8> {
    let text = |name: &'static str, value: &str| Header::new(name, HeaderValue::String(value.to_owned().into()));
    let type_header = if kind == "event" { ":event-type" } else { ":exception-type" };
    let headers = vec![text(":message-type", kind), text(type_header, name)];
    let mut bytes = Vec::new();
    let message = Message::new_from_parts(headers, payload.as_bytes().to_vec());
    write_message_to(&message, &mut bytes).expect("it can be written to memory");
    bytes
}

fn rows(payload: &str) -> Vec<u8> {
    message("event", "Records", payload)
}

fn stream(messages: &[Vec<u8>]) -> Vec<u8> {
    [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec(), messages.concat()].concat()
}

#[test]
fn events_are_documents_and_their_bytes_go_to_a_file() {
    let answer = || stream(&[rows("a,b\n"), rows("c,d\n"), message("event", "End", "")]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rows.csv");
    let file = path.to_str().expect("a path of text");
    let shown = "{\n    \"Records\": {\n        \"Payload\": \"YSxiCg==\"\n    }\n}\n";
    for (more, out) in [(&[][..], shown), (&["-"], "a,b\nc,d\n"), (&[file], "")] {
        let (outcome, _) = run_against(vec![answer()], &[&SELECT[..], more].concat());
        assert!(outcome.code == 0 && outcome.out.starts_with(out), "{more:?}: {outcome:?}, expected {out:?}");
        assert!(more.is_empty() || outcome.out == out, "{more:?}: {outcome:?}, expected {out:?}");
    }
    assert_eq!(std::fs::read_to_string(&path).expect("it is written"), "a,b\nc,d\n");
    let query = ["--query", "Records.Payload", "--output", "text"];
    let (outcome, _) = run_against(vec![answer()], &[&SELECT[..13], &query].concat());
    assert_eq!(outcome.out, "YSxiCg==\nYyxkCg==\nNone\n", "{outcome:?}");
}

#[test]
fn an_error_among_the_events_is_one() {
    let (outcome, _) = run_against(vec![stream(&[rows("a\n"), message("error", "x", "")])], &SELECT);
    assert_ne!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.out.contains("\"Records\""), "{outcome:?}");
}

#[test]
fn an_event_is_printed_before_the_next_one_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let options = ["--endpoint-url", &url, "--region", "eu-west-1", "--no-sign-request"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotalia"));
    let mut process = command
        .args(options)
        .args(SELECT)
        .args(["--query", "Records"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut out = BufReader::new(process.stdout.take().expect("a pipe"));
    let (mut connection, _) = listener.accept().expect("a connection");
    read_request(&mut connection);
    connection.write_all(&stream(&[])).expect("it listens");
    for payload in ["first", "second"] {
        connection.write_all(&rows(payload)).expect("it listens");
        // This would wait for ever if the command waited for the end.
        let mut printed = String::new();
        while !printed.ends_with("}\n") {
            assert_ne!(out.read_line(&mut printed).expect("text"), 0, "it ended after {printed}");
        }
        assert!(printed.contains("Payload"), "{printed}");
    }
    drop(connection);
    process.wait().expect("it ends");
}

fn read_request(connection: &mut TcpStream) {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    while !crate::stub::text(&request).contains("</SelectObjectContentRequest>") {
        let read = connection.read(&mut buffer).expect("a request");
        request.extend_from_slice(&buffer[..read]);
    }
}
