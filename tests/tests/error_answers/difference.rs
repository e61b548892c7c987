//! Where this library reads an answer otherwise than boto3, and why.

use std::collections::BTreeSet;

use sotalia::error::Error;

use crate::answer::Answer;
use crate::expected::Expected;

/// How many of a hundred answers may differ.
const PERCENT: usize = 5;

/// A difference.
struct Found {
    /// Answer and field.
    key: (String, String),
    /// boto3 has something else, and not nothing.
    is_contrary: bool,
    said: String,
}

/// The known differences of one way to read an answer, and those that were found.
pub struct Differences {
    /// Answer and field.
    known: BTreeSet<(String, String)>,
    found: Vec<Found>,
}

impl Differences {
    /// The rows of `differences.tsv` that are for this way (`read`, `typed`) or for `both`.
    pub fn read(way: &str) -> Self {
        let text = crate::text("differences.tsv");
        let row = |line: &str| {
            let mut columns = line.split('\t').map(str::to_owned);
            let mut column = || columns.next().filter(|column| !column.is_empty()).expect("four columns");
            let (of, field, answer, _reason) = (column(), column(), column(), column());
            (of == way || of == "both").then_some((answer, field))
        };
        Self { known: text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect(), found: Vec::new() }
    }

    /// Compares everything that boto3 says of an answer.
    pub fn compare(&mut self, answer: &Answer, expected: &Expected, error: &Error) {
        let code = error.code().map(|code| code.as_str().to_owned());
        // boto3 has another code of its own only for services that spoke Query, and repeats the code where it is the same.
        let other_code = error.alternate_code().or(error.code()).map(ToString::to_string);
        let other_code = expected.text("other_code").and(other_code);
        let fault = error.fault().map(|fault| fault.as_str().to_owned());
        let text = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        for (field, ours) in [
            ("code", code),
            ("other_code", other_code),
            ("message", text(Some(error.message()))),
            ("fault", fault),
            ("request_id", text(error.request_id())),
            ("host_id", text(error.extended_request_id())),
        ] {
            self.note(answer, field, expected.text(field).map(str::to_owned), ours);
        }
        self.note(answer, "status", expected.number("status"), error.status().map(u64::from));
        self.note(answer, "retryable", Some(expected.is("retryable")), Some(error.is_retryable()));
        self.note(answer, "throttling", Some(expected.is("throttling")), Some(error.is_throttling()));
        let fields = error.modeled_fields();
        // boto3's models write some names otherwise than the answers.
        let is_here = |member: &str| fields.keys().any(|field| field.eq_ignore_ascii_case(member));
        let missing = expected.members().find(|member| !is_here(member)).map(str::to_owned);
        self.note(answer, "members", None, missing);
    }

    fn note<T: PartialEq + std::fmt::Debug>(
        &mut self,
        answer: &Answer,
        field: &str,
        theirs: Option<T>,
        ours: Option<T>,
    ) {
        if theirs != ours {
            let said = format!("{answer}: {field}: boto3 has {theirs:?}, we have {ours:?}");
            let key = (answer.to_string(), field.to_owned());
            self.found.push(Found { key, is_contrary: theirs.is_some(), said });
        }
    }

    /// Fails on a difference that is not listed, on one that is listed and is none, and where boto3 says something else of
    /// too many answers.
    pub fn finish(self, answers: usize) {
        let unlisted: Vec<&str> = self
            .found
            .iter()
            .filter(|found| !self.known.contains(&found.key))
            .map(|found| found.said.as_str())
            .collect();
        assert!(unlisted.is_empty(), "{} not in differences.tsv:\n{}", unlisted.len(), unlisted.join("\n"));
        let keys: BTreeSet<_> = self.found.iter().map(|found| found.key.clone()).collect();
        let gone: Vec<_> = self.known.difference(&keys).collect();
        assert!(gone.is_empty(), "in differences.tsv, and no difference: {gone:?}");
        let contrary = self.found.iter().filter(|found| found.is_contrary).map(|found| &found.key.0);
        let contrary: BTreeSet<_> = contrary.collect();
        println!("boto3 says something else of {} of {answers} answers", contrary.len());
        assert!(contrary.len() * 100 <= answers * PERCENT, "more than {PERCENT} %: {contrary:?}");
    }
}
