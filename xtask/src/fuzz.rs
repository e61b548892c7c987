//! Fuzzing: builds a target of `tests/fuzz` with coverage, and runs it for a time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::workspace;

/// Fuzz a target, or, without one, each for the time given.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A file of `tests/fuzz/fuzz_targets`, without `.rs`.
    target: Option<String>,
    /// How long to run each target.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
}

/// Coverage for libFuzzer, which stable Rust gives as well.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Ccodegen-units=1";

/// Inputs that are longer find nothing that shorter ones do not.
const LONGEST_INPUT: usize = 4096;

/// Runs the targets.
///
/// # Errors
///
/// Fails if a target cannot be built, and if one finds something: libFuzzer says where the input is.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let all = targets()?;
    let chosen = match &arguments.target {
        None => all,
        Some(target) => {
            ensure!(all.contains(target), "no fuzz target `{target}`; there are {}", all.join(", "));
            vec![target.clone()]
        }
    };
    let folder = workspace::root().join("target/fuzz");
    let host = host()?;
    for target in chosen {
        println!("fuzz: {target} for {} s", arguments.seconds);
        build(&folder, &host, &target)?;
        fuzz(&folder, &host, &target, arguments.seconds)?;
    }
    Ok(())
}

/// The names of all targets.
fn targets() -> Result<Vec<String>> {
    let folder = workspace::root().join("tests/fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = entries.map(|entry| Ok(entry?.path().file_stem().map(|name| name.to_string_lossy().into_owned())));
    let mut names: Vec<String> = names.filter_map(Result::transpose).collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

fn build(folder: &Path, host: &str, target: &str) -> Result<()> {
    let mut build = Command::new(workspace::cargo());
    // With a target triple, the flags are not those of build scripts.
    build.args(["build", "--release", "--target", host, "--bin", target, "--target-dir"]).arg(folder);
    build.current_dir(workspace::root().join("tests/fuzz")).env("RUSTFLAGS", FLAGS);
    ensure!(build.status().context("cannot run cargo")?.success(), "the fuzz target `{target}` cannot be built");
    Ok(())
}

fn fuzz(folder: &Path, host: &str, target: &str, seconds: u64) -> Result<()> {
    let (corpus, seeds, found) =
        (folder.join("corpus").join(target), folder.join("seeds").join(target), folder.join("found").join(target));
    for place in [&corpus, &seeds, &found] {
        fs::create_dir_all(place).with_context(|| format!("cannot make {}", place.display()))?;
    }
    if target == "error_answers" {
        write_seeds(&seeds)?;
    }
    let mut fuzz = Command::new(folder.join(host).join("release").join(target));
    fuzz.arg(format!("-max_total_time={seconds}")).arg(format!("-max_len={LONGEST_INPUT}"));
    fuzz.arg(format!("-artifact_prefix={}/", found.display())).args(["-timeout=5", "-rss_limit_mb=2048"]);
    let committed = workspace::root().join("tests/fuzz/seeds").join(target);
    let dictionary = committed.with_extension("dict");
    if dictionary.exists() {
        fuzz.arg(format!("-dict={}", dictionary.display()));
    }
    fuzz.arg("-print_final_stats=1").arg(&corpus).arg(&seeds);
    let kept = workspace::root().join("tests/fuzz/seeds").join(target);
    if kept.is_dir() {
        fuzz.arg(kept);
    }
    if committed.exists() {
        fuzz.arg(committed);
    }
    if !fuzz.status().with_context(|| format!("cannot run {target}"))?.success() {
        bail!("`{target}` found something: the input is in {}", found.display());
    }
    Ok(())
}

/// Each recorded answer of the tests, without its title, is a place to begin from.
fn write_seeds(folder: &Path) -> Result<()> {
    let records = workspace::root().join("tests/error_answers");
    let mut count = 0;
    for entry in fs::read_dir(&records).with_context(|| format!("cannot read {}", records.display()))? {
        let path: PathBuf = entry?.path();
        if path.extension().is_none_or(|extension| extension != "http") {
            continue;
        }
        let text = format!("\n{}", fs::read_to_string(&path)?);
        for record in text.split("\n### ").skip(1).filter_map(|record| record.split_once('\n')) {
            fs::write(folder.join(count.to_string()), seed(record.1.trim_end()))?;
            count += 1;
        }
    }
    Ok(())
}

/// The record with its body as it is sent: one that begins with `hex:` is in hexadecimal.
fn seed(record: &str) -> Vec<u8> {
    let Some((head, digits)) = record.split_once("\n\nhex:") else { return record.into() };
    let digit = |letter: u8| (letter as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let byte = |pair: &[u8]| pair.iter().try_fold(0u8, |byte, &letter| Some(byte << 4 | digit(letter)?));
    let body = digits.as_bytes().chunks(2).map_while(byte);
    head.bytes().chain(*b"\n\n").chain(body).collect()
}

/// The triple of this machine.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say its host")
}

#[cfg(test)]
mod tests {
    use super::seed;

    #[test]
    fn bodies_of_seeds() {
        assert_eq!(seed("400\na: b\n\n{}"), b"400\na: b\n\n{}");
        assert_eq!(seed("400\na: b\n\nhex:a16161f6"), b"400\na: b\n\n\xa1aa\xf6");
        assert_eq!(seed("400\na: b"), b"400\na: b", "no body");
    }
}
