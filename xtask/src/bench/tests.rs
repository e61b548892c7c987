//! The jobs can be read, figures are what they say, and the page is as the results say.

use super::figures::{Figure, Of};
use super::goals::{Outcome, aim, check};
use super::jobs::{Goal, Jobs};
use super::results::{Measurement, Results};
use super::round::Round;
use super::{chart, page};
use crate::made_text::README;
use crate::workspace;

fn round(cpu: f64, wall: f64) -> Round {
    Round {
        items: Some(2000.0),
        sum: Some(7.0),
        cpu: Some(cpu),
        wall: Some(wall),
        peak: Some(1_048_576.0),
        requests: Some(2.0),
        ..Round::default()
    }
}

fn measurement() -> Measurement {
    let mut measurement = Measurement { job: "list".to_owned(), latency: 50, ..Measurement::default() };
    for (cpu, wall) in [(0.004, 0.11), (0.002, 0.12), (0.100, 0.13)] {
        measurement.add("sotalia", round(cpu, wall));
        measurement.add("floor", round(cpu / 2.0, wall));
    }
    measurement
}

fn goal(figure: Figure, to: Option<&str>) -> Goal {
    let to = to.map(str::to_owned);
    let text = "a goal".to_owned();
    Goal { text, figure, of: "sotalia".to_owned(), to, at_most: Some(1.2), at_least: None, usual: Some(1.5) }
}

#[test]
fn every_job_names_competitors_and_goals_that_there_are() {
    let jobs = Jobs::load().expect("the file is valid");
    for job in &jobs.job {
        let competitors: Vec<_> = job.competitors.iter().chain(&job.peers).collect();
        for name in &competitors {
            assert!(jobs.competitor(name).is_ok(), "{}: no competitor {name}", job.name);
        }
        for goal in &job.goal {
            let named = std::iter::once(&goal.of).chain(&goal.to).filter(|name| *name != "pages");
            for name in named {
                assert!(competitors.contains(&name), "{}: {name} does not do it", job.name);
            }
            assert!(goal.at_most.or(goal.at_least).is_some(), "{}: {:?} aims at nothing", job.name, goal.text);
        }
    }
}

#[test]
fn the_readme_shows_jobs_that_there_are() {
    let jobs = Jobs::load().expect("the file is valid");
    for highlight in &jobs.highlight {
        assert!(jobs.find(&highlight.job).is_some(), "{:?}: no job is called {}", highlight.text, highlight.job);
    }
}

#[test]
fn figures_are_medians_and_goals_ratios() {
    let measurement = measurement();
    let figure = |figure, name, of| measurement.figure(figure, name, of);
    assert_eq!(figure(Figure::Cpu, "sotalia", Of::Median), Some(0.000_002), "the median of three, for an item");
    assert_eq!(figure(Figure::Cpu, "sotalia", Of::Least), Some(0.000_001), "the least of three");
    assert_eq!(figure(Figure::Wall, "pages", Of::Median), Some(0.1), "two pages of 50 ms");
    assert_eq!(figure(Figure::Cpu, "nobody", Of::Median), None);

    let outcome =
        |goal: &Goal| Outcome::of(goal, &measurement, Of::Median).map(|outcome| (outcome.show(goal), outcome.held));
    assert_eq!(outcome(&goal(Figure::Cpu, Some("floor"))), Some(("2.00x".to_owned(), false)));
    assert_eq!(outcome(&goal(Figure::Wall, Some("pages"))), Some(("1.20x".to_owned(), true)));
    assert_eq!(outcome(&goal(Figure::Wall, None)), Some(("120 ms".to_owned(), true)));
    assert_eq!(outcome(&goal(Figure::Cpu, Some("nobody"))), None);
    assert_eq!(aim(&goal(Figure::Cpu, Some("floor"))), "≤ 1.20x");
}

#[test]
fn a_figure_that_is_a_quarter_worse_fails() {
    let checked = |usual| {
        let mut jobs = Jobs::load().expect("the file is valid");
        let job = jobs.job.iter_mut().find(|job| job.name == "list").expect("it is a job");
        job.goal = vec![Goal { usual: Some(usual), ..goal(Figure::Cpu, Some("floor")) }];
        check(&jobs, &[measurement()]).map_err(|error| error.to_string())
    };
    assert_eq!(checked(1.61), Ok(()), "2 is less than a quarter above 1.61");
    let error = checked(1.59).expect_err("2 is more than a quarter above 1.59");
    assert!(error.contains("list: a goal: 2.00x, usually 1.59"), "it is named: {error}");
}

#[test]
fn who_finds_something_else_is_found_out() {
    let mut measurement = measurement();
    assert!(measurement.agrees());
    measurement.add("sdk", Round { sum: Some(8.0), ..round(1.0, 1.0) });
    assert!(!measurement.agrees(), "{}", measurement.sums());
}

#[test]
fn numbers_have_units_and_digits_that_count() {
    for (figure, value, expected) in [
        (Figure::Cpu, 0.000_000_456, "456 ns"),
        (Figure::Cpu, 0.000_012_34, "12.3 µs"),
        (Figure::Wall, 0.056, "56.0 ms"),
        (Figure::Wall, 1234.5, "1,234 s"),
        (Figure::Peak, 12_582_912.0, "12.0 MiB"),
        (Figure::Instructions, 3263.4, "3,263"),
        (Figure::Requests, 1_000_000.0, "1,000,000"),
    ] {
        assert_eq!(figure.show(value), expected, "{figure:?} of {value}");
    }
}

#[test]
fn page_and_chart_are_as_the_results_say() {
    let committed = |path| std::fs::read_to_string(workspace::root().join(path)).ok();
    let jobs = Jobs::load().expect("the file is valid");
    let expected = Results::path().exists().then(|| {
        let results = Results::load().expect("the results are valid");
        (page::page(&jobs, &results), chart::chart(&jobs, &results))
    });
    if Results::path().exists() {
        let results = Results::load().expect("the results are valid");
        let readme = page::readme_with(&jobs, &results).expect("the readme has a place for them");
        assert_eq!(committed(README), Some(readme), "run `cargo xtask bench --render`");
    }
    let (page, chart) = expected.unzip();
    assert_eq!(committed(page::PAGE), page, "run `cargo xtask bench --render`");
    assert_eq!(committed(page::CHART), chart, "run `cargo xtask bench --render`");
}
