//! Answers over TCP, and the command that asks for them.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

/// What a run of the command came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the command.
pub(crate) fn run(arguments: &[&str]) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("sotalia").chain(arguments.iter().copied()).map(Into::into);
    let code = sotalia_cli::run(arguments, &mut out, &mut err);
    Outcome { code, out: text(&out), err: text(&err) }
}

/// Runs the command against a server that gives these answers, and gives the requests, too.
pub(crate) fn run_against(answers: Vec<Vec<u8>>, words: &[&str]) -> (Outcome, Vec<String>) {
    let stub = Stub::start(answers);
    let options = ["--endpoint-url", &stub.url, "--region", "eu-west-1", "--no-sign-request"];
    let outcome = run(&options.iter().chain(words).copied().collect::<Vec<_>>());
    (outcome, stub.finish())
}

/// A server that gives each answer to one request.
pub(crate) struct Stub {
    pub(crate) url: String,
    requests: JoinHandle<Vec<String>>,
}

impl Stub {
    pub(crate) fn start(answers: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let exchange = move |answer: Vec<u8>| {
            let (mut stream, _) = listener.accept().expect("a connection");
            let request = read_request(&mut stream);
            // Who does not listen any more has failed for another reason.
            _ = stream.write_all(&answer);
            request
        };
        Self { url, requests: std::thread::spawn(move || answers.into_iter().map(exchange).collect()) }
    }
}

impl Stub {
    /// The requests, once the command has ended. One that never came is empty.
    pub(crate) fn finish(self) -> Vec<String> {
        let address = self.url.trim_start_matches("http://");
        while !self.requests.is_finished() {
            _ = TcpStream::connect(address);
            std::thread::yield_now();
        }
        self.requests.join().expect("the server does not panic")
    }
}

/// The request, with its body if the head says how long that is.
fn read_request(stream: &mut TcpStream) -> String {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    while !is_whole(&text(&request)) {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => request.extend_from_slice(&buffer[..read]),
        }
    }
    text(&request)
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

/// An answer with this body.
pub(crate) fn answer(status: u16, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
