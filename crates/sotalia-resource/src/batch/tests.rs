//! Batches over scripted pages.

use std::sync::atomic::Ordering;

use sotalia_client::error::{Error, ErrorKind, FailedEntry, LocalError, PartialFailure, Result};

use super::{Batch, BatchReport};
use crate::collection::tests::{Listing, Shelf, books};

/// A batch that answers with what it was sent. The book 9 is refused; a request with the book 99 fails.
fn burn(shelf: &Shelf, size: usize) -> Batch<Shelf, String, String, String> {
    Batch::new(books(shelf.clone()), size, |books: Vec<String>, adjust| {
        let request = adjust(books.join("+"));
        Box::pin(async move {
            if books.iter().any(|book| book == "99") {
                return Err(Error::local(LocalError::ReadTimeout, "silent"));
            }
            let refused = PartialFailure::of_results("s3", "DeleteObjects", &books, |book| {
                (book == "9").then(|| FailedEntry::new("AccessDenied", "no").named(book.as_str()))
            });
            Ok((request, refused))
        })
    })
}

async fn report(pages: Listing, size: usize) -> Result<BatchReport<String>> {
    burn(&Shelf::new(pages), size).keep_answers().await
}

#[tokio::test]
async fn a_request_takes_a_page_or_less() {
    let cases: [(Listing, usize, &[&str]); 6] = [
        (&[&[1, 2], &[3]], 1000, &["1+2", "3"]),
        (&[&[1, 2, 3, 4, 5]], 2, &["1+2", "3+4", "5"]),
        (&[&[1], &[], &[2]], 1000, &["1", "2"]),
        (&[&[]], 1000, &[]),
        (&[&[1, 2]], 2, &["1+2"]),
        (&[&[1, 2]], 0, &["1", "2"]),
    ];
    for (pages, size, expected) in cases {
        let report = report(pages, size).await.expect("good pages");
        assert_eq!(report.answers(), expected, "requests of {pages:?} by {size}");
        let books: usize = pages.iter().map(|page| page.len()).sum();
        assert_eq!((report.requested(), report.succeeded()), (books, books), "counts of {pages:?}");
        assert_eq!(report.requests(), expected.len());
        assert_eq!(report.ok().expect("all were taken"), books);
    }
}

#[tokio::test]
async fn answers_are_kept_on_demand() {
    let report = burn(&Shelf::new(&[&[1], &[2]]), 1000).await.expect("good pages");
    assert_eq!((report.requests(), report.answers().len()), (2, 0), "memory does not grow with the collection");
}

#[tokio::test]
async fn parameters_reach_each_request() {
    let shelf = Shelf::new(&[&[1], &[2]]);
    let batch =
        burn(&shelf, 1000).with(|request| format!("<{request}>")).with(|request| format!("{request}!")).keep_answers();
    assert_eq!(shelf.asked.load(Ordering::Relaxed), 0, "nothing is asked before it is awaited");
    assert_eq!(batch.await.expect("good pages").answers(), ["<1>!", "<2>!"]);
}

#[tokio::test]
async fn what_was_refused_is_reported() {
    let report = report(&[&[1, 2], &[3, 9]], 1000).await.expect("a refusal is no error of the batch");
    assert_eq!((report.requested(), report.succeeded()), (4, 3));
    let failure = &report.failures()[0];
    assert_eq!((failure.id(), failure.index(), failure.kind()), (Some("9"), Some(3), ErrorKind::AccessDenied));
    assert_eq!(failure.to_string(), "9: AccessDenied: no");
    assert_eq!(report.to_string(), "1 of 4 entries failed; the first: 9: AccessDenied: no");
    let error = report.ok().expect_err("one was refused");
    assert_eq!(error.local_error(), Some(LocalError::PartialFailure));
    let line = "s3.DeleteObjects: PartialFailure: 1 of 4 entries failed; the first: 9: AccessDenied: no";
    assert_eq!((error.to_string().as_str(), error.report().causes()), (line, Vec::new()), "the sources repeat nothing");
    assert!(error.help().is_some_and(|help| help.contains("policies")), "the way out of what was refused");
    let partial = error.downcast_ref::<PartialFailure>().expect("what was refused is in it");
    assert_eq!((partial.total(), partial.succeeded_indices().collect::<Vec<_>>()), (Some(4), vec![0, 1, 2]));
    let report = error.downcast_ref::<BatchReport<String>>().expect("the report is the source");
    assert_eq!(report.failures().len(), 1);
}

#[tokio::test]
async fn what_was_done_before_a_failure_is_kept() {
    let cases: [Listing; 2] = [&[&[1, 2], &[99], &[3]], &[&[1, 2], &[u32::MAX], &[3]]];
    for pages in cases {
        let error = burn(&Shelf::new(pages), 1000).keep_answers().await.expect_err("the second page or request fails");
        assert_eq!(error.local_error(), Some(LocalError::PartialFailure), "{pages:?}");
        let report = error.downcast_ref::<BatchReport<String>>().expect("the report is the source");
        assert_eq!(report.answers(), ["1+2"], "what was done for {pages:?}");
        let cause = report.stopped().expect("what stopped it is kept");
        assert_eq!(cause.local_error(), Some(LocalError::ReadTimeout), "{pages:?}");
        assert!(error.to_string().starts_with("PartialFailure: stopped after 2 entries: ReadTimeout"), "{error}");
        assert!(error.downcast_ref::<PartialFailure>().is_some_and(|partial| partial.cause().is_some()), "{error:?}");
    }
    let error = report(&[&[99]], 1000).await.expect_err("the first request fails");
    assert_eq!(error.local_error(), Some(LocalError::ReadTimeout), "nothing was done before: the error as it is");
}
