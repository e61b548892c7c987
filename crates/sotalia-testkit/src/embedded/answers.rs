//! Puts into error answers what S3 says and `s3s` does not: a message, the names, a request id.

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::header::{CONTENT_LENGTH, HeaderValue};
use hyper::{Request, Response};
use percent_encoding::percent_decode_str;
use s3s::service::S3Service;
use s3s::{Body, HttpError};

/// Answers a request.
pub(super) async fn answer(service: S3Service, request: Request<Incoming>) -> Result<Response<Body>, HttpError> {
    let path = request.uri().path().to_owned();
    let response = hyper::service::Service::call(&service, request).await?;
    if !response.status().is_client_error() {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    parts.headers.insert("x-amz-request-id", HeaderValue::from_static("EMBEDDED00000001"));
    let body = explained(&body, &path);
    if !body.is_empty() {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn explained(body: &Bytes, path: &str) -> Bytes {
    let text = String::from_utf8_lossy(body);
    let (Some(code), Some(end)) = (between(&text, "<Code>", "</Code>"), text.rfind("</Error>")) else {
        return body.clone();
    };
    let (bucket, key) = path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let mut more = String::new();
    if let (None, Some(message)) = (between(&text, "<Message>", "</Message>"), message(code)) {
        more.push_str(&format!("<Message>{message}</Message>"));
    }
    for (name, value) in [("BucketName", bucket), ("Key", key)] {
        if !value.is_empty() {
            let value = percent_decode_str(value).decode_utf8_lossy();
            more.push_str(&format!("<{name}>{}</{name}>", escaped(&value)));
        }
    }
    more.push_str("<RequestId>EMBEDDED00000001</RequestId>");
    Bytes::from(format!("{}{more}{}", &text[..end], &text[end..]))
}

fn message(code: &str) -> Option<&'static str> {
    match code {
        "BucketAlreadyExists" => Some("The requested bucket name is not available."),
        "BucketNotEmpty" => Some("The bucket holds objects, and only an empty one can be deleted."),
        "NoSuchBucket" => Some("There is no bucket of this name."),
        "NoSuchKey" => Some("There is no object of this key."),
        _ => None,
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(found, _)| found)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
