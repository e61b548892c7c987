//! Changes to requests that are ready to be signed.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;

const FORM: &str = "application/x-www-form-urlencoded";

/// Puts a header, unless the caller has.
pub(super) fn header(request: &mut HttpRequest, name: &'static str, value: &str) -> Result<(), BoxError> {
    if !request.headers().contains_key(name) {
        request.headers_mut().try_insert(name, value.to_owned())?;
    }
    Ok(())
}

/// Escapes line breaks of a document, which an XML parser would change: those that are in it came from the caller.
pub(super) fn escape_line_breaks(request: &mut HttpRequest) {
    let Some(body) = request.body().bytes().filter(|body| body.iter().any(|byte| matches!(byte, b'\r' | b'\n'))) else {
        return;
    };
    let mut escaped = Vec::with_capacity(body.len() + 64);
    for byte in body {
        match byte {
            b'\r' => escaped.extend_from_slice(b"&#xD;"),
            b'\n' => escaped.extend_from_slice(b"&#xA;"),
            byte => escaped.push(*byte),
        }
    }
    replace_body(request, escaped);
}

/// Sends a query as a form, which may be longer.
pub(super) fn get_to_post(request: &mut HttpRequest) -> Result<(), BoxError> {
    let uri = request.uri().to_owned();
    let Some((path, query)) = uri.split_once('?').filter(|_| request.method() == "GET") else { return Ok(()) };
    request.set_method("POST")?;
    request.set_uri(path)?;
    request.headers_mut().try_insert("content-type", FORM)?;
    replace_body(request, query.as_bytes().to_vec());
    Ok(())
}

/// Sends the request to the host of another URL.
pub(super) fn switch_host(request: &mut HttpRequest, url: &str) -> Result<(), BoxError> {
    let target: http::Uri = url.parse()?;
    let current: http::Uri = request.uri().parse()?;
    let mut parts = current.into_parts();
    parts.scheme = target.scheme().cloned();
    parts.authority = target.authority().cloned();
    if parts.authority.is_none() {
        return Err(format!("{url:?} is no URL with a host").into());
    }
    request.set_uri(http::Uri::from_parts(parts)?)?;
    Ok(())
}

/// Puts a body of bytes, and its length.
pub(crate) fn replace_body(request: &mut HttpRequest, body: Vec<u8>) {
    request.headers_mut().insert("content-length", body.len().to_string());
    *request.body_mut() = SdkBody::from(body);
}
