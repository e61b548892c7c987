//! Answers that were recorded of services, and what botocore reads in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_smithy_types::date_time::Format;
use serde_json::{Value as Json, json};
use sotalia_dynamic::models::{Member, Models, Service, ShapeKind};
use sotalia_dynamic::{DateTime, Map, Value};

use crate::cases::Outcome;
use crate::exchange::{Answer, Canned, block_on, client};

/// What differs, and why.
const KNOWN: &[(&str, &str)] = &[
    ("ec2-attach-volume", NO_TIME),
    ("ec2-create-snapshot", NO_TIME),
    ("ec2-create-volume", NO_TIME),
    ("ec2-describe-spot-instance-requests", NO_TIME),
    ("ec2-detach-volume", NO_TIME),
    ("ec2-request-spot-instances", NO_TIME),
];

const NO_TIME: &str =
    "it holds `YYYY-MM-DDTHH:MM:SS.000Z` for a point in time, which botocore refuses too when it reads times";

/// What botocore's own test leaves out.
const LEFT_OUT: &[&str] = &["s3-get-bucket-location", "cloudformation-get-template"];

pub(crate) fn check() {
    let Some(botocore) = crate::botocore("recorded_answers") else { return };
    let models = Models::empty().with_folder(botocore.join("botocore/data"));
    let folder = botocore.join("tests/unit/response_parsing");
    let mut files: Vec<(PathBuf, PathBuf, u16)> = Vec::new();
    for (inputs, outputs, kind, status) in [
        ("xml/responses", "xml/responses", "xml", 200),
        ("xml/errors", "xml/errors", "xml", 400),
        ("json/errors", "json/expected", "json", 400),
    ] {
        for entry in fs::read_dir(folder.join(inputs)).expect("the folder is there") {
            let input = entry.expect("it can be read").path();
            if input.extension().is_some_and(|extension| extension == kind) {
                let name = input.file_stem().expect("it has a name").to_string_lossy().into_owned();
                files.push((input, folder.join(outputs).join(format!("{name}.json")), status));
            }
        }
    }
    files.sort();
    let mut failed = BTreeSet::new();
    for (input, output, status) in &files {
        let name = input.file_stem().expect("it has a name").to_string_lossy().into_owned();
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if let Err(reason) = check_one(&models, &name, input, output, *status) {
            if !KNOWN.iter().any(|(known, _)| *known == name) {
                println!("== {name}\n{reason}\n");
            }
            failed.insert(name);
        }
    }
    println!(
        "recorded_answers: {} of {} pass",
        files.len() - failed.len() - LEFT_OUT.len(),
        files.len() - LEFT_OUT.len()
    );
    let known: BTreeSet<_> = KNOWN.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(failed, known, "these differ, and those are known to");
}

fn check_one(models: &Models, name: &str, input: &Path, output: &Path, status: u16) -> Outcome {
    let (service, operation) = name.split_once('-').expect("a name has both");
    let operation = operation.split('#').next().unwrap_or(operation).replace('-', "_");
    let model = models.service(service).map_err(|error| error.report().to_string())?;
    let text = |path: &Path| fs::read(path).expect("it can be read");
    let (mut body, mut headers) = (text(input), Vec::new());
    if input.extension().is_some_and(|extension| extension == "json") {
        headers.push(("content-type".to_owned(), "application/x-amz-json-1.1".to_owned()));
        let mut json: Json = serde_json::from_slice(&body).expect("it is JSON");
        if let Some(Json::Object(given)) = json.as_object_mut().and_then(|json| json.remove("__headers__")) {
            headers
                .extend(given.into_iter().map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned())));
            body = json.to_string().into_bytes();
        }
    }
    let mut expected: Json = serde_json::from_slice(&text(output)).expect("it is JSON");
    let metadata = expected.as_object_mut().and_then(|members| members.remove("ResponseMetadata")).unwrap_or_default();
    let http = Canned::new(Answer { status, headers, body });
    let client = client(&Arc::clone(&model), &http, "https://example.com");
    // Parameters do not matter, but those that are required must be there.
    let mut call = client.operation(&operation);
    let input = model.operation(&operation).and_then(|operation| operation.input.as_ref());
    if let Some(Value::Map(params)) = input.map(|input| minimal(&model, input)) {
        for (name, value) in params {
            call = call.set(name, value);
        }
    }
    match block_on(call.send()) {
        Ok(output) if status == 200 => {
            if let Some(id) = metadata["RequestId"].as_str()
                && output.request_id().is_some_and(|known| known != id)
            {
                return Err(format!("request id: is {:?}, expected {id:?}", output.request_id()));
            }
            same(output.value(), &expected, "")
        }
        Ok(output) => Err(format!("this is an error, and was read as {:?}", output.value().to_json())),
        Err(error) if status == 200 => Err(error.report().to_string()),
        Err(error) => {
            let actual = json!({"Code": error.code().map(ToString::to_string), "Message": error.message()});
            let expected = json!({"Code": expected["Error"]["Code"], "Message": expected["Error"]["Message"]});
            if actual == expected { Ok(()) } else { Err(format!("is {actual}, expected {expected}")) }
        }
    }
}

/// The least that a parameter may be.
fn minimal(service: &Service, member: &Member) -> Value {
    let shape = &service.shapes[member.shape];
    let least = shape.min.unwrap_or(1.0).max(1.0) as usize;
    match shape.kind {
        ShapeKind::Structure => {
            let needed = shape.members.iter().enumerate();
            let needed = needed
                .filter(|(place, member)| shape.required.contains(place) || member.location.as_deref() == Some("uri"));
            Value::Map(needed.map(|(_, member)| (member.name.to_string(), minimal(service, member))).collect())
        }
        ShapeKind::List => {
            let item = shape.member.as_ref().expect("a list has items");
            (0..least).map(|_| minimal(service, item)).collect()
        }
        ShapeKind::Map => Value::Map(Map::new()),
        ShapeKind::Integer | ShapeKind::Long => Value::from(least),
        ShapeKind::Float | ShapeKind::Double => Value::Float(1.0),
        ShapeKind::Boolean => Value::Bool(true),
        ShapeKind::Timestamp => Value::Int(1),
        _ => shape.enum_values.first().map_or_else(|| Value::from("a".repeat(least)), |first| Value::from(&**first)),
    }
}

/// Whether a value is what botocore has. Points in time are left as texts there.
fn same(value: &Value, expected: &Json, path: &str) -> Outcome {
    let is_same = match (value, expected) {
        (Value::Map(map), Json::Object(members)) => {
            let missing: Vec<_> = members.keys().filter(|name| !map.contains_key(*name)).collect();
            let surplus: Vec<_> = map.keys().filter(|name| !members.contains_key(*name)).collect();
            if !missing.is_empty() || !surplus.is_empty() {
                return Err(format!("{path}: lacks {missing:?}, has {surplus:?} too"));
            }
            return map.iter().try_for_each(|(name, value)| same(value, &members[name], &format!("{path}.{name}")));
        }
        (Value::List(items), Json::Array(expected)) if items.len() == expected.len() => {
            let mut pairs = items.iter().zip(expected).enumerate();
            return pairs.try_for_each(|(at, (item, expected))| same(item, expected, &format!("{path}[{at}]")));
        }
        (Value::Timestamp(time), expected) => {
            let as_value =
                expected.as_str().map_or_else(|| expected.as_f64().map(Value::from), |text| Some(text.into()));
            let read: Option<f64> = as_value.and_then(|value| match value {
                Value::String(text) => seconds(&text),
                other => other.as_f64(),
            });
            read == Some(time.as_secs_f64())
        }
        (Value::Blob(blob), Json::String(text)) => blob.as_ref() == text.as_bytes(),
        (value, expected) => crate::compare::same(&value.to_json(), expected),
    };
    if is_same { Ok(()) } else { Err(format!("{path}: is {value:?}, expected {expected}")) }
}

/// The seconds of a text that is a point in time.
fn seconds(text: &str) -> Option<f64> {
    let text = if text.contains(',') { text.to_owned() } else { text.replacen(' ', "T", 1) };
    let zoned = if text.contains(',') || text.ends_with('Z') { text } else { format!("{text}Z") };
    let read = |format| DateTime::from_str(&zoned, format).ok();
    read(Format::DateTimeWithOffset).or_else(|| read(Format::HttpDate)).map(|time| time.as_secs_f64())
}
