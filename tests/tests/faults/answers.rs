//! Answers that are whole and wrong.

use sotalia::error::LocalError;
use sotalia::prelude::*;
use sotalia_testkit::{Fault, ok_xml};
use sotalia_tests::{status, status_with, xml};

use crate::call::{Call, error_of};

const HTML: &str = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
const INTERNAL: &str = "<Error><Code>InternalError</Code><Message>try again</Message></Error>";
const DENIED: &str = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";

/// An answer, and what it must become: kind, code, attempts.
async fn check(name: &str, call: Call, answer: Vec<u8>, kind: ErrorKind, code: Option<&str>, attempts: u32) {
    let error = error_of(call, Fault::Send(answer)).await;
    assert_eq!(error.kind(), kind, "{name}: got {error}");
    assert_eq!(error.code().map(sotalia::error::ErrorCode::as_str), code, "{name}: got {error}");
    assert_eq!(error.attempts(), Some(attempts), "{name}: got {error:?}");
    assert!(
        !error.to_string().is_empty() && !error.to_string().contains('\n'),
        "{name}: expected one line, got {error}"
    );
}

#[tokio::test]
async fn an_answer_from_something_in_between_is_told() {
    let html = |line: &str| status_with(line, &[("content-type", "text/html")], HTML);
    // As in boto3, the status is the code where the answer has none.
    check("HTML 502", Call::Collection, html("502 Bad Gateway"), ErrorKind::Unavailable, Some("502"), 3).await;
    check("HTML 403", Call::Collection, html("403 Forbidden"), ErrorKind::AccessDenied, Some("403"), 1).await;
    let empty = status("503 Service Unavailable", "");
    check("an empty 503", Call::Collection, empty.clone(), ErrorKind::Unavailable, Some("503"), 3).await;
    check("an empty 503 to a put", Call::Put, empty, ErrorKind::Unavailable, Some("503"), 3).await;
    let error = error_of(Call::Collection, Fault::Send(html("502 Bad Gateway"))).await;
    assert!(error.to_string().contains("HTML"), "expected a word about the HTML in {error}");
}

#[tokio::test]
async fn a_success_that_is_none_is_an_error() {
    for (name, call, body) in [
        ("HTML", Call::Collection, HTML),
        ("text", Call::Collection, "all is well"),
        ("nothing", Call::Collection, ""),
        ("JSON", Call::Collection, "{\"Contents\": []}"),
        ("tags that do not match", Call::Collection, "<ListBucketResult><Name></ListBucketName></Other>"),
        ("another root", Call::Collection, "<Other><IsTruncated>false</IsTruncated></Other>"),
        ("a number that is none", Call::Collection, "<ListBucketResult><MaxKeys>x</MaxKeys></ListBucketResult>"),
        ("HTML to a delete", Call::DeleteObjects, HTML),
        ("HTML to versions", Call::Versions, HTML),
    ] {
        let error = error_of(call, Fault::Send(ok_xml(body))).await;
        assert_eq!(error.kind(), ErrorKind::InvalidResponse, "{name}: expected an invalid response, got {error}");
    }
}

#[tokio::test]
async fn an_error_under_a_200_is_an_error() {
    for call in [Call::DeleteObjects, Call::Copy, Call::Complete] {
        let denied = ok_xml(DENIED);
        check(&format!("{call:?}"), call, denied, ErrorKind::AccessDenied, Some("AccessDenied"), 1).await;
        let internal = ok_xml(INTERNAL);
        check(&format!("{call:?}"), call, internal, ErrorKind::Unavailable, Some("InternalError"), 3).await;
    }
}

#[tokio::test]
async fn the_right_region_is_told() {
    let redirect = "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>";
    let malformed =
        "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>eu-west-1</Region></Error>";
    let header = [("x-amz-bucket-region", "eu-west-1")];
    for (name, call, answer) in [
        ("301 with a header", Call::Collection, status_with("301 Moved Permanently", &header, redirect)),
        ("400 with a header", Call::Collection, status_with("400 Bad Request", &header, redirect)),
        ("400 with an element", Call::Collection, status("400 Bad Request", malformed)),
        ("a HEAD with a header", Call::Head, status_with("301 Moved Permanently", &header, "")),
    ] {
        let error = error_of(call, Fault::Send(answer)).await;
        assert_eq!(error.detail("Region"), Some("eu-west-1"), "{name}: expected the region in {error:?}");
    }
}

#[tokio::test]
async fn an_upload_without_an_id_is_an_error() {
    let answer = xml("InitiateMultipartUploadResult", "<Bucket>b</Bucket><Key>k</Key>");
    let error = error_of(Call::Initiate, Fault::Send(answer)).await;
    assert_eq!(error.local_error(), Some(LocalError::UnparsableAnswer), "expected an unusable answer, got {error}");
    assert!(error.to_string().contains("UploadId"), "expected the name of what is missing in {error}");
    assert_eq!(error.operation(), Some("CreateMultipartUpload"), "got {error:?}");
}

#[tokio::test]
async fn a_head_says_what_its_status_says() {
    for (line, kind) in [
        ("404 Not Found", ErrorKind::NotFound),
        ("403 Forbidden", ErrorKind::AccessDenied),
        ("412 Precondition Failed", ErrorKind::Conflict),
        ("503 Service Unavailable", ErrorKind::Unavailable),
    ] {
        let answer = format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nx-amz-request-id: R1\r\n\r\n");
        let error = error_of(Call::Head, Fault::Send(answer.into_bytes())).await;
        assert_eq!(error.kind(), kind, "{line}: got {error}");
        assert_eq!(error.request_id(), Some("R1"), "{line}: expected the request id in {error:?}");
    }
}
