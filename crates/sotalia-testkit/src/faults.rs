//! A server over raw TCP that misbehaves as it is told.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What to do with a request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Send these bytes, and keep the connection.
    Send(Vec<u8>),
    /// Send these bytes, and close.
    SendThenClose(Vec<u8>),
    /// Send these bytes, and reset the connection.
    SendThenReset(Vec<u8>),
    /// Send these bytes, and then nothing any more.
    SendThenHang(Vec<u8>),
    /// Say nothing at all.
    Hang,
    /// Reset the connection at once.
    Reset,
    /// Send these bytes one at a time, with a pause between.
    Slow(Vec<u8>, Duration),
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// Counts from 0.
    pub number: usize,
    /// `GET /bucket?list-type=2 HTTP/1.1`
    pub line: String,
    /// The header lines.
    pub headers: Vec<String>,
    /// The body, as it was on the wire.
    pub body: Vec<u8>,
}

type Log = Arc<Mutex<Vec<Request>>>;
type Script = Arc<dyn Fn(&Request) -> Fault + Send + Sync>;

/// A server that answers each request as a script says, and keeps a log. It stops when it is dropped.
#[derive(Debug)]
pub struct FaultServer {
    endpoint_url: String,
    log: Log,
    accepting: JoinHandle<()>,
}

impl FaultServer {
    /// Starts a server on a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// What the system says of the port.
    pub async fn start(script: impl Fn(&Request) -> Fault + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint_url = format!("http://{}", listener.local_addr()?);
        let log = Log::default();
        let accepting = tokio::spawn(accept(listener, Arc::new(script), Arc::clone(&log)));
        Ok(Self { endpoint_url, log, accepting })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn endpoint_url(&self) -> &str {
        &self.endpoint_url
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A whole answer with status 200 and an XML body.
pub fn ok_xml(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

async fn accept(listener: TcpListener, script: Script, log: Log) {
    while let Ok((stream, _)) = listener.accept().await {
        // A connection that breaks is what this server is for.
        tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&log)));
    }
}

async fn serve(mut stream: TcpStream, script: Script, log: Log) -> io::Result<()> {
    while let Some(request) = read(&mut stream, &log).await? {
        match script(&request) {
            Fault::Send(bytes) => stream.write_all(&bytes).await?,
            Fault::SendThenClose(bytes) => {
                stream.write_all(&bytes).await?;
                return stream.shutdown().await;
            }
            Fault::SendThenReset(bytes) => {
                stream.write_all(&bytes).await?;
                stream.flush().await?;
                // Long enough that the peer reads what came before the reset.
                tokio::time::sleep(Duration::from_millis(50)).await;
                return reset(stream);
            }
            Fault::SendThenHang(bytes) => {
                stream.write_all(&bytes).await?;
                return std::future::pending().await;
            }
            Fault::Hang => return std::future::pending().await,
            Fault::Reset => return reset(stream),
            Fault::Slow(bytes, pause) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await?;
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }
    Ok(())
}

/// Closes so that the peer sees a reset: with no time to linger.
fn reset(stream: TcpStream) -> io::Result<()> {
    stream.set_zero_linger()
}

/// Reads one request, and logs it. `None` when the peer closed.
async fn read(stream: &mut TcpStream, log: &Log) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let mut body = bytes.split_off(head_end + 4);
    let mut lines = head.lines().map(str::to_owned);
    let line = lines.next().unwrap_or_default();
    let headers: Vec<String> = lines.collect();
    let length = headers.iter().find_map(|header| {
        let (name, value) = header.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok()).flatten()
    });
    while body.len() < length.unwrap_or(0) {
        if stream.read_buf(&mut body).await? == 0 {
            return Ok(None);
        }
    }
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    let request = Request { number: log.len(), line, headers, body };
    log.push(request.clone());
    Ok(Some(request))
}
