//! Outputs and errors that are to be made of answers.

use serde_json::{Value as Json, json};
use sotalia_dynamic::error::Error;
use sotalia_dynamic::{Output, ServiceError, Value};

use crate::cases::{Case, Outcome};
use crate::compare::{as_botocore, same};
use crate::exchange::{Answer, Canned, block_on, client};

pub(crate) fn run(case: &Case) -> Outcome {
    let response = &case.json["response"];
    let body = response["body"].as_str().unwrap_or(if case.protocol == "query" { "<xml/>" } else { "" });
    let body = if case.protocol == "smithy-rpc-v2-cbor" || has_events(case) {
        aws_smithy_types::base64::decode(body).map_err(|error| error.to_string())?
    } else {
        body.as_bytes().to_vec()
    };
    let headers = response["headers"].as_object().into_iter().flatten();
    let text = |(name, value): (&String, &Json)| (name.clone(), value.as_str().unwrap_or_default().to_owned());
    let mut headers: Vec<_> = headers.map(text).collect();
    if case.protocol == "json" && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        // The old cases leave out what every service sends.
        headers.push(("content-type".to_owned(), "application/x-amz-json-1.1".to_owned()));
    }
    let status = response["status_code"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
    let http = Canned::new(Answer { status, headers, body });
    let client = client(&case.model, &http, &case.endpoint);
    let result = block_on(async {
        match client.operation(&case.operation).send().await {
            Ok(output) => whole(case, output).await,
            Err(error) => Err(error),
        }
    });
    if case.json["error"].is_object() {
        return compare_error(case, result);
    }
    let actual = result.map_err(|error| error.report().to_string())?;
    let expected = &case.json["result"];
    // botocore gives an empty body for one that is not there.
    if same(&actual, expected) { Ok(()) } else { Err(format!("output:\n  is       {actual}\n  expected {expected}")) }
}

/// The name of the member that streams, if there is one.
fn stream_member(case: &Case) -> Option<String> {
    let shape = case.json["given"]["output"]["shape"].as_str()?;
    crate::cases::stream_of(case, shape)
}

fn has_events(case: &Case) -> bool {
    stream_member(case).is_some_and(|name| crate::cases::is_event_stream(case, &name))
}

/// The output with what streams in it.
async fn whole(case: &Case, mut output: Output) -> Result<Json, Error> {
    let mut extra = None;
    if let Some(events) = output.take_events() {
        extra = Some(json!(events.collect().await?.iter().map(as_botocore).collect::<Vec<_>>()));
    } else if output.has_body() {
        let bytes = output.take_body().collect().await?.into_bytes();
        extra = Some(as_botocore(&Value::from(&bytes[..])));
    }
    let mut actual = as_botocore(&output);
    if let (Some(extra), Some(name)) = (extra, stream_member(case)) {
        actual[name] = extra;
    }
    Ok(actual)
}

fn compare_error(case: &Case, result: Result<Json, Error>) -> Outcome {
    let error = match result {
        Ok(output) => return Err(format!("this is an error, and was read as {output}")),
        Err(error) => error,
    };
    let code = error.code().map(ToString::to_string).unwrap_or_default();
    let expected_code = case.json["errorCode"].as_str().unwrap_or_default();
    if code != expected_code {
        return Err(format!("code: is {code:?}, expected {expected_code:?}"));
    }
    let expected_message = case.json["errorMessage"].as_str().unwrap_or_default();
    if !expected_message.is_empty() && error.message() != expected_message {
        return Err(format!("message: is {:?}, expected {expected_message:?}", error.message()));
    }
    let service_error =
        error.downcast_ref::<ServiceError>().ok_or_else(|| format!("it is none of the service: {error:?}"))?;
    let fields = as_botocore(&Value::from(service_error.fields().clone()));
    for (name, expected) in case.json["error"].as_object().into_iter().flatten() {
        // botocore has the message twice: as one, and as a member.
        let actual = fields.get(name).cloned().unwrap_or_default();
        let actual =
            if actual.is_null() && name.eq_ignore_ascii_case("message") { json!(error.message()) } else { actual };
        if !same(&actual, expected) {
            return Err(format!("{name}: is {actual}, expected {expected}"));
        }
    }
    Ok(())
}
