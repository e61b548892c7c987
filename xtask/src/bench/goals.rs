//! What is aimed at, what came of it, and what must not get worse.

use anyhow::{Context as _, Result, bail};

use super::figures::{Figure, Of, three};
use super::jobs::{Goal, Jobs};
use super::results::Measurement;

/// How far a guarded figure may be above its usual one: a quarter of it.
const LOSS: f64 = 1.25;

/// What came of a goal.
#[derive(Debug, PartialEq)]
pub(super) struct Outcome {
    /// The figure, or how many times the other's it is.
    pub(super) value: f64,
    pub(super) is_ratio: bool,
    pub(super) held: bool,
}

impl Outcome {
    /// Nothing, if one of the two was not measured.
    pub(super) fn of(goal: &Goal, measurement: &Measurement, of: Of) -> Option<Self> {
        let value = measurement.figure(goal.figure, &goal.of, of)?;
        let value = match &goal.to {
            Some(to) => value / measurement.figure(goal.figure, to, of)?,
            None => value,
        };
        let held = goal.at_most.is_none_or(|most| value <= most) && goal.at_least.is_none_or(|least| value >= least);
        Some(Self { value, is_ratio: goal.to.is_some(), held })
    }

    pub(super) fn show(&self, goal: &Goal) -> String {
        if self.is_ratio { format!("{}x", three(self.value)) } else { goal.figure.show(self.value) }
    }
}

/// `≤ 0.12x`, or whatever the goal is.
pub(super) fn aim(goal: &Goal) -> String {
    let show = |value| Outcome { value, is_ratio: goal.to.is_some(), held: true }.show(goal);
    let most = goal.at_most.map(|most| format!("≤ {}", show(most)));
    let least = goal.at_least.map(|least| format!("≥ {}", show(least)));
    [most, least].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Holds what is guarded against its usual value: the least of the rounds, since noise only ever adds.
///
/// # Errors
///
/// Fails, naming all, if one is a quarter above, or was not measured.
pub(super) fn check(jobs: &Jobs, measured: &[Measurement]) -> Result<()> {
    let mut above = Vec::new();
    for measurement in measured {
        let job = jobs.find(&measurement.job).context("it was measured, so it is a job")?;
        for goal in &job.goal {
            let Some(usual) = goal.usual else { continue };
            let outcome = Outcome::of(goal, measurement, Of::Least);
            if outcome.is_none() && goal.figure == Figure::Instructions {
                println!("{}: {}: not measured, since valgrind is not there", job.name, goal.text);
                continue;
            }
            let outcome = outcome.with_context(|| format!("{}: {} was not measured", job.name, goal.text))?;
            let most = usual * LOSS;
            let line =
                format!("{}: {}: {}, usually {usual}, {most:.3} at most", job.name, goal.text, outcome.show(goal));
            println!("{line}");
            if outcome.value > most {
                above.push(line);
            }
        }
    }
    if !above.is_empty() {
        bail!("slower than it was:\n{}", above.join("\n"));
    }
    Ok(())
}
