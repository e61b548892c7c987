//! Objects and uploads: bytes of a pattern come, and what is put is counted and dropped.

use bytes::Bytes;
use http::{HeaderMap, Method, Response, StatusCode, header};

use super::answer;
use super::body::Body;
use super::dataset::{Dataset, etag};
use super::query::Query;
use super::xml;

/// `GetObject` and `HeadObject`, also of a range.
pub(super) fn get(data: &Dataset, key: &str, method: &Method, headers: &HeaderMap) -> Response<Body> {
    if !data.has(key) {
        return match *method {
            Method::HEAD => answer::empty(StatusCode::NOT_FOUND),
            _ => answer::refused(StatusCode::NOT_FOUND, "NoSuchKey", key),
        };
    }
    let size = data.size();
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let (status, from, to) = match range.map(|range| range_of(range, size)) {
        None => (StatusCode::OK, 0, size),
        Some(Some((from, to))) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(None) => return answer::refused(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange", key),
    };
    let body = if method == Method::HEAD { Body::empty() } else { Body::Object { at: from, left: to - from } };
    let mut answer = answer::s3(status, "binary/octet-stream", body);
    let mut set = |name, value: String| answer.headers_mut().insert(name, value.parse().expect("it is ASCII"));
    set(header::ETAG, format!("\"{}\"", etag(size)));
    set(header::LAST_MODIFIED, "Sun, 01 Nov 2026 00:00:00 GMT".to_owned());
    set(header::ACCEPT_RANGES, "bytes".to_owned());
    set(header::CONTENT_LENGTH, (to - from).to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        set(header::CONTENT_RANGE, format!("bytes {from}-{}/{size}", to - 1));
    }
    answer
}

/// From where to where, without the end, of `bytes=FIRST-LAST`, `bytes=FIRST-` or `bytes=-LENGTH`.
fn range_of(range: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (from, to) = match (first, last) {
        ("", length) => (size.saturating_sub(length.parse().ok()?), size),
        (first, "") => (first.parse().ok()?, size),
        (first, last) => (first.parse().ok()?, last.parse::<u64>().ok()?.saturating_add(1).min(size)),
    };
    (from < to).then_some((from, to))
}

/// Whatever writes: the body has been read and is gone.
pub(super) fn change(bucket: &str, key: &str, method: &Method, query: &Query, body: &[u8]) -> Response<Body> {
    let name = xml::escaped(key);
    let is_part_of_upload = query.has("uploadId");
    match *method {
        Method::PUT => {
            let mut answer = answer::empty(StatusCode::OK);
            let tag = format!("\"{}\"", etag(0));
            answer.headers_mut().insert(header::ETAG, tag.parse().expect("it is ASCII"));
            answer
        }
        Method::POST if key.is_empty() && query.has("delete") => deleted(body),
        Method::POST if query.has("uploads") => answer::document(format!(
            "<InitiateMultipartUploadResult {}><Bucket>{bucket}</Bucket><Key>{name}</Key><UploadId>stub-upload</UploadId>\
             </InitiateMultipartUploadResult>",
            xml::NAMESPACE
        )),
        Method::POST if is_part_of_upload => answer::document(format!(
            "<CompleteMultipartUploadResult {}><Location>/{bucket}/{name}</Location><Bucket>{bucket}</Bucket>\
             <Key>{name}</Key><ETag>&quot;{}-1&quot;</ETag></CompleteMultipartUploadResult>",
            xml::NAMESPACE,
            etag(0)
        )),
        Method::DELETE => answer::empty(StatusCode::NO_CONTENT),
        _ => answer::refused(StatusCode::NOT_IMPLEMENTED, "NotImplemented", key),
    }
}

/// `DeleteObjects`: whatever is named was deleted.
fn deleted(body: &[u8]) -> Response<Body> {
    let mut text = format!("<DeleteResult {}>", xml::NAMESPACE);
    if memchr::memmem::find(body, b"<Quiet>true").is_none() {
        for start in memchr::memmem::find_iter(body, b"<Key>") {
            let key = &body[start..];
            let end = memchr::memmem::find(key, b"</Key>").map_or(key.len(), |end| end + "</Key>".len());
            text.push_str("<Deleted>");
            text.push_str(&String::from_utf8_lossy(&key[..end]));
            text.push_str("</Deleted>");
        }
    }
    text.push_str("</DeleteResult>");
    answer::document(Bytes::from(text))
}
