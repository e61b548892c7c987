//! The few figures that the readme shows.

use std::fmt::Write as _;

use serde::Deserialize;

use super::figures::{Figure, Of, three};
use super::results::Results;

/// Between these lines of the readme stand the figures.
pub(super) const MARKERS: (&str, &str) =
    ("<!-- Made by `cargo xtask bench --render`. -->", "<!-- The end of what was measured. -->");

/// A line of the readme's table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Highlight {
    pub(super) text: String,
    pub(super) job: String,
    figure: Figure,
}

/// The columns: what each is called, and which competitors it may show, the first that did the job.
const COLUMNS: [(&str, &[&str]); 3] =
    [("Sotalia", &["sotalia"]), ("raw AWS SDK", &["sdk"]), ("boto3", &["boto3-resource", "boto3"])];

/// The table.
pub(super) fn table(highlights: &[Highlight], results: &Results) -> String {
    let heads: Vec<_> = COLUMNS.iter().map(|(head, _)| *head).collect();
    let mut table = format!("| | {} |\n| --- |{}\n", heads.join(" | "), " ---: |".repeat(heads.len()));
    for highlight in highlights {
        let measured = results.measurements.iter().find(|one| one.job == highlight.job);
        let value = |names: &[&str]| {
            names.iter().find_map(|name| measured?.figure(highlight.figure, name, Of::Median)).unwrap_or(f64::NAN)
        };
        let ours = value(COLUMNS[0].1);
        let cells = COLUMNS.iter().map(|(_, names)| match value(names) {
            value if value.is_nan() => String::new(),
            value if names == &COLUMNS[0].1 => highlight.figure.show(value),
            value => format!("{} ({}x)", highlight.figure.show(value), three(value / ours)),
        });
        let _ = writeln!(table, "| {} | {} |", highlight.text, cells.collect::<Vec<_>>().join(" | "));
    }
    table
}
