//! What is read off a round.

use serde::{Deserialize, Serialize};

use super::results::Competed;
use super::round::Round;

/// A number that a competitor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Figure {
    /// Seconds of CPU for an item, of all threads.
    Cpu,
    /// Seconds by the clock, for the job.
    Wall,
    /// Seconds by the clock, from before the process to its end.
    ProcessWall,
    /// The most memory, in bytes.
    Peak,
    /// Requests that the server saw.
    Requests,
    /// Instructions for an item.
    Instructions,
    /// Seconds that the own crates took to compile.
    Own,
}

/// Which round counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) enum Of {
    /// The one in the middle.
    Median,
    /// The least, which noise disturbs least.
    Least,
}

impl Figure {
    fn in_round(self, round: &Round) -> Option<f64> {
        match self {
            Self::Cpu => Some(round.cpu? / round.items?),
            Self::Wall => round.wall,
            Self::ProcessWall => Some(round.process_wall),
            Self::Peak => round.peak,
            Self::Requests => round.requests,
            Self::Own => round.own,
            Self::Instructions => None,
        }
    }

    /// The figure of a competitor, if it was measured.
    pub(super) fn read(self, competed: &Competed, of: Of) -> Option<f64> {
        if self == Self::Instructions {
            return competed.instructions;
        }
        let mut values: Vec<f64> = competed.rounds.iter().filter_map(|round| self.in_round(round)).collect();
        values.sort_by(f64::total_cmp);
        match of {
            Of::Least => values.first().copied(),
            Of::Median => median(&values),
        }
    }

    /// With a unit that suits it.
    pub(super) fn show(self, value: f64) -> String {
        match self {
            Self::Cpu | Self::Wall | Self::ProcessWall | Self::Own => seconds(value),
            Self::Peak => format!("{:.1} MiB", value / f64::from(1 << 20)),
            Self::Requests | Self::Instructions => grouped(value),
        }
    }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    Some(if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], upper) } else { upper })
}

fn seconds(value: f64) -> String {
    let (value, unit) = match value {
        value if value >= 1.0 => (value, "s"),
        value if value >= 1e-3 => (value * 1e3, "ms"),
        value if value >= 1e-6 => (value * 1e6, "µs"),
        value => (value * 1e9, "ns"),
    };
    format!("{} {unit}", three(value))
}

/// Three digits that count.
pub(super) fn three(value: f64) -> String {
    match value {
        value if value >= 100.0 => grouped(value),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
