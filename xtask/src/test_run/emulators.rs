//! The servers that stand in for AWS: how each is installed, started and found ready.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::ValueEnum;

use super::environment::Environment;
use super::output::Counts;
use super::server::{Server, free_ports};
use super::venv;

/// How long a server may take to start on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// The keys that SeaweedFS knows; it checks signatures.
const SEAWEEDFS_CONFIG: &str = r#"{"identities": [{"name": "sotalia",
  "credentials": [{"accessKey": "sotalia", "secretKey": "sotalia-secret"}],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}"#;

/// The file in tests/ that pins boto3.
pub(super) const BOTO3: &str = "requirements.txt";

/// A server that stands in for AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Emulator {
    /// moto: all the services that have resources, checks little
    Moto,
    /// ministack: strict about keys and checksums, speaks CBOR
    Ministack,
    /// SeaweedFS: S3 only, checks signatures and checksums
    Seaweedfs,
}

/// A server on its way up.
struct Starting {
    emulator: Emulator,
    server: Server,
    port: u16,
}

/// Starts every server and sets `SOTALIA_TEST_<NAME>` to its endpoint; one that may be missing and is, is reported in
/// `counts`. Also sets `SOTALIA_TEST_PYTHON` to a Python that has boto3.
pub(super) fn start(
    target: &Path,
    allow_missing: &[Emulator],
    environment: &mut Environment,
    counts: &mut Counts,
) -> Result<Vec<Server>> {
    println!("starting servers");
    let mut servers = Vec::new();
    let mut take = |emulator: Emulator, result: Result<Starting>| match result {
        Ok(starting) => Ok(Some(starting)),
        Err(error) if allow_missing.contains(&emulator) => {
            println!("  {} is missing: {error:#}", emulator.name());
            let reason = format!("{error:#}").lines().next().unwrap_or_default().to_owned();
            counts.reasons.push(format!("server {}: {reason}", emulator.name()));
            Ok(None)
        }
        Err(error) => Err(error.context(format!(
            "server {0} cannot be started; to go on without it: --allow-missing {0}",
            emulator.name()
        ))),
    };
    // All are started before the first is waited for.
    let mut starting = Vec::new();
    for emulator in Emulator::value_variants() {
        starting.extend(take(*emulator, emulator.start(target, environment))?);
    }
    for one in starting {
        if let Some(ready) = take(one.emulator, one.wait_until_ready())? {
            let name = format!("SOTALIA_TEST_{}", ready.emulator.name().to_uppercase());
            environment.set(name, format!("http://127.0.0.1:{}", ready.port));
            servers.push(ready.server);
        }
    }
    if let Ok(venv) = venv::prepare(target, Emulator::Moto.requirements()) {
        environment.set("SOTALIA_TEST_PYTHON", venv.join("bin/python"));
    }
    Ok(servers)
}

impl Starting {
    fn wait_until_ready(mut self) -> Result<Self> {
        self.server.wait_until_ready(self.port, self.emulator.ready_path(), START_LIMIT)?;
        Ok(self)
    }
}

impl Emulator {
    fn name(self) -> &'static str {
        match self {
            Self::Moto => "moto",
            Self::Ministack => "ministack",
            Self::Seaweedfs => "seaweedfs",
        }
    }

    /// The file in tests/ that pins what is installed; ministack needs a botocore of its own.
    fn requirements(self) -> &'static str {
        match self {
            Self::Moto | Self::Seaweedfs => BOTO3,
            Self::Ministack => "requirements-ministack.txt",
        }
    }

    /// What answers when the server is ready.
    fn ready_path(self) -> &'static str {
        match self {
            Self::Moto => "/moto-api/",
            Self::Ministack => "/_ministack/health",
            Self::Seaweedfs => "/healthz",
        }
    }

    fn start(self, target: &Path, environment: &Environment) -> Result<Starting> {
        let programs = venv::prepare(target, self.requirements())?.join("bin");
        let folder = target.join("servers").join(format!("{}-{}", self.name(), std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let (mut command, port) = match self {
            Self::Moto => moto(&programs)?,
            Self::Ministack => ministack(&programs)?,
            Self::Seaweedfs => seaweedfs(&programs, &folder)?,
        };
        environment.apply(&mut command);
        let log = target.join("servers").join(format!("{}.log", self.name()));
        let server = Server::start(self.name(), &command, log, folder)?;
        Ok(Starting { emulator: self, server, port })
    }
}

fn moto(programs: &Path) -> Result<(Command, u16)> {
    let [port] = free_ports()?;
    let mut command = Command::new(programs.join("moto_server"));
    command.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
    Ok((command, port))
}

fn ministack(programs: &Path) -> Result<(Command, u16)> {
    let [port] = free_ports()?;
    let mut command = Command::new(programs.join("ministack"));
    command.env("BIND_HOST", "127.0.0.1").env("MINISTACK_HOST", "127.0.0.1");
    command.env("GATEWAY_PORT", port.to_string()).env("EDGE_PORT", port.to_string()).env_remove("DOCKER_HOST");
    Ok((command, port))
}

/// One process with all parts of SeaweedFS; each part is given its ports, because their defaults would collide with
/// those of another copy. Telemetry, the web pages and what is not S3 are off.
fn seaweedfs(programs: &Path, folder: &Path) -> Result<(Command, u16)> {
    const PARTS: [&str; 5] = ["s3", "master", "volume", "filer", "admin"];
    let config = folder.join("s3.json");
    fs::write(&config, SEAWEEDFS_CONFIG).with_context(|| format!("cannot write {}", config.display()))?;
    let ports = free_ports::<10>()?;
    let mut command = Command::new(programs.join("weed"));
    command.args(["mini", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-master.telemetry=false", "-admin.ui=false"]);
    command.args(["-webdav=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]);
    command.args(["-s3.allowDeleteBucketNotEmpty=false", "-s3.autoCreateBucket=false"]);
    command.arg(format!("-dir={}", folder.display())).arg(format!("-s3.config={}", config.display()));
    for (part, pair) in PARTS.iter().zip(ports.chunks(2)) {
        command.arg(format!("-{part}.port={}", pair[0])).arg(format!("-{part}.port.grpc={}", pair[1]));
    }
    Ok((command, ports[0]))
}
