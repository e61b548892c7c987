//! A recorded request with its answer, from our own format and from that of the SDK's recorder.

use std::collections::BTreeMap;

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A request that is expected, and what comes of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exchange {
    pub(crate) request: Expected,
    #[serde(default)]
    pub(crate) response: Option<Answer>,
    /// What happens in the place of an answer.
    #[serde(default)]
    pub(crate) failure: Option<Trouble>,
    /// How often this happens.
    #[serde(default = "once")]
    pub(crate) times: usize,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    method: String,
    uri: String,
    /// What a header holds; `null` where it must be absent, `*` where anything will do.
    #[serde(default)]
    headers: BTreeMap<String, Option<String>>,
    /// Fields of a form; `null` where one must be absent, `*` where anything will do.
    #[serde(default)]
    form: BTreeMap<String, Option<String>>,
    /// Fields of a JSON body.
    #[serde(default)]
    json: Map<String, Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    #[serde(default = "ok")]
    pub(crate) status: u16,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    /// Text, or what is to be written as JSON.
    #[serde(default)]
    body: Value,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Trouble {
    /// Nobody listens.
    Refused,
    /// The connector gives up.
    Timeout,
    /// Nothing ever comes.
    Silence,
}

fn once() -> usize {
    1
}

fn ok() -> u16 {
    200
}

impl Answer {
    pub(crate) fn body(&self) -> String {
        match &self.body {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            value => value.to_string(),
        }
    }
}

impl Expected {
    /// What is wrong with a request, if anything.
    pub(crate) fn complaints(&self, request: &HttpRequest) -> Vec<String> {
        let mut complaints = Vec::new();
        let mut same = |what: &str, expected: &str, found: &str| {
            if expected != "*" && expected != found {
                complaints.push(format!("{what}: expected {expected:?}, found {found:?}"));
            }
        };
        same("method", &self.method, request.method());
        same("uri", self.uri.trim_end_matches('/'), request.uri().trim_end_matches('/'));
        let absent = "(absent)";
        for (name, value) in &self.headers {
            same(name, value.as_deref().unwrap_or(absent), request.headers().get(name).unwrap_or(absent));
        }
        let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default());
        let form = form(&body);
        for (name, value) in &self.form {
            same(name, value.as_deref().unwrap_or(absent), form.get(name).map_or(absent, String::as_str));
        }
        let json: Value = serde_json::from_str(&body).unwrap_or_default();
        for (name, value) in &self.json {
            same(name, &value.to_string(), &json[name].to_string());
        }
        complaints
    }
}

/// The fields of a form.
fn form(body: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    body.split('&')
        .filter_map(|field| field.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// The exchanges of `http-traffic.json`, as the SDK's recorder writes it: events, by the number of the connection.
pub(crate) fn recorded(text: &str) -> Vec<Exchange> {
    let file: Value = serde_json::from_str(text).expect("recorded traffic is JSON");
    let mut exchanges: BTreeMap<u64, Exchange> = BTreeMap::new();
    for event in file["events"].as_array().expect("recorded traffic has events") {
        let connection = event["connection_id"].as_u64().expect("an event has a connection");
        let action = event["action"].as_object().expect("an event has an action");
        let (kind, action) = action.iter().next().expect("an action has a kind");
        if kind == "Request" {
            exchanges.insert(connection, begun(&action["request"]));
            continue;
        }
        let exchange = exchanges.get_mut(&connection).expect("the request is first");
        match (kind.as_str(), action["direction"].as_str()) {
            ("Response", _) if action["response"]["Ok"].is_object() => {
                exchange.response = Some(answer(&action["response"]["Ok"]));
            }
            ("Response", _) => exchange.failure = Some(Trouble::Refused),
            ("Data", Some("Response")) => {
                let data = action["data"]["Utf8"].as_str().expect("the recorded answers are text");
                let answer = exchange.response.as_mut().expect("the head is before the body");
                answer.body = Value::String(answer.body() + data);
            }
            _ => {}
        }
    }
    exchanges.into_values().collect()
}

fn begun(request: &Value) -> Exchange {
    let text = |name: &str| request[name].as_str().expect("a recorded request has a method and a URI").to_owned();
    let checked = ["content-type", "x-aws-ec2-metadata-token"];
    let headers = headers(&request["headers"]).into_iter().filter(|(name, _)| checked.contains(&name.as_str()));
    let headers = headers.map(|(name, value)| (name, Some(value))).collect();
    let request =
        Expected { method: text("method"), uri: text("uri"), headers, form: BTreeMap::new(), json: Map::new() };
    Exchange { request, response: None, failure: None, times: 1 }
}

fn answer(response: &Value) -> Answer {
    let status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let status = status.expect("a recorded answer has a status");
    Answer { status, headers: headers(&response["headers"]), body: Value::Null }
}

fn headers(headers: &Value) -> BTreeMap<String, String> {
    let all = headers.as_object().into_iter().flatten();
    let first = all.filter_map(|(name, values)| Some((name.to_lowercase(), values[0].as_str()?.to_owned())));
    first.filter(|(name, _)| name != "content-length").collect()
}
