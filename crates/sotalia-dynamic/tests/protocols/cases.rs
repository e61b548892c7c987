//! The cases, as they are written.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use sotalia_dynamic::models::Service;

/// What came of a case: nothing, or how it differs.
pub(crate) type Outcome = Result<(), String>;

/// The cases of one description.
pub(crate) struct Suite {
    pub(crate) cases: Vec<Case>,
}

/// A request or an answer, and what it is to be.
pub(crate) struct Case {
    /// `rest-json/RestJsonAllQueryStringTypes`, or with numbers where it has no name.
    pub(crate) name: String,
    pub(crate) protocol: String,
    pub(crate) operation: String,
    /// The service's model with this operation alone.
    pub(crate) model: Arc<Service>,
    pub(crate) endpoint: String,
    shapes: Json,
    /// The case itself.
    pub(crate) json: Json,
}

impl Suite {
    /// All suites of the files of a folder.
    pub(crate) fn all(folder: &Path) -> Vec<Self> {
        let files =
            fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be read").path());
        let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|kind| kind == "json")).collect();
        files.sort();
        files.iter().flat_map(|path| Self::of_file(path)).collect()
    }

    fn of_file(path: &Path) -> Vec<Self> {
        let file = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(path).expect("it can be read");
        let suites: Vec<Json> = serde_json::from_str(&text).expect("it is JSON");
        suites.into_iter().enumerate().map(|(at, suite)| Self::of_json(&file, at, &suite)).collect()
    }

    fn of_json(file: &str, at: usize, suite: &Json) -> Self {
        let cases = suite["cases"].as_array().expect("a suite has cases");
        let case = |(place, case): (usize, &Json)| {
            let id = case["id"].as_str().map_or_else(|| format!("{at}:{place}"), str::to_owned);
            let mut given = case["given"].clone();
            let operation = given["name"].as_str().unwrap_or("OperationName").to_owned();
            given["name"] = json!(operation);
            let mut model = suite.clone();
            let protocol = model["metadata"]["protocol"].as_str().expect("a suite has a protocol").to_owned();
            // The element of a result is named for its operation.
            if protocol == "query" && given["output"]["shape"].is_string() {
                given["output"]["resultWrapper"] = json!(format!("{operation}Result"));
            }
            model["operations"] = json!({operation.clone(): given});
            let fallback = json!("suite");
            model["metadata"]["serviceId"] = suite["metadata"].get("serviceId").unwrap_or(&fallback).clone();
            Case {
                name: format!("{file}/{id}"),
                protocol,
                operation,
                model: crate::exchange::model(&model),
                endpoint: suite["clientEndpoint"].as_str().unwrap_or("https://example.com").to_owned(),
                shapes: suite["shapes"].clone(),
                json: case.clone(),
            }
        };
        Self { cases: cases.iter().enumerate().map(case).collect() }
    }
}

/// The member of a shape that streams, if it has one.
pub(crate) fn stream_of(case: &Case, shape: &str) -> Option<String> {
    let shape = &case.shapes[shape];
    let is_stream = |member: &Json| {
        let target = &case.shapes[member["shape"].as_str().unwrap_or_default()];
        [&member["streaming"], &target["streaming"], &target["eventstream"]].iter().any(|flag| **flag == json!(true))
    };
    shape["members"].as_object()?.iter().find(|(_, member)| is_stream(member)).map(|(name, _)| name.clone())
}

/// Whether a member of the output is a stream of events.
pub(crate) fn is_event_stream(case: &Case, name: &str) -> bool {
    let output = &case.shapes[case.json["given"]["output"]["shape"].as_str().unwrap_or_default()];
    case.shapes[output["members"][name]["shape"].as_str().unwrap_or_default()]["eventstream"] == json!(true)
}
