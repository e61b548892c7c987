//! Packs botocore's models into the archive of `sotalia-models`, and checks that it holds them as they are.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{pypi, workspace};

/// The archive, in the repository.
const ARCHIVE: &str = "crates/sotalia-models/models.bin";

/// What a package may have on crates.io, packed; the archive is packed already.
const MAX_PACKAGE: u64 = 10 << 20;

/// What is shown by `--measure`.
const MEASURED: [&str; 6] = ["ec2", "s3", "sagemaker", "dynamodb", "lambda", "sts"];

/// How to pack.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Compare the archive with botocore's models, and change nothing.
    #[arg(long)]
    pub(crate) check: bool,
    /// Say how long it takes until a service is ready, optimised.
    #[arg(long, conflicts_with = "check")]
    pub(crate) measure: bool,
}

/// Packs, compares or measures.
///
/// # Errors
///
/// Fails if the wheel cannot be had, if a model cannot be read, if `--check` finds a difference, and if the crate would be
/// too large for crates.io.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let archive = workspace::root().join(ARCHIVE);
    if arguments.measure {
        return example(true, &["measure".as_ref(), archive.as_ref()], &MEASURED);
    }
    let data = pypi::unpacked_wheel("botocore")?.join("botocore/data");
    let source = format!("botocore {}", pypi::pinned_version("botocore")?);
    if !archive.exists() {
        // The crate does not compile without it.
        std::fs::write(&archive, b"").with_context(|| format!("cannot write {ARCHIVE}"))?;
    }
    let action = if arguments.check { "check" } else { "pack" };
    example(!arguments.check, &[action.as_ref(), data.as_path(), archive.as_ref()], &[&source])
        .with_context(|| if arguments.check { "run `cargo xtask pack-models`" } else { "nothing was packed" })?;
    let size = std::fs::metadata(&archive).with_context(|| format!("there is no {ARCHIVE}"))?.len();
    ensure!(size < MAX_PACKAGE, "{ARCHIVE} has {size} bytes: more than a package may have");
    Ok(())
}

/// Runs the example of the crate that does it: this crate depends on no other of the workspace.
fn example(is_optimised: bool, paths: &[&Path], texts: &[&str]) -> Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--package", "sotalia-models", "--example", "pack"]);
    if is_optimised {
        cargo.arg("--release");
    }
    cargo.arg("--").args(paths).args(texts).current_dir(workspace::root());
    let status = cargo.status().context("cargo cannot be run")?;
    ensure!(status.success(), "the example `pack` of sotalia-models ended with {status}");
    Ok(())
}
