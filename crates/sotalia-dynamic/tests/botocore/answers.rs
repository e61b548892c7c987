//! Answers, compared with what botocore's parser reads in them.

use serde_json::Value as Json;
use sotalia_dynamic::{IntoParams as _, Value};

use crate::cases::Outcome;
use crate::compare::as_botocore;
use crate::exchange::{Answer, Clients, block_on};

pub(crate) fn check(clients: &mut Clients, case: &Json) -> Outcome {
    let client = clients.of(case)?;
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let body = aws_smithy_types::base64::decode(text("body")).map_err(|error| error.to_string())?;
    let headers = case["headers"].as_object().into_iter().flatten();
    let headers = headers.map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()));
    clients.answer(Answer { status: 200, headers: headers.collect(), body });
    let params = (&case["params"]).into_params().map_err(|error| error.to_string())?;
    let result = block_on(async {
        let mut output = client.call(text("operation"), params).send().await?;
        let streamed = match output.has_body() {
            true => Some(output.take_body().collect().await.map_err(|error| error.to_string())),
            false => None,
        };
        Ok((output, streamed))
    });
    let (output, streamed) = result.map_err(|error: sotalia_dynamic::error::Error| error.report().to_string())?;
    let mut actual = as_botocore(&output);
    if let (Some(bytes), Some(name)) = (streamed, case["stream"].as_str()) {
        actual[name] = as_botocore(&Value::from(&bytes?.into_bytes()[..]));
    }
    match difference(&actual, &case["expected"]) {
        None => Ok(()),
        Some(difference) => Err(difference),
    }
}

/// The first difference. A member that is nothing is as one that is not there; seconds may differ by less than a thousandth.
fn difference(one: &Json, other: &Json) -> Option<String> {
    match (one, other) {
        (Json::Object(one_map), Json::Object(other_map)) => {
            let names = one_map.keys().chain(other_map.keys());
            names.into_iter().find_map(|name| {
                let (one, other) =
                    (one_map.get(name).unwrap_or(&Json::Null), other_map.get(name).unwrap_or(&Json::Null));
                difference(one, other).map(|inner| format!(".{name}{inner}"))
            })
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).find_map(|(one, other)| difference(one, other)).map(|inner| format!("[]{inner}"))
        }
        (Json::Number(a), Json::Number(b)) => {
            let is_near = a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() < 1e-3);
            if is_near { None } else { Some(format!(": is {one}, expected {other}")) }
        }
        _ if one == other => None,
        _ => Some(format!(": is {one}, expected {other}")),
    }
}
