//! One competitor doing one job once.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde::{Deserialize, Serialize};

use super::stub::Stub;

/// What it took. What a competitor does not tell is not there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Round {
    /// How many things it did, and the sum over what it read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sum: Option<f64>,
    /// Of the job, as the competitor measured itself: by the clock and in CPU, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wall: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cpu: Option<f64>,
    /// The most memory, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) peak: Option<f64>,
    /// Of the whole process, as seen from here, in seconds.
    pub(super) process_wall: f64,
    pub(super) process_cpu: f64,
    /// What the server saw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) requests: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) most_in_flight: Option<f64>,
    /// Seconds that own crates took to compile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) own: Option<f64>,
}

/// What a competitor prints.
#[derive(Debug, Deserialize)]
struct Told {
    items: f64,
    sum: f64,
    wall: f64,
    cpu: f64,
    peak: f64,
}

/// Runs the command against the server.
///
/// # Errors
///
/// Fails if the competitor does.
pub(super) fn run(mut command: Command, stub: &Stub, latency: u64) -> Result<Round> {
    stub.environment(&mut command, latency)?;
    stub.statistics()?;
    let cpu = children_cpu()?;
    let begin = Instant::now();
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let process_wall = begin.elapsed().as_secs_f64();
    let process_cpu = children_cpu()? - cpu;
    ensure!(output.status.success(), "{command:?} ended with {}", output.status);
    let asked = stub.statistics()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let told = text.lines().rev().find_map(|line| serde_json::from_str::<Told>(line).ok());
    let mut round = Round {
        process_wall,
        process_cpu,
        requests: Some(asked.requests),
        most_in_flight: Some(asked.most_in_flight),
        ..Round::default()
    };
    if let Some(told) = told {
        (round.items, round.sum) = (Some(told.items), Some(told.sum));
        (round.wall, round.cpu, round.peak) = (Some(told.wall), Some(told.cpu), Some(told.peak));
    }
    Ok(round)
}

/// Of the processes that have ended, in seconds.
fn children_cpu() -> Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).context("no usage is told")?;
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    #[expect(clippy::cast_precision_loss, reason = "it is exact for 285 years")]
    Ok(microseconds as f64 / 1e6)
}
