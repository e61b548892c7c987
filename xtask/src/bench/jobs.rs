//! The jobs and their goals, as `tests/bench/jobs.toml` tells them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::figures::Figure;
use super::readme::Highlight;
use super::series::Series;
use crate::workspace;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Jobs {
    pub(super) competitor: Vec<Competitor>,
    pub(super) job: Vec<Job>,
    /// Each makes several jobs, which stand in `job`, too, when the file is loaded.
    #[serde(default)]
    pub(super) series: Vec<Series>,
    /// What the readme shows.
    #[serde(default)]
    pub(super) highlight: Vec<Highlight>,
}

/// Who does jobs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Competitor {
    pub(super) name: String,
    /// What tables call it.
    pub(super) label: String,
    /// A program of this workspace.
    pub(super) program: Option<String>,
    /// What the program is told in place of the job's words; it tells no measurement of its own then.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// A script in `tests/bench/peers`.
    pub(super) script: Option<String>,
    /// The packages that the script needs: a file in `tests`.
    pub(super) requirements: Option<String>,
}

/// What is measured.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Job {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) text: String,
    /// What an item is.
    pub(super) item: String,
    /// How long the server takes to answer, in milliseconds.
    #[serde(default)]
    pub(super) latency: u64,
    /// What competitors are told; what they are when it has to be quick, and what peers are if that is less.
    pub(super) words: Vec<String>,
    pub(super) quick: Vec<String>,
    pub(super) peer_words: Option<Vec<String>>,
    pub(super) competitors: Vec<String>,
    #[serde(default)]
    pub(super) peers: Vec<String>,
    #[serde(default = "five")]
    pub(super) rounds: usize,
    #[serde(default = "one")]
    pub(super) peer_rounds: usize,
    /// Those of the competitors who do it once: they take minutes, and differ by more than their noise.
    #[serde(default)]
    pub(super) once: Vec<String>,
    /// What the chart shows.
    pub(super) bars: Figure,
    /// Two jobs, whose difference is counted in instructions.
    pub(super) instructions: Option<[Vec<String>; 2]>,
    #[serde(default)]
    pub(super) goal: Vec<Goal>,
    /// The series that it is of.
    #[serde(skip)]
    pub(super) series: Option<String>,
}

/// What a figure should be.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Goal {
    pub(super) text: String,
    pub(super) figure: Figure,
    pub(super) of: String,
    pub(super) to: Option<String>,
    pub(super) at_most: Option<f64>,
    pub(super) at_least: Option<f64>,
    /// What `--check` compares with.
    pub(super) usual: Option<f64>,
}

fn five() -> usize {
    5
}

fn one() -> usize {
    1
}

impl Jobs {
    pub(super) fn load() -> Result<Self> {
        let path = folder().join("jobs.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut jobs: Self = toml::from_str(&text).context("tests/bench/jobs.toml is broken")?;
        for series in &jobs.series {
            let at = jobs.job.iter().position(|job| job.name == series.before);
            let at = at.with_context(|| format!("{}: no job is called {:?}", series.name, series.before))?;
            jobs.job.splice(at..at, series.jobs());
        }
        Ok(jobs)
    }

    pub(super) fn competitor(&self, name: &str) -> Result<&Competitor> {
        let found = self.competitor.iter().find(|competitor| competitor.name == name);
        found.with_context(|| format!("jobs.toml has no competitor {name:?}"))
    }

    /// What tables call it; it may have no entry, as what is built.
    pub(super) fn label<'a>(&'a self, name: &'a str) -> &'a str {
        self.competitor(name).map_or(name, |competitor| &competitor.label)
    }

    pub(super) fn find(&self, name: &str) -> Option<&Job> {
        self.job.iter().find(|job| job.name == name)
    }
}

impl Job {
    pub(super) fn words_for(&self, is_peer: bool, quick: bool) -> &[String] {
        match (&self.peer_words, is_peer, quick) {
            (Some(words), true, _) => words,
            (_, _, true) => &self.quick,
            _ => &self.words,
        }
    }
}

/// The folder of the crate that is measured with.
pub(super) fn folder() -> PathBuf {
    workspace::root().join("tests/bench")
}
