//! Any status, headers and body become an error with one line and without a secret.
//!
//! The input is like a record of `tests/error_answers`: a status, lines of headers, an empty line, a body.

#![no_main]

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use libfuzzer_sys::fuzz_target;
use sotalia_error::Error;
use sotalia_fuzz::{CANARY, check};

const SERVICES: &[&str] = &["s3", "kinesis", "sqs", "ec2", "lambda", "dynamodb", ""];

fuzz_target!(|input: &[u8]| {
    let end = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (head, body) = (String::from_utf8_lossy(&input[..end]), input.get(end + 2..).unwrap_or_default());
    let mut lines = head.lines();
    let Some(Ok(status)) = lines.next().and_then(|line| line.trim().parse::<u16>().ok()).map(TryInto::try_into) else {
        return;
    };
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();
    let service = SERVICES[input.len() % SERVICES.len()];
    for body in [body.to_vec(), with_secret(body)] {
        let mut response = HttpResponse::new(status, body.into());
        response.headers_mut().insert("x-amz-security-token", CANARY);
        for (name, value) in &headers {
            // What no HTTP client would give to us is left out.
            let _ = response.headers_mut().try_append((*name).to_owned(), (*value).to_owned());
        }
        check(&Error::from_response(service, "Operation", &response));
    }
});

/// The body with a secret where services have one, and where they quote it, if it has such a place.
fn with_secret(body: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(body) else { return body.to_vec() };
    if let Some(rest) = text.strip_prefix('{') {
        return format!("{{\"SessionToken\":\"{CANARY}\",\"why\":\"bad {CANARY}\",{rest}").into_bytes();
    }
    text.replacen("<Message>", &format!("<Token-0>{CANARY}</Token-0><Message>{CANARY}"), 1).into_bytes()
}
