//! `cargo xtask ci`: every check, one after the other, timed.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::{
    codegen, crates, diff_botocore, errors, exceptions, layers, pack_models, parity, test_run, tidy, workspace,
};

/// How to go through the checks.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Go on after a check that failed
    #[arg(long)]
    keep_going: bool,
}

/// The name of a check, and what it does.
type Check = (&'static str, fn() -> Result<()>);

/// Every check, the quick ones first.
const CHECKS: &[Check] = &[
    ("fmt", || cargo(&["fmt", "--all", "--check"], &[])),
    ("layers", layers::run),
    ("tidy", tidy::run),
    ("codegen", || codegen::run(&codegen::Arguments { check: true, service: None })),
    ("crates", || crates::run(&crates::Arguments { check: true, ..Default::default() })),
    ("errors", errors::check),
    ("exceptions", || exceptions::run(&exceptions::Arguments { check: true })),
    ("parity", || parity::run(&parity::Arguments::default())),
    ("models", || pack_models::run(&pack_models::Arguments { check: true, ..Default::default() })),
    // Neither looks at the heavy example: its dependencies would be compiled a second time.
    ("clippy", || {
        let scope = ["clippy", "--workspace", "--exclude", test_run::HEAVY, "--all-targets", "--all-features"];
        cargo(&[&scope[..], &["--", "-D", "warnings"]].concat(), &[])
    }),
    ("doc", || {
        let scope = ["doc", "--workspace", "--exclude", test_run::HEAVY, "--all-features", "--no-deps"];
        cargo(&scope, &[("RUSTDOCFLAGS", "-D warnings")])
    }),
    ("diff-botocore", || diff_botocore::run(&diff_botocore::Arguments::sampled())),
    // The last one, so that its count closes the run.
    ("test", || test_run::run(&test_run::Arguments::default())),
];

/// Runs every check and prints a table of how each went.
///
/// # Errors
///
/// Fails if a check fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let outcomes = run_checks(CHECKS, arguments.keep_going);
    println!("\n{}", table(&outcomes));
    let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.state != State::Passed).map(|one| one.name).collect();
    ensure!(bad.is_empty(), "not passed: {}", bad.join(", "));
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    name: &'static str,
    state: State,
    took: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Passed,
    Failed,
    NotRun,
}

fn run_checks(checks: &[Check], keep_going: bool) -> Vec<Outcome> {
    let mut stopped = false;
    let mut outcomes = Vec::new();
    for (name, check) in checks {
        let started = Instant::now();
        let state = if stopped {
            State::NotRun
        } else {
            println!("\n== {name}");
            match check() {
                Ok(()) => State::Passed,
                Err(error) => {
                    println!("{name} failed: {error:#}");
                    stopped = !keep_going;
                    State::Failed
                }
            }
        };
        outcomes.push(Outcome { name, state, took: started.elapsed() });
    }
    outcomes
}

fn table(outcomes: &[Outcome]) -> String {
    let row = |outcome: &Outcome| {
        let state = match outcome.state {
            State::Passed => "passed",
            State::Failed => "FAILED",
            State::NotRun => "not run",
        };
        format!("{:<10} {state:<8} {:>7.1} s", outcome.name, outcome.took.as_secs_f64())
    };
    outcomes.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<()> {
    println!("$ cargo {}", arguments.join(" "));
    let mut command = Command::new(workspace::cargo());
    command.args(arguments).envs(environment.iter().copied()).current_dir(workspace::root()).stdin(Stdio::null());
    let status = command.status().context("cannot start cargo")?;
    ensure!(status.success(), "`cargo {}` ended with {status}", arguments.join(" "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::{Check, State, run_checks, table};

    const SOME: &[Check] = &[("good", || Ok(())), ("bad", || bail!("broken")), ("late", || Ok(()))];

    #[test]
    fn the_first_failure_stops_the_run() {
        check(false, [State::Passed, State::Failed, State::NotRun]);
    }

    #[test]
    fn the_run_goes_on_if_asked() {
        check(true, [State::Passed, State::Failed, State::Passed]);
    }

    #[test]
    fn the_table_has_a_row_for_each_check() {
        let table = table(&run_checks(SOME, false));
        let starts: Vec<_> = table.lines().map(|line| line[..19].trim_end()).collect();
        assert_eq!(starts, ["good       passed", "bad        FAILED", "late       not run"]);
    }

    #[track_caller]
    fn check(keep_going: bool, expected: [State; 3]) {
        let states: Vec<_> = run_checks(SOME, keep_going).iter().map(|outcome| outcome.state).collect();
        assert_eq!(states, expected);
    }
}
