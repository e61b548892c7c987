//! Whatever a server sends, it becomes an error with one line, without a panic and without a secret.

use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use proptest::prelude::*;
use serde_json::{Value, json};
use sotalia_error::{Error, ErrorCode};

use crate::mimic::aws_sdk_kinesis::types::error::SubscribeToShardEventStreamError;
use crate::mimic::aws_sdk_s3::operation::list_buckets::ListBucketsError;
use crate::mimic::{Failure, OperationError, response};

const CANARY: &str = "CANARY-7f3a91c2d4";

/// Text that a server might send, and text that it should not.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9 <>&;'\"\\n\\r\\t\\x00-\\x1f]{0,600}",
        Just("é\u{2028}\u{202e}\u{1b}[31m".repeat(200)),
        Just(format!("GET /k?X-Amz-Signature={CANARY}&a=b failed")),
        Just(format!("x-amz-security-token:{CANARY}\nhost:h")),
        Just(format!("the token {CANARY} is bad")),
    ]
}

/// Bodies around such a text, all of which hold the canary where a secret stands.
fn body() -> impl Strategy<Value = String> {
    let name =
        prop_oneof![Just("Token-0"), Just("SecretAccessKey"), Just("StringToSign"), Just("CanonicalRequestBytes")];
    (text(), name, 0..7).prop_map(|(text, name, form)| match form {
        0 => format!("<Error><Code>ExpiredToken</Code><Message>{text}</Message><{name}>{CANARY}</{name}></Error>"),
        1 => format!("<Error><{name}>{CANARY}</{name}><Message><![CDATA[{text}]]></Message>"),
        2 => format!("<ErrorResponse><Error><{name}>{CANARY}</{name}><Code>{text}</Code></Error></ErrorResponse>"),
        3 => serde_json::json!({ "__type": "a#b", "message": text, name: CANARY }).to_string(),
        4 => format!("<html>{text} {CANARY}</html>"),
        5 => format!("{text}<{CANARY}"),
        _ => String::new(),
    })
}

/// Structures around such texts, which hold the canary where a secret stands, also below lists and members.
fn structure() -> impl Strategy<Value = Value> {
    let name = prop_oneof![Just("SessionToken"), Just("SecretAccessKey"), Just("SSECustomerKey")];
    (text(), text(), name).prop_map(|(code, text, name)| {
        json!({
            "__type": code, "message": text, name: CANARY, "Kept": "kept", "Item": { name: CANARY, "id": { "S": text } },
            "CancellationReasons": [{ "Code": code, "Message": text }, { "Item": { name: { "S": CANARY } } }],
        })
    })
}

/// The value in CBOR.
fn cbor(value: &Value) -> Vec<u8> {
    let head = |major: u8, count: usize| {
        [&[major << 5 | 26], &u32::try_from(count).expect("small").to_be_bytes()[..]].concat()
    };
    let text = |text: &str| [head(3, text.len()), text.into()].concat();
    match value {
        Value::String(value) => text(value),
        Value::Array(values) => {
            std::iter::once(head(4, values.len())).chain(values.iter().map(cbor)).flatten().collect()
        }
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| [text(name), cbor(value)].concat();
            std::iter::once(head(5, members.len())).chain(members.iter().map(member)).flatten().collect()
        }
        other => panic!("no structure above has {other}"),
    }
}

fn check(error: &Error) {
    let line = error.to_string();
    assert!(line.chars().count() < 400, "{} characters in {line}", line.chars().count());
    assert!(!line.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')), "one line: {line:?}");
    let report = error.report().to_string();
    assert!(report.lines().all(|line| line.chars().count() < 400), "short lines: {report}");
    let details: String = error.details().map(|(_, value)| value).collect();
    let help = error.help().unwrap_or_default();
    assert!(help.chars().count() < 400 && !help.chars().any(char::is_control), "one short line: {help:?}");
    #[cfg(feature = "serde")]
    assert!(
        !serde_json::to_string(error).expect("it is an object").contains(CANARY),
        "a secret in the object of {line}"
    );
    let fields = format!("{:?}", error.modeled_fields());
    let codes = [error.code(), error.alternate_code()].map(|code| code.map_or("", ErrorCode::as_str)).concat();
    for shown in [line, report, format!("{error:?}"), error.message().to_owned(), details, help, fields, codes] {
        assert!(!shown.contains(CANARY), "a secret in {shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers(status in 100u16..1000, body in body(), headers in prop::bool::ANY) {
        let canary = format!("a {CANARY}");
        let headers: &[(&'static str, &str)] = if headers {
            &[("x-amz-security-token", CANARY), ("x-amz-request-id", &canary), ("content-type", "text/html")]
        } else {
            &[]
        };
        check(&Error::from_response("s3", "ListBuckets", &response(status, headers, &body)));
        let failure = ListBucketsError::unhandled("cannot read");
        check(&SdkError::service_error(failure, response(status, headers, &body)).into());
        let unreadable: Failure<ListBucketsError> = SdkError::response_error("cannot read", response(status, headers, &body));
        check(&unreadable.into());
    }

    /// The SDK's own reading of the message comes on top of the body.
    #[test]
    fn messages(status in 100u16..1000, code in text(), message in text()) {
        let body = format!("<Error><Token-0>{CANARY}</Token-0></Error>");
        let metadata = ErrorMetadata::builder().code(code).message(message.clone()).build();
        let failure = SdkError::service_error(ListBucketsError::generic(metadata), response(status, &[], &body));
        check(&failure.into());
        let cause = format!("cannot read: {message}");
        let unreadable: Failure<ListBucketsError> = SdkError::response_error(cause, response(status, &[], &body));
        check(&unreadable.into());
    }

    /// The forms of services with schemas, and the header of those that once spoke the query protocol.
    #[test]
    fn structures(status in 300u16..1000, structure in structure(), header in text(), query in any::<bool>()) {
        let json = structure.to_string();
        for (form, body) in [("application/x-amz-json-1.0", json.into_bytes()), ("application/cbor", cbor(&structure))] {
            let mut raw = response(status, &[("content-type", form)], "");
            *raw.body_mut() = body.into();
            let name = if query { "x-amzn-query-error" } else { "x-amzn-errortype" };
            // What an HTTP client would not take for a header is left out.
            let _ = raw.headers_mut().try_append(name, if query { format!("{header};Sender") } else { header.clone() });
            let error = Error::from_response(if query { "sqs" } else { "dynamodb" }, "Operation", &raw);
            check(&error);
            prop_assert!(error.modeled_fields().contains_key("CancellationReasons"), "{form} is read: {error:?}");
            prop_assert_eq!(error.detail("Kept"), Some("kept"), "{} is read", form);
        }
    }

    /// A message that ends a stream: one that is modelled, or one that is not.
    #[test]
    fn event_streams(code in text(), message in text(), structure in structure(), is_modelled in any::<bool>()) {
        let header = |name: &'static str, value: &str| Header::new(name, HeaderValue::String(value.to_owned().into()));
        let name = if is_modelled { ":exception-type" } else { ":error-code" };
        let headers = vec![header(name, &code), header(":error-message", &message)];
        let raw = || RawMessage::Decoded(Message::new_from_parts(headers.clone(), structure.to_string()));
        let metadata = ErrorMetadata::builder().code(&code).message(&message).build();
        let error = Error::from(SdkError::service_error(SubscribeToShardEventStreamError::generic(metadata), raw()));
        check(&error);
        prop_assert_eq!(error.detail("Kept"), Some("kept"), "the payload is read");
        check(&SdkError::<SubscribeToShardEventStreamError, _>::response_error("unrecognized", raw()).into());
    }

    #[test]
    fn bytes(status in 100u16..1000, body in prop::collection::vec(any::<u8>(), 0..2000)) {
        let mut raw = response(status, &[], "");
        *raw.body_mut() = body.into();
        check(&Error::from_response("s3", "ListBuckets", &raw));
    }

    /// Advice is filled with what an answer says, whatever that is.
    #[test]
    fn help(code in advised(), message in refusal(), member in text()) {
        let body = serde_json::json!({
            "__type": code, "message": message, "Region": &member, "Endpoint": &member, "Key": &member, "BucketName": &member,
            "RequestTime": &member, "ServerTime": "2026-01-01T00:00:00Z", "Expires": &member, "QuotaCode": &member,
            "SessionToken": CANARY,
        });
        for service in ["s3", "dynamodb", "ec2", "lambda"] {
            check(&Error::from_response(service, "Operation", &response(400, &[], &body.to_string())));
        }
        // On this side nothing has said that the canary is a secret, unless its name does.
        let bare = format!("the token {CANARY}");
        let is_known = !message.contains(&bare) && !member.contains(&bare);
        for &local in Error::catalog().iter().filter(|_| is_known) {
            check(&Error::local(local, message.clone()).with_detail("ProfileName", member.clone()));
        }
    }
}

/// Codes that there is advice for.
fn advised() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "AccessDenied",
        "AuthorizationHeaderMalformed",
        "BucketAlreadyExists",
        "ExpiredToken",
        "InvalidAccessKeyId",
        "InvalidSignatureException",
        "NoSuchBucket",
        "NoSuchKey",
        "PermanentRedirect",
        "RequestTimeTooSkewed",
        "ServiceQuotaExceededException",
        "SignatureDoesNotMatch",
        "ThrottlingException",
        "UnauthorizedOperation",
    ])
}

/// Messages as AWS builds them, around such a text.
fn refusal() -> impl Strategy<Value = String> {
    (text(), 0..6).prop_map(|(text, form)| match form {
        0 => format!("User: {text} is not authorized to perform: s3:PutObject on resource: {text} because no {text}"),
        1 => format!(
            "User: arn:aws:iam::1:user/a is not authorized to perform: kms:{text} with an explicit deny in a {text}"
        ),
        2 => format!("Encoded authorization failure message: {text}"),
        3 => format!("Signature expired: 20260101T000000Z is now earlier than {text} (20260101T001500Z - 5 min.)"),
        4 => format!("the region is wrong; expecting '{text}'; run `aws sso login --profile {text}`"),
        _ => text,
    })
}
