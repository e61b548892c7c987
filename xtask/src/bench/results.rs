//! The raw results, as they are kept in `tests/bench/results/results.json`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::figures::{Figure, Of};
use super::jobs::{self, Job};
use super::machine::Machine;
use super::round::Round;

/// All that was measured, a job each.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Results {
    pub(super) measurements: Vec<Measurement>,
}

/// A job that was measured.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Measurement {
    pub(super) job: String,
    pub(super) machine: Machine,
    /// In milliseconds.
    pub(super) latency: u64,
    pub(super) competitors: Vec<Competed>,
}

/// What a competitor took, each time.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Competed {
    pub(super) name: String,
    pub(super) rounds: Vec<Round>,
    /// For an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) instructions: Option<f64>,
}

impl Results {
    pub(super) fn path() -> PathBuf {
        jobs::folder().join("results/results.json")
    }

    pub(super) fn load() -> Result<Self> {
        let text = fs::read_to_string(Self::path()).context("nothing has been measured: `cargo xtask bench`")?;
        serde_json::from_str(&text).context("the results are broken: measure again")
    }

    pub(super) fn store(&self) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(Self::path(), text).context("cannot write the results")
    }

    /// Takes the place of an earlier measurement of the job. Competitors that were not asked this time are gone, since
    /// they were measured with something else.
    pub(super) fn put(&mut self, measurement: Measurement) {
        match self.measurements.iter_mut().find(|other| other.job == measurement.job) {
            Some(other) => *other = measurement,
            None => self.measurements.push(measurement),
        }
    }
}

impl Measurement {
    pub(super) fn begin(job: &Job, machine: Machine) -> Self {
        Self { job: job.name.clone(), machine, latency: job.latency, competitors: Vec::new() }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Competed> {
        self.competitors.iter().find(|competed| competed.name == name)
    }

    fn entry(&mut self, name: &str) -> &mut Competed {
        let index = self.competitors.iter().position(|competed| competed.name == name).unwrap_or_else(|| {
            self.competitors.push(Competed { name: name.to_owned(), ..Competed::default() });
            self.competitors.len() - 1
        });
        &mut self.competitors[index]
    }

    pub(super) fn add(&mut self, name: &str, round: Round) {
        self.entry(name).rounds.push(round);
    }

    pub(super) fn instructions(&mut self, name: &str, instructions: f64) {
        self.entry(name).instructions = Some(instructions);
    }

    /// The figure of a competitor; `pages` is what a listing takes that asks for one page after the other.
    pub(super) fn figure(&self, figure: Figure, name: &str, of: Of) -> Option<f64> {
        if name != "pages" {
            return figure.read(self.find(name)?, of);
        }
        let items = self.competitors.first()?.rounds.first()?.items?;
        let pages = (items / 1000.0).ceil();
        #[expect(clippy::cast_precision_loss, reason = "it is some milliseconds")]
        let latency = self.latency as f64 / 1000.0;
        match figure {
            Figure::Wall => Some(pages * latency),
            Figure::Requests => Some(pages),
            _ => None,
        }
    }

    /// Did all that did as much find the same?
    pub(super) fn agrees(&self) -> bool {
        let rounds = || self.competitors.iter().flat_map(|competed| &competed.rounds);
        rounds().all(|round| rounds().all(|other| round.items != other.items || agree(round.sum, other.sum)))
    }

    pub(super) fn sums(&self) -> String {
        let sum = |competed: &Competed| {
            let sums: Vec<_> = competed.rounds.iter().filter_map(|round| round.sum).collect();
            format!("{} {sums:?}", competed.name)
        };
        self.competitors.iter().map(sum).collect::<Vec<_>>().join(", ")
    }
}

/// Zero is no sum: not every job has one.
fn agree(one: Option<f64>, other: Option<f64>) -> bool {
    one == other || one.is_none_or(|sum| sum == 0.0) || other.is_none_or(|sum| sum == 0.0)
}
