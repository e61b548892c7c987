//! Jobs that differ in layout and size alone: they are told once, and shown in one table.

use std::fmt::Write as _;

use serde::Deserialize;

use super::figures::{Figure, Of, three};
use super::jobs::{Goal, Job, Jobs};
use super::results::{Measurement, Results};

/// A job for each of its sizes and layouts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) text: String,
    /// The job that they stand before.
    pub(super) before: String,
    item: String,
    latency: u64,
    /// As those of a job, with `{layout}` and `{size}`.
    words: Vec<String>,
    quick: Vec<String>,
    /// How many requests there are at once.
    ways: usize,
    competitors: Vec<String>,
    once: Vec<String>,
    rounds: usize,
    sizes: Vec<String>,
    layout: Vec<Layout>,
}

/// How keys are spread, and what is aimed at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layout {
    name: String,
    text: String,
    /// How many times quicker than the raw SDK, at least.
    quicker: f64,
    /// How many of the raw SDK's requests, at most.
    requests: f64,
}

impl Series {
    pub(super) fn jobs(&self) -> Vec<Job> {
        self.sizes.iter().flat_map(|size| self.layout.iter().map(|layout| self.job(size, layout))).collect()
    }

    fn job(&self, size: &str, layout: &Layout) -> Job {
        let words = |words: &[String]| -> Vec<String> {
            words.iter().map(|word| word.replace("{layout}", &layout.name).replace("{size}", size)).collect()
        };
        let goal = |text: &str, figure, (of, to): (&str, &str), at_least, at_most| {
            let (text, of, to) = (text.to_owned(), of.to_owned(), Some(to.to_owned()));
            Goal { text, figure, of, to, at_most, at_least, usual: None }
        };
        let quicker = Some(layout.quicker);
        Job {
            name: format!("{}-{size}-{}", self.name, layout.name),
            title: format!("List {size} keys, {} requests at once: {}", self.ways, layout.text.replace('`', "")),
            text: self.text.clone(),
            item: self.item.clone(),
            latency: self.latency,
            words: words(&self.words),
            quick: words(&self.quick),
            peer_words: None,
            competitors: self.competitors.clone(),
            peers: Vec::new(),
            rounds: self.rounds,
            peer_rounds: 1,
            once: self.once.clone(),
            bars: Figure::Wall,
            instructions: None,
            goal: vec![
                goal("wall of the raw SDK, of Sotalia's", Figure::Wall, ("sdk", "sotalia"), quicker, None),
                goal("requests, of the raw SDK's", Figure::Requests, ("sotalia", "sdk"), None, Some(layout.requests)),
            ],
            series: Some(self.name.clone()),
        }
    }

    /// What was measured of it, as one table.
    pub(super) fn section(&self, jobs: &Jobs, results: &Results) -> String {
        let mut section = format!("## {}\n\n{}\n\n", self.title, self.text.trim());
        for layout in &self.layout {
            let _ = writeln!(section, "* {}: {}", layout.name, layout.text);
        }
        section.push_str(
            "\n| keys | wall | raw SDK's | times quicker | at best | requests | of the SDK's | CPU/key | memory |\n",
        );
        section.push_str("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        let mut machines: Vec<(String, Vec<&str>)> = Vec::new();
        for job in jobs.job.iter().filter(|job| job.series.as_deref() == Some(&self.name)) {
            let Some(measurement) = results.measurements.iter().find(|one| one.job == job.name) else { continue };
            let name = job.name.trim_start_matches(self.name.as_str()).trim_start_matches('-');
            let _ = writeln!(section, "| {name} | {} |", self.cells(measurement).join(" | "));
            let (machine, load) = (measurement.machine.line("{load}"), measurement.machine.load.as_str());
            match machines.iter_mut().find(|(other, _)| *other == machine) {
                Some((_, loads)) => loads.push(load),
                None => machines.push((machine, vec![load])),
            }
        }
        for (machine, loads) in machines {
            let _ = writeln!(section, "\n{}", machine.replace("{load}", &loads.join(", ")));
        }
        section
    }

    fn cells(&self, measurement: &Measurement) -> [String; 8] {
        let figure = |figure: Figure, name| measurement.figure(figure, name, Of::Median);
        let show = |of: Figure, name| figure(of, name).map_or_else(String::new, |value| of.show(value));
        let times = |one: Option<f64>, other: Option<f64>| {
            one.zip(other).map_or_else(String::new, |(one, other)| three(one / other))
        };
        let least = figure(Figure::Requests, "pages").map(|pages| self.least(pages));
        let (wall, of_sdk) = (figure(Figure::Wall, "sotalia"), figure(Figure::Wall, "sdk"));
        [
            show(Figure::Wall, "sotalia"),
            show(Figure::Wall, "sdk"),
            times(of_sdk, wall),
            times(of_sdk, least),
            show(Figure::Requests, "sotalia"),
            times(figure(Figure::Requests, "sotalia"), figure(Figure::Requests, "sdk")),
            show(Figure::Cpu, "sotalia"),
            show(Figure::Peak, "sotalia"),
        ]
    }

    /// The least time for so many pages, in seconds.
    #[expect(clippy::cast_precision_loss, reason = "they are some dozens and some milliseconds")]
    fn least(&self, pages: f64) -> f64 {
        let rounds = 1.0 + ((pages - 1.0).max(0.0) / self.ways as f64).ceil();
        rounds * self.latency as f64 / 1000.0
    }
}
