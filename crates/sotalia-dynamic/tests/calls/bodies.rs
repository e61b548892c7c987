//! Bodies with checksums.

use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::{ByteStream, params};

use crate::scene::{Scene, answer, client_of};

/// Of `hello`, by algorithm; computed with Python's zlib and hashlib.
const CRC32: &str = "NhCmhg==";
const SHA256: &str = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

#[tokio::test]
async fn a_body_in_memory_has_its_checksum_in_a_header() {
    let cases = [
        (params! {}, "x-amz-checksum-crc32", CRC32, "CRC32"),
        (params! { "ChecksumAlgorithm": "SHA256" }, "x-amz-checksum-sha256", SHA256, "SHA256"),
        (params! { "ChecksumCRC32": "own" }, "x-amz-checksum-crc32", "own", ""),
    ];
    for (more, header, expected, named) in cases {
        let scene = Scene::new([answer(200, "")]);
        let s3 = scene.client("s3").await;
        let mut params = params! { "Bucket": "b", "Key": "k", "Body": "hello" };
        params.extend(more.into_map());
        s3.call("put_object", params).await.expect("the answer is empty");
        let sent = scene.only();
        assert_eq!(sent.header(header), expected, "{sent:#?}");
        assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), named, "{sent:#?}");
        assert_eq!(sent.text(), "hello");
    }
}

#[tokio::test]
async fn a_checksum_is_left_out_where_the_session_says_so_and_it_may_be() {
    let scene = Scene::new([answer(200, "<DeleteResult/>")]);
    let session = scene.session_with([("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")]);
    let s3 = client_of(&session.load().await.expect("all is set"), "s3");
    s3.call("put_object", params! { "Bucket": "b", "Key": "k", "Body": "hello" }).await.expect("the answer is read");
    let delete = params! { "Bucket": "b", "Delete": { "Objects": [{ "Key": "k" }] } };
    s3.call("delete_objects", delete).await.expect("the answer is read");
    let [put, delete] = &scene.sent()[..] else { panic!("expected two requests") };
    assert_eq!(put.header("x-amz-checksum-crc32"), "");
    assert_eq!(delete.header("x-amz-checksum-crc32").len(), 8, "it must be there: {delete:#?}");
}

#[tokio::test]
async fn a_stream_has_its_checksum_behind_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hello");
    std::fs::write(&file, "hello").expect("it can be written");
    let (unsigned, signed) = ("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
    for (endpoint, is_anonymous, payload) in [
        ("https://s3.example.com", false, unsigned),
        ("https://s3.example.com", true, unsigned),
        ("http://s3.example.com", false, signed),
        ("http://s3.example.com", true, unsigned),
    ] {
        let scene = Scene::new([answer(503, "<Error><Code>SlowDown</Code></Error>"), answer(200, "")]);
        let session = scene.session().endpoint_url(endpoint);
        let session = if is_anonymous { session.anonymous() } else { session };
        let session = session.load().await.expect("all is set");
        let body = ByteStream::from_path(&file).await.expect("it can be read");
        let call = client_of(&session, "s3").operation("put_object").set("Bucket", "b").set("Key", "k").body(body);
        call.send().await.expect("the second attempt is answered");
        let sent = scene.sent();
        assert_eq!(sent.len(), 2, "{endpoint}: it is sent again");
        for sent in sent {
            assert_eq!(sent.header("x-amz-trailer"), "x-amz-checksum-crc32", "{endpoint}");
            assert_eq!(sent.header("x-amz-content-sha256"), payload, "{endpoint}");
            assert_eq!(sent.header("content-encoding"), "aws-chunked", "{endpoint}");
            assert_eq!(sent.header("x-amz-decoded-content-length"), "5", "{endpoint}");
            assert_eq!(sent.header("content-length"), sent.body.len().to_string(), "{endpoint}");
            let text = sent.text();
            assert!(text.starts_with("5") && text.contains("\r\nhello\r\n"), "{endpoint}: {text:?}");
            assert!(text.contains(&format!("x-amz-checksum-crc32:{CRC32}\r\n")), "{endpoint}: {text:?}");
            assert_eq!(text.contains("x-amz-trailer-signature:"), payload == signed, "{text:?}");
            assert_eq!(sent.header("authorization").is_empty(), is_anonymous, "{endpoint}");
        }
    }
}

#[tokio::test]
async fn what_comes_is_compared_with_the_checksum_that_comes_with_it() {
    let get = params! { "Bucket": "b", "Key": "k" };
    for (checksum, is_right) in [(CRC32, true), ("AAAAAA==", false), ("NhCmhg==-2", true)] {
        let scene = Scene::new([answer(200, "hello").header("x-amz-checksum-crc32", checksum)]);
        let s3 = scene.client("s3").await;
        let mut output = s3.call("get_object", get.clone()).await.expect("the head is right");
        assert_eq!(scene.only().header("x-amz-checksum-mode"), "ENABLED");
        match output.take_body().collect().await {
            Ok(body) => assert!(is_right && body.into_bytes() == "hello", "{checksum}: expected an error"),
            Err(error) => {
                let error = sotalia_dynamic::error::Error::from(error);
                assert!(!is_right, "{checksum}: {error}");
                assert_eq!(error.local_error(), Some(LocalError::ChecksumMismatch), "{error:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_algorithm_that_cannot_be_computed_sends_nothing() {
    let scene = Scene::new([answer(200, "")]);
    let s3 = scene.client("s3").await;
    let put = params! { "Bucket": "b", "Key": "k", "Body": "hello", "ChecksumAlgorithm": "XXHASH3" };
    let error = s3.call("put_object", put).await.expect_err("it is not known here");
    assert_eq!(error.local_error(), Some(LocalError::InvalidParameter), "{error}");
    assert!(scene.sent().is_empty());
}
