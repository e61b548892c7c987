//! The server that competitors ask, as a process that ends with this one.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use super::competitors::Programs;

/// The latencies that it listens with, in milliseconds.
const LATENCIES: &[u64] = &[0, 50];

/// A running server; it ends when its standard input does.
pub(super) struct Stub {
    process: Child,
    /// `http://127.0.0.1:PORT`, for each latency.
    addresses: Vec<String>,
}

/// What it was asked since it was last asked for this.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub(super) requests: f64,
    pub(super) most_in_flight: f64,
}

impl Stub {
    pub(super) fn start(programs: &Programs) -> Result<Self> {
        let mut command = Command::new(programs.path("bench-stub"));
        command.args(LATENCIES.iter().map(|latency| format!("--latency={latency}")));
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("the stub does not start")?;
        let output = process.stdout.take().context("its output is a pipe")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let addresses = serde_json::from_str(&line).context("the stub tells no addresses")?;
        Ok(Self { process, addresses })
    }

    /// Sets where to ask and as whom, and nothing else of AWS's.
    pub(super) fn environment(&self, command: &mut Command, latency: u64) -> Result<()> {
        let index = LATENCIES.iter().position(|other| *other == latency);
        let index = index.with_context(|| format!("the stub does not listen with {latency} ms"))?;
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("AWS_")) {
            command.env_remove(name);
        }
        command.env("AWS_ENDPOINT_URL", &self.addresses[index]);
        command.env("AWS_REGION", "us-east-1").env("AWS_DEFAULT_REGION", "us-east-1");
        command.env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE").env("AWS_SECRET_ACCESS_KEY", "secret");
        command.env("AWS_CONFIG_FILE", "/dev/null").env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        command.env("AWS_EC2_METADATA_DISABLED", "true").env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        Ok(())
    }

    /// What it was asked since the last time.
    pub(super) fn statistics(&self) -> Result<Asked> {
        serde_json::from_str(&self.ask("/__statistics")?).context("the stub tells no statistics")
    }

    fn ask(&self, path: &str) -> Result<String> {
        let address = self.addresses[0].trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).context("the stub is gone")?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").context("the stub does not answer")?;
        ensure!(head.starts_with("HTTP/1.1 200"), "the stub answers: {head}");
        Ok(body.to_owned())
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It has nothing to write, so it ends at once.
        let _ = self.process.wait();
    }
}
