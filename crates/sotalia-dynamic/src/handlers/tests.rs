//! What boto3's handlers do, with the values that they make.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use serde_json::json;

use super::{aliases, answer, glacier, parameters, request};
use crate::value::{Map, Value};

fn map(json: serde_json::Value) -> Map {
    Value::from(json).as_map().cloned().unwrap_or_default()
}

#[test]
fn parameters_have_two_names() {
    let cases = [
        ("ec2", "DescribeVpcs", json!({"Filters": []}), json!({"Filters": []}), false),
        ("ec2", "DescribeOld", json!({"Filters": []}), json!({"Filter": []}), true),
        ("logs", "CreateExportTask", json!({"fromTime": 1}), json!({"from": 1}), true),
        ("cloudsearchdomain", "Search", json!({"returnFields": "a"}), json!({"return": "a"}), true),
        ("s3", "GetObject", json!({"Filters": 1}), json!({"Filters": 1}), true),
    ];
    for (service, operation, given, expected, has) in cases {
        let mut params = map(given);
        parameters::rename(service, operation, &mut params, |_| has).expect("one name is given");
        assert_eq!(params, map(expected), "{service} {operation}");
    }
    let mut both = map(json!({"from": 1, "fromTime": 2}));
    let error = parameters::rename("logs", "CreateExportTask", &mut both, |_| true).expect_err("both names are given");
    assert!(error.message().contains("from and fromTime"), "{error}");
}

#[test]
fn parameters_are_completed() {
    let mut params = map(json!({"UserData": "#!/bin/sh"}));
    parameters::encode_user_data(&mut params);
    assert_eq!(params["UserData"], "IyEvYmluL3No");

    let mut params = map(json!({"HostedZoneId": "/hostedzone/Z1", "Id": "/change/C1", "Name": "a/b"}));
    parameters::shorten_route53_ids(&mut params, |name| match name {
        "HostedZoneId" => Some("ResourceId"),
        "Id" => Some("ChangeId"),
        _ => Some("DNSName"),
    });
    assert_eq!(params, map(json!({"HostedZoneId": "Z1", "Id": "C1", "Name": "a/b"})));

    for (given, expected) in [(json!({}), "-"), (json!({"accountId": null}), "-"), (json!({"accountId": "1"}), "1")] {
        let mut params = map(given);
        parameters::default_glacier_account(&mut params);
        assert_eq!(params["accountId"], expected);
    }
}

#[test]
fn answers_are_decoded() {
    for (region, expected) in [("", Value::Null), ("EU", Value::from("EU"))] {
        let mut location = map(json!({ "LocationConstraint": region }));
        answer::name_no_region(&mut location);
        assert_eq!(location["LocationConstraint"], expected);
    }

    let mut output = map(json!({"Output": "bG9nAf8="}));
    answer::decode_console_output(&mut output);
    assert_eq!(output["Output"], "log\u{1}\u{fffd}");

    let mut template = map(json!({"TemplateBody": "{\"b\": 1, \"a\": [2]}"}));
    answer::decode_template(&mut template);
    assert_eq!(template, map(json!({"TemplateBody": {"b": 1, "a": [2]}})));
    let mut yaml = map(json!({"TemplateBody": "Resources: {}"}));
    answer::decode_template(&mut yaml);
    assert_eq!(yaml["TemplateBody"], "Resources: {}");

    let document = "%7B%22Document%22%3A%20%22a%252Fb%22%7D";
    let mut roles =
        map(json!({"Roles": [{"RoleName": "%7B%7D", "AssumeRolePolicyDocument": document}], "Document": "no JSON"}));
    answer::decode_policies(&mut roles);
    let expected = json!({"Roles": [{"RoleName": "%7B%7D", "AssumeRolePolicyDocument": {"Document": "a%2Fb"}}], "Document": "no JSON"});
    assert_eq!(roles, map(expected));
}

#[test]
fn hashes_of_trees_are_those_of_boto3() {
    // `botocore.utils.calculate_tree_hash` of so many zeros.
    let cases = [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (1024 * 1024, "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58"),
        (1024 * 1024 + 1, "28638dab8d5e1754a4ecb38b0ebe6df66c844f94aed142d4d0283d208bb786cd"),
        (3 * 1024 * 1024, "ca6cc129a4514ec765de86a4e7a49adf44842c9cac213c383ebe4071271bdf21"),
    ];
    for (length, expected) in cases {
        assert_eq!(glacier::tree_hash(&vec![0; length]), expected, "{length} bytes");
    }
}

#[test]
fn requests_are_changed() {
    let get = |uri: &str| {
        let mut request = HttpRequest::new(SdkBody::empty());
        request.set_uri(uri).expect("it is a URI");
        request
    };
    let mut search = get("https://search.example.com/2013-01-01/search?q=a&return=b");
    request::get_to_post(&mut search).expect("it has a query");
    assert_eq!((search.method(), search.uri()), ("POST", "https://search.example.com/2013-01-01/search"));
    assert_eq!(search.body().bytes(), Some(b"q=a&return=b".as_slice()));

    let mut predict = get("https://machinelearning.us-east-1.amazonaws.com/");
    request::switch_host(&mut predict, "https://realtime.machinelearning.us-east-1.amazonaws.com")
        .expect("it is a URL");
    assert_eq!(predict.uri(), "https://realtime.machinelearning.us-east-1.amazonaws.com/");
    assert!(request::switch_host(&mut predict, "/no/host").is_err(), "what has no host is refused");

    let mut delete = HttpRequest::new(SdkBody::from("<Key>a\r\nb</Key>"));
    request::escape_line_breaks(&mut delete);
    assert_eq!(delete.body().bytes(), Some(b"<Key>a&#xD;&#xA;b</Key>".as_slice()));
    assert_eq!(delete.headers().get("content-length"), Some("23"));

    let mut accept = get("https://apigateway.us-east-1.amazonaws.com/");
    request::header(&mut accept, "accept", "application/json").expect("it is a header");
    request::header(&mut accept, "accept", "text/plain").expect("it is a header");
    assert_eq!(accept.headers().get("accept"), Some("application/json"));
}

#[test]
fn old_names_are_known() {
    assert_eq!(aliases::service("runtime.sagemaker"), "sagemaker-runtime");
    assert_eq!(aliases::service("s3"), "s3");
    assert_eq!(aliases::operation("signin", "create_o_auth2_token"), "create_oauth2_token");
    assert_eq!(aliases::operation("s3", "create_o_auth2_token"), "create_o_auth2_token");
}
