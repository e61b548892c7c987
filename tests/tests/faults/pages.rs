//! Listings whose tokens lie: the walk ends with an error, after the pages that came before.

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia_testkit::Fault;
use sotalia_tests::{listing, s3_of};

use crate::call::in_turn;

/// How a walk ends.
enum End {
    Whole,
    Broken,
}

/// Whether there is more, the next token, the keys.
type Page = (bool, Option<&'static str>, &'static [&'static str]);

async fn check(name: &str, pages: &[Page], expected: &[&str], end: End) {
    let answers = pages.iter().map(|(more, next, keys)| Fault::Send(listing(*more, *next, keys))).collect();
    let server = in_turn(answers).await;
    let s3 = s3_of(server.endpoint_url()).await;
    let (mut keys, mut error) = (Vec::new(), None);
    let mut stream = s3.bucket("b").objects().stream();
    while let Some(next) = stream.next().await {
        match next {
            Ok(object) => keys.push(object.key().to_owned()),
            Err(found) => error = Some(found),
        }
    }
    assert_eq!(keys, expected, "{name}: the keys before the end");
    match (end, error) {
        (End::Whole, None) => {}
        (End::Whole, Some(error)) => panic!("{name}: expected the end, got {error}"),
        (End::Broken, None) => panic!("{name}: expected PaginationBroken, got the end"),
        (End::Broken, Some(error)) => {
            assert_eq!(error.local_error(), Some(LocalError::PaginationBroken), "{name}: got {error}");
            assert_eq!(error.operation(), Some("ListObjectsV2"), "{name}: got {error:?}");
        }
    }
    assert!(server.requests().len() <= 12, "{name}: expected few requests, got {}", server.requests().len());
}

#[tokio::test]
async fn a_repeated_token_breaks_the_walk() {
    let pages: &[Page] = &[(true, Some("A"), &["1"]), (true, Some("A"), &["2"])];
    check("the same token twice", pages, &["1", "2"], End::Broken).await;
}

#[tokio::test]
async fn a_circle_of_tokens_breaks_the_walk() {
    let a: Page = (true, Some("A"), &["x"]);
    let b: Page = (true, Some("B"), &["y"]);
    let pages: Vec<Page> = [a, b].into_iter().cycle().take(40).collect();
    let answers = pages.iter().map(|(more, next, keys)| Fault::Send(listing(*more, *next, keys))).collect();
    let server = in_turn(answers).await;
    let s3 = s3_of(server.endpoint_url()).await;
    let error = s3.bucket("b").objects().count().await.expect_err("the tokens go round in circles");
    assert_eq!(error.local_error(), Some(LocalError::PaginationBroken), "expected PaginationBroken, got {error}");
    assert!(server.requests().len() <= 8, "expected few rounds, got {} requests", server.requests().len());
}

#[tokio::test]
async fn more_without_a_token_breaks_the_walk() {
    check("no token", &[(true, None, &["1", "2"])], &["1", "2"], End::Broken).await;
    check("an empty token", &[(true, Some(""), &["1"])], &["1"], End::Broken).await;
    let pages: &[Page] = &[(true, Some("A"), &["1"]), (true, None, &["2"])];
    check("no token on the second page", pages, &["1", "2"], End::Broken).await;
}

#[tokio::test]
async fn the_flag_ends_the_walk() {
    check("a token, and no more", &[(false, Some("A"), &["1"])], &["1"], End::Whole).await;
    check("nothing at all", &[(false, None, &[])], &[], End::Whole).await;
}

#[tokio::test]
async fn an_empty_page_does_not_end_the_walk() {
    let pages: &[Page] =
        &[(true, Some("A"), &["1"]), (true, Some("B"), &[]), (true, Some("C"), &[]), (false, None, &["2"])];
    check("two empty pages in the middle", pages, &["1", "2"], End::Whole).await;
    check("an empty page at the start", &[(true, Some("A"), &[]), (false, None, &["1"])], &["1"], End::Whole).await;
}

#[tokio::test]
async fn a_failed_page_is_asked_for_again() {
    let failure = Fault::Send(sotalia_tests::status("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>"));
    let first = Fault::Send(listing(true, Some("A"), &["1"]));
    let server = in_turn(vec![first, failure, Fault::Send(listing(false, None, &["2"]))]).await;
    let s3 = s3_of(server.endpoint_url()).await;
    let mut stream = s3.bucket("b").objects().stream();
    assert_eq!(stream.try_next().await.expect("the first page came").map(|o| o.key().to_owned()), Some("1".into()));
    let error = stream.try_next().await.expect_err("the second page failed");
    assert!(error.is_access_denied(), "expected the refusal, got {error}");
    assert!(stream.next().await.is_none(), "expected the stream to end after its error");
    let token = stream.resume_token().expect("the walk did not reach its end");
    let rest: Vec<_> = s3.bucket("b").objects().starting_token(token).try_collect().await.expect("the rest comes");
    assert_eq!(
        rest.iter().map(sotalia::s3::ObjectSummary::key).collect::<Vec<_>>(),
        ["2"],
        "expected the page that failed"
    );
    assert!(server.requests()[2].line.contains("continuation-token=A"), "got {}", server.requests()[2].line);
}

#[tokio::test]
async fn a_limit_at_a_page_without_a_token_loses_nothing() {
    let cut = || Fault::Send(listing(true, None, &["1", "2"]));
    for (name, later, expected, end) in [
        ("still without a token", cut(), &[][..], End::Broken),
        ("whole in the meantime", Fault::Send(listing(false, None, &["1", "2", "3"])), &["3"], End::Whole),
    ] {
        let server = in_turn(vec![cut(), later]).await;
        let bucket = s3_of(server.endpoint_url()).await.bucket("b");
        let mut stream = bucket.objects().limit(2).stream();
        let mut count = 0;
        while stream.try_next().await.expect("the limit is reached before the trouble").is_some() {
            count += 1;
        }
        assert_eq!(count, 2, "{name}: expected the limit");
        let token = stream.resume_token().expect("the answer said that there is more");
        let (mut keys, mut error) = (Vec::new(), None);
        let mut rest = bucket.objects().starting_token(token).stream();
        while let Some(next) = rest.next().await {
            match next {
                Ok(object) => keys.push(object.key().to_owned()),
                Err(found) => error = Some(found),
            }
        }
        assert_eq!(keys, expected, "{name}: the keys that were not given yet");
        assert_eq!(error.is_some(), matches!(end, End::Broken), "{name}: got {error:?}");
    }
}

#[tokio::test]
async fn the_next_page_is_asked_for_while_this_one_still_comes() {
    let first = listing(true, Some("A"), &["1"]);
    let half = first[..first.len() - 40].to_vec();
    let server = in_turn(vec![Fault::SendThenHang(half), Fault::Send(listing(false, None, &["2"]))]).await;
    let mut stream = s3_of(server.endpoint_url()).await.bucket("b").objects().stream();
    let second = async {
        while server.requests().len() < 2 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        () = second => {}
        page = stream.next() => panic!("expected the next request before the end of this page, got {page:?}"),
    }
    let line = server.requests().pop().map(|request| request.line).unwrap_or_default();
    assert!(line.contains("continuation-token=A"), "expected the page behind the one that comes, got {line}");
}
