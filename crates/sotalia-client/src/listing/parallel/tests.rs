//! The walk, over a bucket in memory whose clock stands still but for its requests.

mod bucket;
mod layouts;
mod level;

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;
use sotalia_session::error::{Error, LocalError};

use self::bucket::{LATENCY, MemoryBucket, refusal};
use super::engine::Engine;
use super::plan::Order;
use super::source::{Listed as _, Source};
use super::token::Remaining;

fn order(prefix: &str, ways: usize, is_ordered: bool) -> Order {
    let ranges = vec![(String::new(), None)];
    Order { prefix: prefix.to_owned(), delimiter: None, ways, is_ordered, ranges }
}

fn run<T>(test: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(test)
}

/// What a walk gives, and its error if it ends with one.
async fn walk<S: Source>(engine: &mut Engine<S>) -> (Vec<String>, Option<Error>) {
    let mut keys = Vec::new();
    while let Some(page) = engine.next_page().await {
        match page {
            Ok(page) => keys.extend((0..page.count()).map(|index| page.key_at(index).to_owned())),
            Err(error) => return (keys, Some(error)),
        }
    }
    (keys, None)
}

/// Walks a bucket; gives the requests, and the time in requests.
fn measured(keys: &[String], ways: usize, is_ordered: bool, page: usize) -> (usize, f64) {
    let bucket = MemoryBucket::new(keys.iter().cloned(), page);
    let mut engine = Engine::new(bucket.clone(), Ok(order("", ways, is_ordered)), None);
    let (found, rounds) = run(async {
        let start = tokio::time::Instant::now();
        let (found, error) = walk(&mut engine).await;
        assert!(error.is_none(), "a good bucket fails: {error:?}");
        (found, start.elapsed().as_secs_f64() / LATENCY.as_secs_f64())
    });
    check(keys, found, is_ordered);
    assert_eq!(engine.resume_token(None), None, "a walk at its end has nothing to go on with");
    (bucket.requests(), rounds)
}

fn check(expected: &[String], mut found: Vec<String>, is_ordered: bool) {
    if !is_ordered {
        found.sort_unstable();
    }
    assert!(found == expected, "{} keys expected, {} found, or in another order", expected.len(), found.len());
}

/// The most requests that a walk may take.
fn most(keys: usize, page: usize, ways: usize) -> usize {
    2 * (keys / page + 1) + ways * (ways.ilog2() as usize + 2) + 10
}

#[test]
fn layouts_of_every_kind_are_listed_with_few_requests() {
    // Pages of 100 keys, as 1000 would take long without optimisation. How many requests at most for a page, and how much quicker
    // than in sequence at least.
    for (layout, pages, is_ordered, requests, quicker) in [
        ("flat", 200, false, 1.25, 22.0),
        ("hash", 200, false, 1.4, 22.0),
        ("tree", 200, false, 1.42, 25.0),
        ("skewed", 200, false, 1.35, 18.0),
        ("flat", 1000, false, 1.18, 45.0),
        ("hash", 1000, false, 1.22, 45.0),
        ("tree", 1000, false, 1.25, 43.0),
        ("skewed", 1000, false, 1.22, 43.0),
        ("flat", 1000, true, 1.18, 41.0),
        ("hash", 1000, true, 1.3, 37.0),
        ("tree", 1000, true, 1.44, 37.0),
        ("skewed", 1000, true, 1.31, 34.0),
        ("words", 1000, false, 1.32, 30.0),
        ("dates", 1000, false, 1.13, 45.0),
        ("huge", 200, true, 1.5, 14.3),
    ] {
        let case = format!("{layout} of {pages} pages{}", if is_ordered { " in order" } else { "" });
        let keys = layouts::keys(layout, pages * 100, 100);
        let (asked, rounds) = measured(&keys, 64, is_ordered, 100);
        assert!(
            asked as f64 <= requests * pages as f64,
            "{case}: {asked} requests, at most {requests} a page expected"
        );
        assert!(pages as f64 >= quicker * rounds, "{case}: {rounds} rounds, {quicker} times as quick expected");
    }
}

#[test]
fn a_small_bucket_is_listed_with_hardly_more_requests_than_in_sequence() {
    for (layout, pages, requests) in [
        ("flat", [1, 2, 5], [1, 4, 10]),
        ("hash", [1, 2, 5], [1, 4, 10]),
        ("tree", [1, 2, 5], [1, 4, 10]),
        ("skewed", [1, 2, 5], [1, 4, 12]),
    ]
    .into_iter()
    .flat_map(|(layout, pages, requests)| {
        std::iter::zip(pages, requests).map(move |(pages, most)| (layout, pages, most))
    }) {
        let keys = layouts::keys(layout, pages * 100, 100);
        assert_eq!(measured(&keys, 1, false, 100).0, pages, "{layout} of {pages} pages by one way");
        for (ways, is_ordered) in [(4, false), (64, false), (1000, false), (64, true)] {
            let (asked, _) = measured(&keys, ways, is_ordered, 100);
            assert!(
                asked <= requests,
                "{layout} of {pages} pages by {ways} ways: {asked} requests, {requests} at most"
            );
        }
    }
}

fn any_keys() -> impl Strategy<Value = Vec<String>> {
    let of = |pattern: &'static str| proptest::collection::btree_set(pattern, 0..400);
    let counter = (0_usize..2000, 1_usize..9)
        .prop_map(|(count, step)| (0..count).map(|index| format!("n/{:05}", index * step)).collect::<BTreeSet<_>>());
    let any = prop_oneof![
        of("[ab]/[0-9]{1,3}"),
        of("[a-z]{0,3}/[0-9a-f]{4}"),
        of("\\PC{1,6}"),
        of("(x/){0,5}[0-9]{0,2}"),
        of("[\\x01-\\x7f]{1,3}"),
        of("a{1,40}[\u{10ffff}\u{d7ff}\u{e000}é]{0,2}"),
        counter,
    ];
    any.prop_map(|keys| keys.into_iter().filter(|key| !key.is_empty()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(miri) { 4 } else { 192 }))]

    #[test]
    fn every_key_is_given_once(keys in any_keys(), ways in 1_usize..20, page in 1_usize..30, is_ordered in any::<bool>()) {
        let (asked, _) = measured(&keys, ways, is_ordered, page);
        prop_assert!(asked <= most(keys.len(), page, ways), "{} requests for {} keys in pages of {}", asked, keys.len(), page);
    }

    #[test]
    fn keys_that_stay_are_given_once_while_others_come_and_go(
        keys in any_keys(), others in any_keys(), ways in 1_usize..12, page in 1_usize..20, is_ordered in any::<bool>(),
    ) {
        let staying: BTreeSet<String> = keys.iter().cloned().collect();
        let others: Vec<String> = others.into_iter().filter(|key| !staying.contains(key)).collect();
        let bucket = MemoryBucket::new(keys.iter().cloned(), page).with_visitors(others.clone());
        let mut engine = Engine::new(bucket, Ok(order("", ways, is_ordered)), None);
        let (found, error) = run(walk(&mut engine));
        prop_assert!(error.is_none(), "{error:?}");
        let distinct: BTreeSet<&String> = found.iter().collect();
        prop_assert_eq!(distinct.len(), found.len(), "a key was given twice");
        prop_assert!(found.iter().all(|key| staying.contains(key) || others.contains(key)), "a key that never was");
        prop_assert_eq!(found.iter().filter(|key| staying.contains(*key)).count(), staying.len());
        if is_ordered {
            prop_assert!(found.is_sorted(), "out of order");
        }
    }

    #[test]
    fn a_walk_in_stretches_gives_each_key_once(
        keys in any_keys(), ways in 1_usize..12, page in 1_usize..20, stretch in 60_usize..300, is_ordered in any::<bool>(), fails in any::<bool>(),
    ) {
        let mut all = Vec::new();
        let mut ranges = vec![(String::new(), None)];
        for round in 0.. {
            prop_assert!(round < 2000, "the walk does not come to its end");
            let bucket = MemoryBucket::new(keys.iter().cloned(), page);
            if fails {
                bucket.fail_at(round % 7 + 1, Error::local(LocalError::ReadTimeout, "silent"));
            }
            let order = Order { ranges, ..order("", ways, is_ordered) };
            let mut engine = Engine::new(bucket, Ok(order), Some(stretch));
            let (found, error) = run(walk(&mut engine));
            prop_assert!(error.is_none() || fails, "{error:?}");
            prop_assert!(found.len() <= stretch);
            let token = engine.resume_token(found.last().map(String::as_str));
            all.extend(found);
            let Some(token) = token else { break };
            ranges = Remaining::parse(&token, "", None).expect("our own token").ranges;
        }
        check(&keys, all, is_ordered);
    }

    #[test]
    fn a_token_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = Remaining::parse(&text, "", None);
    }
}

#[test]
fn a_service_that_says_to_slow_down_is_asked_by_fewer_ways() {
    let keys = layouts::keys("hash", 30_000, 100);
    let bucket = MemoryBucket::new(keys.iter().cloned(), 100).with_most_at_once(8);
    let mut engine = Engine::new(bucket.clone(), Ok(order("", 64, false)), None);
    let (found, error) = run(walk(&mut engine));
    assert!(error.is_none(), "expected the walk to go on: {error:?}");
    check(&keys, found, false);
    let (refused, asked) = (bucket.refused(), bucket.requests());
    assert!(refused > 0 && refused * 3 < asked, "expected few refusals of {asked} requests, got {refused}");
}

#[test]
fn a_service_that_refuses_for_ever_is_an_error() {
    let bucket = MemoryBucket::new(["a".to_owned()], 10).with_most_at_once(0);
    let mut engine = Engine::new(bucket, Ok(order("", 4, false)), None);
    let (_, error) = run(walk(&mut engine));
    assert!(error.as_ref().is_some_and(Error::is_throttling), "expected the refusal, got {error:?}");
    assert!(engine.resume_token(None).is_some(), "expected a way to go on");
}

#[test]
fn dropping_the_walk_ends_its_requests() {
    let bucket = MemoryBucket::new(layouts::keys("hash", 30_000, 100), 100);
    run(async {
        let mut engine = Engine::new(bucket.clone(), Ok(order("", 32, false)), None);
        for _ in 0..10 {
            engine.next_page().await.expect("more pages").expect("a good bucket");
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert!(bucket.under_way() > 0, "expected requests under way");
        drop(engine);
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert_eq!(bucket.under_way(), 0, "expected no request to be left");
    });
}

#[test]
fn a_caller_that_takes_nothing_stops_the_requests() {
    let bucket = MemoryBucket::new(layouts::keys("hash", 100_000, 100), 100);
    for is_ordered in [false, true] {
        run(async {
            let mut engine = Engine::new(bucket.clone(), Ok(order("", 8, is_ordered)), None);
            engine.next_page().await.expect("a page").expect("a good bucket");
            for _ in 0..50 {
                tokio::time::sleep(LATENCY).await;
            }
            let before = bucket.requests();
            tokio::time::sleep(50 * LATENCY).await;
            assert_eq!(bucket.requests(), before, "expected no request while the caller waits");
        });
    }
}

#[test]
fn a_bucket_without_order_is_an_error() {
    let bucket = MemoryBucket::new((0..50).map(|index| format!("{index:02}")), 10).backwards();
    let mut engine = Engine::new(bucket, Ok(order("", 4, false)), None);
    let (_, error) = run(walk(&mut engine));
    assert_eq!(error.and_then(|error| error.local_error()), Some(LocalError::PaginationBroken));
}

#[test]
fn a_service_that_ignores_the_prefix_breaks_nothing() {
    for pattern in ["a", "é/ü", "logs", "logs/é/x", "x/y/z/"] {
        let keys: Vec<String> = (0..300).map(|index| format!("{pattern}{index:03}")).collect();
        for is_ordered in [false, true] {
            let bucket = MemoryBucket::new(keys.iter().cloned(), 10);
            let mut engine = Engine::new(bucket, Ok(order("logs/2026/a long one/", 8, is_ordered)), None);
            let (found, error) = run(walk(&mut engine));
            assert!(error.is_none(), "{pattern}: {error:?}");
            check(&keys, found, is_ordered);
        }
    }
}

#[test]
fn without_a_runtime_it_is_an_error() {
    let mut engine = Engine::new(MemoryBucket::new([], 10), Ok(order("", 4, false)), None);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let polled = engine.poll_page(&mut context);
    assert!(matches!(polled, std::task::Poll::Ready(Some(Err(_)))), "expected an error and no panic");
}

#[test]
fn refusals_are_throttling() {
    assert!(refusal().is_throttling(), "the tests refuse as the service does");
}

#[test]
fn tokens_that_are_not_ours_are_refused() {
    let text = |json: &str| base64::Engine::encode(&base64::engine::general_purpose::STANDARD, json);
    for (token, reason) in [
        ("?".to_owned(), "not base64"),
        (text("x"), "no JSON"),
        (text(r#"{"ContinuationToken": "1"}"#), "not of a parallel listing"),
        (text(r#"{"Prefix": "other/", "Ranges": [["", null]]}"#), "another prefix"),
        (text(r#"{"Prefix": "", "Delimiter": "/", "Ranges": [["", null]]}"#), "not of a listing of objects"),
        (text(r#"{"Prefix": "", "Ranges": [["a", null], ["b", null]]}"#), "overlap"),
        (text(r#"{"Prefix": "", "Ranges": [["b", "a"]]}"#), "overlap"),
    ] {
        let error = Remaining::parse(&token, "", None).expect_err(reason);
        assert_eq!(error.local_error(), Some(LocalError::InvalidToken), "{reason}");
        assert!(error.to_string().contains(reason), "expected {reason:?} in {error}");
    }
}
