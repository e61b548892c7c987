//! Collections over scripted pages.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::TryStreamExt as _;
use sotalia_client::error::{Error, LocalError, Result};
use sotalia_client::{Next, PagedOperation, Position, SizedPages};

use super::Collection;

/// The entries of each page.
pub(crate) type Listing = &'static [&'static [u32]];

/// A listing of fixed pages, which counts how often it is asked. A page of `u32::MAX` is a request that fails.
#[derive(Clone)]
pub(crate) struct Shelf {
    pub(crate) pages: Listing,
    pub(crate) asked: Arc<AtomicUsize>,
    pub(crate) least: u32,
    position: usize,
}

impl Shelf {
    pub(crate) fn new(pages: Listing) -> Self {
        Self { pages, asked: Arc::default(), least: 0, position: 0 }
    }
}

#[derive(Debug)]
pub(crate) struct Page {
    items: Vec<u32>,
    next: Option<usize>,
}

impl PagedOperation for Shelf {
    const SERVICE: &'static str = "test";
    const OPERATION: &'static str = "ListBooks";
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
        self.position = position.value(0).and_then(|text| text.parse().ok()).unwrap_or_default();
        self
    }

    fn send_page(self) -> Pin<Box<dyn Future<Output = Result<Page>> + Send>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let items: Vec<u32> = self.pages[self.position].iter().copied().filter(|item| *item >= self.least).collect();
        let next = (self.position + 1 < self.pages.len()).then_some(self.position + 1);
        Box::pin(async move {
            if items.contains(&u32::MAX) {
                return Err(Error::local(LocalError::ReadTimeout, "silent"));
            }
            Ok(Page { items, next })
        })
    }

    fn next(page: &Page) -> Next {
        Next::unflagged(Position::new([page.next.map(|next| next.to_string())]))
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

impl SizedPages for Shelf {
    fn with_page_size(self, _items: i32) -> Self {
        self
    }
}

/// Books are their numbers as text; 13 is one that the answer does not name.
pub(crate) fn books(shelf: Shelf) -> Collection<Shelf, String> {
    Collection::new(shelf, |item| match item {
        13 => Err(Error::local(LocalError::UnparsableAnswer, "the answer has no name")),
        item => Ok(item.to_string()),
    })
}

async fn all(collection: &Collection<Shelf, String>) -> Result<Vec<String>> {
    collection.try_collect().await
}

#[tokio::test]
async fn a_collection_can_be_walked_again_and_again() {
    let shelf = Shelf::new(&[&[1, 2], &[], &[3]]);
    let collection = books(shelf.clone());
    assert_eq!(shelf.asked.load(Ordering::Relaxed), 0, "nothing is asked before it is walked");
    for _ in 0..2 {
        assert_eq!(all(&collection).await.expect("good pages"), ["1", "2", "3"]);
    }
    assert_eq!(shelf.asked.load(Ordering::Relaxed), 6);
    let changed = collection.clone().filter(|mut shelf| {
        shelf.least = 2;
        shelf
    });
    assert_eq!(all(&changed).await.expect("good pages"), ["2", "3"]);
    assert_eq!(all(&collection).await.expect("good pages").len(), 3, "the first description is as it was");
}

#[tokio::test]
async fn counts_firsts_and_limits() {
    let cases: [(Listing, usize, Option<&str>); 4] = [
        (&[&[]], 0, None),
        (&[&[], &[], &[7]], 1, Some("7")),
        (&[&[1, 2], &[3]], 3, Some("1")),
        (&[&[5]], 1, Some("5")),
    ];
    for (pages, count, first) in cases {
        let collection = books(Shelf::new(pages));
        assert_eq!(collection.count().await.expect("good pages"), count, "count of {pages:?}");
        assert_eq!(collection.first().await.expect("good pages").as_deref(), first, "first of {pages:?}");
        assert_eq!(collection.clone().limit(0).first().await.expect("nothing is asked"), None, "first of limit(0)");
        assert_eq!(collection.limit(2).count().await.expect("good pages"), count.min(2), "count of limit(2)");
    }
}

#[tokio::test]
async fn pages_and_resume_tokens() {
    let collection = books(Shelf::new(&[&[1, 2, 3], &[4]])).page_size(3);
    let pages: Vec<Vec<String>> = collection.pages().try_collect().await.expect("good pages");
    assert_eq!(pages, [vec!["1", "2", "3"], vec!["4"]]);
    let mut some = collection.clone().limit(2).stream();
    while some.try_next().await.expect("good pages").is_some() {}
    let token = some.resume_token().expect("there is more");
    assert_eq!(all(&collection.clone().starting_token(token)).await.expect("good pages"), ["3", "4"]);
    let mut whole = collection.stream();
    while whole.try_next().await.expect("good pages").is_some() {}
    assert_eq!(whole.resume_token(), None, "a walk that is at its end has nowhere to go on");
}

#[tokio::test]
async fn an_entry_that_is_no_resource_is_an_error() {
    let collection = books(Shelf::new(&[&[1, 13]]));
    let mut stream = collection.stream();
    assert_eq!(stream.try_next().await.expect("the first is good").as_deref(), Some("1"));
    let error = stream.try_next().await.expect_err("the second has no name");
    assert_eq!(error.local_error(), Some(LocalError::UnparsableAnswer));
}
