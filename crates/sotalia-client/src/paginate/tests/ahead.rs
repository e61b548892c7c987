//! Walks that ask for the next page before this one is given.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use sotalia_session::error::{Error, LocalError, Result};

use super::super::{EarlyPosition, Next, PagedOperation, Paginate as _, Position};
use super::{Page, Scripted, page, position, scripted};

/// [`Scripted`], walked ahead: what its answers tell early, in the order in which they are asked for.
#[derive(Clone)]
struct Ahead(Scripted, Arc<Mutex<VecDeque<Option<&'static str>>>>);

fn ahead(pages: impl IntoIterator<Item = Result<Page>>, told: &[Option<&'static str>]) -> Ahead {
    Ahead(scripted(pages), Arc::new(Mutex::new(told.iter().copied().collect())))
}

impl PagedOperation for Ahead {
    const SERVICE: &'static str = Scripted::SERVICE;
    const OPERATION: &'static str = Scripted::OPERATION;
    const TOKENS: &'static [&'static str] = Scripted::TOKENS;
    const PREFETCH: bool = true;
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

    fn with_position(self, position: &Position) -> Self {
        Self(self.0.with_position(position), self.1)
    }

    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Page>> + Send>> {
        self.0.send_page()
    }

    fn send_page_telling(self, next: &EarlyPosition) -> Pin<Box<dyn Future<Output = Result<Page>> + Send>> {
        let told = self.1.lock().unwrap_or_else(PoisonError::into_inner).pop_front().flatten();
        let (answer, next) = (self.0.send_page(), next.clone());
        Box::pin(async move {
            if let Some(told) = told {
                next.tell(Position::new([Some(told.to_owned())]));
                tokio::task::yield_now().await;
            }
            answer.await
        })
    }

    fn next(page: &Page) -> Next {
        Scripted::next(page)
    }

    fn item_count(page: &Page) -> usize {
        Scripted::item_count(page)
    }

    fn cut_items(page: &mut Page, skip: usize, keep: usize) {
        Scripted::cut_items(page, skip, keep);
    }

    fn into_items(page: Page) -> Vec<u32> {
        Scripted::into_items(page)
    }
}

#[tokio::test]
async fn a_walk_ahead_asks_for_the_next_page_before_this_one_is_read() {
    let pages =
        || [page(&[1, 2], Some(true), Some("a")), page(&[3, 4], Some(true), Some("b")), page(&[5], Some(false), None)];
    for (limit, taken, expected, resumed) in [
        (9, 1, "start/0 a/0", Some("start")),
        (9, 2, "start/0 a/0", Some("a")),
        (9, 5, "start/0 a/0 b/0", None),
        (2, 2, "start/0", Some("a")),
        (1, 1, "start/0", Some("start")),
        (0, 0, "", Some("start")),
    ] {
        let operation = ahead(pages(), &[]);
        let asked = Arc::clone(&operation.0.asked);
        let mut items = operation.paginate().limit(limit).items();
        for item in 1..=taken {
            assert_eq!(items.try_next().await.expect("a good script"), Some(item), "limit({limit})");
        }
        let found = asked.lock().unwrap_or_else(PoisonError::into_inner).join(" ");
        assert_eq!(found, expected, "requests after {taken} items with limit({limit})");
        let token = items.resume_token().map(|token| position(&token).unwrap_or_else(|| "start".to_owned()));
        assert_eq!(token.as_deref(), resumed, "where to go on after {taken} items with limit({limit})");
    }
}

#[tokio::test]
async fn a_failure_ahead_comes_in_its_place() {
    let failing = [page(&[1, 2], Some(true), Some("a")), Err(Error::local(LocalError::ReadTimeout, "silent"))];
    let mut items = ahead(failing, &[]).items();
    assert_eq!(items.try_next().await.expect("the first page"), Some(1));
    assert_eq!(items.try_next().await.expect("the first page, whole"), Some(2));
    let error = items.try_next().await.expect_err("the second page failed");
    assert_eq!(error.local_error(), Some(LocalError::ReadTimeout));
    let token = items.resume_token().expect("it is not at its end");
    assert_eq!(position(&token).as_deref(), Some("a"), "the page that failed is asked again");
}

/// What it is, the answers, what they tell early, the limit, the items and the error that come, the requests.
type EarlyCase = (
    &'static str,
    Vec<Result<Page>>,
    Vec<Option<&'static str>>,
    Option<usize>,
    (Vec<u32>, Option<LocalError>),
    &'static str,
);

fn early_cases() -> Vec<EarlyCase> {
    let (yes, no) = (Some(true), Some(false));
    let two = || vec![page(&[1], yes, Some("a")), page(&[2], no, None)];
    let three = || vec![page(&[1], yes, Some("a")), page(&[2], yes, Some("b")), page(&[3], no, None)];
    let failed = || Err(Error::local(LocalError::ReadTimeout, "silent"));
    vec![
        ("kept", two(), vec![Some("a")], None, (vec![1, 2], None), "start/0 a/0"),
        ("told late", two(), vec![None], None, (vec![1, 2], None), "start/0 a/0"),
        (
            "not kept",
            vec![page(&[1], yes, Some("a")), failed(), page(&[2], no, None)],
            vec![Some("x")],
            None,
            (vec![1, 2], None),
            "start/0 x/0 a/0",
        ),
        (
            "there is no more",
            vec![page(&[1], no, None), failed()],
            vec![Some("a")],
            None,
            (vec![1], None),
            "start/0 a/0",
        ),
        (
            "the page fails",
            vec![failed(), page(&[2], no, None)],
            vec![Some("a")],
            None,
            (vec![], Some(LocalError::ReadTimeout)),
            "start/0 a/0",
        ),
        ("each page tells", three(), vec![Some("a"), Some("b")], None, (vec![1, 2, 3], None), "start/0 a/0 b/0"),
        (
            "the same position again",
            vec![page(&[1], yes, Some("a")), page(&[2], yes, Some("a"))],
            vec![Some("a"), Some("a")],
            None,
            (vec![1, 2], Some(LocalError::PaginationBroken)),
            "start/0 a/0",
        ),
        (
            "a limit that this page cannot reach",
            three(),
            vec![Some("b"), None],
            Some(3),
            (vec![1, 2, 3], None),
            "start/0 a/0 b/0",
        ),
        ("a limit, so that it may be the last", two(), vec![Some("a")], Some(1), (vec![1], None), "start/0"),
    ]
}

#[tokio::test]
async fn what_an_answer_tells_early_is_asked_for_once() {
    for (name, pages, told, limit, expected, expected_asked) in early_cases() {
        let operation = ahead(pages, &told);
        let asked = Arc::clone(&operation.0.asked);
        let paginator = operation.paginate();
        let mut items = if let Some(limit) = limit { paginator.limit(limit) } else { paginator }.items();
        let mut found = (Vec::new(), None);
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.0.push(item),
                Err(error) => found.1 = error.local_error(),
            }
        }
        assert_eq!(found, expected, "{name}");
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).join(" ");
        assert_eq!(asked, expected_asked, "requests: {name}");
    }
}

#[tokio::test]
async fn the_next_page_is_asked_for_while_this_one_comes() {
    let operation = ahead([page(&[1], Some(true), Some("a")), page(&[2], Some(false), None)], &[Some("a")]);
    let asked = Arc::clone(&operation.0.asked);
    let mut items = operation.items();
    assert!(items.next().now_or_never().is_none(), "the first page is not there yet");
    assert_eq!(asked.lock().unwrap_or_else(PoisonError::into_inner).join(" "), "start/0 a/0");
}
