//! Servers that are late: an end within the read time-out, and no end while bytes move.

use std::time::{Duration, Instant};

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia::session::{RetryConfig, TimeoutConfig};
use sotalia_testkit::{Fault, FaultServer};
use sotalia_tests::{listing, status};

use crate::call::{Call, always, s3_with};

/// The read time-out of these tests: long on a busy machine, short for a test.
const LIMIT: Duration = Duration::from_secs(1);

async fn impatient(server: &FaultServer) -> S3 {
    let timeouts = TimeoutConfig::builder().read_timeout(LIMIT).build();
    s3_with(server, |builder| builder.timeouts(timeouts).retry(RetryConfig::disabled())).await
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let listing = listing(false, None, &["one", "two"]);
    let object = status("200 OK", "0123456789");
    for (name, call, fault) in [
        ("no answer", Call::Collection, Fault::Hang),
        ("no answer to a put", Call::Put, Fault::Hang),
        ("half a head", Call::Collection, Fault::SendThenHang(b"HTTP/1.1 200 OK\r\ncontent".to_vec())),
        ("half a listing", Call::Collection, Fault::SendThenHang(listing[..listing.len() - 30].to_vec())),
        ("half an object", Call::Get, Fault::SendThenHang(object[..object.len() - 5].to_vec())),
        ("an object without a byte", Call::Get, Fault::SendThenHang(object[..object.len() - 10].to_vec())),
    ] {
        let server = always(fault).await;
        let s3 = impatient(&server).await;
        let start = Instant::now();
        let error = call.send(&s3).await.expect_err(name);
        assert_eq!(error.kind(), ErrorKind::Timeout, "{name}: expected a timeout, got {error}");
        let known = [LocalError::ReadTimeout, LocalError::StalledStream];
        assert!(error.local_error().is_some_and(|local| known.contains(&local)), "{name}: got {error:?}");
        assert!(start.elapsed() < LIMIT * 8, "{name}: expected an end after {LIMIT:?}, took {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn one_byte_at_a_time_is_no_timeout() {
    let answer = listing(false, None, &["one", "two"]);
    let pause = Duration::from_millis(5);
    let least = pause * u32::try_from(answer.len()).expect("a short answer");
    assert!(least > LIMIT, "the answer must take longer than the time-out, or this test shows nothing");
    let server = always(Fault::Slow(answer, pause)).await;
    let count = impatient(&server).await.bucket("b").objects().count().await.expect("bytes moved all the time");
    assert_eq!(count, 2, "expected the whole listing");
}
