//! AWS's cases: `tests/functional/endpoint-rules` of botocore's source distribution, which `SOTALIA_TEST_BOTOCORE` names.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sotalia_models::{Models, Service};

use super::super::{OperationBinding, PartitionTable};
use super::{constant, outcome, values};
use crate::{Map, Value};

/// Cases that there are, so that none is lost.
const CASES: usize = 14_589;

#[test]
fn every_case_of_aws_gives_its_endpoint() {
    let Some(folder) = std::env::var_os("SOTALIA_TEST_BOTOCORE").map(PathBuf::from) else {
        println!("SKIPPED: every_case_of_aws_gives_its_endpoint: SOTALIA_TEST_BOTOCORE names no sources of botocore");
        return;
    };
    let folder = folder.join("tests/functional/endpoint-rules");
    let models = Models::embedded();
    let (mut cases, mut inputs, mut misses) = (0, 0, Vec::new());
    for name in models.services() {
        let service = models.service(&name).expect("it can be read");
        for case in read(&folder, &name) {
            cases += 1;
            inputs += case["operationInputs"].as_array().map_or(0, Vec::len);
            if let Err(difference) = check(&service, &case) {
                misses.push(format!("{name}: {}: {difference}", case["documentation"]));
            }
        }
    }
    println!("endpoints: {} of {cases} cases, with {inputs} inputs of operations", cases - misses.len());
    assert!(misses.is_empty(), "{}", misses.join("\n"));
    assert_eq!(cases, CASES, "the number of cases");
}

fn read(folder: &Path, service: &str) -> Vec<Json> {
    let Ok(text) = std::fs::read(folder.join(service).join("endpoint-tests-1.json")) else { return Vec::new() };
    let file: Json = serde_json::from_slice(&text).expect("it is JSON");
    file["testCases"].as_array().expect("it has cases").clone()
}

/// The rules alone, and then with the parameters that operations bind.
fn check(service: &Service, case: &Json) -> Result<(), String> {
    let rules = service.endpoint_rules.as_ref().ok_or("the service has no rules")?;
    let table = PartitionTable::of(&service.partitions);
    compare(&outcome(rules, &table, &values(rules, &case["params"])), &case["expect"])?;
    for input in case["operationInputs"].as_array().into_iter().flatten() {
        let name = input["operationName"].as_str().ok_or("an input has no operation")?;
        let operation = service.operation(name).ok_or_else(|| format!("there is no operation {name}"))?;
        let built_in = |name: &Option<Box<str>>| constant(input["builtInParams"].get(name.as_deref()?)?);
        let mut values: Vec<_> = rules.parameters.iter().map(|parameter| built_in(&parameter.built_in)).collect();
        for (name, value) in input["clientParams"].as_object().into_iter().flatten() {
            let slot = rules.parameters.iter().position(|parameter| *parameter.name == **name);
            values[slot.ok_or("there is no such parameter")?] = constant(value);
        }
        let params: Map = match crate::value::from_json(input["operationParams"].clone()) {
            Value::Map(params) => params,
            _ => Map::new(),
        };
        OperationBinding::new(service, operation).apply(&params, &mut values);
        compare(&outcome(rules, &table, &values), &case["expect"]).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn compare(found: &Result<Json, String>, expected: &Json) -> Result<(), String> {
    let wrong = || Err(format!("expected {expected}, got {found:?}"));
    match (found, expected.get("endpoint")) {
        (Err(text), None) if expected["error"] == **text => Ok(()),
        (Ok(found), Some(endpoint)) => {
            let nothing = serde_json::json!({});
            let part = |name: &str| endpoint.get(name).unwrap_or(&nothing) == &found[name];
            if found["url"] == endpoint["url"] && part("properties") && part("headers") { Ok(()) } else { wrong() }
        }
        _ => wrong(),
    }
}
