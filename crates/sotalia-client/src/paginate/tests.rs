//! Walks over scripted pages.

mod ahead;

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{StreamExt as _, TryStreamExt as _};
use proptest::prelude::*;
use sotalia_session::error::{Error, LocalError, Result};

use super::cycle::CycleFinder;
use super::{Next, PagedOperation, Paginate, Position, SizedPages};

/// A page: its items, whether there is more, and where.
#[derive(Debug, Clone)]
struct Page {
    items: Vec<u32>,
    more: Option<bool>,
    token: Option<String>,
}

/// An operation that answers from a script, and keeps what was asked.
#[derive(Clone, Default)]
struct Scripted {
    pages: Arc<Mutex<VecDeque<Result<Page>>>>,
    asked: Arc<Mutex<Vec<String>>>,
    position: Option<String>,
    size: Option<i32>,
}

impl PagedOperation for Scripted {
    const SERVICE: &'static str = "test";
    const OPERATION: &'static str = "ListThings";
    const TOKENS: &'static [&'static str] = &["Marker"];
    type Page = Page;
    type Item = u32;
    type Items = Self;
    type Views = Self;

    fn for_items(self) -> Self {
        self
    }

    fn for_views(self) -> Self {
        self
    }

    fn with_position(mut self, position: &Position) -> Self {
        self.position = position.value(0);
        self
    }

    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Page>> + Send>> {
        let asked = format!("{}/{}", self.position.as_deref().unwrap_or("start"), self.size.unwrap_or_default());
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        let page = self.pages.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        Box::pin(async move { page.unwrap_or_else(|| Err(Error::local(LocalError::Unexpected, "asked too often"))) })
    }

    fn next(page: &Page) -> Next {
        Next::flagged(page.more, Position::new([page.token.clone()]))
    }

    fn item_count(page: &Page) -> usize {
        page.items.len()
    }

    fn cut_items(page: &mut Page, skip: usize, keep: usize) {
        page.items.drain(..skip);
        page.items.truncate(keep);
    }

    fn into_items(page: Page) -> Vec<u32> {
        page.items
    }
}

impl SizedPages for Scripted {
    fn with_page_size(mut self, items: i32) -> Self {
        self.size = Some(items);
        self
    }
}

fn page(items: &[u32], more: Option<bool>, token: Option<&str>) -> Result<Page> {
    Ok(Page { items: items.to_vec(), more, token: token.map(str::to_owned) })
}

fn scripted(pages: impl IntoIterator<Item = Result<Page>>) -> Scripted {
    Scripted { pages: Arc::new(Mutex::new(pages.into_iter().collect())), ..Scripted::default() }
}

/// Walks to the end: what came, and the error that ended it.
async fn walk(operation: Scripted) -> (Vec<u32>, Option<LocalError>, Vec<String>) {
    let asked = Arc::clone(&operation.asked);
    let (mut items, mut error) = (Vec::new(), None);
    let mut stream = operation.items();
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(found) => error = found.local_error(),
        }
    }
    let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (items, error, asked)
}

#[tokio::test]
async fn a_walk_ends_where_the_service_says_so() {
    let (yes, no) = (Some(true), Some(false));
    let broken = Some(LocalError::PaginationBroken);
    let cases = [
        ("one page", vec![page(&[1, 2], no, None)], vec![1, 2], None, "start/0"),
        ("no flag, no token", vec![page(&[1], None, None)], vec![1], None, "start/0"),
        (
            "no flag, a token",
            vec![page(&[1], None, Some("a")), page(&[2], None, None)],
            vec![1, 2],
            None,
            "start/0 a/0",
        ),
        ("the flag beats the token", vec![page(&[1], no, Some("a"))], vec![1], None, "start/0"),
        ("an empty token is none", vec![page(&[1], None, Some(""))], vec![1], None, "start/0"),
        (
            "an empty page goes on",
            vec![page(&[1], yes, Some("a")), page(&[], yes, Some("b")), page(&[2], no, None)],
            vec![1, 2],
            None,
            "start/0 a/0 b/0",
        ),
        ("more, but not where", vec![page(&[1], yes, None)], vec![1], broken, "start/0"),
        (
            "the same token twice",
            vec![page(&[1], yes, Some("a")), page(&[2], yes, Some("a"))],
            vec![1, 2],
            broken,
            "start/0 a/0",
        ),
        (
            "a failing request",
            vec![page(&[1], yes, Some("a")), Err(Error::local(LocalError::ReadTimeout, "silent"))],
            vec![1],
            Some(LocalError::ReadTimeout),
            "start/0 a/0",
        ),
    ];
    for (name, pages, expected, expected_error, expected_asked) in cases {
        let (items, error, asked) = walk(scripted(pages)).await;
        assert_eq!(items, expected, "items of: {name}");
        assert_eq!(error, expected_error, "error of: {name}");
        assert_eq!(asked.join(" "), expected_asked, "requests of: {name}");
    }
}

#[tokio::test]
async fn a_circle_of_any_length_is_found() {
    for length in 1..12 {
        let tokens: Vec<String> = (0..length).map(|token| token.to_string()).collect();
        let endless = tokens.iter().cycle().take(length * 8).map(|token| page(&[0], Some(true), Some(token)));
        let (items, error, _) = walk(scripted(endless.collect::<Vec<_>>())).await;
        assert_eq!(error, Some(LocalError::PaginationBroken), "a circle of {length}");
        assert!(items.len() <= length * 4 + 1, "a circle of {length} was walked for {} pages", items.len());
    }
}

#[test]
fn a_long_walk_is_no_circle() {
    let mut finder = CycleFinder::default();
    let repeated = (0..100_000).find(|step| finder.is_repeated(&Position::new([Some(step.to_string())])));
    assert_eq!(repeated, None, "no position came twice");
}

#[tokio::test]
async fn limits_and_sizes_are_kept() {
    let pages =
        || vec![page(&[1, 2], Some(true), Some("a")), page(&[3, 4], Some(true), Some("b")), page(&[5], None, None)];
    for (limit, expected, expected_asked) in
        [(0, 0, ""), (1, 1, "start/7"), (2, 2, "start/7"), (3, 3, "start/7 a/7"), (9, 5, "start/7 a/7 b/7")]
    {
        let operation = scripted(pages());
        let asked = Arc::clone(&operation.asked);
        let items: Vec<u32> =
            operation.paginate().page_size(7).limit(limit).items().try_collect().await.expect("a good script");
        assert_eq!(items.len(), expected, "limit({limit})");
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).join(" ");
        assert_eq!(asked, expected_asked, "limit({limit}) must ask no more than it needs");
    }
}

#[tokio::test]
async fn bad_input_is_an_error_before_any_request() {
    let boto3_of_other = "eyJOZXh0VG9rZW4iOiAiYSJ9";
    let cases = [
        (scripted([]).paginate().page_size(0), LocalError::InvalidParameter, "page_size(0)"),
        (scripted([]).paginate().page_size(-1), LocalError::InvalidParameter, "page_size(-1)"),
        (scripted([]).paginate().starting_token("%"), LocalError::InvalidToken, "base64"),
        (scripted([]).paginate().starting_token("AAAA"), LocalError::InvalidToken, "JSON"),
        (scripted([]).paginate().starting_token(boto3_of_other), LocalError::InvalidToken, "NextToken"),
    ];
    for (paginator, expected, words) in cases {
        let mut items = paginator.items();
        let error = items.try_next().await.expect_err(words);
        assert_eq!(items.resume_token(), None, "a walk that never began has nowhere to go on: {words}");
        assert_eq!(error.local_error(), Some(expected), "{words}");
        assert!(error.to_string().contains(words), "{error} must say {words}");
    }
}

#[tokio::test]
async fn a_token_of_boto3_is_understood() {
    // {"Marker": "a", "boto_truncate_amount": 1}
    let token = "eyJNYXJrZXIiOiAiYSIsICJib3RvX3RydW5jYXRlX2Ftb3VudCI6IDF9";
    let operation = scripted([page(&[3, 4], None, None)]);
    let asked = Arc::clone(&operation.asked);
    let items: Vec<u32> = operation.paginate().starting_token(token).items().try_collect().await.expect("a good token");
    assert_eq!(items, [4], "the first item of the page was done");
    assert_eq!(asked.lock().unwrap_or_else(PoisonError::into_inner).join(" "), "a/0");
}

#[tokio::test]
async fn a_failed_page_can_be_asked_again() {
    let failing = scripted([page(&[1], Some(true), Some("a")), Err(Error::local(LocalError::ReadTimeout, "silent"))]);
    let mut items = failing.items();
    assert_eq!(items.try_next().await.expect("the first page"), Some(1));
    items.try_next().await.expect_err("the second page fails");
    let token = items.resume_token().expect("not at the end");
    let again = scripted([page(&[2], None, None)]);
    let asked = Arc::clone(&again.asked);
    let rest: Vec<u32> = again.paginate().starting_token(token).items().try_collect().await.expect("a good script");
    assert_eq!(rest, [2]);
    assert_eq!(asked.lock().unwrap_or_else(PoisonError::into_inner).join(" "), "a/0", "the page that failed");
}

#[tokio::test]
async fn a_broken_walk_goes_on_without_repeating_itself() {
    let breaks = [
        vec![page(&[1, 2], Some(true), None)],
        vec![page(&[1, 2], Some(true), Some("a")), page(&[3], Some(true), Some("a"))],
    ];
    for (pages, position) in breaks.into_iter().zip(["start/0", "a/0"]) {
        let mut items = scripted(pages).items();
        let error = loop {
            match items.try_next().await {
                Ok(item) => assert!(item.is_some(), "the walk must not end in silence"),
                Err(error) => break error,
            }
        };
        assert_eq!(error.local_error(), Some(LocalError::PaginationBroken));
        let token = items.resume_token().expect("it is not at its end");
        // The same page again, now with a way on.
        let given: &[u32] = if position == "a/0" { &[3] } else { &[1, 2] };
        let again = scripted([page(given, Some(true), Some("z")), page(&[4], None, None)]);
        let asked = Arc::clone(&again.asked);
        let rest: Vec<u32> = again.paginate().starting_token(token).items().try_collect().await.expect("a good script");
        assert_eq!(rest, [4], "what was given before the break is not given again");
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).join(" ");
        assert_eq!(asked, format!("{position} z/0"), "the page that broke the walk is asked again");
    }
}

/// A listing of `count` items in pages of `size`, for a walk that starts anywhere.
fn listing(count: u32, size: usize, from: Option<&str>) -> Scripted {
    let start: usize = from.map_or(0, |from| from.parse().expect("a number"));
    let all: Vec<u32> = (0..count).collect();
    let pages = all[start..].chunks(size).enumerate().map(|(index, items)| {
        let end = start + index * size + items.len();
        let more = end < all.len();
        page(items, Some(more), more.then(|| end.to_string()).as_deref())
    });
    let mut pages: Vec<_> = pages.collect();
    if pages.is_empty() {
        pages.push(page(&[], Some(false), None));
    }
    scripted(pages)
}

/// The position in a resume token.
fn position(token: &str) -> Option<String> {
    super::token::ResumeToken::parse(token, Scripted::TOKENS).expect("our own token").position.value(0)
}

proptest! {
    #[test]
    fn a_walk_in_stretches_gives_each_item_once(count in 0_u32..60, size in 1_usize..9, stretch in 1_usize..11) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let walked = runtime.block_on(async {
            let mut walked = Vec::new();
            let mut token: Option<String> = None;
            loop {
                let operation = listing(count, size, token.as_deref().and_then(position).as_deref());
                let paginator = operation.paginate().limit(stretch);
                let mut items = match &token {
                    Some(token) => paginator.starting_token(token).items(),
                    None => paginator.items(),
                };
                while let Some(item) = items.try_next().await.expect("a good listing") {
                    walked.push(item);
                }
                token = items.resume_token();
                if token.is_none() {
                    return walked;
                }
            }
        });
        prop_assert_eq!(walked, (0..count).collect::<Vec<_>>());
    }

    #[test]
    fn any_text_as_a_token_is_read_or_refused(text in "\\PC{0,60}") {
        let _ = super::token::ResumeToken::parse(&text, &["Marker", "VersionIdMarker"]);
    }

    #[test]
    fn what_a_token_holds_comes_back(marker in proptest::option::of("\\PC{1,20}"), skip in 0_usize..2000) {
        let token = super::token::ResumeToken { position: Position::new([marker, None]), skip };
        let text = token.to_text(&["Marker", "VersionIdMarker"]);
        prop_assert_eq!(super::token::ResumeToken::parse(&text, &["Marker", "VersionIdMarker"]).expect("our own"), token);
    }
}
