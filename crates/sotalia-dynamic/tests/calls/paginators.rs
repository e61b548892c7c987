//! Every paginator, walked over made-up answers, compared with botocore's walk over the same ones.

use std::sync::{Arc, Mutex};

use futures_util::TryStreamExt;
use serde_json::{Map as JsonMap, Value as Json};
use sotalia_dynamic::{DynamicClient, Map, Paginator, Params, Value, stub};

use crate::botocore;
use crate::scene::{Scene, answer};

/// Walks the pages in botocore.
const SCRIPT: &str = include_str!("botocore_paginators.py");

/// Where botocore fails on answers that are right: it takes the length of a number, and cuts a map like a list.
const CRASHES: &[&str] = &["TypeError: unhashable type: 'slice'", "TypeError: object of type 'int' has no len()"];

/// An operation that answers with what botocore was answered with.
struct Service {
    pages: Vec<Json>,
    asked: Mutex<Vec<Json>>,
    /// The tokens of each page but the first, as botocore sent them.
    tokens: Vec<JsonMap<String, Json>>,
}

impl Service {
    /// The page that the tokens of a request lead to.
    fn answer(&self, params: &Params) -> Map {
        let asked = Value::Map((**params).clone()).to_json();
        let place =
            self.tokens.iter().position(|tokens| tokens.iter().all(|(name, token)| asked.get(name) == Some(token)));
        self.asked.lock().expect("nothing panics").push(asked);
        let page = Value::from(self.pages[place.map_or(0, |place| place + 1)].clone());
        page.as_map().cloned().unwrap_or_default()
    }
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

/// The requests of a walk over all pages: what is new in each is its tokens.
fn tokens(case: &Json) -> Vec<JsonMap<String, Json>> {
    let requests = case["runs"][0]["requests"].as_array().expect("the first walk is over all pages");
    let tokens = |request: &Json| {
        let entries = request.as_object().into_iter().flatten();
        entries.filter(|(name, _)| *name != "Given").map(|(name, token)| (name.clone(), token.clone())).collect()
    };
    requests.iter().skip(1).map(tokens).collect()
}

fn configured(paginator: Paginator, run: &Json) -> Paginator {
    let count = |name: &str| run[name].as_u64().and_then(|count| usize::try_from(count).ok());
    let paginator = count("limit").map_or(paginator.clone(), |limit| paginator.limit(limit));
    let paginator = run["page_size"].as_i64().map_or(paginator.clone(), |size| paginator.page_size(size));
    run["start"].as_str().map_or(paginator.clone(), |start| paginator.starting_token(start))
}

/// What is different, if anything.
async fn compare(paginator: Paginator, case: &Json, run: &Json) -> Result<(), String> {
    let service = Arc::new(Service {
        pages: case["pages"].as_array().cloned().unwrap_or_default(),
        asked: Mutex::default(),
        tokens: tokens(case),
    });
    let answers = Arc::clone(&service);
    let paginator = configured(paginator, run).over(move |params| {
        let answer = answers.answer(&params);
        async move { Ok(stub::output(answer)) }
    });
    let mut pages = paginator.paginate(Params::from(Map::from_iter([("Given".to_owned(), Value::from(1))])));
    let same = |what: &str, found: Json, expected: &Json| {
        (found == *expected).then_some(()).ok_or_else(|| format!("{what}: botocore {expected}, here {found}"))
    };
    if !run["full"].is_null() {
        let full = pages.build_full_result().await.map_err(|error| error.to_string())?;
        same("full result", decoded(full.to_json()), &decoded(run["full"].clone()))?;
    } else {
        let mut given = Vec::new();
        while let Some(page) = pages.try_next().await.map_err(|error| error.to_string())? {
            given.push(page.value().to_json());
        }
        same("pages", Json::Array(given), &run["pages"])?;
        let token = pages.resume_token().map_or(Json::Null, |token| decoded_token(&token));
        same("resume token", token, &run["resume"].as_str().map_or(Json::Null, decoded_token))?;
        same("of the whole", Value::Map(pages.non_aggregate_part()).to_json(), &run["whole"])?;
    }
    let asked = Json::Array(service.asked.lock().expect("nothing panics").clone());
    same("requests", asked, &run["requests"])
}

/// Whether botocore loses what is behind the first page: it does not join maps, which are joined here.
fn loses_entries(case: &Json, run: &Json) -> bool {
    MAPS.contains(&(text(case, "service"), text(case, "operation")))
        && run["full"].is_object()
        && run["limit"].is_null()
}

/// Paginators whose items are the entries of a map.
const MAPS: &[(&str, &str)] = &[
    ("apigateway", "GetUsage"),
    ("devicefarm", "GetOfferingStatus"),
    ("devicefarm", "ListUniqueProblems"),
    ("marketplace-discovery", "SearchFacets"),
    ("taxsettings", "ListTaxExemptions"),
];

/// With the token of a result read, since Python puts blanks into JSON.
fn decoded(mut full: Json) -> Json {
    if let Some(token) = full.get("NextToken").and_then(Json::as_str).map(decoded_token) {
        full["NextToken"] = token;
    }
    full
}

fn decoded_token(token: &str) -> Json {
    let bytes = aws_smithy_types::base64::decode(token).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_else(|_| Json::from(token))
}

#[tokio::test]
async fn every_paginator_walks_as_that_of_botocore() {
    let Some(printed) = botocore::printed("paginators", SCRIPT, &[]) else { return };
    let scene = Scene::new([answer(500, "")]);
    let (mut paginators, mut compared, mut crashed, mut better, mut different) = (0, 0, 0, 0, Vec::new());
    let mut client: Option<DynamicClient> = None;
    for line in printed.lines() {
        let case: Json = serde_json::from_str(line).expect("a line is JSON");
        let (service, operation) = (text(&case, "service"), text(&case, "operation"));
        let of_service = match client.take().filter(|known| known.service_name() == service) {
            Some(known) => known,
            None => scene.client(service).await,
        };
        paginators += 1;
        for run in case["runs"].as_array().into_iter().flatten() {
            if let Some(error) = run["error"].as_str() {
                assert!(CRASHES.contains(&error), "{service} {operation}: botocore fails with {error}");
                crashed += 1;
                continue;
            }
            if loses_entries(&case, run) {
                better += 1;
                continue;
            }
            compared += 1;
            let paginator = of_service.paginator(operation).expect("botocore has the paginator");
            if let Err(difference) = compare(paginator, &case, run).await {
                let told = format!("limit {}, page size {}, start {}", run["limit"], run["page_size"], run["start"]);
                different.push(format!("{service} {operation} ({told}): {difference}"));
            }
        }
        client = Some(of_service);
    }
    let same = compared - different.len();
    println!(
        "paginators: {paginators}; walks the same: {same} of {compared}; botocore fails: {crashed}, loses: {better}"
    );
    assert!(paginators > 3000, "expected all paginators of botocore, got {paginators}");
    let first: Vec<_> = different.iter().take(20).map(String::as_str).collect();
    assert!(different.is_empty(), "{} walks differ:\n{}", different.len(), first.join("\n"));
}
