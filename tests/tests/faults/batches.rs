//! Batches that fail in part: nothing that was done is lost, nothing that was refused is hidden.

use sotalia::error::{LocalError, PartialFailure};
use sotalia::prelude::*;
use sotalia::resource::BatchReport;
use sotalia::s3::operation::delete_objects::DeleteObjectsOutput;
use sotalia_testkit::{Fault, FaultServer, Request};
use sotalia_tests::{listing, s3_of, status, xml};

/// Three pages of two keys; the `number`-th delete is answered by `deleted`.
async fn server(deleted: fn(usize) -> Vec<u8>) -> FaultServer {
    let deletes = std::sync::atomic::AtomicUsize::new(0);
    let answer = move |request: &Request| {
        if request.line.starts_with("POST") {
            return Fault::Send(deleted(deletes.fetch_add(1, std::sync::atomic::Ordering::Relaxed)));
        }
        let page = ["token=A", "token=B"].iter().position(|token| request.line.contains(token)).map_or(0, |at| at + 1);
        Fault::Send(match page {
            0 => listing(true, Some("A"), &["1", "2"]),
            1 => listing(true, Some("B"), &["3", "4"]),
            _ => listing(false, None, &["5", "6"]),
        })
    };
    FaultServer::start(answer).await.expect("a port is free")
}

fn refused(key: &str) -> Vec<u8> {
    xml("DeleteResult", &format!("<Error><Key>{key}</Key><Code>AccessDenied</Code><Message>no</Message></Error>"))
}

#[tokio::test]
async fn what_was_refused_is_reported() {
    let server = server(|number| if number == 1 { refused("4") } else { xml("DeleteResult", "") }).await;
    let report = s3_of(server.endpoint_url()).await.bucket("b").objects().delete().await.expect("all were answered");
    assert_eq!((report.requests(), report.requested(), report.succeeded()), (3, 6, 5), "{report:?}");
    let [failure] = report.failures() else { panic!("expected one failure, got {report:?}") };
    assert_eq!(failure.id(), Some("4"), "expected the key");
    assert_eq!(failure.code().as_str(), "AccessDenied", "expected the code");
    assert_eq!(failure.kind(), ErrorKind::AccessDenied, "expected the code to be classified");
    assert_eq!(failure.message(), "no", "expected the message");

    let error = report.ok().expect_err("one was refused");
    assert_eq!(error.local_error(), Some(LocalError::PartialFailure), "expected PartialFailure, got {error}");
    assert!(error.to_string().contains("4: AccessDenied: no"), "expected the first failure in {error}");
    let inside = error.downcast_ref::<BatchReport<DeleteObjectsOutput>>().expect("the report is the source");
    assert_eq!(inside.failures().len(), 1, "expected the report in the error, got {inside:?}");
    let partial = error.downcast_ref::<PartialFailure>().expect("what was refused is in it");
    assert_eq!((partial.total(), partial.succeeded()), (Some(6), Some(5)), "expected the counts, got {partial:?}");
}

#[tokio::test]
async fn what_was_done_before_a_failure_is_kept() {
    let server = server(|number| match number {
        0 => xml("DeleteResult", ""),
        1 => refused("3"),
        _ => status("403 Forbidden", "<Error><Code>AccountProblem</Code><Message>no</Message></Error>"),
    });
    let server = server.await;
    let stopped = s3_of(server.endpoint_url()).await.bucket("b").objects().delete().await;
    let error = stopped.expect_err("the third request failed");
    assert_eq!(error.local_error(), Some(LocalError::PartialFailure), "expected PartialFailure, got {error}");
    let report = error.downcast_ref::<BatchReport<DeleteObjectsOutput>>().expect("the report is the source");
    assert_eq!((report.requested(), report.succeeded()), (4, 3), "expected two requests' worth, got {report:?}");
    let cause = report.stopped().expect("the report knows what stopped it");
    assert_eq!(cause.code().map(sotalia::error::ErrorCode::as_str), Some("AccountProblem"), "got {cause}");
}

#[tokio::test]
async fn a_batch_that_did_nothing_fails_with_the_cause() {
    let server = server(|_| status("403 Forbidden", "<Error><Code>AccessDenied</Code></Error>")).await;
    let error = s3_of(server.endpoint_url()).await.bucket("b").objects().delete().await.expect_err("all are refused");
    assert!(error.is_access_denied(), "expected the refusal itself, got {error}");
    assert_eq!(error.operation(), Some("DeleteObjects"), "got {error:?}");
}

#[tokio::test]
async fn a_listing_that_fails_stops_the_batch() {
    let answer = |request: &Request| {
        Fault::Send(match request.line.starts_with("POST") {
            true => xml("DeleteResult", ""),
            false if request.line.contains("token=A") => {
                status("404 Not Found", "<Error><Code>NoSuchBucket</Code></Error>")
            }
            false => listing(true, Some("A"), &["1", "2"]),
        })
    };
    let server = FaultServer::start(answer).await.expect("a port is free");
    let stopped = s3_of(server.endpoint_url()).await.bucket("b").objects().delete().await;
    let error = stopped.expect_err("the second page failed");
    let report = error.downcast_ref::<BatchReport<DeleteObjectsOutput>>().expect("the report is the source");
    assert_eq!(report.succeeded(), 2, "expected the first page to be done, got {report:?}");
    assert!(report.stopped().is_some_and(Error::is_not_found), "expected the cause, got {report:?}");
}
