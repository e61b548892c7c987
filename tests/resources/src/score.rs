//! Plays all cases of a service, and counts.

use std::fmt;

use crate::case::{self, Case};
use crate::compare::{Difference, compare};
use crate::differences::Differences;
use crate::generated::SERVICES;
use crate::scene::Scene;
use crate::told::Call;
use crate::{by_hand, tree};

/// How the cases of a service went. An attribute is a case of its own.
#[derive(Debug, Default)]
pub struct Score {
    /// The service.
    pub service: String,
    /// All cases.
    pub cases: usize,
    /// Those where boto3 does the same.
    pub same: usize,
    /// Those where it differs, and `differences.tsv` says why.
    pub meant: usize,
    /// The others: a line for each.
    pub different: Vec<String>,
}

/// Plays the cases of a service whose name contains `filter`.
///
/// # Panics
///
/// If there are no cases of the service, or they cannot be read.
pub async fn score(service: &str, filter: &str, differences: &Differences) -> Score {
    let calls = SERVICES.iter().find(|(name, _)| *name == service).map_or(&[][..], |(_, calls)| calls);
    let mut score = Score { service: service.to_owned(), ..Score::default() };
    let mut cases = case::read(service);
    cases.retain(|case| case.name.contains(filter));
    let Some(first) = cases.first() else { return score };
    let scene = Scene::new(first.clone()).await;
    for case in cases {
        let found = play(&scene, service, calls, &case).await;
        score.count(&case, found, differences);
    }
    score
}

async fn play(scene: &Scene, service: &str, calls: &[(&str, Call)], case: &Case) -> Vec<Difference> {
    let by_hand = by_hand::CALLS.iter().filter(|(of, ..)| *of == service).map(|(_, member, call)| (*member, *call));
    let mut calls = by_hand.chain(calls.iter().copied());
    let Some((_, call)) = calls.find(|(member, _)| *member == case.member()) else {
        let said = format!("boto3 has this {}, here is none", case.kind);
        return vec![Difference { path: "member".to_owned(), said }];
    };
    let scene = scene.with(case.clone());
    let outcome = call(scene.clone()).await;
    compare(case, &scene.asked(), &outcome)
}

impl Score {
    fn count(&mut self, case: &Case, mut found: Vec<Difference>, differences: &Differences) {
        for (name, member) in case.attributes() {
            let of_this = |difference: &Difference| {
                let data = difference.path.split_once(".data.").map(|(_, path)| path);
                let first = data.and_then(|path| path.split(['.', '[']).next());
                first.is_some_and(|first| tree::letters(first) == tree::letters(member))
            };
            let (own, rest) = found.into_iter().partition(of_this);
            found = rest;
            self.add(&format!("{}/{name}", case.name), &own, differences);
        }
        self.add(&case.name, &found, differences);
    }

    fn add(&mut self, case: &str, found: &[Difference], differences: &Differences) {
        self.cases += 1;
        let unexplained: Vec<_> =
            found.iter().filter(|one| differences.reason(&self.service, case, one).is_none()).collect();
        match (found, unexplained.as_slice()) {
            ([], _) => self.same += 1,
            (_, []) => self.meant += 1,
            (_, unexplained) => {
                let said = unexplained.iter().map(|one| format!("{}: {}", one.path, one.said));
                self.different.push(format!("{} {case}: {}", self.service, said.collect::<Vec<_>>().join("; ")));
            }
        }
    }
}

/// A row of the table: service, cases, same, meant, different.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { service, cases, same, meant, different } = self;
        write!(f, "{service:<16}{cases:>7}{same:>7}{meant:>9}{:>11}", different.len())
    }
}
