//! A tiny model of S3's listing: whatever the keys, the page sizes and the stops, a walk gives the model's keys.

use std::collections::BTreeSet;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use proptest::prelude::*;
use sotalia::prelude::*;
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{s3_of, xml};

/// The value of a parameter in the request's query.
fn parameter(request: &Request, name: &str) -> Option<String> {
    let query = request.line.split(' ').nth(1)?.split_once('?')?.1;
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(found, _)| *found == name))?.1;
    Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
}

fn encode(key: &str) -> String {
    utf8_percent_encode(key, NON_ALPHANUMERIC).to_string()
}

/// Answers `ListObjectsV2` as S3 does, with at most `most` keys in a page.
fn answer(keys: &BTreeSet<String>, most: usize, request: &Request) -> Fault {
    assert_eq!(parameter(request, "encoding-type").as_deref(), Some("url"), "expected encoded names: {}", request.line);
    let prefix = parameter(request, "prefix").unwrap_or_default();
    let size = parameter(request, "max-keys").and_then(|text| text.parse().ok()).unwrap_or(1000).min(most);
    // The token is the last key of the page before, encoded twice so that it is no key.
    let after = parameter(request, "continuation-token");
    let after = after.map(|token| percent_decode_str(&token).decode_utf8_lossy().into_owned());
    let mut rest =
        keys.iter().filter(|key| key.starts_with(&prefix) && after.as_ref().is_none_or(|after| *key > after));
    let page: Vec<_> = rest.by_ref().take(size).collect();
    let is_truncated = rest.next().is_some();
    let mut content = format!("<EncodingType>url</EncodingType><IsTruncated>{is_truncated}</IsTruncated>");
    if let Some(last) = page.last().filter(|_| is_truncated) {
        content.push_str(&format!("<NextContinuationToken>{}</NextContinuationToken>", encode(last)));
    }
    for key in page {
        content.push_str(&format!("<Contents><Key>{}</Key><Size>{}</Size></Contents>", encode(key), key.len()));
    }
    Fault::Send(xml("ListBucketResult", &content))
}

/// How a walk goes: pages of a size, and a stop after so many keys.
type Leg = (i32, usize);

/// Walks in legs, each from the token of the one before; the last goes to the end.
async fn walk(s3: &S3, prefix: &str, legs: &[Leg], limits: bool) -> sotalia::Result<Vec<(String, u64)>> {
    let (mut found, mut token) = (Vec::new(), None::<String>);
    for (index, (size, stop)) in legs.iter().enumerate() {
        let is_last = index + 1 == legs.len();
        let mut objects = s3.bucket("b").objects().prefix(prefix).page_size(*size);
        if let Some(token) = &token {
            objects = objects.starting_token(token);
        }
        if limits && !is_last {
            objects = objects.limit(*stop);
        }
        let mut stream = objects.stream();
        let mut taken = 0;
        while is_last || limits || taken < *stop {
            let Some(object) = stream.try_next().await? else { break };
            found.push((object.key().to_owned(), object.size()));
            taken += 1;
        }
        token = stream.resume_token();
        if token.is_none() {
            break;
        }
    }
    Ok(found)
}

fn check(keys: &BTreeSet<String>, prefix: &str, most: usize, legs: &[Leg], limits: bool) -> Result<(), TestCaseError> {
    let model = keys.clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let (found, count) = runtime.block_on(async {
        let server = FaultServer::start(move |request| answer(&model, most, request)).await.expect("a port is free");
        let s3 = s3_of(server.endpoint_url()).await;
        let found = walk(&s3, prefix, legs, limits).await.expect("the model answers");
        (found, s3.bucket("b").objects().prefix(prefix).page_size(legs[0].0).count().await.expect("the model answers"))
    });
    let expected: Vec<_> = keys.iter().filter(|key| key.starts_with(prefix)).collect();
    let names: Vec<_> = found.iter().map(|(key, _)| key).collect();
    prop_assert_eq!(&names, &expected, "legs {:?}, limits {}, at most {} in a page", legs, limits, most);
    prop_assert!(found.iter().all(|(key, size)| *size == key.len() as u64), "expected each size with its key");
    prop_assert_eq!(count, expected.len(), "expected the count to agree");
    Ok(())
}

/// Any legal key: not empty, of at most 1,024 bytes.
fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c/ +%]{1,4}",
        3 => proptest::collection::vec(any::<char>(), 1..8).prop_map(String::from_iter),
        1 => "\\PC{1,200}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_gives_the_models_keys(
        keys in proptest::collection::btree_set(key(), 0..24),
        prefix in prop_oneof![3 => Just(String::new()), 1 => "[a-c]"],
        most in 1_usize..12,
        legs in proptest::collection::vec((1_i32..12, 0_usize..9), 1..6),
        limits in any::<bool>(),
    ) {
        check(&keys, &prefix, most, &legs, limits)?;
    }
}

#[test]
fn a_token_made_in_a_large_page_is_good_for_small_ones() {
    let keys: BTreeSet<_> = ('a'..='g').map(String::from).collect();
    for (size, stop, next_size) in [(7, 2, 1), (7, 6, 2), (5, 4, 3), (3, 2, 7)] {
        for limits in [false, true] {
            check(&keys, "", 1000, &[(size, stop), (next_size, 0)], limits).expect("the model's keys");
        }
    }
}
