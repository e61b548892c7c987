//! Time and memory of this process.

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde::Serialize;

/// What a job took, without what comes before it.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// How many things were done: keys, items, requests.
    pub items: u64,
    /// A sum over what was read, which is the same for all who did the job.
    pub sum: u64,
    /// By the clock, in seconds.
    pub wall: f64,
    /// In seconds, of all threads, in the program and in the kernel.
    pub cpu: f64,
    /// The most memory that the process ever had, in bytes.
    pub peak: u64,
}

/// A job that has begun.
#[derive(Debug)]
pub struct Begun {
    time: Instant,
    cpu: f64,
}

impl Begun {
    /// From here on it is measured.
    ///
    /// # Errors
    ///
    /// Fails if the system does not tell the time.
    pub fn now() -> Result<Self> {
        Ok(Self { time: Instant::now(), cpu: cpu()? })
    }

    /// It is done.
    ///
    /// # Errors
    ///
    /// Fails if the system tells neither time nor memory.
    pub fn done(&self, items: u64, sum: u64) -> Result<Measured> {
        let wall = self.time.elapsed().as_secs_f64();
        Ok(Measured { items, sum, wall, cpu: cpu()? - self.cpu, peak: peak()? })
    }
}

fn cpu() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_SELF).context("no usage is told")?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    #[expect(clippy::cast_precision_loss, reason = "it is exact for 285 years")]
    Ok(microseconds as f64 / 1e6)
}

/// Not `ru_maxrss`, which begins with what the parent had.
fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("memory is told by Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM in /proc/self/status")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().context("VmHWM is no number")?;
    Ok(kibibytes * 1024)
}
