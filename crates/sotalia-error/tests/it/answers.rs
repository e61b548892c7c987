//! What is read of an answer's headers and body, in all protocols.

use std::time::Duration;

use sotalia_error::{Error, ErrorKind, Fault};

use crate::mimic::response;

fn read(service: &str, status: u16, headers: &[(&'static str, &str)], body: &str) -> Error {
    Error::from_response(service, "Operation", &response(status, headers, body))
}

const RPC: (&str, &str) = ("content-type", "application/x-amz-json-1.1");
const REST: (&str, &str) = ("content-type", "application/json");

#[test]
fn the_place_of_the_code() {
    let header = ("x-amzn-errortype", "FromHeader:http://internal/");
    let both = r#"{"__type":"ns#FromType","code":"FromCode"}"#;
    for (name, headers, body, expected) in [
        ("RPC: the type", &[RPC, header][..], both, "FromType"),
        ("RPC: the header", &[RPC, header], "{}", "FromHeader"),
        ("REST: the header", &[REST, header], both, "FromHeader"),
        ("REST: the code", &[REST], both, "FromCode"),
        ("REST: a number is no code", &[REST], r#"{"__type":"FromType","code":7}"#, "FromType"),
        ("REST: the type", &[REST], r#"{"__type":"FromType:x"}"#, "FromType"),
        ("an empty header", &[REST, ("x-amzn-errortype", "")], both, "FromCode"),
        ("a header without a body", &[header], "", "FromHeader"),
        ("none", &[REST], r#"{"message":"m"}"#, "400"),
    ] {
        let error = read("svc", 400, headers, body);
        assert_eq!(error.code().map(sotalia_error::ErrorCode::as_str), Some(expected), "{name}");
    }
}

#[test]
fn two_codes() {
    let body = r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no queue"}"#;
    let old = "AWS.SimpleQueueService.NonExistentQueue";
    let both = |value: &str| read("sqs", 400, &[RPC, ("x-amzn-query-error", value)], body);
    let error = both(&format!("{old};Sender"));
    assert!(error.code().is_some_and(|code| code == old), "the old code: {error:?}");
    assert!(error.alternate_code().is_some_and(|code| code == "QueueDoesNotExist"), "the new code: {error:?}");
    assert_eq!((error.fault(), error.kind()), (Some(Fault::Sender), ErrorKind::NotFound));
    for malformed in ["", ";", ";Sender", "OnlyCode", "A;B;C"] {
        let error = both(malformed);
        assert!(error.code().is_some_and(|code| code == "QueueDoesNotExist"), "{malformed:?}: {error:?}");
        assert_eq!((error.alternate_code(), error.fault()), (None, None), "{malformed:?}");
    }
}

#[test]
fn whose_fault() {
    let query = |word: &str| {
        let body = format!("<ErrorResponse><Error><Type>{word}</Type><Code>C</Code></Error></ErrorResponse>");
        read("sts", 400, &[], &body).fault()
    };
    assert_eq!(query("Sender"), Some(Fault::Sender));
    assert_eq!(query("Receiver"), Some(Fault::Receiver));
    assert_eq!(query("Nobody"), None);
    assert_eq!(read("s3", 400, &[], "<Error><Code>C</Code></Error>").fault(), None, "S3 does not say it");
}

#[test]
fn the_place_of_the_message() {
    for (name, service, status, body, expected) in [
        ("nothing, in XML", "s3", 403, "", "Forbidden"),
        ("nothing, in JSON", "kinesis", 403, "", ""),
        ("nothing, in JSON, of a gateway", "kinesis", 502, "", "Bad Gateway"),
        ("an empty message", "s3", 403, "<Error><Code>C</Code><Message/></Error>", ""),
        ("null", "kinesis", 400, r#"{"__type":"C","message":null}"#, ""),
        ("text, in JSON", "kinesis", 400, " upstream connect error ", "upstream connect error"),
        ("a document of another form", "kinesis", 400, "<Other><Token>SECRET-1</Token></Other>", "Bad Request"),
        ("text, in XML", "s3", 400, "upstream connect error", "Bad Request"),
        ("a page", "kinesis", 400, "<html>sorry</html>", "Bad Request"),
        ("an unknown status", "s3", 599, "", ""),
    ] {
        assert_eq!(read(service, status, &[], body).message(), expected, "{name}");
    }
    let unseen = read("s3", 400, &[], "<Error><Message>\u{200b}</Message></Error>");
    assert_eq!(unseen.to_string(), "s3.Operation: invalid input (400)", "a message that cannot be seen");
    let text = read("kinesis", 502, &[], "upstream connect error");
    let line = "502 Bad Gateway with a body that is no error answer of the service: upstream connect error (502)";
    assert_eq!(text.to_string(), format!("kinesis.Operation: {line}"));
}

#[test]
fn the_place_of_the_ids() {
    let query = "<ErrorResponse><Error><Code>C</Code></Error><RequestId>BODY</RequestId></ErrorResponse>";
    let s3 = "<Error><Code>C</Code><RequestId>BODY</RequestId><HostId>HOST</HostId></Error>";
    let amzn = ("x-amzn-requestid", "HEADER");
    for (name, headers, body, expected, extended) in [
        ("Query: the body", &[amzn][..], query, Some("BODY"), None),
        ("Query: the header", &[amzn], "<ErrorResponse><Error/></ErrorResponse>", Some("HEADER"), None),
        ("S3: the headers", &[("x-amz-request-id", "HEADER"), ("x-amz-id-2", "H2")], s3, Some("HEADER"), Some("H2")),
        ("S3: the body", &[], s3, Some("BODY"), Some("HOST")),
        ("another spelling", &[("x-amzn-request-id", "HEADER")], "{}", Some("HEADER"), None),
        ("no id", &[("x-amzn-requestid", "what is this?")], "{}", None, None),
    ] {
        let error = read("svc", 400, headers, body);
        assert_eq!((error.request_id(), error.extended_request_id()), (expected, extended), "{name}");
    }
}

#[test]
fn how_long_to_wait() {
    let now = ("date", "Wed, 21 Oct 2015 07:28:00 GMT");
    for (name, headers, body, expected) in [
        ("milliseconds", &[("x-amz-retry-after", "1500"), ("retry-after", "9")][..], "", Some(1500)),
        ("seconds", &[("retry-after", " 3 ")], "", Some(3000)),
        ("a date", &[("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT"), now], "", Some(30_000)),
        ("a date that has gone by", &[("retry-after", "Wed, 21 Oct 2015 07:27:00 GMT"), now], "", Some(0)),
        ("a member", &[], r#"{"retryAfterSeconds": "7"}"#, Some(7000)),
        ("a number", &[], r#"{"retryAfterSeconds": 7.5}"#, Some(7500)),
        ("nonsense", &[("x-amz-retry-after", "-5"), ("retry-after", "soon")], "", None),
        ("too long", &[], r#"{"retryAfterSeconds": 1e300}"#, None),
        ("nothing", &[], "", None),
    ] {
        let error = read("lambda", 429, headers, body);
        assert_eq!(error.retry_after(), expected.map(Duration::from_millis), "{name}");
    }
}

#[test]
fn a_message_tells_what_its_code_does_not() {
    use ErrorKind::{InvalidInput, NotFound};
    for (service, code, message, expected) in [
        ("cloudformation", "ValidationError", "Stack with id shop does not exist", NotFound),
        ("cloudformation", "ValidationError", "Stack [shop] does not exist", NotFound),
        ("cloudformation", "ValidationError", "Resource Queue does not exist for stack shop", NotFound),
        ("cloudformation", "ValidationError", "No updates are to be performed.", InvalidInput),
        ("cloudformation", "ValidationError", "Template error: the bucket of Stack does not exist", InvalidInput),
        ("cloudformation", "OtherError", "Stack with id shop does not exist", InvalidInput),
        (
            "autoscaling",
            "ValidationError",
            "AutoScalingGroup name not found - AutoScalingGroup 'g' not found",
            NotFound,
        ),
        ("iam", "ValidationError", "Stack with id shop does not exist", InvalidInput),
    ] {
        let error = format!("<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>");
        let error = read(service, 400, &[], &format!("<ErrorResponse>{error}</ErrorResponse>"));
        assert_eq!(error.kind(), expected, "{service} {code}: {message}");
    }
}

#[test]
fn a_page_does_not_say_that_the_thing_is_not_there() {
    const PAGE: &str = "<html><body>404 page not found</body></html>";
    let page = read("cloudwatch", 404, &[("content-type", "text/html")], PAGE);
    assert_eq!(page.kind(), ErrorKind::InvalidInput, "of a server that is not the service");
    assert_eq!(read("s3", 404, &[], "").kind(), ErrorKind::NotFound, "of a HEAD");
    assert_eq!(read("lambda", 404, &[REST], "{}").kind(), ErrorKind::NotFound, "of the service");
}
