//! Streams of events: what comes, what ends them, and what cuts them.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::str_bytes::StrBytes;
use serde_json::{Value as Json, json};
use sotalia_dynamic::error::{Error, ErrorKind};
use sotalia_dynamic::{Blob, ServiceError, Value, params};

use crate::exchange::{Answer, Canned, block_on, client, model};

fn service(protocol: &str) -> Json {
    json!({
        "metadata": {"protocol": protocol, "serviceId": "suite", "jsonVersion": "1.1", "endpointPrefix": "suite"},
        "operations": {"Talk": {
            "name": "Talk", "http": {"method": "POST", "requestUri": "/talk"}, "input": {"shape": "Output"}
        }, "Subscribe": {
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

/// The messages of a body.
fn messages(mut body: &[u8]) -> Vec<Message> {
    let mut found = Vec::new();
    while !body.is_empty() {
        found.push(aws_smithy_eventstream::frame::read_message_from(&mut body).expect("it is a message"));
    }
    found
}

fn header<'m>(message: &'m Message, name: &str) -> Option<&'m HeaderValue> {
    message.headers().iter().find(|header| header.name().as_str() == name).map(Header::value)
}

#[test]
fn events_are_sent_as_messages_that_are_signed_one_by_one() {
    let http = Canned::new(Answer { status: 200, ..Answer::default() });
    let client = client(&model(&service("rest-json")), &http, "http://localhost");
    let events = [
        params! { "Rows": { "Payload": Blob::new("a,b"), "Place": 7 } },
        params! { "Progress": { "Done": 3 } },
        params! { "End": null },
    ];
    let events = futures_util::stream::iter(events.map(Value::from));
    block_on(client.operation("Talk").events(events).send()).expect("it is sent");
    let sent = http.take_sent().expect("it was sent");
    let of_request = |name: &str| sent.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(of_request("content-type"), Some("application/vnd.amazon.eventstream"));
    assert_eq!(of_request("x-amz-content-sha256"), Some("STREAMING-AWS4-HMAC-SHA256-EVENTS"));
    let outer = messages(&sent.body);
    assert_eq!(outer.len(), 4, "three events, and the end");
    let signatures: Vec<_> =
        outer.iter().map(|message| header(message, ":chunk-signature").expect("it is signed")).collect();
    assert!(signatures.windows(2).all(|pair| pair[0] != pair[1]), "each signature follows from the one before");
    let inner: Vec<_> = outer.iter().flat_map(|message| messages(message.payload())).collect();
    let shown: Vec<_> = inner
        .iter()
        .map(|message| {
            let text =
                |name: &str| header(message, name).and_then(|value| value.as_string().ok()).map(StrBytes::as_str);
            (text(":event-type"), text(":content-type"), String::from_utf8_lossy(message.payload()).into_owned())
        })
        .collect();
    let expected = [
        (Some("Rows"), Some("application/octet-stream"), "a,b".to_owned()),
        (Some("Progress"), Some("application/json"), r#"{"Done":3}"#.to_owned()),
        (Some("End"), None, String::new()),
    ];
    assert_eq!(shown, expected);
    assert_eq!(header(&inner[0], "Place").and_then(|value| value.as_int32().ok()), Some(7));
}

#[test]
fn events_belong_to_operations_that_take_some() {
    let http = Canned::new(Answer { status: 200, ..Answer::default() });
    let client = client(&model(&service("rest-json")), &http, "http://localhost");
    let events = || futures_util::stream::iter([Value::from(params! { "Surprise": {} })]);
    for (call, expected) in [
        (client.operation("Talk"), "give it with `events`"),
        (client.operation("Subscribe").events(events()), "takes no stream of events"),
        (client.operation("Talk").body("text".to_owned().into_bytes()), "give it with `events`"),
        (client.operation("Talk").events(events()), ""),
    ] {
        let error = block_on(call.send()).expect_err(expected);
        assert!(error.message().contains(expected), "{error}");
        assert!(http.take_sent().is_none(), "nothing is sent");
    }
}
