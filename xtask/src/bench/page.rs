//! `BENCHMARKS.md`: made of the results, whole.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};

use super::chart;
use super::figures::{Figure, Of, three};
use super::goals::{Outcome, aim};
use super::jobs::{Job, Jobs};
use super::readme;
use super::results::{Measurement, Results};
use crate::made_text::{README, read_readme, replaced, write_readme};
use crate::workspace;

/// Where the page is.
pub(super) const PAGE: &str = "BENCHMARKS.md";

/// Where the chart is, from the page.
pub(super) const CHART: &str = "tests/bench/results/benchmarks.svg";

const INTRODUCTION: &str = "\
# Benchmarks

Written by `cargo xtask bench --peers` of the results in
[tests/bench/results/results.json](tests/bench/results/results.json). Every competitor is a process of its own and does the
same job against the same server on the same machine, in turn, round after round; the figures are medians. Trust the ratios
and not the seconds, and no time by the clock where the load, which stands below each table, is above the number of cores.
The server is [a stub](tests/bench/src/stub.rs) on loopback that speaks plain HTTP, checks no signature and never fails: what
is measured is the client. CPU is user and system time of all threads, from the first request on, past the start of the
process; memory is the most that the process ever had. The floor is a program without SDK, signature and retries that knows
its server.

";

/// Writes page and chart, and the figures in the readme.
///
/// # Errors
///
/// Fails if they cannot be written.
pub(super) fn write(jobs: &Jobs, results: &Results) -> Result<()> {
    let root = workspace::root();
    fs::write(root.join(PAGE), page(jobs, results)).with_context(|| format!("cannot write {PAGE}"))?;
    fs::write(root.join(CHART), chart::chart(jobs, results)).with_context(|| format!("cannot write {CHART}"))?;
    write_readme(&readme_with(jobs, results)?)?;
    println!("wrote {PAGE}, {CHART} and the figures in {README}");
    Ok(())
}

/// The readme, with the figures that it shows.
///
/// # Errors
///
/// Fails if it has no place for them.
pub(super) fn readme_with(jobs: &Jobs, results: &Results) -> Result<String> {
    replaced(&read_readme()?, readme::MARKERS, &readme::table(&jobs.highlight, results))
}

/// The page, as it is committed.
pub(super) fn page(jobs: &Jobs, results: &Results) -> String {
    let mut page = String::from(INTRODUCTION);
    let _ = write!(page, "![Sotalia and others, job by job]({CHART})\n\n## Goals\n\n");
    page.push_str("| job | what | goal | measured | |\n| --- | --- | --- | --- | --- |\n");
    let measured = jobs.job.iter().filter_map(|job| Some((job, find(results, job)?)));
    for (job, measurement) in measured.clone() {
        for goal in &job.goal {
            let of = jobs.label(if goal.of == "pages" { "sotalia" } else { &goal.of });
            let (value, held) = match Outcome::of(goal, measurement, Of::Median) {
                Some(outcome) => (outcome.show(goal), if outcome.held { "held" } else { "**missed**" }),
                None => ("not measured".to_owned(), ""),
            };
            let _ = writeln!(page, "| {} | {of}: {} | {} | {value} | {held} |", job.name, goal.text, aim(goal));
        }
    }
    let mut shown: Option<&String> = None;
    for (job, measurement) in measured {
        let series = job.series.as_ref();
        if series.is_some() && series == shown {
            continue;
        }
        shown = series;
        page.push('\n');
        match jobs.series.iter().find(|one| Some(&one.name) == series) {
            Some(series) => page.push_str(&series.section(jobs, results)),
            None => page.push_str(&section(jobs, measurement)),
        }
    }
    page
}

fn find<'a>(results: &'a Results, job: &Job) -> Option<&'a Measurement> {
    results.measurements.iter().find(|measurement| measurement.job == job.name)
}

/// What came of a job, as a table.
pub(super) fn section(jobs: &Jobs, measurement: &Measurement) -> String {
    let Some(job) = jobs.find(&measurement.job) else { return String::new() };
    let mut section = format!("## {}\n\n{}\n\n", job.title, job.text);
    let columns = columns(measurement);
    let heads: Vec<_> = columns.iter().map(|figure| head(*figure, job)).collect();
    let bars = head(job.bars, job);
    let _ = writeln!(section, "| {} | {} | {bars}, times Sotalia's | rounds |", job.name, heads.join(" | "));
    let _ = writeln!(section, "| --- |{}", " ---: |".repeat(columns.len() + 2));
    let ours = measurement.competitors.first().and_then(|first| job.bars.read(first, Of::Median));
    for competed in &measurement.competitors {
        let cell =
            |figure: &Figure| figure.read(competed, Of::Median).map_or_else(String::new, |value| figure.show(value));
        let cells: Vec<_> = columns.iter().map(cell).collect();
        let ratio = job.bars.read(competed, Of::Median).zip(ours).map(|(value, ours)| three(value / ours));
        let _ = writeln!(
            section,
            "| {} | {} | {} | {} |",
            jobs.label(&competed.name),
            cells.join(" | "),
            ratio.unwrap_or_default(),
            competed.rounds.len()
        );
    }
    let _ = writeln!(section, "\n{}", measurement.machine.line(&measurement.machine.load));
    section
}

/// The figures that someone has.
fn columns(measurement: &Measurement) -> Vec<Figure> {
    let all = [
        Figure::Cpu,
        Figure::Instructions,
        Figure::Wall,
        Figure::ProcessWall,
        Figure::Own,
        Figure::Peak,
        Figure::Requests,
    ];
    let has = |figure: &Figure| measurement.competitors.iter().any(|one| figure.read(one, Of::Median).is_some());
    all.into_iter().filter(has).collect()
}

fn head(figure: Figure, job: &Job) -> String {
    match figure {
        Figure::Cpu => format!("CPU/{}", job.item),
        Figure::Instructions => format!("instructions/{}", job.item),
        Figure::Wall => "wall".to_owned(),
        Figure::ProcessWall => "wall of the process".to_owned(),
        Figure::Own => "own crates".to_owned(),
        Figure::Peak => "memory".to_owned(),
        Figure::Requests => "requests".to_owned(),
    }
}
