//! A server process that never outlives this program.

#[cfg(all(test, unix))]
mod tests;

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

/// Runs its arguments as a server in a process group of its own until standard input closes, which happens however this
/// program ends; then asks the whole group to stop, and kills after two seconds what is still there. If the server ends
/// by itself, so does the group.
const KEEPER: &str = r#"
(trap : TERM; "$@" </dev/null; echo "ended with status $?"; kill -KILL 0) &
trap '' TERM
cat >/dev/null
kill -TERM 0
for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    kill -0 $! 2>/dev/null || break
    sleep 0.1
done
kill -KILL 0
"#;

/// How long a stopped server may take before the group is killed from here.
const STOP_LIMIT: Duration = Duration::from_secs(5);

/// How many bytes of the log an error shows.
const LOG_TAIL: usize = 3_000;

/// A running server; dropping it stops it and all its children, and removes its data.
pub(super) struct Server {
    name: String,
    keeper: Child,
    log: PathBuf,
    data: PathBuf,
}

impl Server {
    /// Starts `command` with its output in the file `log`; `data` is the folder that it fills.
    pub(super) fn start(name: &str, command: &Command, log: PathBuf, data: PathBuf) -> Result<Self> {
        let output = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let errors = output.try_clone().context("cannot share the log file")?;
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, name]).arg(command.get_program()).args(command.get_args());
        for (variable, value) in command.get_envs() {
            match value {
                Some(value) => keeper.env(variable, value),
                None => keeper.env_remove(variable),
            };
        }
        keeper.stdin(Stdio::piped()).stdout(output).stderr(errors);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut keeper, 0);
        let keeper = keeper.spawn().context("cannot start `sh`, which keeps the servers")?;
        Ok(Self { name: name.to_owned(), keeper, log, data })
    }

    /// Waits until `GET path` on `port` is answered with a status below 500.
    pub(super) fn wait_until_ready(&mut self, port: u16, path: &str, limit: Duration) -> Result<()> {
        let started = Instant::now();
        while !answers(port, path) {
            if self.keeper.try_wait().context("the server cannot be waited for")?.is_some() {
                bail!("{} ended before it was ready; its log ends:\n{}", self.name, self.log_tail());
            }
            if started.elapsed() > limit {
                bail!("{} was not ready after {} s; its log ends:\n{}", self.name, limit.as_secs(), self.log_tail());
            }
            thread::sleep(Duration::from_millis(50));
        }
        println!("  {} is ready on port {port} after {:.1} s", self.name, started.elapsed().as_secs_f64());
        Ok(())
    }

    fn log_tail(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        String::from_utf8_lossy(&log[log.len().saturating_sub(LOG_TAIL)..]).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let started = Instant::now();
        while matches!(self.keeper.try_wait(), Ok(None)) && started.elapsed() < STOP_LIMIT {
            thread::sleep(Duration::from_millis(20));
        }
        if matches!(self.keeper.try_wait(), Ok(None)) {
            // The keeper hangs: kill the group from here. Nothing more can be done if that fails.
            let group = format!("-{}", self.keeper.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
            let _ = self.keeper.wait();
        }
        // The data is under the target folder: what stays there does no harm.
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

/// Ports of loopback that nobody listens on, each different.
pub(super) fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let mut ports = [0; N];
    // All are held until all are known, so that none comes twice.
    let mut held = Vec::with_capacity(N);
    for port in &mut ports {
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port of 127.0.0.1 is free")?;
        *port = listener.local_addr().context("a bound port has an address")?.port();
        held.push(listener);
    }
    Ok(ports)
}

fn answers(port: u16, path: &str) -> bool {
    let limit = Some(Duration::from_secs(2));
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    if stream.set_read_timeout(limit).is_err() || stream.write_all(request.as_bytes()).is_err() {
        return false;
    }
    let mut status = [0; 12];
    // `HTTP/1.1 200`: the tenth byte is the class of the status.
    stream.read_exact(&mut status).is_ok() && status.starts_with(b"HTTP/1.") && (b'1'..b'5').contains(&status[9])
}
