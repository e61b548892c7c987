//! Any status, headers and body become an error with one line and without a secret, in an answer and in an event stream.
//!
//! The input is like a record of `tests/error_answers`: a status, lines of headers, an empty line, a body.

#![no_main]

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use libfuzzer_sys::fuzz_target;
use sotalia_error::Error;
use sotalia_fuzz::{CANARY, check, has_canary};

const SERVICES: &[&str] = &["s3", "kinesis", "sqs", "ec2", "lambda", "dynamodb", ""];

fuzz_target!(|input: &[u8]| {
    if has_canary(input) {
        return;
    }
    let end = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (head, body) = (String::from_utf8_lossy(&input[..end]), input.get(end + 2..).unwrap_or_default());
    let mut lines = head.lines();
    let Some(Ok(status)) = lines.next().and_then(|line| line.trim().parse::<u16>().ok()).map(TryInto::try_into) else {
        return;
    };
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();
    let service = SERVICES[input.len() % SERVICES.len()];
    for body in [body.to_vec(), with_secret(body)] {
        check(&of_event_stream(&headers, body.clone()));
        let mut response = HttpResponse::new(status, body.into());
        response.headers_mut().insert("x-amz-security-token", CANARY);
        for (name, value) in &headers {
            // What no HTTP client would give to us is left out.
            let _ = response.headers_mut().try_append((*name).to_owned(), (*value).to_owned());
        }
        check(&Error::from_response(service, "Operation", &response));
    }
});

/// The same as a message that ends a stream of events. What is the code in an answer is it there as well.
fn of_event_stream(headers: &[(&str, &str)], payload: Vec<u8>) -> Error {
    let header = |(name, value): &(&str, &str)| {
        let name = if name.eq_ignore_ascii_case("x-amzn-errortype") { ":exception-type" } else { name };
        Header::new(name.to_owned(), HeaderValue::String((*value).to_owned().into()))
    };
    let message = Message::new_from_parts(headers.iter().map(header).collect(), payload);
    SdkError::<ErrorMetadata, _>::response_error("unrecognized", RawMessage::Decoded(message)).into()
}

/// The body with a secret where services have one, and where they quote it, if it has such a place.
fn with_secret(body: &[u8]) -> Vec<u8> {
    // A CBOR map of few members, which gets one more.
    if let Some((&head @ 0xa0..=0xb6, members)) = body.split_first() {
        let text = |text: &str| std::iter::once(0x60 + text.len() as u8).chain(text.bytes()).collect::<Vec<_>>();
        return [&[head + 1], &text("SessionToken")[..], &text(CANARY), members].concat();
    }
    let Ok(text) = std::str::from_utf8(body) else { return body.to_vec() };
    if let Some(rest) = text.strip_prefix('{') {
        return format!("{{\"SessionToken\":\"{CANARY}\",\"why\":\"bad {CANARY}\",{rest}").into_bytes();
    }
    text.replacen("<Message>", &format!("<Token-0>{CANARY}</Token-0><Message>{CANARY}"), 1).into_bytes()
}
