//! The cold debug build of the model-driven client, beside that of a project with one large SDK crate.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};

use super::rustc::{self, Compiled};
use crate::workspace;

/// How to build.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Leave out the typed client, and so the comparison with it.
    #[arg(long)]
    without_typed: bool,
    /// How many compilers run at once.
    #[arg(long, default_value_t = 2)]
    jobs: u32,
}

/// The client's own crates, together, in seconds.
const OWN_SECONDS: f64 = 15.0;
/// Any one of its compilers, in MiB.
const MEMORY: f64 = 1024.0;
/// Of the time of the typed project, by the clock.
const RATIO: f64 = 0.6;

/// The crates of the model-driven client that are ours.
const OWN: &[&str] = &["sotalia_dynamic", "sotalia_models"];

/// A project that is built for the measurement.
struct Project {
    name: &'static str,
    /// What its manifest depends on.
    dependencies: String,
    source: &'static str,
}

/// What a build took.
struct Built {
    name: &'static str,
    seconds: f64,
    crates: Vec<Compiled>,
}

pub(super) fn run(arguments: &Arguments) -> Result<()> {
    let mut built = vec![build(&dynamic(), arguments.jobs)?];
    if !arguments.without_typed {
        built.push(build(&typed()?, arguments.jobs)?);
    }
    print(&built);
    check(&built)
}

fn dynamic() -> Project {
    let path = workspace::root().join("crates/sotalia-dynamic");
    Project {
        name: "every service, by name",
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
        name: "aws-config and aws-sdk-ec2",
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
    Ok(Built { name: project.name, seconds, crates })
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

fn print(built: &[Built]) {
    println!(
        "{:<28} {:>9} {:>9} {:>10} {:>12}  largest crate",
        "project", "wall", "ratio", "own crates", "rustc's peak"
    );
    let typed = built.get(1).map(|built| built.seconds);
    for build in built {
        let ratio = typed.map_or_else(|| "-".to_owned(), |typed| format!("{:.2}", build.seconds / typed));
        let largest = build.largest();
        println!(
            "{:<28} {:>7.1} s {ratio:>9} {:>8.1} s {:>8.0} MiB  {} ({:.1} s)",
            build.name,
            build.seconds,
            build.own_seconds(),
            build.peak(),
            largest.map_or("-", |compiled| &compiled.name),
            largest.map_or(0.0, |compiled| compiled.seconds),
        );
    }
}

fn check(built: &[Built]) -> Result<()> {
    let dynamic = &built[0];
    let mut above = Vec::new();
    if dynamic.own_seconds() > OWN_SECONDS {
        above.push(format!("own crates take more than {OWN_SECONDS} s"));
    }
    if dynamic.peak() > MEMORY {
        above.push(format!("a compiler takes more than {MEMORY} MiB"));
    }
    if built.get(1).is_some_and(|typed| dynamic.seconds > RATIO * typed.seconds) {
        above.push(format!("the build takes more than {RATIO} of the typed one's time"));
    }
    if !above.is_empty() {
        bail!("{}", above.join("; "));
    }
    println!("own crates under {OWN_SECONDS} s, compilers under {MEMORY} MiB, ratio under {RATIO}: held");
    Ok(())
}

impl Built {
    fn own_seconds(&self) -> f64 {
        let own = self.crates.iter().filter(|compiled| OWN.contains(&compiled.name.as_str()));
        own.map(|compiled| compiled.seconds).sum()
    }

    fn peak(&self) -> f64 {
        self.crates.iter().map(|compiled| compiled.memory).fold(0.0, f64::max)
    }

    fn largest(&self) -> Option<&Compiled> {
        self.crates.iter().max_by(|one, other| one.seconds.total_cmp(&other.seconds))
    }
}
