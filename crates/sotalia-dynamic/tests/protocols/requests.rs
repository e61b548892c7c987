//! Requests that are to be made of parameters.

use serde_json::Value as Json;

use crate::cases::{Case, Outcome};
use crate::compare::{self, decoded};
use crate::exchange::{Answer, Canned, Sent, block_on, client};

pub(crate) fn run(case: &Case) -> Outcome {
    let http = Canned::new(Answer { status: 200, ..Answer::default() });
    let client = client(&case.model, &http, &case.endpoint);
    let params = sotalia_dynamic::IntoParams::into_params(&case.json["params"]).map_err(|error| error.to_string())?;
    // What is made of the empty answer is no matter here.
    let result = block_on(client.call(&case.operation, params).send());
    let sent = http
        .take_sent()
        .ok_or_else(|| format!("nothing was sent: {:?}", result.map_err(|e| e.report().to_string())))?;
    let expected = &case.json["serialized"];
    compare_uri(&sent, expected)?;
    if let Some(method) = expected["method"].as_str() {
        compare::equal("method", &sent.method.as_str(), &method)?;
    }
    compare_headers(&sent, expected)?;
    match expected["body"].as_str() {
        Some(body) => compare_body(case, &sent, body),
        None => Ok(()),
    }
}

fn compare_uri(sent: &Sent, expected: &Json) -> Outcome {
    let (_, rest) = sent.uri.split_once("://").ok_or("the URI has no scheme")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let uri = expected["uri"].as_str().unwrap_or_default();
    compare::equal("URI", &compare::without_uuids(path, uri).as_str(), &uri)?;
    match expected["host"].as_str() {
        Some(expected) => compare::equal("host", &host, &expected.split('/').next().unwrap_or_default()),
        None => Ok(()),
    }
}

fn compare_headers(sent: &Sent, expected: &Json) -> Outcome {
    let find = |name: &str| sent.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    for (name, value) in expected["headers"].as_object().into_iter().flatten() {
        let Some((_, actual)) = find(name) else { return Err(format!("there is no header {name}")) };
        let expected = value.as_str().unwrap_or_default();
        // Both forms of a list are the same to who reads it; the old cases have the one without spaces.
        let (actual, expected) =
            (compare::without_uuids(actual, expected).replace(", ", ","), expected.replace(", ", ","));
        // botocore adds the character set; a service does not need it.
        let expected = expected.replace("; charset=utf-8", "");
        compare::equal(&format!("header {name}"), &actual, &expected)?;
    }
    for name in expected["forbidHeaders"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        if find(name).is_some() {
            return Err(format!("header {name} is there"));
        }
    }
    for name in expected["requireHeaders"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        if find(name).is_none() && !sent.body.is_empty() {
            return Err(format!("header {name} is not there"));
        }
    }
    Ok(())
}

fn compare_body(case: &Case, sent: &Sent, expected: &str) -> Outcome {
    let actual = String::from_utf8_lossy(&sent.body).into_owned();
    let actual = compare::without_uuids(&actual, expected);
    match case.protocol.as_str() {
        "json" | "rest-json" => {
            let (one, other) = (serde_json::from_str::<Json>(&actual), serde_json::from_str::<Json>(expected));
            match (one, other) {
                (Ok(one), Ok(other)) => compare::equal("body", &one, &other),
                _ => compare::equal("body", &actual.as_str(), &expected),
            }
        }
        "rest-xml" => compare::xml(&actual, expected),
        "smithy-rpc-v2-cbor" => {
            let expected = aws_smithy_types::base64::decode(expected).map_err(|error| error.to_string())?;
            if expected.is_empty() && sent.body.is_empty() {
                return Ok(());
            }
            compare::equal("body", &decoded(&sent.body)?, &decoded(&expected)?)
        }
        _ => compare::equal("body", &actual.as_str(), &expected),
    }
}
