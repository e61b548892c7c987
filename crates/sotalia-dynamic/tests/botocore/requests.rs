//! Requests, compared with those of botocore's serializer.

use serde_json::Value as Json;
use sotalia_dynamic::IntoParams as _;

use crate::cases::Outcome;
use crate::compare::{decoded, equal, same, xml};
use crate::exchange::{Answer, Clients, Sent, block_on};

pub(crate) fn check(clients: &mut Clients, case: &Json) -> Outcome {
    let client = clients.of(case)?;
    clients.answer(Answer { status: 200, ..Answer::default() });
    let params = (&case["params"]).into_params().map_err(|error| error.to_string())?;
    // What is made of the empty answer is no matter here.
    let result = block_on(client.call(text(case, "operation"), params).send());
    let sent = clients.take_sent();
    let sent = sent.ok_or_else(|| format!("not sent: {:?}", result.map_err(|error| error.report().to_string())))?;
    equal("method", &sent.method.as_str(), &text(case, "method"))?;
    compare_uri(text(case, "service"), &sent, text(case, "url"))?;
    compare_headers(&sent, case)?;
    let expected = aws_smithy_types::base64::decode(text(case, "body")).map_err(|error| error.to_string())?;
    compare_body(text(case, "protocol"), &sent.body, &expected)
}

fn text<'c>(case: &'c Json, key: &str) -> &'c str {
    case[key].as_str().unwrap_or_default()
}

fn compare_uri(service: &str, sent: &Sent, expected: &str) -> Outcome {
    let (_, rest) = sent.uri.split_once("://").ok_or("the URI has no scheme")?;
    let sent = &rest[rest.find(['/', '?']).unwrap_or(rest.len())..];
    let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
    let (expected_path, expected_query) = expected.split_once('?').unwrap_or((expected, ""));
    // The path of a bucket may end in a slash, as it does in the SDK, or not.
    let is_bucket = service == "s3" && path.matches('/').count() == 2;
    let path = if is_bucket { path.strip_suffix('/').unwrap_or(path) } else { path };
    equal("path", &path, &expected_path)?;
    equal("query", &pairs(query), &pairs(expected_query))
}

/// The pairs of a query in order, decoded: that a blank is `+` or `%20`, and that an empty value has `=` or not, is the same.
fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (decode(name), decode(value))
    };
    let mut pairs: Vec<_> = query.split('&').filter(|text| !text.is_empty()).map(pair).collect();
    pairs.sort();
    pairs
}

/// Without what signature version 2 adds to a form, which botocore's serializer does not do, either.
fn unsigned(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    const ADDED: [&str; 5] = ["AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp"];
    if pairs.iter().any(|(name, value)| name == "SignatureVersion" && value == "2") {
        pairs.retain(|(name, _)| !ADDED.contains(&name.as_str()));
    }
    pairs
}

fn decode(text: &str) -> String {
    let bytes = text.replace('+', " ").into_bytes();
    let (mut decoded, mut place) = (Vec::new(), 0);
    while place < bytes.len() {
        let digits = bytes.get(place + 1..place + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| bytes[place] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                place += 3;
            }
            None => {
                decoded.push(bytes[place]);
                place += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Those of botocore's serializer must be there; signature and the like come later in botocore.
fn compare_headers(sent: &Sent, case: &Json) -> Outcome {
    // A list's items may have a blank between them, and botocore names the character set.
    let plain = |text: &str| text.replace(", ", ",").replace("; charset=utf-8", "");
    for (name, expected) in case["headers"].as_object().into_iter().flatten() {
        let found = sent.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let found: Vec<_> = found.map(|(_, value)| plain(value)).collect();
        equal(&format!("header {name}"), &found.join(","), &plain(expected.as_str().unwrap_or_default()))?;
    }
    Ok(())
}

/// The same bytes, or the same for who reads them: the order of members, and how numbers are written.
fn compare_body(protocol: &str, sent: &[u8], expected: &[u8]) -> Outcome {
    if sent == expected {
        return Ok(());
    }
    let (as_text, expected_text) = (String::from_utf8_lossy(sent), String::from_utf8_lossy(expected));
    match protocol {
        _ if sent.is_empty() || expected.is_empty() => equal("body", &as_text, &expected_text),
        "json" | "rest-json" => {
            let json = |bytes| serde_json::from_slice::<Json>(bytes).ok();
            match json(sent).zip(json(expected)) {
                Some((one, other)) if same(&one, &other) => Ok(()),
                _ => equal("body", &as_text, &expected_text),
            }
        }
        "query" | "ec2" => equal("body", &unsigned(pairs(&as_text)), &pairs(&expected_text)),
        // Quotes in texts may be entities, as the SDK writes them, or not.
        "rest-xml" => {
            let plain = |text: &str| text.replace("&apos;", "'").replace("&quot;", "\"");
            xml(&plain(&as_text), &plain(&expected_text))
        }
        "smithy-rpc-v2-cbor" => equal("body", &decoded(sent)?, &decoded(expected)?),
        _ => equal("body", &as_text, &expected_text),
    }
}
