//! Content that streams: it goes where it is to go, and is not held in memory.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::stub::{answer, run_against};

const GET: [&str; 7] = ["call", "s3", "get-object", "--bucket", "logs", "--key", "a"];
const PUT: [&str; 7] = ["call", "s3", "put-object", "--bucket", "logs", "--key", "a"];

#[test]
fn content_goes_to_the_file_or_to_the_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bin");
    let file = path.to_str().expect("a path of text");
    for (target, out) in [(None, "content"), (Some("-"), "content"), (Some(file), "{\n    \"ContentLength\": 7,\n")] {
        let words: Vec<&str> = GET.into_iter().chain(target).collect();
        let (outcome, _) = run_against(vec![answer(200, "content")], &words);
        assert!(outcome.code == 0 && outcome.out.starts_with(out), "{target:?}: {outcome:?}, expected {out:?}");
    }
    assert_eq!(std::fs::read(&path).expect("it is written"), b"content");

    let words: Vec<&str> = PUT.into_iter().chain(["--body", file]).collect();
    let (outcome, requests) = run_against(vec![answer(200, "")], &words);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(requests[0].contains("\r\ncontent\r\n"), "{requests:?}");
}

#[test]
fn content_that_is_cut_short_is_an_error_and_says_how_much_came() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bin");
    let short = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nseven77".to_vec();
    let words: Vec<&str> = GET.into_iter().chain(path.to_str()).collect();
    let (outcome, _) = run_against(vec![short], &words);
    assert_eq!((outcome.code, outcome.out.as_str()), (255, ""), "{outcome:?}");
    assert!(outcome.err.contains("has only the first 7 bytes"), "{outcome:?}");
    let none: Vec<&str> = PUT.into_iter().chain(["--body", "/none/such"]).collect();
    let (outcome, _) = run_against(vec![], &none);
    assert!(outcome.code == 255 && outcome.err.contains("/none/such cannot be read"), "{outcome:?}");
}

/// How much is sent: 64 MiB, or as many as `SOTALIA_TEST_MEBIBYTES` says.
fn mebibytes() -> usize {
    std::env::var("SOTALIA_TEST_MEBIBYTES").ok().and_then(|count| count.parse().ok()).unwrap_or(64)
}

/// What the command may hold of it.
const MOST_KIBIBYTES: usize = 48 * 1024;

fn start(url: &str, words: &[&str], input: Stdio) -> Child {
    let options = ["--endpoint-url", url, "--region", "eu-west-1", "--no-sign-request"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_sotalia"));
    command.args(options).args(words).stdin(input).stdout(Stdio::null()).spawn().expect("it runs")
}

/// The most memory that the process had so far, in KiB; `None` where the system does not say.
fn peak(process: &Child) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn check(what: &str, process: &Child) {
    let Some(peak) = peak(process) else { return };
    println!("{what} of {} MiB: {} MiB of memory at most", mebibytes(), peak / 1024);
    assert!(peak < MOST_KIBIBYTES, "{what}: {peak} KiB of memory, expected less than {MOST_KIBIBYTES}");
}

#[test]
fn a_large_object_is_written_as_it_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bin");
    let words: Vec<&str> = GET.into_iter().chain(path.to_str()).collect();
    let mut process = start(&url, &words, Stdio::null());
    let (mut stream, _) = listener.accept().expect("a connection");
    read_head(&mut stream);
    let piece = vec![7; 1 << 20];
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", mebibytes() << 20).expect("it listens");
    for number in 0..mebibytes() {
        // Almost all was sent, so almost all was read.
        if number + 1 == mebibytes() {
            check("get-object", &process);
        }
        stream.write_all(&piece).expect("it listens");
    }
    assert!(process.wait().expect("it ends").success());
    assert_eq!(std::fs::metadata(&path).expect("a file").len(), (mebibytes() as u64) << 20);
}

#[test]
fn a_large_file_is_sent_as_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.bin");
    let file = std::fs::File::create(&path).expect("a file");
    file.set_len((mebibytes() as u64) << 20).expect("a file of zeros");
    for (what, body, input) in [
        ("put-object of a file", path.to_str().expect("text"), Stdio::null()),
        ("put-object of the input", "-", std::fs::File::open(&path).expect("it is there").into()),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let words: Vec<&str> = PUT.into_iter().chain(["--body", body]).collect();
        let mut process = start(&url, &words, input);
        let (mut stream, _) = listener.accept().expect("a connection");
        let head = read_head(&mut stream);
        let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let (mut left, mut buffer): (usize, _) = (length.expect("a length"), vec![0; 1 << 16]);
        assert!(left >= mebibytes() << 20, "{what}: {head}");
        while left > 0 {
            left -= stream.read(&mut buffer).expect("content");
        }
        check(what, &process);
        stream.write_all(&answer(200, "")).expect("it listens");
        assert!(process.wait().expect("it ends").success(), "{what}");
    }
}

/// Reads to the empty line, byte by byte.
fn read_head(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a head");
        head.push(byte[0]);
    }
    crate::stub::text(&head)
}
