//! A random request, a random answer and wrong parameters of every operation, as we write, read and refuse them and as botocore
//! does.
//!
//! `cargo xtask diff-botocore` makes the cases with `generate.py` and says by the variables below where they are. What is
//! not the same is listed in `differences.tsv`, with the reason.

mod answers;
#[path = "../protocols/compare.rs"]
#[expect(dead_code, reason = "the tests of the protocols use all of it")]
mod compare;
mod differences;
mod exchange;
mod requests;
mod wrongs;

/// What `compare.rs` needs of the test that it is part of.
mod cases {
    pub(crate) type Outcome = Result<(), String>;
}

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};

use serde_json::Value as Json;

use self::cases::Outcome;
use self::differences::Differences;
use self::exchange::Clients;

#[test]
fn requests_are_those_of_botocore() {
    run("SOTALIA_TEST_DIFF_INPUTS", "inputs", requests::check);
}

#[test]
fn answers_are_read_as_by_botocore() {
    run("SOTALIA_TEST_DIFF_OUTPUTS", "outputs", answers::check);
}

#[test]
fn wrong_parameters_are_refused_as_by_botocore() {
    run("SOTALIA_TEST_DIFF_WRONGS", "wrongs", wrongs::check);
}

fn run(variable: &str, what: &str, check: fn(&mut Clients, &Json) -> Outcome) {
    let Some(path) = std::env::var_os(variable) else {
        println!("SKIPPED: {what}: {variable} names no cases; `cargo xtask diff-botocore` makes them");
        return;
    };
    let known = Differences::read(what);
    let (mut clients, mut counts, mut unknown) =
        (Clients::default(), BTreeMap::<String, [usize; 3]>::new(), Vec::new());
    for line in BufReader::new(std::fs::File::open(path).expect("the cases can be read")).lines() {
        let case: Json = serde_json::from_str(&line.expect("the cases can be read")).expect("a case is JSON");
        let text = |key: &str| case[key].as_str().unwrap_or_default();
        let count = counts.entry(text("protocol").to_owned()).or_default();
        if case["refused"].is_string() {
            count[2] += 1;
            continue;
        }
        count[0] += 1;
        match check(&mut clients, &case) {
            Ok(()) => count[1] += 1,
            Err(difference) if known.explain(&case, &difference) => {}
            Err(difference) => unknown.push(format!("{}.{}: {difference}", text("service"), text("operation"))),
        }
    }
    report(what, &counts, &unknown);
    if std::env::var_os("SOTALIA_TEST_DIFF_ALL").is_some() {
        assert_eq!(known.unused(), Vec::<&str>::new(), "rows of differences.tsv that explain nothing");
    }
    assert!(unknown.is_empty(), "{} differences are in no row of differences.tsv", unknown.len());
}

fn report(what: &str, counts: &BTreeMap<String, [usize; 3]>, unknown: &[String]) {
    for difference in unknown {
        println!("{what}: {}", difference.chars().take(1500).collect::<String>());
    }
    println!("{:<20} {:>8} {:>8} {:>9} {:>16}", what, "cases", "same", "percent", "refused by botocore");
    let sum = counts.values().fold([0; 3], |sum, count| [0, 1, 2].map(|place: usize| sum[place] + count[place]));
    for (protocol, [cases, same, refused]) in counts.iter().map(|(name, count)| (&**name, *count)).chain([("all", sum)])
    {
        let percent = 100.0 * same as f64 / cases.max(1) as f64;
        println!("{protocol:<20} {cases:>8} {same:>8} {percent:>8.2} % {refused:>16}");
    }
}
