//! Which checksums a call sends and looks at.

use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_runtime_api::http::Headers;
use serde_json::json;

use super::response::expected;
use super::{ChecksumModel, ChecksumPlan, ChecksumSettings};
use crate::value::{Map, Value};

const SUPPORTED: ChecksumSettings = ChecksumSettings { calculate_when_supported: true, validate_when_supported: true };
const REQUIRED: ChecksumSettings = ChecksumSettings { calculate_when_supported: false, validate_when_supported: false };

const PUT: ChecksumModel<'_> = ChecksumModel {
    algorithm_member: Some("ChecksumAlgorithm"),
    algorithm_header: Some("x-amz-sdk-checksum-algorithm"),
    required: false,
    is_md5: false,
    mode_member: None,
    response_algorithms: &[],
};

fn map(json: serde_json::Value) -> Map {
    Value::from(json).as_map().cloned().unwrap_or_default()
}

fn check(
    model: ChecksumModel<'_>,
    settings: ChecksumSettings,
    given: serde_json::Value,
    presigned: bool,
    wanted: Option<&str>,
) {
    let plan = ChecksumPlan::new(model, settings, &mut map(given.clone()), presigned).expect("the algorithm is known");
    let found = plan.request.map(|algorithm| algorithm.as_str());
    assert_eq!(found, wanted, "{model:?}, {settings:?}, {given}, presigned: {presigned}");
}

#[test]
fn the_algorithm_is_the_callers_or_crc32_where_the_settings_say_so() {
    let deletes = ChecksumModel { required: true, ..PUT };
    check(PUT, SUPPORTED, json!({}), false, Some("crc32"));
    check(PUT, SUPPORTED, json!({}), true, None);
    check(PUT, REQUIRED, json!({}), false, None);
    check(deletes, REQUIRED, json!({}), false, Some("crc32"));
    check(PUT, REQUIRED, json!({"ChecksumAlgorithm": "SHA256"}), false, Some("sha256"));
    check(PUT, SUPPORTED, json!({"ChecksumAlgorithm": "CRC64NVME"}), false, Some("crc64nvme"));
    check(ChecksumModel::default(), SUPPORTED, json!({}), false, None);
    let error = ChecksumPlan::new(PUT, SUPPORTED, &mut map(json!({"ChecksumAlgorithm": "XXHASH64"})), false);
    let error = error.expect_err("it cannot be computed");
    assert!(error.message().contains("CRC64NVME"), "expected what can be used in {error}");
}

#[test]
fn an_md5_is_sent_where_one_is_required_and_no_algorithm_can_be_named() {
    let required = ChecksumModel { required: true, is_md5: true, ..ChecksumModel::default() };
    for (model, presigned, wanted) in [
        (required, false, true),
        (required, true, false),
        (ChecksumModel { is_md5: false, ..required }, false, false),
        (ChecksumModel { required: false, ..required }, false, false),
        (ChecksumModel { algorithm_member: PUT.algorithm_member, ..required }, false, false),
    ] {
        let plan = ChecksumPlan::new(model, SUPPORTED, &mut Map::new(), presigned).expect("no algorithm is named");
        assert_eq!(plan.md5, wanted, "{model:?}, presigned: {presigned}");
    }
}

#[test]
fn a_checksum_in_the_answer_is_asked_for_where_the_settings_say_so() {
    let algorithms = ["CRC32".into(), "SHA256".into()];
    let get = ChecksumModel {
        mode_member: Some("ChecksumMode"),
        response_algorithms: &algorithms,
        ..ChecksumModel::default()
    };
    let cases = [
        (SUPPORTED, json!({}), json!({"ChecksumMode": "ENABLED"}), true),
        (REQUIRED, json!({}), json!({}), false),
        (REQUIRED, json!({"ChecksumMode": "ENABLED"}), json!({"ChecksumMode": "ENABLED"}), true),
    ];
    for (settings, given, after, looks) in cases {
        let mut params = map(given);
        let plan = ChecksumPlan::new(get, settings, &mut params, false).expect("no algorithm is named");
        assert_eq!(params, map(after), "{settings:?}");
        assert_eq!(!plan.response.is_empty(), looks, "{settings:?}");
        assert_eq!(plan.is_empty(), !looks, "{settings:?}");
    }
}

#[test]
fn the_checksum_of_an_answer_is_the_one_that_can_be_computed() {
    let algorithms = ["CRC32".into(), "SHA256".into()];
    let cases: [(&[(&str, &str)], _); 4] = [
        (&[("x-amz-checksum-crc32", "i9aeUg==")], Some(ChecksumAlgorithm::Crc32)),
        (&[("x-amz-checksum-sha256", "AAAA"), ("x-amz-checksum-crc32", "i9aeUg==")], Some(ChecksumAlgorithm::Crc32)),
        (&[("x-amz-checksum-crc32", "i9aeUg==-3")], None),
        (&[("x-amz-checksum-sha1", "AAAA")], None),
    ];
    for (given, wanted) in cases {
        let mut headers = Headers::new();
        for (name, value) in given {
            headers.insert(*name, *value);
        }
        assert_eq!(expected(&headers, &algorithms).map(|(algorithm, _)| algorithm), wanted, "{given:?}");
    }
}
