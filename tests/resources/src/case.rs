//! The cases that boto3 was asked, and the answers that it got.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde_json::Value;

/// An HTTP answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// A call, and what boto3 made of it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// `Bucket.objects:limit-3`
    pub(crate) name: String,
    /// `action`, `load`, `collection`, ...
    pub(crate) kind: String,
    row: Value,
    pub(crate) answers: Vec<Answer>,
}

impl Case {
    /// The member: `Bucket.objects`.
    pub(crate) fn member(&self) -> &str {
        self.name.split_once(':').map_or(&self.name, |(member, _)| member)
    }

    /// What is special about it: `limit-3`.
    pub(crate) fn variant(&self) -> &str {
        self.name.split_once(':').map_or("", |(_, variant)| variant)
    }

    /// What boto3 asked.
    pub(crate) fn requests(&self) -> &[Value] {
        self.row["requests"].as_array().map_or(&[], Vec::as_slice)
    }

    /// What came of it.
    pub(crate) fn outcome(&self) -> &Value {
        &self.row["outcome"]
    }

    /// The attributes that it shows: boto3's names, and the service's.
    pub(crate) fn attributes(&self) -> Vec<(&str, &str)> {
        let attributes = self.row["attributes"].as_object().into_iter().flatten();
        attributes.filter_map(|(name, member)| Some((name.as_str(), member.as_str()?))).collect()
    }

    /// An identifier of what it acts on.
    pub(crate) fn on(&self, index: usize) -> &Value {
        &self.row["on"][index]
    }

    /// What is given to a sub-resource.
    pub(crate) fn argument(&self, index: usize) -> &Value {
        &self.row["arguments"][index]
    }

    /// What a step of a collection is told: `limit`, `page_size`.
    pub(crate) fn step(&self, name: &str) -> Option<&Value> {
        self.row["steps"].as_array().into_iter().flatten().find_map(|step| step.get(name))
    }
}

/// The cases of a service, in the order of the file.
pub(crate) fn read(service: &str) -> Vec<Case> {
    let path = folder().join("cases").join(format!("{service}.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut answers, mut cases) = (BTreeMap::new(), Vec::new());
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).expect("the oracle writes a JSON value a line");
        match row["answer"].as_u64() {
            Some(number) => _ = answers.insert(number, answer(&row)),
            None => cases.push(case(row, &answers)),
        }
    }
    cases
}

/// The folder of this crate, with the data.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn answer(row: &Value) -> Answer {
    let headers = row["headers"].as_object().into_iter().flatten();
    let body = match row["body"].as_str() {
        Some(text) => text.as_bytes().to_vec(),
        None => bytes(row["base64"].as_str().unwrap_or_default()),
    };
    Answer {
        status: row["status"].as_u64().and_then(|status| u16::try_from(status).ok()).expect("a status"),
        headers: headers.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect(),
        body,
    }
}

/// What base64 stands for.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).expect("the oracle writes base64")
}

fn case(row: Value, answers: &BTreeMap<u64, Answer>) -> Case {
    let text = |name: &str| row[name].as_str().expect("a name").to_owned();
    let numbers = row["answers"].as_array().into_iter().flatten().filter_map(Value::as_u64);
    Case {
        name: text("case"),
        kind: text("kind"),
        answers: numbers.map(|number| answers[&number].clone()).collect(),
        row,
    }
}
