//! Measurements: every competitor in turn, against a server that costs next to nothing, and what comes of it.

mod build;
mod callgrind;
mod chart;
mod competitors;
mod figures;
mod goals;
mod jobs;
pub(crate) mod machine;
mod page;
mod readme;
mod results;
mod round;
pub(crate) mod rustc;
mod series;
mod stub;
#[cfg(test)]
mod tests;

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};

use self::competitors::Programs;
use self::jobs::{Job, Jobs};
use self::results::{Measurement, Results};
use self::stub::Stub;

/// Measure jobs of `tests/bench/jobs.toml`: all but `build`, or the named ones (a job, or a series of them). Writes `BENCHMARKS.md`, its chart and the
/// raw results.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Which jobs, by name; `build` measures cold builds.
    jobs: Vec<String>,
    /// Measure boto3, aioboto3, awscrt, obstore and s5cmd, too.
    #[arg(long)]
    peers: bool,
    /// Write nothing, and fail where a guarded figure is more than a quarter above its usual one.
    #[arg(long)]
    check: bool,
    /// Do less of each job, and write nothing.
    #[arg(long)]
    quick: bool,
    /// Measure nothing: write the page and the chart of the results that there are.
    #[arg(long, conflicts_with_all = ["peers", "check", "quick"])]
    render: bool,
    /// How many times each competitor does a job.
    #[arg(long)]
    rounds: Option<usize>,
    #[command(flatten)]
    build: build::Builds,
}

/// Measures.
///
/// # Errors
///
/// Fails if something cannot be built or run, if a competitor does not do its job, or is above its limit.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let jobs = Jobs::load()?;
    if arguments.render {
        return page::write(&jobs, &Results::load()?);
    }
    let chosen = chosen(&jobs, arguments)?;
    let builds = arguments.jobs.iter().any(|name| name == build::NAME);
    let mut measured = Vec::new();
    if !chosen.is_empty() {
        let programs = Programs::build(&jobs, &chosen, arguments.peers)?;
        let stub = Stub::start(&programs)?;
        for job in &chosen {
            measured.push(measure(job, &jobs, &programs, &stub, arguments)?);
        }
    }
    let build = if builds { Some(build::run(&arguments.build)?) } else { None };
    measured.extend(build);
    for measurement in &measured {
        println!("\n{}", page::section(&jobs, measurement));
    }
    if arguments.check {
        return goals::check(&jobs, &measured);
    }
    if !arguments.quick {
        let mut results = if Results::path().exists() { Results::load()? } else { Results::default() };
        measured.into_iter().for_each(|measurement| results.put(measurement));
        results.measurements.retain(|measurement| jobs.find(&measurement.job).is_some());
        fs::create_dir_all(Results::path().parent().context("it is in a folder")?)?;
        results.store()?;
        page::write(&jobs, &results)?;
    }
    Ok(())
}

fn chosen<'a>(jobs: &'a Jobs, arguments: &Arguments) -> Result<Vec<&'a Job>> {
    let measured = jobs.job.iter().filter(|job| job.name != build::NAME);
    for name in &arguments.jobs {
        let is_job = |job: &Job| job.name == *name || job.series.as_ref() == Some(name);
        if !jobs.job.iter().any(is_job) {
            let of_series = jobs.series.iter().map(|series| series.name.as_str());
            let names: Vec<_> = jobs.job.iter().map(|job| job.name.as_str()).chain(of_series).collect();
            bail!("no job is called {name:?}: take one of {}", names.join(", "));
        }
    }
    let is_chosen = |job: &&Job| {
        let guarded = !arguments.check || job.goal.iter().any(|goal| goal.usual.is_some());
        let is_named =
            arguments.jobs.contains(&job.name) || job.series.as_ref().is_some_and(|name| arguments.jobs.contains(name));
        if arguments.jobs.is_empty() { guarded } else { is_named }
    };
    Ok(measured.filter(is_chosen).collect())
}

/// Has each competitor do the job in turn, round after round.
fn measure(job: &Job, jobs: &Jobs, programs: &Programs, stub: &Stub, arguments: &Arguments) -> Result<Measurement> {
    let quick = arguments.quick || arguments.check;
    let rounds = arguments.rounds.unwrap_or(if quick { job.rounds.max(3) } else { job.rounds });
    let peers = if arguments.peers { job.peers.as_slice() } else { &[] };
    let names: Vec<&String> = job.competitors.iter().chain(peers).collect();
    let mut measurement = Measurement::begin(job, machine::describe()?);
    for round in 0..rounds {
        for name in &names {
            let is_peer = peers.contains(name);
            // They are slow, and differ by more than their noise.
            if (is_peer && round >= job.peer_rounds) || (job.once.contains(name) && round > 0) {
                continue;
            }
            let words = job.words_for(is_peer, quick);
            let command = programs.command(jobs.competitor(name)?, words)?;
            println!("{}, round {}: {name}", job.name, round + 1);
            let round = round::run(command, stub, job.latency)?;
            measurement.add(name, round);
        }
    }
    if let Some([more, fewer]) = &job.instructions {
        for name in &job.competitors {
            let ask =
                |words: &[String]| callgrind::instructions(programs.command(jobs.competitor(name)?, words)?, stub);
            let Some(of_more) = ask(more)? else { break };
            let of_fewer = ask(fewer)?.context("valgrind was there")?;
            measurement.instructions(name, of_more.for_each_beyond(&of_fewer)?);
        }
    }
    ensure!(measurement.agrees(), "{}: competitors found different things: {}", job.name, measurement.sums());
    Ok(measurement)
}
