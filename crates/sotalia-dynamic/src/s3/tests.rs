//! What is done to the parameters of S3, and to its answers; the expected values are those of boto3.

use aws_smithy_runtime_api::http::Headers;
use proptest::prelude::*;
use serde_json::json;

use super::redirect::{BucketRegions, Redirect, Refusal};
use super::{before_call, copy_source, error_in_success, expires, listing};
use crate::params;
use crate::value::{Map, Value};

fn map(json: serde_json::Value) -> Map {
    match Value::from(json) {
        Value::Map(map) => map,
        other => panic!("not a map: {other:?}"),
    }
}

fn check(operation: &str, given: serde_json::Value, expected: serde_json::Value) {
    let mut params = map(given);
    before_call(operation, &mut params).expect(operation);
    assert_eq!(params, map(expected), "{operation}");
}

#[test]
fn sources_of_copies_are_encoded() {
    let cases = [
        (json!("b/a key+ü~(1).txt"), "b/a%20key%2B%C3%BC~%281%29.txt"),
        (json!("b/k?versionId=v1"), "b/k?versionId=v1"),
        (json!("b/k?versionId="), "b/k%3FversionId%3D"),
        (json!({"Bucket": "b", "Key": "a b"}), "b/a%20b"),
        (json!({"Bucket": "b", "Key": "k?versionId=x", "VersionId": "v"}), "b/k%3FversionId%3Dx?versionId=v"),
        (
            json!({"Bucket": "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine", "Key": "k"}),
            "arn%3Aaws%3As3%3Aeu-west-1%3A123456789012%3Aaccesspoint/mine/object/k",
        ),
    ];
    for (given, expected) in cases {
        check("CopyObject", json!({"CopySource": given}), json!({"CopySource": expected}));
    }
    let error = copy_source::encode(&mut map(json!({"CopySource": {"Bucket": "b"}}))).expect_err("no key");
    assert!(error.message().contains("CopySource.Key"), "{error}");
}

#[test]
fn keys_of_the_caller_get_their_checksum() {
    check(
        "GetObject",
        json!({"SSECustomerKey": "01234567890123456789012345678901"}),
        json!({
            "SSECustomerKey": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "SSECustomerKeyMD5": "KYvwGXoFFJ42a2u2GDWhwQ==",
        }),
    );
    check(
        "GetObject",
        json!({"SSECustomerKey": "x", "SSECustomerKeyMD5": "y"}),
        json!({"SSECustomerKey": "x", "SSECustomerKeyMD5": "y"}),
    );
    check("ListParts", json!({"SSECustomerKey": "x"}), json!({"SSECustomerKey": "x"}));
}

#[test]
fn what_no_bucket_and_no_metadata_can_be_is_refused() {
    let cases = [
        ("GetObject", json!({"Bucket": "a/b"}), "cannot be a bucket"),
        ("GetObject", json!({"Bucket": ".."}), "cannot be a bucket"),
        ("PutObject", json!({"Bucket": "b", "Metadata": {"name": "é"}}), "ASCII"),
    ];
    for (operation, given, expected) in cases {
        let error = before_call(operation, &mut map(given)).expect_err(operation);
        assert!(error.message().contains(expected), "expected {expected:?} in {error}");
    }
}

#[test]
fn names_in_listings_are_asked_for_encoded_and_decoded() {
    check("ListObjectsV2", json!({"Bucket": "b"}), json!({"Bucket": "b", "EncodingType": "url"}));
    let mut own = map(json!({"EncodingType": "url"}));
    assert!(!before_call("ListObjects", &mut own).expect("it is fine"), "the caller's own encoding is the caller's");
    let mut answer = map(json!({
        "EncodingType": "url", "Prefix": "a%2B", "Contents": [{"Key": "a%2Bb+c%0A"}, {"Key": "plain"}],
        "CommonPrefixes": [{"Prefix": "%E2%82%AC/"}],
    }));
    listing::decode("ListObjectsV2", &mut answer).expect("it is UTF-8");
    let expected = map(json!({
        "EncodingType": "url", "Prefix": "a+", "Contents": [{"Key": "a+b c\n"}, {"Key": "plain"}],
        "CommonPrefixes": [{"Prefix": "€/"}],
    }));
    assert_eq!(answer, expected);
    let mut bad = map(json!({"EncodingType": "url", "Contents": [{"Key": "%FF"}]}));
    assert!(listing::decode("ListObjectsV2", &mut bad).is_err(), "a name that is no UTF-8 is an error");
}

#[test]
fn errors_are_found_behind_a_status_of_success() {
    let cases = [
        (r#"<?xml version="1.0"?><Error><Code>SlowDown</Code></Error>"#, true),
        ("\n  <Error/>", true),
        ("<?xml version=\"1.0\"?>\n<!-- note -->\n<Error xmlns=\"x\">", true),
        ("<CopyObjectResult><ETag>e</ETag></CopyObjectResult>", false),
        ("<Errors>", false),
        ("<DeleteResult><Error><Key>k</Key></Error></DeleteResult>", false),
        ("", false),
        ("Error", false),
        ("<", false),
    ];
    for (body, expected) in cases {
        assert_eq!(error_in_success::is_error(body.as_bytes()), expected, "{body}");
    }
}

#[test]
fn expires_is_kept_as_text_whatever_it_is() {
    for (text, is_time) in [("Wed, 21 Oct 2015 07:28:00 GMT", true), ("tomorrow", false), ("0", false)] {
        let (mut headers, mut answer) = (Headers::new(), Map::new());
        headers.insert("expires", text);
        expires::keep_text(&mut headers);
        assert_eq!(headers.get("expires").is_some(), is_time, "{text}");
        expires::put_text(&mut headers, &mut answer);
        assert_eq!(answer.get("ExpiresString"), Some(&Value::from(text)));
    }
}

#[test]
fn another_region_is_found_in_what_s3_says() {
    let mut headers = Headers::new();
    headers.insert("x-amz-bucket-region", "eu-west-1");
    let mut evil = Headers::new();
    evil.insert("x-amz-bucket-region", "evil.example.com/");
    let plain = Refusal {
        operation: "GetObject",
        status: 403,
        code: "AccessDenied",
        headers: Some(&headers),
        region_in_body: None,
    };
    let there = Redirect::To("eu-west-1".to_owned());
    let cases = [
        (plain, Redirect::No),
        (Refusal { status: 301, code: "PermanentRedirect", ..plain }, there.clone()),
        (Refusal { status: 307, code: "TemporaryRedirect", ..plain }, there.clone()),
        (Refusal { status: 301, code: "PermanentRedirect", headers: None, ..plain }, Redirect::Unknown),
        (Refusal { status: 301, code: "PermanentRedirect", headers: Some(&evil), ..plain }, Redirect::Unknown),
        (Refusal { operation: "HeadObject", status: 400, code: "400", ..plain }, there.clone()),
        (Refusal { operation: "HeadObject", status: 404, code: "404", ..plain }, Redirect::No),
        (Refusal { operation: "HeadBucket", status: 400, code: "400", ..plain }, there.clone()),
        (Refusal { operation: "HeadBucket", status: 400, code: "400", headers: None, ..plain }, Redirect::No),
        (
            Refusal {
                status: 400,
                code: "AuthorizationHeaderMalformed",
                headers: None,
                region_in_body: Some("eu-west-1"),
                ..plain
            },
            there.clone(),
        ),
        (Refusal { status: 400, code: "AuthorizationHeaderMalformed", ..plain }, Redirect::No),
        (Refusal { status: 400, code: "IllegalLocationConstraintException", ..plain }, there),
        (
            Refusal { operation: "CreateBucket", status: 400, code: "IllegalLocationConstraintException", ..plain },
            Redirect::No,
        ),
    ];
    for (refusal, expected) in cases {
        assert_eq!(refusal.redirect(), expected, "{refusal:?}");
    }
}

#[test]
fn regions_of_buckets_are_kept() {
    let regions = BucketRegions::default();
    assert_eq!(regions.get("b"), None);
    regions.insert("b", "eu-west-1");
    assert_eq!(regions.get("b").as_deref(), Some("eu-west-1"));
}

proptest! {
    #[test]
    fn bodies_of_all_kinds_are_looked_at(body in proptest::collection::vec(any::<u8>(), 0..80), text in "[<>!?/ a-zEr]{0,40}") {
        let _ = error_in_success::is_error(&body);
        let _ = error_in_success::is_error(text.as_bytes());
    }

    #[test]
    fn a_source_is_one_header(bucket in "[a-z]{3,8}", key in "\\PC{0,20}") {
        let mut params = params! { "CopySource": { "Bucket": bucket, "Key": key } }.into_map();
        copy_source::encode(&mut params).expect("it has bucket and key");
        let encoded = params["CopySource"].as_str().unwrap_or_default().to_owned();
        prop_assert!(encoded.is_ascii() && !encoded.contains(' '), "{}", encoded);
    }
}
