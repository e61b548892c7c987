//! The servers that a test may run against: one in the process, and those that `cargo xtask test` starts.

use std::fmt;

use sotalia::session::SessionBuilder;
use sotalia_testkit::EmbeddedS3;

use crate::session::session_builder;

/// A server that stands in for AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// S3 in the process. It checks signatures.
    Embedded,
    /// moto: many services, checks little.
    Moto,
    /// ministack: many services, strict about keys and checksums.
    Ministack,
    /// SeaweedFS: S3 only. It checks signatures.
    Seaweedfs,
}

/// A server that is up.
#[derive(Debug)]
pub struct Running {
    server: Server,
    endpoint_url: String,
    /// Stops when it is dropped.
    _embedded: Option<EmbeddedS3>,
}

impl Server {
    /// The environment variable that holds its endpoint; `None` for the one in the process.
    pub fn variable(self) -> Option<&'static str> {
        match self {
            Self::Embedded => None,
            Self::Moto => Some("SOTALIA_TEST_MOTO"),
            Self::Ministack => Some("SOTALIA_TEST_MINISTACK"),
            Self::Seaweedfs => Some("SOTALIA_TEST_SEAWEEDFS"),
        }
    }

    /// The running server. If there is none, says that `test` is skipped, and gives `None`.
    pub async fn running(self, test: &str) -> Option<Running> {
        let Some(variable) = self.variable() else {
            let server = EmbeddedS3::start().await.expect("a loopback port and a temporary folder are free");
            let endpoint_url = server.endpoint_url().to_owned();
            return Some(Running { server: self, endpoint_url, _embedded: Some(server) });
        };
        match std::env::var(variable) {
            Ok(endpoint_url) => Some(Running { server: self, endpoint_url, _embedded: None }),
            Err(_) => {
                println!("SKIPPED: {self}/{test}: {variable} is not set; `cargo xtask test` starts the server");
                None
            }
        }
    }
}

impl Running {
    /// A session with an access key that the server accepts.
    pub fn session(&self) -> SessionBuilder {
        let builder = session_builder(&self.endpoint_url);
        match self.server {
            Server::Embedded => builder.credentials(EmbeddedS3::ACCESS_KEY_ID, EmbeddedS3::SECRET_ACCESS_KEY, None),
            Server::Seaweedfs => builder.credentials("sotalia", "sotalia-secret", None),
            Server::Moto | Server::Ministack => builder,
        }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Embedded => "embedded",
            Self::Moto => "moto",
            Self::Ministack => "ministack",
            Self::Seaweedfs => "seaweedfs",
        })
    }
}
