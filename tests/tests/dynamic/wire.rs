//! Requests without a client: what is presigned is sent by somebody who has no key.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

/// Sends a request to a server on loopback, and reads until it closes the connection.
pub async fn send(method: &str, url: &str, headers: &[(String, String)], body: &[u8]) -> Reply {
    let rest = url.strip_prefix("http://").expect("the server is on loopback");
    let (host, path) = rest.split_at(rest.find('/').expect("there is a path"));
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() || matches!(method, "PUT" | "POST") {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    let (host, request) = (host.to_owned(), [request.as_bytes(), body].concat());
    tokio::task::spawn_blocking(move || exchange(&host, &request)).await.expect("it does not panic")
}

fn exchange(host: &str, request: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(host).expect("the server listens");
    stream.write_all(request).expect("it takes the request");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("it answers");
    let head_end = reply.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("the answer has a head");
    let head = String::from_utf8_lossy(&reply[..head_end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("the answer has a status");
    let body = reply[head_end + 4..].to_vec();
    let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    Reply { status, body: if chunked { joined(&body) } else { body } }
}

/// The body that came in chunks.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = chunks.windows(2).position(|bytes| bytes == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&chunks[..end]), 16).unwrap_or(0);
        if size == 0 {
            break;
        }
        body.extend_from_slice(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 4 + size..];
    }
    body
}
