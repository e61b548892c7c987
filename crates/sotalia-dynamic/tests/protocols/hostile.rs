//! Answers that no service gives: not a panic, and an error that says what it is.

use serde_json::{Value as Json, json};
use sotalia_dynamic::error::{Error, ErrorKind, LocalError};
use sotalia_dynamic::{Output, ServiceError, Value, params};

use crate::exchange::{Answer, Canned, block_on, checking_client, client, model};

/// A service with one operation, whose output holds every kind of value, and itself.
fn service(protocol: &str) -> Json {
    json!({
        "metadata": {
            "protocol": protocol, "serviceId": "suite", "jsonVersion": "1.0", "targetPrefix": "Suite", "apiVersion": "2026-01-01",
            "endpointPrefix": "suite"
        },
        "operations": {"Call": {
            "name": "Call", "http": {"method": "POST", "requestUri": "/"}, "input": {"shape": "Node"},
            "output": {"shape": "Node", "resultWrapper": "CallResult"}, "errors": [{"shape": "Refused"}]
        }},
        "shapes": {
            "Node": {"type": "structure", "members": {
                "Text": {"shape": "Text"}, "Number": {"shape": "Number"}, "Long": {"shape": "Long"}, "Double": {"shape": "Double"},
                "Flag": {"shape": "Flag"}, "Data": {"shape": "Data"}, "At": {"shape": "At"}, "Node": {"shape": "Node"},
                "Nodes": {"shape": "Nodes"}, "Named": {"shape": "Named"}, "Anything": {"shape": "Anything"},
                "Strict": {"shape": "Strict"}
            }},
            "Strict": {"type": "structure", "required": ["Text"], "members": {"Text": {"shape": "Text"}}},
            "Nodes": {"type": "list", "member": {"shape": "Node"}},
            "Named": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Node"}},
            "Anything": {"type": "structure", "document": true, "members": {}},
            "Refused": {"type": "structure", "exception": true, "members": {"Reason": {"shape": "Node"}}},
            "Text": {"type": "string"}, "Number": {"type": "integer"}, "Long": {"type": "long"}, "Double": {"type": "double"},
            "Flag": {"type": "boolean"}, "Data": {"type": "blob"}, "At": {"type": "timestamp"}
        }
    })
}

const PROTOCOLS: &[&str] = &["json", "rest-json", "rest-xml", "query", "ec2", "smithy-rpc-v2-cbor"];

fn answered(protocol: &str, status: u16, headers: &[(&str, &str)], body: &[u8]) -> Result<Output, Error> {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let http = Canned::new(Answer { status, headers, body: body.to_vec() });
    let client = client(&model(&service(protocol)), &http, "http://localhost");
    block_on(client.operation("call").send())
}

#[test]
fn a_page_of_a_proxy_is_told_by_its_status() {
    let page = b"<html><body><h1>503 Service Unavailable</h1></body></html>";
    for protocol in PROTOCOLS {
        let error = answered(protocol, 503, &[("content-type", "text/html")], page).expect_err("it is no answer");
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{protocol}: {error}");
        assert_eq!(error.status(), Some(503), "{protocol}: {error}");
        assert_eq!((error.service(), error.operation()), (Some("suite"), Some("Call")), "{protocol}");
    }
}

#[test]
fn an_answer_that_nests_without_end_is_refused() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(5_000), close.repeat(5_000));
    let cases = [
        ("json", format!(r#"{{"Node":{}}}"#, deep(r#"{"Node":"#, "}"))),
        ("json", format!(r#"{{"Unknown":{}}}"#, deep("[", "]"))),
        ("json", format!(r#"{{"Anything":{}}}"#, deep("[", "]"))),
        ("rest-json", format!(r#"{{"Nodes":{}}}"#, deep(r#"[{"Nodes":"#, "}]"))),
        ("rest-xml", deep("<Node>", "</Node>")),
        ("ec2", deep("<Node>", "</Node>")),
        ("query", format!("<R><CallResult>{}</CallResult></R>", deep("<Node>", "</Node>"))),
    ];
    for (protocol, body) in cases {
        // What is not known may be passed over at any depth; what is read is limited.
        let result = answered(protocol, 200, &[], body.as_bytes());
        if let Err(error) = result {
            assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{protocol}: {error}");
        }
        let error = answered(protocol, 400, &[], body.as_bytes()).expect_err("it is a failure");
        assert_eq!(error.status(), Some(400), "{protocol}: {error}");
    }
    let cbor: Vec<u8> = [b"\xa1\x64Node".repeat(5_000), vec![0xa0]].concat();
    let error = answered("smithy-rpc-v2-cbor", 200, &[("smithy-protocol", "rpc-v2-cbor")], &cbor);
    assert_eq!(error.expect_err("it is too deep").kind(), ErrorKind::InvalidResponse);
}

#[test]
fn a_request_that_nests_without_end_is_refused() {
    let mut value = Value::from("end");
    for _ in 0..1_000 {
        value = Value::from(params! { "Node": value });
    }
    for protocol in PROTOCOLS {
        let http = Canned::new(Answer { status: 200, ..Answer::default() });
        let client = client(&model(&service(protocol)), &http, "http://localhost");
        let error = block_on(client.operation("Call").set("Node", value.clone()).send()).expect_err("it is too deep");
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{protocol}: {error}");
        assert!(http.take_sent().is_none(), "{protocol}: nothing is sent");
    }
}

#[test]
fn values_of_the_wrong_type_are_named() {
    let cases = [
        ("json", r#"{"Number":"five"}"#),
        ("json", r#"{"Number":99999999999}"#),
        ("json", r#"{"At":"when"}"#),
        ("json", r#"{"Data":"*"}"#),
        ("rest-json", r#"{"Nodes":{"Text":1}}"#),
        ("rest-xml", "<R><Number>five</Number></R>"),
        ("ec2", "<R><At>when</At></R>"),
        ("query", "<R><CallResult><Flag>maybe</Flag></CallResult></R>"),
        ("json", r#"{"Text":"#),
        ("json", "[]"),
        ("rest-xml", "<R><Text>"),
    ];
    for (protocol, body) in cases {
        let error = answered(protocol, 200, &[], body.as_bytes()).expect_err(body);
        assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{protocol} {body}: {error}");
        let local = error.local_error();
        let expected = [Some(LocalError::UnparsableAnswer), Some(LocalError::TruncatedAnswer)];
        assert!(expected.contains(&local), "{protocol} {body}: {error}");
    }
}

#[test]
fn parameters_of_the_wrong_type_are_named() {
    let cases = [
        (params! { "Text": 5 }, "Text"),
        (params! { "Node": { "Nodes": [{}, { "Number": "5" }] } }, "Node.Nodes[1].Number"),
        (params! { "Named": { "a": 1 } }, "Named.a"),
        (params! { "At": "when" }, "At"),
        (params! { "Strict": {} }, "Missing required parameter in Strict: \"Text\""),
        (params! { "Strict": { "Text": null } }, "Missing required parameter in Strict: \"Text\""),
        (
            params! { "Txet": "a" },
            "Unknown parameter in input: \"Txet\" (did you mean \"Text\"?), must be one of: Text, Number",
        ),
        (
            params! { "Node": { "Nodes": [{ "Txet": "a", "Text": "b", "Number": 1, "Flag": true }] } },
            "Unknown parameter in Node.Nodes[0]: \"Txet\"",
        ),
        (params! { "Number": 99_999_999_999_i64 }, "Number"),
    ];
    for (params, place) in cases {
        let http = Canned::new(Answer { status: 200, ..Answer::default() });
        let client = checking_client(&model(&service("json")), &http, "http://localhost");
        let error = block_on(client.call("Call", params).send()).expect_err(place);
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().contains(place), "{error} names {place}");
    }
}

#[test]
fn an_operation_that_does_not_exist_is_named() {
    let http = Canned::new(Answer { status: 200, ..Answer::default() });
    let client = client(&model(&service("json")), &http, "http://localhost");
    let error = block_on(client.operation("calll").send()).expect_err("there is none");
    assert_eq!(error.local_error(), Some(LocalError::UnknownOperation));
    assert!(error.message().contains("did you mean call?"), "{error}");
}

#[test]
fn values_are_not_in_what_is_shown_of_calls_and_answers() {
    const SECRET: &str = "s3cr3t-value";
    for protocol in ["json", "rest-json", "smithy-rpc-v2-cbor"] {
        let body = match protocol {
            "smithy-rpc-v2-cbor" => b"\xa2f__typegRefuseddText\x6cs3cr3t-value".to_vec(),
            _ => format!(r#"{{"__type":"Refused","Text":"{SECRET}","Reason":{{"Text":"{SECRET}"}}}}"#).into_bytes(),
        };
        let output = answered(protocol, 200, &[], &body).expect("it can be read");
        assert_eq!(output["Text"], SECRET, "{protocol}");
        assert!(!format!("{output:?}").contains(SECRET), "{protocol}: {output:?}");
        let error = answered(protocol, 400, &[], &body).expect_err("it is a failure");
        let service_error = error.downcast_ref::<ServiceError>().expect("it is the service's");
        assert_eq!(service_error.shape(), Some("Refused"), "{protocol}");
        assert!(!format!("{service_error:?} {service_error}").contains(SECRET), "{protocol}: {service_error:?}");
        let http = Canned::new(Answer::default());
        let call = client(&model(&service(protocol)), &http, "http://localhost").operation("Call").set("Text", SECRET);
        assert!(!format!("{call:?}").contains(SECRET), "{protocol}: {call:?}");
    }
}

/// An answer of each protocol that is as it should be.
fn whole(protocol: &str) -> Vec<u8> {
    let json =
        br#"{"Text":"a","Number":1,"Long":2,"Double":1.5,"Flag":true,"Data":"aGk=","At":1700000000,"Node":{"Text":"b"},
        "Nodes":[{},null,{"Nodes":[]}],"Named":{"k":{"Text":"c"}},"Anything":{"x":[1,{"y":null}]}}"#;
    let xml = b"<R><Text>a&amp;b</Text><Number>1</Number><Flag>true</Flag><Data>aGk=</Data><At>2026-01-02T03:04:05Z</At>\
        <Nodes><member><Text/></member></Nodes><Named><entry><key>k</key><value><Text>c</Text></value></entry></Named></R>";
    match protocol {
        "json" | "rest-json" => json.to_vec(),
        "query" => [b"<CallResponse><CallResult>", &xml[3..xml.len() - 4], b"</CallResult></CallResponse>"].concat(),
        "smithy-rpc-v2-cbor" => {
            b"\xa4dText\x61afNumber\x01eNodes\x82\xa0\xbfdText\x7f\x61a\x61b\xff\xffeNamed\xa1\x61k\xa0".to_vec()
        }
        _ => xml.to_vec(),
    }
}

#[test]
fn an_answer_as_it_should_be_is_read() {
    for protocol in PROTOCOLS {
        let output =
            answered(protocol, 200, &[], &whole(protocol)).unwrap_or_else(|error| panic!("{protocol}: {error}"));
        assert_eq!(output["Number"].as_i64(), Some(1), "{protocol}: {:?}", output.to_json());
        assert!(!output["Nodes"].items().is_empty(), "{protocol}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whatever is cut out of an answer or put into it: an output or an error.
    #[test]
    fn a_damaged_answer_is_no_panic(
        at in 0.0..1.0_f64,
        cut in 0..12_usize,
        put in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..12),
        status in proptest::sample::select(vec![200_u16, 204, 400, 404, 503]),
    ) {
        for protocol in PROTOCOLS {
            let mut body = whole(protocol);
            let place = ((body.len() as f64) * at) as usize;
            let end = (place + cut).min(body.len());
            body.splice(place..end, put.iter().copied());
            let _ = answered(protocol, status, &[], &body);
        }
    }
}
