//! Streams of events: what comes, what ends them, and what cuts them.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use serde_json::{Value as Json, json};
use sotalia_dynamic::error::{Error, ErrorKind};
use sotalia_dynamic::{Blob, ServiceError, Value, params};

use crate::exchange::{Answer, Canned, block_on, client, model};

fn service(protocol: &str) -> Json {
    json!({
        "metadata": {"protocol": protocol, "serviceId": "suite", "jsonVersion": "1.1", "endpointPrefix": "suite"},
        "operations": {"Subscribe": {
            "name": "Subscribe", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Output"}
        }},
        "shapes": {
            "Output": {"type": "structure", "members": {
                "Session": {"shape": "Text"}, "Events": {"shape": "Events"}
            }, "payload": "Events"},
            "Events": {"type": "structure", "eventstream": true, "members": {
                "Rows": {"shape": "Rows"}, "Progress": {"shape": "Progress"}, "End": {"shape": "End"}, "Gone": {"shape": "Gone"}
            }},
            "Rows": {"type": "structure", "event": true, "members": {
                "Payload": {"shape": "Data", "eventpayload": true}, "Place": {"shape": "Number", "eventheader": true}
            }},
            "Progress": {"type": "structure", "event": true, "members": {"Done": {"shape": "Number"}}},
            "End": {"type": "structure", "event": true, "members": {}},
            "Gone": {"type": "structure", "exception": true, "members": {"message": {"shape": "Text"}, "Left": {"shape": "Number"}}},
            "Text": {"type": "string"}, "Data": {"type": "blob"}, "Number": {"type": "integer"}
        }
    })
}

/// A message with headers that are texts, or numbers where they look like it.
fn message(headers: &[(&str, &str)], payload: &str) -> Vec<u8> {
    let value = |text: &str| match text.parse() {
        Ok(number) => HeaderValue::Int32(number),
        Err(_) => HeaderValue::String(text.to_owned().into()),
    };
    let headers = headers.iter().map(|(name, text)| Header::new((*name).to_owned(), value(text))).collect();
    let message = Message::new_from_parts(headers, payload.as_bytes().to_vec());
    let mut bytes = Vec::new();
    write_message_to(&message, &mut bytes).expect("a message can be written to memory");
    bytes
}

fn event(name: &str, payload: &str) -> Vec<u8> {
    message(&[(":message-type", "event"), (":event-type", name)], payload)
}

/// What comes until the end, and how it ends.
fn received(protocol: &str, body: Vec<u8>) -> (Vec<Value>, Result<(), Error>, Value) {
    let http = Canned::new(Answer { status: 200, headers: vec![], body });
    let client = client(&model(&service(protocol)), &http, "http://localhost");
    block_on(async {
        let mut output = match client.operation("Subscribe").send().await {
            Ok(output) => output,
            Err(error) => return (vec![], Err(error), Value::Null),
        };
        let mut stream = output.take_events().expect("it answers with events");
        let mut events = Vec::new();
        loop {
            match stream.next().await {
                Ok(Some(event)) => events.push(event),
                Ok(None) => return (events, Ok(()), output.into_value()),
                Err(error) => {
                    assert!(stream.next().await.is_ok_and(|next| next.is_none()), "an error is the end");
                    return (events, Err(error), output.into_value());
                }
            }
        }
    })
}

#[test]
fn events_come_in_order_and_unknown_ones_are_passed_over() {
    let rows = message(&[(":message-type", "event"), (":event-type", "Rows"), ("Place", "7")], "a,b");
    for (protocol, progress) in [("rest-json", r#"{"Done":3}"#), ("rest-xml", "<Progress><Done>3</Done></Progress>")] {
        let body = [rows.clone(), event("Surprise", "?"), event("Progress", progress), event("End", "")].concat();
        let (events, end, _) = received(protocol, body);
        end.expect("the stream ends by itself");
        let expected = [
            params! { "Rows": { "Payload": Blob::new("a,b"), "Place": 7 } },
            params! { "Progress": { "Done": 3 } },
            params! { "End": {} },
        ];
        assert_eq!(events, expected.map(Value::from), "{protocol}");
    }
}

#[test]
fn the_first_event_has_the_output_where_the_protocol_has_no_other_place() {
    let body = [event("initial-response", r#"{"Session":"s-1"}"#), event("Progress", r#"{"Done":1}"#)].concat();
    let (events, end, output) = received("json", body);
    end.expect("the stream ends by itself");
    assert_eq!(output["Session"], "s-1");
    assert_eq!(events, [Value::from(params! { "Progress": { "Done": 1 } })]);
    // Without one, the first event is not lost.
    let (events, end, _) = received("json", event("End", "{}"));
    end.expect("the stream ends by itself");
    assert_eq!(events, [Value::from(params! { "End": {} })]);
}

#[test]
fn an_exception_ends_the_stream_with_its_members() {
    let headers = [(":message-type", "exception"), (":exception-type", "Gone"), (":content-type", "application/json")];
    let body = [event("End", ""), message(&headers, r#"{"message":"no more","Left":2}"#)].concat();
    let (events, end, _) = received("rest-json", body);
    assert_eq!(events.len(), 1);
    let error = end.expect_err("the service ended it");
    assert!(error.has_code("Gone"), "{error}");
    assert_eq!(error.message(), "no more");
    assert_eq!((error.service(), error.operation()), (Some("suite"), Some("Subscribe")));
    let service_error = error.downcast_ref::<ServiceError>().expect("it is the service's");
    assert_eq!(service_error.fields()["Left"].as_i64(), Some(2));
}

#[test]
fn an_error_that_no_model_has_ends_the_stream_with_its_code() {
    let headers = [(":message-type", "error"), (":error-code", "InternalError"), (":error-message", "try again")];
    let (_, end, _) = received("rest-json", message(&headers, ""));
    let error = end.expect_err("the service ended it");
    assert!(error.has_code("InternalError"), "{error}");
    assert_eq!(error.message(), "try again");
}

#[test]
fn a_stream_that_is_cut_or_damaged_is_an_error() {
    let whole = [event("End", ""), event("Progress", r#"{"Done":3}"#)].concat();
    for cut in 1..whole.len() - event("End", "").len() {
        let body = whole[..whole.len() - cut].to_vec();
        let (events, end, _) = received("rest-json", body);
        assert_eq!(events.len(), 1, "cut by {cut}");
        let error = end.expect_err(&format!("it was cut by {cut}"));
        assert!([ErrorKind::InvalidResponse, ErrorKind::Connection].contains(&error.kind()), "cut by {cut}: {error}");
    }
    for place in 0..whole.len() {
        let mut body = whole.clone();
        body[place] ^= 0x55;
        let (_, end, _) = received("rest-json", body);
        assert!(end.is_err(), "damaged at {place}");
    }
}
