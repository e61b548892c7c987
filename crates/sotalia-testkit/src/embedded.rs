//! An S3 server in the process.

mod answers;
mod encoded;

use std::io;
use std::path::Path;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use self::encoded::Encoded;

/// An S3 server in the process, on a free port of the loopback address. It checks signatures. It stops when it is dropped.
#[derive(Debug)]
pub struct EmbeddedS3 {
    endpoint_url: String,
    accepting: JoinHandle<()>,
    /// Removed with the server, if the server made it.
    _folder: Option<TempDir>,
}

impl EmbeddedS3 {
    /// The access key that the server accepts.
    pub const ACCESS_KEY_ID: &'static str = "embedded-access-key";
    /// Its secret.
    pub const SECRET_ACCESS_KEY: &'static str = "embedded-secret-key";

    /// Starts a server over a temporary folder.
    ///
    /// # Errors
    ///
    /// What the system says of the folder or the port.
    pub async fn start() -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut server = Self::start_in(folder.path()).await?;
        server._folder = Some(folder);
        Ok(server)
    }

    /// Starts a server over a folder: a sub-folder is a bucket, a file is an object.
    ///
    /// # Errors
    ///
    /// What the system says of the folder or the port.
    pub async fn start_in(folder: &Path) -> io::Result<Self> {
        let files = FileSystem::new(folder).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let mut builder = S3ServiceBuilder::new(Encoded(files));
        builder.set_auth(SimpleAuth::from_single(Self::ACCESS_KEY_ID, Self::SECRET_ACCESS_KEY));
        let service = builder.build();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let endpoint_url = format!("http://{}", listener.local_addr()?);
        let accepting = tokio::spawn(accept(listener, service));
        Ok(Self { endpoint_url, accepting, _folder: None })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn endpoint_url(&self) -> &str {
        &self.endpoint_url
    }
}

impl Drop for EmbeddedS3 {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, service: S3Service) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = service.clone();
        tokio::spawn(async move {
            let answer = service_fn(move |request| answers::answer(service.clone(), request));
            // A client that goes away in the middle is its own business.
            let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), answer).await;
        });
    }
}
