//! The stub lists every key once, and cuts pages, ranges and items where it should.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aws_config::BehaviorVersion;
use aws_credential_types::Credentials;
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_s3::config::Region;
use aws_sdk_s3::types::EncodingType;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

use super::dataset::{Dataset, Name};
use super::serve;

async fn config(latency: Duration) -> aws_config::SdkConfig {
    let address = serve(&[latency]).await.expect("a port is free").addresses[0];
    let http = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    aws_config::SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(format!("http://{address}"))
        .region(Region::new("us-east-1"))
        .credentials_provider(aws_credential_types::provider::SharedCredentialsProvider::new(Credentials::for_tests()))
        .http_client(http)
        .build()
}

#[test]
fn names_say_what_is_in_a_bucket() {
    let parse =
        |name: &str| name.parse::<Name>().map(|name| (name.count, name.size)).map_err(|error| error.to_string());
    assert_eq!(parse("flat-200k"), Ok((200_000, 1234)));
    assert_eq!(parse("tree-1m-64k"), Ok((1_000_000, 65_536)));
    assert_eq!(parse("hash-1-1g"), Ok((1, 1 << 30)));
    for (name, reason) in [
        ("round-1", "no layout is called"),
        ("flat", "no number of keys"),
        ("flat-x", "is no number"),
        ("flat-30m", "are more than"),
        ("flat-1-1-1", "has more than"),
        ("flat-18446744073709551615g", "is too much"),
    ] {
        let error = parse(name).expect_err("it says nothing");
        assert!(error.contains(reason), "{name}: expected {reason:?}, got {error:?}");
    }
}

#[test]
fn keys_are_different_and_in_order() {
    for name in ["flat-3000", "tree-20k", "hash-3000", "skewed-3000", "odd-3000"] {
        let data = Dataset::new(name.parse().expect("it is a name"));
        let keys: Vec<_> = (0..data.count()).map(|index| data.key(index).to_owned()).collect();
        assert!(keys.is_sorted_by(|one, next| one < next), "{name}: in order, and none twice");
        assert!(data.has(&keys[7]) && !data.has("missing"), "{name}: a key is found");
    }
}

#[tokio::test]
async fn every_key_is_listed_once_by_each_operation() {
    let s3 = aws_sdk_s3::Client::new(&config(Duration::ZERO).await);
    for name in ["flat-2500", "odd-1001", "skewed-1000", "flat-0"] {
        let data = Dataset::new(name.parse().expect("it is a name"));
        let expected: Vec<_> = (0..data.count()).map(|index| data.key(index).to_owned()).collect();
        for encoding in [None, Some(EncodingType::Url)] {
            let mut found = Vec::new();
            let request = s3.list_objects_v2().bucket(name).set_encoding_type(encoding.clone());
            let mut pages = request.into_paginator().send();
            while let Some(page) = pages.next().await {
                let page = page.expect("it is a page");
                assert_eq!(page.key_count(), i32::try_from(page.contents().len()).ok(), "{name}: the number of keys");
                found.extend(page.contents().iter().map(|object| object.key().expect("it has a key").to_owned()));
            }
            if encoding.is_some() {
                found = found.iter().map(|key| super::xml::decoded(&key.replace('+', " ")).into_owned()).collect();
            }
            assert_eq!(found, expected, "{name}: ListObjectsV2, encoding {encoding:?}");
        }
        let (mut found, mut marker) = (Vec::new(), Some(String::new()));
        while let Some(after) = marker.take() {
            let page = s3.list_objects().bucket(name).marker(after).send().await.expect("it is a page");
            found.extend(page.contents().iter().map(|object| object.key().expect("it has a key").to_owned()));
            marker = found.last().cloned().filter(|_| page.is_truncated() == Some(true));
        }
        assert_eq!(found, expected, "{name}: ListObjects");
        let (mut found, mut marker) = (BTreeSet::new(), Some(String::new()));
        while let Some(after) = marker.take() {
            let page = s3.list_object_versions().bucket(name).key_marker(after).send().await.expect("it is a page");
            found.extend(page.versions().iter().map(|version| version.key().expect("it has a key").to_owned()));
            found.extend(page.delete_markers().iter().map(|marker| marker.key().expect("it has a key").to_owned()));
            marker = page.next_key_marker;
        }
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected, "{name}: ListObjectVersions");
    }
}

#[tokio::test]
async fn folders_are_listed_with_a_delimiter() {
    let s3 = aws_sdk_s3::Client::new(&config(Duration::ZERO).await);
    let mut prefixes = Vec::new();
    let request = s3.list_objects_v2().bucket("tree-20k").prefix("logs/2026/01/").delimiter("/").max_keys(1);
    let mut pages = request.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.expect("it is a page");
        prefixes.extend(page.common_prefixes().iter().filter_map(|prefix| prefix.prefix().map(str::to_owned)));
    }
    assert_eq!(prefixes, ["logs/2026/01/01/", "logs/2026/01/02/", "logs/2026/01/03/"]);
}

#[tokio::test]
async fn objects_and_their_ranges_come_whole() {
    let s3 = aws_sdk_s3::Client::new(&config(Duration::ZERO).await);
    let get = async |range: Option<&str>| {
        let request = s3.get_object().bucket("flat-1-300k").key(crate::job::LARGE_KEY);
        let answer = request.set_range(range.map(str::to_owned)).send().await.expect("it is there");
        answer.body.collect().await.expect("it comes").into_bytes()
    };
    let whole = get(None).await;
    assert_eq!(whole.len(), 300 * 1024);
    assert_eq!(get(Some("bytes=262140-262150")).await, whole[262_140..262_151], "over the end of the pattern");
    assert_eq!(get(Some("bytes=-5")).await, whole[whole.len() - 5..], "the end");
    let missing = s3.get_object().bucket("flat-1-300k").key("missing").send().await.expect_err("it is not there");
    assert!(missing.into_service_error().is_no_such_key(), "NoSuchKey");
}

#[tokio::test]
async fn items_are_got_and_scanned() {
    let dynamodb = aws_sdk_dynamodb::Client::new(&config(Duration::ZERO).await);
    let key = AttributeValue::S("user#00000007".to_owned());
    let answer = dynamodb.get_item().table_name("items-5000").key("pk", key).send().await.expect("it answers");
    assert_eq!(answer.item().map(std::collections::HashMap::len), Some(10), "the attributes of an item");
    let mut pages = dynamodb.scan().table_name("items-5000").into_paginator().send();
    let (mut names, mut number) = (BTreeSet::new(), 0);
    while let Some(page) = pages.next().await {
        number += 1;
        for item in page.expect("it is a page").items() {
            names.insert(item["pk"].as_s().expect("it is a text").clone());
        }
    }
    assert_eq!((names.len(), number), (5000, 2), "items and pages");
}

#[tokio::test]
async fn an_answer_waits_for_its_latency() {
    let s3 = aws_sdk_s3::Client::new(&config(Duration::from_millis(50)).await);
    s3.list_buckets().send().await.expect("it answers");
    let begin = Instant::now();
    for _ in 0..4 {
        s3.list_buckets().send().await.expect("it answers");
    }
    let taken = begin.elapsed();
    assert!(taken >= Duration::from_millis(200), "4 x 50 ms, {taken:?}");
}
