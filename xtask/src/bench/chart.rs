//! The chart: a bar for each competitor and job, by how many times Sotalia's figure it is.

use std::fmt::Write as _;

use super::figures::{Figure, Of, three};
use super::jobs::{Job, Jobs};
use super::results::{Measurement, Results};

const WIDTH: f64 = 900.0;
/// Where bars begin, and how long they are at most.
const LEFT: f64 = 300.0;
const LONGEST: f64 = 440.0;
const ROW: f64 = 20.0;
const HEAD: f64 = 34.0;

/// The chart, as SVG that suits light and dark pages.
pub(super) fn chart(jobs: &Jobs, results: &Results) -> String {
    let measured = jobs.job.iter().filter_map(|job| {
        let measurement = results.measurements.iter().find(|measurement| measurement.job == job.name)?;
        Some((job, measurement))
    });
    let mut body = String::new();
    let mut y = 10.0;
    for (job, measurement) in measured {
        y = draw(jobs, job, measurement, &mut body, y);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{WIDTH}\" height=\"{y}\" fill=\"#ffffff\"/>\n{body}</svg>\n"
    )
}

/// Draws a job from `y` on, and gives where it ends.
fn draw(jobs: &Jobs, job: &Job, measurement: &Measurement, body: &mut String, y: f64) -> f64 {
    let bars: Vec<_> = measurement
        .competitors
        .iter()
        .filter_map(|competed| Some((competed.name.as_str(), job.bars.read(competed, Of::Median)?)))
        .collect();
    let largest = bars.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
    let least = bars.iter().map(|(_, value)| *value).fold(largest, f64::min);
    // By powers of ten, from a third of the least on: boto3 would leave the others a pixel.
    let from = (least / 3.0).max(f64::MIN_POSITIVE).log10();
    let length = |value: f64| LONGEST * (value.log10() - from) / (largest.log10() - from);
    let what = match job.bars {
        Figure::Cpu => format!("CPU for a {}", job.item),
        Figure::ProcessWall => "wall of the process".to_owned(),
        _ => "wall".to_owned(),
    };
    let mut y = y + HEAD;
    let title = escaped(&job.title);
    let _ = writeln!(
        body,
        "<text x=\"10\" y=\"{:.0}\" font-weight=\"bold\" fill=\"#222222\">{title} ({what}, logarithmic)</text>",
        y - 12.0
    );
    let ours = bars.first().map_or(1.0, |(_, value)| *value);
    for (name, value) in bars {
        let colour = match name {
            "sotalia" | "dynamic" | "command" => "#00796b",
            "floor" => "#9e9e9e",
            "sdk" => "#f57c00",
            _ => "#5c6bc0",
        };
        let label = escaped(&jobs.label(name).replace('`', ""));
        let shown = format!("{} ({}x)", job.bars.show(value), three(value / ours));
        let (middle, long) = (y + 13.0, length(value).max(1.0));
        let _ = writeln!(
            body,
            "<text x=\"{:.0}\" y=\"{middle:.0}\" text-anchor=\"end\" fill=\"#222222\">{label}</text>\
             <rect x=\"{LEFT:.0}\" y=\"{:.0}\" width=\"{long:.1}\" height=\"14\" fill=\"{colour}\"/>\
             <text x=\"{:.1}\" y=\"{middle:.0}\" fill=\"#222222\">{}</text>",
            LEFT - 8.0,
            y + 2.0,
            LEFT + long + 6.0,
            escaped(&shown)
        );
        y += ROW;
    }
    y
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
