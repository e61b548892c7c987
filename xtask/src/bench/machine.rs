//! What was measured on, and what was.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::workspace;

/// A machine, with the versions of what was measured.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Machine {
    /// The day, in UTC.
    pub(crate) day: String,
    /// The commit, with `+` if files had been changed since.
    pub(super) commit: String,
    pub(crate) processor: String,
    pub(super) cores: usize,
    pub(super) kernel: String,
    pub(crate) rustc: String,
    /// How many processes wanted to run in the minute before: above the number of cores, times by the clock say little.
    #[serde(default)]
    pub(super) load: String,
}

impl Machine {
    /// In a sentence, with the load as told.
    pub(super) fn line(&self, load: &str) -> String {
        let Self { day, commit, processor, cores, kernel, rustc, .. } = self;
        format!("{day}, commit {commit}: {processor}, {cores} cores, load {load}, {kernel}, {rustc}.")
    }
}

/// This machine, today.
///
/// # Errors
///
/// Fails if there is no git or no rustc.
pub(crate) fn describe() -> Result<Machine> {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(": "));
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let changed = if output("git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty() { "" } else { "+" };
    Ok(Machine {
        day: output("date", &["-u", "+%Y-%m-%d"])?,
        commit: output("git", &["rev-parse", "--short=12", "HEAD"])? + changed,
        processor: model.map_or("unknown", |(_, model)| model.trim()).to_owned(),
        cores: std::thread::available_parallelism()?.get(),
        kernel: output("uname", &["-sr"])?,
        rustc: output("rustc", &["--version"])?,
        load: load.split(' ').next().unwrap_or_default().to_owned(),
    })
}

fn output(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program).args(arguments).current_dir(workspace::root()).output();
    let output = output.with_context(|| format!("cannot run {program}"))?;
    ensure!(output.status.success(), "`{program} {}` ended with {}", arguments.join(" "), output.status);
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
