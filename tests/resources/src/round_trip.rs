//! Sends the identifiers of a resource through JSON and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sotalia_resource::{Identifier, Resource};
use sotalia_session::{Platform, Session};

use crate::generated;

/// A resource before and after.
#[derive(Debug)]
pub struct RoundTrip {
    /// The resource as it prints itself.
    pub before: String,
    /// The JSON of its identifiers.
    pub written: Value,
    /// The JSON that is expected: each identifier by its name.
    pub expected: Value,
    /// The resource that was made of the JSON.
    pub after: String,
    /// Whether the JSON is refused when a field too many is in it, and when the first is missing.
    pub refused: Vec<bool>,
}

/// What a service's resources make of it.
pub(crate) type RoundTrips = fn(&Session) -> Vec<RoundTrip>;

/// The services that are compiled in, each with what its resources make of it.
pub async fn round_trips() -> Vec<(&'static str, Vec<RoundTrip>)> {
    let builder = Session::builder().platform(Platform::with_variables([("HOME", "/no-such-home")]));
    let session = builder.region("us-east-1").credentials("access", "secret", None).load().await;
    let session = session.expect("all that a session needs is set");
    generated::ROUND_TRIPS.iter().map(|(service, round_trips)| (*service, round_trips(&session))).collect()
}

/// Writes what names a resource, and makes a resource of what was written.
pub(crate) fn round_trip<R: Resource + ToString, I: Serialize + DeserializeOwned>(
    resource: &R,
    write: impl Fn(&R) -> I,
    read: impl Fn(&I) -> R,
) -> RoundTrip {
    let expected: Map<String, Value> = resource
        .identifiers()
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                Identifier::Text(text) => Value::from(text),
                Identifier::Number(number) => Value::from(number),
                other => Value::from(format!("{other} must not be written")),
            };
            (name.to_owned(), value)
        })
        .collect();
    let text = serde_json::to_string(&write(resource)).expect("identifiers are text and numbers");
    let back: I = serde_json::from_str(&text).expect("what was written can be read");
    let mut more = expected.clone();
    more.insert("no_identifier".to_owned(), Value::from("x"));
    let mut less = expected.clone();
    let first = less.keys().next().cloned();
    let is_refused = |map: Map<String, Value>| serde_json::from_value::<I>(Value::Object(map)).is_err();
    let mut refused = vec![is_refused(more)];
    if let Some(first) = first {
        less.remove(&first);
        refused.push(is_refused(less));
    }
    RoundTrip {
        before: resource.to_string(),
        written: serde_json::from_str(&text).expect("JSON"),
        expected: Value::Object(expected),
        after: read(&back).to_string(),
        refused,
    }
}
