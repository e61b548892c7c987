//! One connection of hyper's, and nothing else.

use anyhow::{Context as _, Result};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection to the server in `AWS_ENDPOINT_URL`.
pub(super) struct Connection {
    host: String,
    sender: SendRequest<Full<Bytes>>,
}

impl Connection {
    pub(super) async fn open() -> Result<Self> {
        let endpoint = std::env::var("AWS_ENDPOINT_URL").context("AWS_ENDPOINT_URL is not set")?;
        let host = endpoint.strip_prefix("http://").context("AWS_ENDPOINT_URL begins with http://")?;
        let stream = TcpStream::connect(host).await.with_context(|| format!("nobody listens at {host}"))?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // What goes wrong here is seen by the request.
        tokio::spawn(connection);
        Ok(Self { host: host.to_owned(), sender })
    }

    /// The answer with its body still to come; `target` is an operation of DynamoDB.
    pub(super) async fn send(
        &mut self,
        method: Method,
        path: &str,
        target: &str,
        body: Bytes,
    ) -> Result<Response<Incoming>> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        if !target.is_empty() {
            request = request.header("x-amz-target", format!("DynamoDB_20120810.{target}"));
        }
        self.sender.ready().await?;
        Ok(self.sender.send_request(request.body(Full::new(body))?).await?)
    }

    /// The whole answer.
    pub(super) async fn ask(
        &mut self,
        method: Method,
        path: &str,
        target: &str,
        body: Bytes,
    ) -> Result<(StatusCode, Bytes)> {
        let answer = self.send(method, path, target, body).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }
}
