//! Every waiter, shown made-up answers, compared with what they mean to botocore's.

use std::time::Duration;

use serde_json::Value as Json;
use sotalia_dynamic::error::{Error, LocalError};
use sotalia_dynamic::{Map, Output, Value, Waiter, params, stub};

use crate::botocore;
use crate::scene::{self, Scene};

/// Shows the answers to botocore.
const SCRIPT: &str = include_str!("botocore_waiters.py");

fn answer(case: &Json) -> Result<Output, Error> {
    let status = case["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
    match case["code"].as_str() {
        Some(code) => Err(stub::service_error(status, code, "m")),
        None => {
            let value = Value::from(case["value"].clone());
            Ok(stub::output_with_status(status, value.as_map().cloned().unwrap_or_else(Map::new)))
        }
    }
}

/// What an answer means: it is asked for once, since there is no time for more.
async fn meaning(waiter: Waiter, case: &Json) -> &'static str {
    let case = case.clone();
    let waiter = waiter.over(move |_params| {
        let answer = answer(&case);
        async move { answer }
    });
    match waiter.delay(Duration::from_secs(1)).max_wait(Duration::ZERO).wait(params! {}).await {
        Ok(_) => "success",
        Err(error) if error.local_error() == Some(LocalError::WaiterFailed) => "failure",
        Err(error) if error.local_error() == Some(LocalError::WaiterTimeout) => "retry",
        Err(_) => "error",
    }
}

#[tokio::test]
async fn every_answer_means_to_a_waiter_what_it_means_to_that_of_botocore() {
    let Some(printed) = botocore::printed("waiters", SCRIPT, &[]) else { return };
    let scene = Scene::new([scene::answer(500, "")]);
    let (mut waiters, mut compared, mut crashed, mut different) = (0, 0, 0, Vec::new());
    for line in printed.lines() {
        let of_waiter: Json = serde_json::from_str(line).expect("a line is JSON");
        let (service, name) = (of_waiter["service"].as_str(), of_waiter["waiter"].as_str());
        let (service, name) = (service.expect("it has a service"), name.expect("it has a name"));
        let client = scene.client(service).await;
        waiters += 1;
        for case in of_waiter["cases"].as_array().into_iter().flatten() {
            let expected = case["means"].as_str().expect("it means something");
            // botocore's expression fails on an answer that lacks a list, and the wait with it. Here it matches nothing.
            if expected == "crash" {
                crashed += 1;
                continue;
            }
            compared += 1;
            let found = meaning(client.waiter(name).expect("botocore has the waiter"), case).await;
            if found != expected {
                different.push(format!("{service} {name}: {case}: here {found}"));
            }
        }
    }
    let same = compared - different.len();
    println!("waiters: {waiters}; answers that mean the same: {same} of {compared}; botocore fails: {crashed}");
    assert!(waiters > 400, "expected all waiters of botocore, got {waiters}");
    let first: Vec<_> = different.iter().take(20).map(String::as_str).collect();
    assert!(different.is_empty(), "{} answers differ:\n{}", different.len(), first.join("\n"));
}
