//! `cargo xtask test`: sets up what a tier of tests needs, runs it, stops what it started, and counts.

mod emulators;
mod environment;
mod output;
mod plan;
mod server;
pub(crate) mod venv;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;

use crate::workspace;
use emulators::Emulator;
use environment::Environment;
use output::Counts;
pub(crate) use plan::HEAVY;
use plan::{Plan, Tier};

/// A Python that has boto3, as the tests use it.
///
/// # Errors
///
/// Fails if it cannot be installed.
pub(crate) fn python(target: &Path) -> Result<PathBuf> {
    Ok(venv::prepare(target, emulators::BOTO3)?.join("bin/python"))
}

/// What to test.
#[derive(Debug, Default, Args)]
pub(crate) struct Arguments {
    /// Run this tier only [default: all of them]
    #[arg(long, value_enum)]
    tier: Option<Tier>,
    /// Test this crate only; may be repeated
    #[arg(short, long, value_name = "CRATE")]
    package: Vec<String>,
    /// Go on without this server, and report it as skipped; may be repeated
    #[arg(long, value_enum, value_name = "SERVER")]
    allow_missing: Vec<Emulator>,
    /// Handed to the test binaries: a filter, `--exact`, ...
    #[arg(last = true)]
    filter: Vec<String>,
}

/// Runs the tests and prints, as its last line, `N passed, N failed, N skipped`.
///
/// # Errors
///
/// Fails if a test fails or does not compile, or if a server that is not in `allow_missing` cannot be started.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let metadata = workspace::metadata()?;
    let plan = Plan::new(&metadata, arguments.tier, &arguments.package);
    let mut counts = Counts::default();
    let mut environment = Environment::new(metadata.target_directory.as_std_path());
    let mut servers = Vec::new();
    if plan.needs_servers {
        let folder = metadata.target_directory.as_std_path();
        servers = emulators::start(folder, &arguments.allow_missing, &mut environment, &mut counts)?;
    }
    if needs_botocore(arguments) {
        // Its source distribution has the cases of the protocols.
        match crate::pypi::unpacked_source("botocore") {
            Ok(folder) => environment.set("SOTALIA_TEST_BOTOCORE", folder),
            // The unit tier works without a network; what is skipped is listed.
            Err(error) if arguments.tier == Some(Tier::Unit) => println!("no sources of botocore: {error:#}"),
            Err(error) => return Err(error),
        }
    }
    let mut broken = Vec::new();
    for step in &plan.steps {
        if !run_step(step, &arguments.filter, &environment, &mut counts)? {
            broken.push(step.join(" "));
        }
    }
    drop(servers);
    println!("\n{counts}");
    ensure!(broken.is_empty(), "failed: {}", broken.join(", "));
    if counts.passed == 0 && arguments.filter.is_empty() {
        bail!("no test ran: name a crate or a tier that has tests");
    }
    Ok(())
}

/// Whether tests run that read botocore's own.
fn needs_botocore(arguments: &Arguments) -> bool {
    let is_tier = !matches!(arguments.tier, Some(Tier::Doc | Tier::Emulator | Tier::Example));
    is_tier && (arguments.package.is_empty() || arguments.package.iter().any(|package| package == "sotalia-dynamic"))
}

/// Runs `cargo test` with these arguments, passes its output on, and says whether it succeeded.
fn run_step(step: &[String], filter: &[String], environment: &Environment, counts: &mut Counts) -> Result<bool> {
    let started = Instant::now();
    let filter_shown = filter.iter().map(|word| format!(" {word}")).collect::<String>();
    println!("\n$ cargo {} -- --show-output{filter_shown}", step.join(" "));
    let mut command = Command::new(workspace::cargo());
    command.args(step).args(["--", "--show-output"]).args(filter);
    command.current_dir(workspace::root()).stdin(Stdio::null()).stdout(Stdio::piped());
    environment.apply(&mut command);
    let mut cargo = command.spawn().context("cannot start cargo")?;
    let stdout = cargo.stdout.take().expect("the output is piped");
    let mut reader = output::Reader::new(counts);
    for line in BufReader::new(stdout).split(b'\n') {
        let line = String::from_utf8_lossy(&line.context("cannot read the output of cargo")?).into_owned();
        if reader.read(&line) {
            println!("{line}");
        }
    }
    let status = cargo.wait().context("cargo cannot be waited for")?;
    println!("  {} in {:.1} s", if status.success() { "done" } else { "FAILED" }, started.elapsed().as_secs_f64());
    Ok(status.success())
}
