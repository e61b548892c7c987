//! The cold debug build of the model-driven client, beside that of a project with one large SDK crate.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use super::machine;
use super::results::Measurement;
use super::round::Round;
use super::rustc::{self, Compiled};
use crate::workspace;

/// The job of `tests/bench/jobs.toml` whose goals these are.
pub(super) const NAME: &str = "build";

/// How to build, for the job `build`.
#[derive(clap::Args)]
pub(crate) struct Builds {
    /// Of `build`: leave out the typed client, which takes ten minutes and 8 GiB, and so the comparison with it.
    #[arg(long)]
    without_typed: bool,
    /// Of `build`: how many compilers run at once.
    #[arg(long, default_value_t = 2)]
    compilers: u32,
}

/// The crates of the model-driven client that are ours.
const OWN: &[&str] = &["sotalia_dynamic", "sotalia_models"];

/// A project that is built for the measurement.
struct Project {
    /// What the competitor is called.
    name: &'static str,
    /// What its manifest depends on.
    dependencies: String,
    source: &'static str,
}

/// What a build took.
struct Built {
    seconds: f64,
    crates: Vec<Compiled>,
}

/// Builds both, from nothing.
///
/// # Errors
///
/// Fails if one does not compile.
pub(super) fn run(arguments: &Builds) -> Result<Measurement> {
    let mut measurement = Measurement { job: NAME.to_owned(), machine: machine::describe()?, ..Measurement::default() };
    let mut projects = vec![dynamic()];
    if !arguments.without_typed {
        projects.push(typed()?);
    }
    for project in &projects {
        let built = build(project, arguments.compilers)?;
        measurement.add(project.name, built.round());
    }
    Ok(measurement)
}

fn dynamic() -> Project {
    let path = workspace::root().join("crates/sotalia-dynamic");
    Project {
        name: "dynamic",
        dependencies: format!("sotalia-dynamic = {{ path = {path:?} }}\n"),
        source: "use sotalia_dynamic::SessionDynamic;\n\
                 pub fn client(s: &sotalia_dynamic::session::Session) -> sotalia_dynamic::error::Result<()> {\n    \
                 s.dynamic(\"ec2\").map(drop)\n}\n",
    }
}

/// With the versions and features of this workspace.
fn typed() -> Result<Project> {
    let manifest = fs::read_to_string(workspace::root().join("Cargo.toml"))?;
    let line = |name: &str| manifest.lines().find(|line| line.starts_with(&format!("{name} = "))).map(str::to_owned);
    let lines: Option<Vec<_>> = ["aws-config", "aws-sdk-ec2"].into_iter().map(line).collect();
    let lines = lines.context("aws-config and aws-sdk-ec2 are not in the root Cargo.toml")?;
    Ok(Project {
        name: "ec2",
        dependencies: lines.join("\n") + "\n",
        source: "pub fn client(c: &aws_config::SdkConfig) -> aws_sdk_ec2::Client {\n    aws_sdk_ec2::Client::new(c)\n}\n",
    })
}

/// Builds the project from nothing, with the versions of this workspace's lock file.
fn build(project: &Project, jobs: u32) -> Result<Built> {
    let folder = workspace::root().join("target/bench/build");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"measured\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{}\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n[profile.dev.package.\"*\"]\ndebug = false\n",
        project.dependencies
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), project.source)?;
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock")).context("no lock file")?;
    // What has to be downloaded is not measured.
    cargo(&folder, &["fetch"], None)?;
    let log = folder.join("rustc.tsv");
    println!("building {} from nothing", project.name);
    let begin = Instant::now();
    cargo(&folder, &["build", "--offline", "--quiet", "--jobs", &jobs.to_string()], Some(&log))?;
    let seconds = begin.elapsed().as_secs_f64();
    let crates = rustc::read(&fs::read_to_string(&log).context("nothing was compiled")?);
    fs::remove_dir_all(folder.join("target"))?;
    Ok(Built { seconds, crates })
}

fn cargo(folder: &Path, arguments: &[&str], log: Option<&Path>) -> Result<()> {
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    // Nothing of another build, and none of its settings.
    cargo.env_remove("RUSTFLAGS").env_remove("RUSTC_WRAPPER").env("CARGO_INCREMENTAL", "1");
    if let Some(log) = log {
        cargo.env("RUSTC_WRAPPER", std::env::current_exe().context("no path to this program")?);
        cargo.env(rustc::LOG, log);
    }
    ensure!(cargo.status().context("cannot run cargo")?.success(), "`cargo {}` failed", arguments.join(" "));
    Ok(())
}

impl Built {
    /// The time and memory of rustc, and the time of our own crates.
    fn round(&self) -> Round {
        let own = self.crates.iter().filter(|compiled| OWN.contains(&compiled.name.as_str()));
        let peak = self.crates.iter().map(|compiled| compiled.memory).fold(0.0, f64::max);
        let own: f64 = own.map(|compiled| compiled.seconds).sum();
        Round {
            items: None,
            wall: Some(self.seconds),
            process_wall: self.seconds,
            peak: Some(peak),
            own: (own > 0.0).then_some(own),
            ..Round::default()
        }
    }
}
