//! Any rules give an endpoint or an error, and so do those of S3 for any bucket, region and endpoint.
//!
//! The input is bucket, region and endpoint, each with a line break behind it, and rules as JSON. What are no rules stands for
//! those of S3.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use sotalia_dynamic::models::{Models, RuleSet, Service};
use sotalia_dynamic::session::Session;
use sotalia_dynamic::{DynamicClient, SessionDynamic, params};
use sotalia_fuzz::answer::{GivenAnswer, model, session_at};
use tokio::runtime::Runtime;

/// A session, the answer to its requests, a model without rules, and a client of S3.
static GIVEN: LazyLock<(Session, Arc<GivenAnswer>, Service, DynamicClient)> = LazyLock::new(|| {
    let (session, answer) = session_at(None);
    let mut model = model("json");
    model.partitions = Arc::clone(&Models::embedded().service("s3").expect("S3 is a service").partitions);
    let s3 = session.dynamic("s3").expect("S3 is a service");
    answer.set(200, b"{}");
    (session, answer, model, s3)
});

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made")
});

fuzz_target!(|input: &str| {
    let mut parts = input.splitn(4, '\n');
    let mut next = || parts.next().unwrap_or_default();
    let (bucket, region, endpoint, rules) = (next(), next(), next(), next());
    let (session, _, model, s3) = &*GIVEN;
    let json = serde_json::from_str(rules).ok();
    let mut call = match json.and_then(|json| RuleSet::from_json(&json).ok()) {
        Some(rules) => {
            let mut model = model.clone();
            model.endpoint_rules = Some(rules);
            let client = session.dynamic_configured("suite").model(Arc::new(model)).build();
            client.expect("the protocol is known").call("Call", params! { "Bucket": bucket })
        }
        None => s3.call("HeadObject", params! { "Bucket": bucket, "Key": "key" }),
    };
    if !region.is_empty() {
        call = call.region(region);
    }
    if !endpoint.is_empty() {
        call = call.endpoint_url(endpoint);
    }
    RUNTIME.block_on(async {
        match call.await {
            Ok(output) => drop(output.to_json()),
            Err(error) => drop(error.report().to_string()),
        }
    });
});
