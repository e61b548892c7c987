//! Tests of the rules: AWS's own cases, as botocore's source distribution has them, and made-up ones.

mod cases;

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use sotalia_models::{Constant, Models, RuleSet};

use super::{ParameterValues, PartitionTable, resolve};

/// A parameter's value as JSON.
fn constant(json: &Json) -> Option<Constant> {
    Some(match json {
        Json::String(text) => Constant::Text(text.as_str().into()),
        Json::Bool(value) => Constant::Bool(*value),
        Json::Array(items) => Constant::List(items.iter().filter_map(Json::as_str).map(Into::into).collect()),
        _ => return None,
    })
}

/// The values of parameters by their names.
fn values(rules: &RuleSet, params: &Json) -> ParameterValues {
    rules.parameters.iter().map(|parameter| params.get(&*parameter.name).and_then(constant)).collect()
}

/// What is compared: address, properties and headers, or the text of the error.
fn outcome(rules: &RuleSet, partitions: &PartitionTable, values: &ParameterValues) -> Result<Json, String> {
    let resolved = resolve(rules, partitions, values)?;
    let properties = resolved.properties.iter().map(|(name, value)| ((*name).to_owned(), as_json(value)));
    let headers = resolved.headers.iter().map(|(name, values)| ((*name).to_owned(), json!(values)));
    Ok(json!({
        "url": resolved.url,
        "properties": Json::Object(properties.collect()),
        "headers": Json::Object(headers.collect()),
    }))
}

fn as_json(value: &super::RuleValue<'_>) -> Json {
    use super::RuleValue;
    match value {
        RuleValue::None | RuleValue::Partition(_) => Json::Null,
        RuleValue::Bool(value) => (*value).into(),
        RuleValue::Int(number) => (*number).into(),
        RuleValue::Text(text) => text.clone().into_owned().into(),
        RuleValue::List(items) => items.iter().map(as_json).collect(),
        RuleValue::Record(parts) => {
            Json::Object(parts.iter().map(|(name, part)| ((*name).to_owned(), as_json(part))).collect())
        }
    }
}

#[test]
fn an_endpoint_that_cannot_be_found_says_why() {
    let s3 = Models::embedded().service("s3").expect("it is there");
    let table = PartitionTable::of(&s3.partitions);
    let rules = s3.endpoint_rules.as_ref().expect("S3 has rules");
    for (params, expected) in [
        (json!({}), "A region must be set when sending requests to S3."),
        (json!({ "Region": "us-east-1", "Bucket": "arn:aws:sqs:us-east-1:1:q" }), "Invalid ARN: Unrecognized format"),
    ] {
        let error = outcome(rules, &table, &values(rules, &params)).expect_err("there is none");
        assert!(error.contains(expected), "{params}: expected {expected:?}, got {error:?}");
    }
}

#[test]
fn what_a_condition_assigned_is_gone_when_its_rule_is_left() {
    let rules = json!({
        "parameters": { "Region": { "type": "string" }, "Flag": { "type": "boolean" } },
        "rules": [
            { "conditions": [
                { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "p" },
                { "fn": "booleanEquals", "argv": [{ "ref": "Flag" }, true] },
              ], "type": "endpoint", "endpoint": { "url": "https://{p#name}" } },
            { "conditions": [{ "fn": "isSet", "argv": [{ "ref": "p" }] }], "type": "error", "error": "it is still there" },
            { "conditions": [], "type": "endpoint", "endpoint": { "url": "https://{Region}.a" } },
        ],
    });
    let rules = RuleSet::from_json(&rules).expect("they can be read");
    let table = PartitionTable::of(&Models::embedded().partitions().expect("they are there"));
    for (params, expected) in [
        (json!({ "Region": "cn-north-1", "Flag": true }), "https://aws-cn"),
        (json!({ "Region": "cn-north-1", "Flag": false }), "https://cn-north-1.a"),
    ] {
        let found = outcome(&rules, &table, &values(&rules, &params)).expect("there is one");
        assert_eq!(found["url"], expected, "{params}");
    }
}

/// Texts that rules look closely at.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "us-east-1",
        "cn-north-1",
        "aws-global",
        "",
        "bucket",
        "a.b",
        "bucket--use1-az1--x-s3",
        "https://example.com:80/a",
        "http://[::1]",
        "arn:aws:s3:us-west-2:123456789012:accesspoint:mine",
        "arn:aws:s3::123456789012:accesspoint:m.mrap",
        "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/accesspoint/mine",
        "123456789012",
        "é",
        "required",
    ]);
    prop_oneof![
        known.prop_map(str::to_owned),
        "\\PC{0,40}",
        "arn:[a-z]{0,3}:[a-z0-9-]{0,9}:[a-z]{0,3}:[0-9]{0,3}:\\PC{0,20}"
    ]
}

/// Expressions of any form, of which most make no sense.
fn expression() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        text().prop_map(|text| Json::from(text.replace(['{', '}'], ""))),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        Just(json!({ "ref": "A" })),
        Just(json!("{A}-{A#b[0].c}")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let functions = prop::sample::select(vec![
            "isSet",
            "not",
            "booleanEquals",
            "stringEquals",
            "substring",
            "uriEncode",
            "parseURL",
            "isValidHostLabel",
            "aws.partition",
            "aws.parseArn",
            "aws.isVirtualHostableS3Bucket",
        ]);
        prop_oneof![
            (functions, prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(name, argv)| json!({ "fn": name, "argv": argv })),
            inner.clone().prop_map(|of| json!({ "fn": "getAttr", "argv": [of, "resourceId[-1]"] })),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Json::from),
            inner.prop_map(|of| json!({ "part": of })),
        ]
    })
}

/// Rules that hold each other, with such expressions.
fn rules() -> impl Strategy<Value = Json> {
    let condition = (expression(), any::<bool>()).prop_map(|(expression, is_kept)| {
        let call =
            if expression.get("fn").is_some() { expression } else { json!({ "fn": "isSet", "argv": [expression] }) };
        let mut call = call;
        if is_kept {
            call["assign"] = "A".into();
        }
        call
    });
    let conditions = prop::collection::vec(condition, 0..3).boxed();
    let leaf = (conditions.clone(), expression(), any::<bool>()).prop_map(|(conditions, what, is_error)| {
        if is_error {
            return json!({ "conditions": conditions, "type": "error", "error": what });
        }
        let endpoint = json!({ "url": what, "properties": { "authSchemes": [what] }, "headers": { "a": [what] } });
        json!({ "conditions": conditions, "type": "endpoint", "endpoint": endpoint })
    });
    leaf.prop_recursive(3, 12, 4, move |inner| {
        (conditions.clone(), prop::collection::vec(inner, 0..4))
            .prop_map(|(conditions, rules)| json!({ "conditions": conditions, "type": "tree", "rules": rules }))
    })
}

proptest! {
    #[test]
    fn any_rules_give_the_same_outcome_each_time(
        rules in prop::collection::vec(rules(), 0..4),
        given in prop::option::of(text()),
    ) {
        let rules = json!({ "parameters": { "A": { "type": "string" } }, "rules": rules });
        let rules = RuleSet::from_json(&rules).expect("every name in it is known");
        let table = PartitionTable::of(&Models::embedded().partitions().expect("they are there"));
        let values = vec![given.map(|text| Constant::Text(text.into()))];
        prop_assert_eq!(outcome(&rules, &table, &values), outcome(&rules, &table, &values));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn no_parameters_make_the_rules_fail_otherwise_than_by_an_error(
        texts in prop::collection::vec(prop::option::of(text()), 24),
        flags in prop::collection::vec(any::<bool>(), 24),
        service in prop::sample::select(vec!["s3", "s3control", "dynamodb", "sts", "eventbridge", "kinesis", "cloudfront"]),
    ) {
        let service = if service == "eventbridge" { "events" } else { service };
        let service = Models::embedded().service(service).expect("it is there");
        let table = PartitionTable::of(&service.partitions);
        let rules = service.endpoint_rules.as_ref().expect("it has rules");
        let values: ParameterValues = rules.parameters.iter().enumerate().map(|(place, parameter)| {
            match parameter.kind {
                sotalia_models::ParameterKind::Bool => Some(Constant::Bool(flags[place])),
                _ => texts[place].as_deref().map(|text| Constant::Text(text.into())),
            }
        }).collect();
        if let Ok(found) = resolve(rules, &table, &values) {
            let own = rules.parameters.iter().position(|parameter| *parameter.name == *"Endpoint");
            let own = own.and_then(|place| values[place].as_ref());
            prop_assert!(own.is_some() || found.url.starts_with("https://"), "of AWS's own hosts, got {}", found.url);
        }
    }
}
