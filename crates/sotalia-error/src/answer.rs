//! From a service's error answer to the parts of an error.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::ErrorMetadata;

use crate::details::{Details, Form, bare_code};
use crate::error::Inner;
use crate::redact::redact;
use crate::{Attempts, ErrorCode, ErrorKind, LocalError, classify};

/// Reads an answer: what the SDK has found in it (`metadata`), and what the SDK leaves lying.
///
/// The service is needed to classify the code.
pub(crate) fn read(service: Option<&str>, metadata: Option<&ErrorMetadata>, response: Option<&HttpResponse>) -> Inner {
    let details = response.and_then(|response| response.body().bytes()).map(Details::of_body).unwrap_or_default();
    let status = response.map(|response| response.status().as_u16());
    let form = if is_html_answer(response) { Form::Html } else { details.form };
    let mut inner = Inner { status, attempts: attempts(response), ..Inner::default() };

    let code = metadata
        .and_then(ErrorMetadata::code)
        .or_else(|| header(response, "x-amzn-query-error").and_then(|value| value.split(';').next()))
        .or_else(|| header(response, "x-amzn-errortype").map(bare_code))
        .or(details.code.as_deref())
        .map(str::trim)
        .filter(|code| !code.is_empty());
    inner.kind = Some(classify(service, code, status));
    inner.code = match (code, status) {
        (Some(code), _) => Some(redact(code, &details.withheld).into_owned().into()),
        (None, Some(status)) if !(200..300).contains(&status) => Some(status.to_string().into()),
        _ => None,
    };

    let message = metadata.and_then(ErrorMetadata::message).or(details.message.as_deref()).map(str::trim);
    inner.message = match (message.filter(|message| !message.is_empty()), status) {
        (Some(message), _) => limited(&redact(message, &details.withheld)),
        (None, Some(status)) => about_body(status, form).unwrap_or_default(),
        (None, None) => String::new(),
    };
    // Success without a code is an answer that the SDK could not read.
    if inner.code.is_none() && status.is_some() {
        (inner.kind, inner.local) = (Some(ErrorKind::InvalidResponse), Some(LocalError::UnparsableAnswer));
        inner.code = Some(ErrorCode::from_static(LocalError::UnparsableAnswer.code()));
    }
    fill_ids(&mut inner, metadata, response, &details);
    fill_members(&mut inner, response, details);
    inner
}

/// What the response alone says, for an error that was found elsewhere.
pub(crate) fn add_response(inner: &mut Inner, response: Option<&HttpResponse>) {
    inner.status = inner.status.or_else(|| response.map(|response| response.status().as_u16()));
    inner.attempts = inner.attempts.or_else(|| attempts(response));
    fill_ids(inner, None, response, &Details::default());
}

/// The secrets that an answer holds.
pub(crate) fn secrets(response: Option<&HttpResponse>) -> Vec<String> {
    response.and_then(|response| response.body().bytes()).map(Details::of_body).unwrap_or_default().withheld
}

fn fill_ids(inner: &mut Inner, metadata: Option<&ErrorMetadata>, response: Option<&HttpResponse>, details: &Details) {
    let found = |key: &'static str, headers: &[&str], in_body: &Option<String>| {
        metadata
            .and_then(|metadata| metadata.extra(key))
            .or_else(|| headers.iter().find_map(|name| header(response, name)))
            .or(in_body.as_deref())
            .filter(|id| is_id(id))
            .map(str::to_owned)
    };
    let request_id =
        || found("aws_request_id", &["x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id"], &details.request_id);
    inner.request_id = inner.request_id.take().or_else(request_id);
    let extended = || found("s3_extended_request_id", &["x-amz-id-2"], &details.host_id);
    inner.extended_request_id = inner.extended_request_id.take().or_else(extended);
}

fn fill_members(inner: &mut Inner, response: Option<&HttpResponse>, details: Details) {
    inner.details = details.members;
    inner.withheld = details.withheld;
    // An answer to HEAD has no body, but S3 tells the bucket's region in a header.
    let region = header(response, "x-amz-bucket-region").filter(|region| is_id(region));
    if let Some(region) = region.filter(|_| !inner.details.iter().any(|(name, _)| name == "Region")) {
        inner.details.push(("Region".to_owned(), region.to_owned()));
    }
}

/// What is known of an answer that says nothing.
fn about_body(status: u16, form: Form) -> Option<String> {
    let line = match reason(status) {
        "" => status.to_string(),
        reason => format!("{status} {reason}"),
    };
    Some(match form {
        Form::Service => return None,
        Form::Empty => format!("{line} with an empty body"),
        Form::Html => format!("{line} with an HTML body from something in front of the service"),
        Form::Other => format!("{line} with a body that is no error answer of the service"),
    })
}

fn is_html_answer(response: Option<&HttpResponse>) -> bool {
    let is_html = header(response, "content-type").is_some_and(|value| value.trim_start().starts_with("text/html"));
    is_html && response.is_some_and(|response| response.body().bytes().is_some_and(|body| !body.is_empty()))
}

fn attempts(response: Option<&HttpResponse>) -> Option<u32> {
    response?.extension::<Attempts>().map(|attempts| attempts.0)
}

fn header<'a>(response: Option<&'a HttpResponse>, name: &str) -> Option<&'a str> {
    response?.headers().get(name)
}

/// Ids are made of few characters; what holds others is none.
fn is_id(id: &str) -> bool {
    (1..=256).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+/=.:".contains(&byte))
}

fn limited(message: &str) -> String {
    message[..message.floor_char_boundary(MESSAGE_LIMIT)].to_owned()
}

/// Longer messages are cut to this many bytes.
const MESSAGE_LIMIT: usize = 8 * 1024;

/// The usual reason phrases of the statuses that come without a body.
fn reason(status: u16) -> &'static str {
    match status {
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        416 => "Range Not Satisfiable",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
