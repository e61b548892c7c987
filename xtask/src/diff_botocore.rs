//! Compares requests, answers and refusals of every operation with botocore's serializer, parser and validator.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::{test_run, workspace};

/// Makes the cases.
const GENERATOR: &str = "crates/sotalia-dynamic/tests/botocore/generate.py";

/// How many operations of each protocol `cargo xtask ci` compares.
const SAMPLE: u32 = 100;

/// What to compare; without an option, requests and answers of every operation.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Only so many operations of each protocol.
    #[arg(long, value_name = "N")]
    sample: Option<u32>,
    /// Chooses other operations for the sample.
    #[arg(long, default_value = "")]
    seed: String,
    /// Only requests.
    #[arg(long)]
    inputs: bool,
    /// Only answers.
    #[arg(long, conflicts_with = "inputs")]
    outputs: bool,
    /// Only what is refused of wrong parameters.
    #[arg(long, conflicts_with_all = ["inputs", "outputs"])]
    wrongs: bool,
}

impl Arguments {
    /// What is compared in every run of all checks.
    pub(crate) fn sampled() -> Self {
        Self { sample: Some(SAMPLE), ..Self::default() }
    }
}

/// Makes the cases with the pinned botocore, and runs the tests that read them.
///
/// # Errors
///
/// Fails if botocore cannot be had, and if there is a difference that is not in `differences.tsv` or in the test of
/// signatures.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let target = workspace::metadata()?.target_directory.into_std_path_buf();
    let python = test_run::python(&target)?;
    let folder = target.join("diff-botocore");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut test = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    test.args(["test", "--quiet", "--package", "sotalia-dynamic", "--test", "botocore"]);
    test.args(["--", "--nocapture", "--test-threads", "1"]).current_dir(workspace::root());
    if arguments.sample.is_none() {
        // Then every row of the table must be of use.
        test.env("SOTALIA_TEST_DIFF_ALL", "1");
    }
    let (inputs, outputs, wrongs) = (arguments.inputs, arguments.outputs, arguments.wrongs);
    let is_left_out = [outputs || wrongs, inputs || wrongs, inputs || outputs];
    for (what, is_left_out) in ["inputs", "outputs", "wrongs"].into_iter().zip(is_left_out) {
        let variable = format!("SOTALIA_TEST_DIFF_{}", what.to_uppercase());
        test.env_remove(&variable);
        if !is_left_out {
            let cases = folder.join(format!("{what}.jsonl"));
            generate(&python, what, arguments, &cases)?;
            test.env(variable, cases);
        }
    }
    let status = test.status().context("cargo cannot be run")?;
    ensure!(status.success(), "there are differences from botocore that differences.tsv does not explain");
    if arguments.sample.is_none() && !inputs && !outputs && !wrongs { signatures(&python) } else { Ok(()) }
}

/// Compares where all services are asked, and what their signatures are for.
fn signatures(python: &Path) -> Result<()> {
    let mut test = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    test.args(["test", "--quiet", "--package", "sotalia-dynamic", "--test", "calls", "--", "--nocapture"]);
    test.arg("services_are_signed").current_dir(workspace::root());
    let status = test.env("SOTALIA_TEST_DIFF_ALL", "1").env("SOTALIA_TEST_PYTHON", python).status();
    ensure!(status.context("cargo cannot be run")?.success(), "services are not signed for as in botocore");
    Ok(())
}

fn generate(python: &Path, what: &str, arguments: &Arguments, cases: &Path) -> Result<()> {
    let mut generator = Command::new(python);
    generator.arg(workspace::root().join(GENERATOR)).arg(what).args(["--seed", &arguments.seed]);
    if let Some(sample) = arguments.sample {
        generator.args(["--sample", &sample.to_string()]);
    }
    let file = File::create(cases).with_context(|| format!("cannot write {}", cases.display()))?;
    let status = generator.stdin(Stdio::null()).stdout(file).status().context("Python cannot be run")?;
    ensure!(status.success(), "{GENERATOR} ended with {status}");
    Ok(())
}
