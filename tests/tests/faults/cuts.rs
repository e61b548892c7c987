//! Answers that are cut: no listing is ever taken for a shorter one.

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia_testkit::{Fault, ok_xml};
use sotalia_tests::{listing, status};

use crate::call::{Call, error_of};

const LISTING: &str = "<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated>\
    <Contents><Key>one</Key><Size>1</Size></Contents><Contents><Key>two</Key><Size>1</Size></Contents></ListBucketResult>";
const VERSIONS: &str = "<ListVersionsResult><Name>b</Name><IsTruncated>false</IsTruncated>\
    <Version><Key>one</Key><VersionId>1</VersionId></Version>\
    <DeleteMarker><Key>two</Key><VersionId>2</VersionId></DeleteMarker></ListVersionsResult>";
const PARTS: &str = "<ListPartsResult><UploadId>u</UploadId><IsTruncated>false</IsTruncated>\
    <Part><PartNumber>1</PartNumber></Part><Part><PartNumber>2</PartNumber></Part></ListPartsResult>";
const BUCKETS: &str = "<ListAllMyBucketsResult><Buckets><Bucket><Name>one</Name></Bucket>\
    <Bucket><Name>two</Name></Bucket></Buckets></ListAllMyBucketsResult>";
const DELETED: &str = "<DeleteResult><Deleted><Key>k</Key></Deleted><Error><Key>l</Key><Code>AccessDenied</Code></Error>\
    </DeleteResult>";

/// A cut after the first entry, after the last, and inside a tag; each with a length that fits what is sent.
async fn check_every_cut(call: Call, document: &str, first: &str, last: &str) {
    let ends = [first, last].map(|end| document.find(end).expect("the document has it") + end.len());
    for end in [ends[0], ends[1], ends[1] - 2, document.len() - 1] {
        let error = error_of(call, Fault::Send(ok_xml(&document[..end]))).await;
        let what = format!("{call:?} cut at {end} of {}", document.len());
        assert_eq!(error.local_error(), Some(LocalError::TruncatedAnswer), "{what}: got {error}");
        assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{what}: got {error}");
    }
}

#[tokio::test]
async fn a_listing_cut_with_a_length_that_fits_is_truncated() {
    for (call, document, first, last) in [
        (Call::Collection, LISTING, "</Contents>", "<Key>two</Key>"),
        (Call::Pages, LISTING, "</Contents>", "<Key>two</Key>"),
        (Call::Versions, VERSIONS, "</Version>", "</DeleteMarker>"),
        (Call::Parts, PARTS, "</Part>", "<PartNumber>2</PartNumber>"),
        (Call::Buckets, BUCKETS, "</Bucket>", "<Name>two</Name>"),
        (Call::DeleteObjects, DELETED, "</Deleted>", "</Error>"),
    ] {
        check_every_cut(call, document, first, last).await;
    }
}

#[tokio::test]
async fn a_broken_connection_is_no_end() {
    let whole = listing(false, None, &["one", "two"]);
    let half = whole[..whole.len() - 40].to_vec();
    let object = status("200 OK", "0123456789");
    let half_object = object[..object.len() - 4].to_vec();
    let (cut, closed) = (LocalError::TruncatedAnswer, LocalError::ConnectionClosed);
    for (name, call, fault, expected) in [
        ("closed in mid-body", Call::Collection, Fault::SendThenClose(half.clone()), cut),
        ("reset in mid-body", Call::Collection, Fault::SendThenReset(half.clone()), closed),
        ("closed in mid-head", Call::Collection, Fault::SendThenClose(b"HTTP/1.1 200 OK\r\nco".to_vec()), closed),
        ("closed without a word", Call::Collection, Fault::SendThenClose(Vec::new()), closed),
        ("reset at once", Call::Collection, Fault::Reset, closed),
        ("an object closed in mid-body", Call::Get, Fault::SendThenClose(half_object.clone()), cut),
        ("an object reset in mid-body", Call::Get, Fault::SendThenReset(half_object), closed),
        ("a put reset", Call::Put, Fault::Reset, closed),
    ] {
        let error = error_of(call, fault).await;
        assert_eq!(error.local_error(), Some(expected), "{name}: got {:?}: {error}", error.kind());
        assert!(error.may_have_executed(), "{name}: the request was sent, and nobody knows what became of it");
    }
}

#[tokio::test]
async fn nobody_there_is_a_refused_connection() {
    let server = crate::call::always(Fault::Hang).await;
    let s3 = crate::call::s3_with(&server, |builder| builder).await;
    drop(server);
    let error = Call::Collection.send(&s3).await.expect_err("nobody listens");
    assert_eq!(error.local_error(), Some(LocalError::ConnectionRefused), "expected a refusal, got {error}");
    assert!(!error.may_have_executed(), "nothing was sent");
}
