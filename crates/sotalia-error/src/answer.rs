//! From a service's error answer to the parts of an error.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::ErrorMetadata;

use self::headers::Headers;
use self::protocol::Protocol;
pub(crate) use self::reason::phrase;
use crate::classify::patterns::kind_of_message;
use crate::details::{Details, Form, Member, bare_code};
use crate::error::Inner;
use crate::redact::{redact, redact_owned};
use crate::{Attempts, ErrorCode, ErrorKind, Fault, LocalError, classify};

mod headers;
mod protocol;
mod reason;
mod retry_after;

/// Reads an answer as boto3 reads it, and takes what the SDK has found in it (`metadata`) for what cannot be read here.
///
/// The service is needed to classify the code, and to know its protocol.
pub(crate) fn read(service: Option<&str>, metadata: Option<&ErrorMetadata>, response: Option<&HttpResponse>) -> Inner {
    let details = response.and_then(|response| response.body().bytes()).map(Details::of_body).unwrap_or_default();
    let headers = Headers::of(response);
    let mut answer = Answer { metadata, response, form: form(&headers, &details), headers, details };
    let status = response.map(|response| response.status().as_u16());
    let mut inner = Inner { status, attempts: attempts(response), ..Inner::default() };

    let (code, other) = answer.codes();
    let has_code = code.is_some();
    inner.kind = Some(kind(service, code, other, status));
    let redacted = |code: &str| ErrorCode::from(&*redact(code, &answer.details.withheld));
    inner.alternate_code = other.map(redacted);
    inner.code = match (code, status) {
        (Some(code), _) => Some(redacted(code)),
        (None, Some(status)) if !(200..300).contains(&status) => Some(status.to_string().into()),
        _ => None,
    };
    inner.note = reason::note(answer.form).filter(|_| response.is_some() && answer.said().is_none());
    inner.message = answer.take_message(Protocol::of(service));
    inner.kind = match &inner.code {
        Some(code) if has_code => kind_of_message(service, code.as_str(), &inner.message).or(inner.kind),
        // Services have no pages: this server is none, and does not know whether the thing is there.
        _ if answer.form == Form::Html && inner.kind == Some(ErrorKind::NotFound) => Some(ErrorKind::InvalidInput),
        _ => inner.kind,
    };
    // Success without a code is an answer that the SDK could not read.
    if inner.code.is_none() && status.is_some() {
        (inner.kind, inner.local) = (Some(ErrorKind::InvalidResponse), Some(LocalError::UnparsableAnswer));
        inner.note = None;
        inner.code = Some(ErrorCode::from(LocalError::UnparsableAnswer.code()));
    }
    answer.fill(&mut inner);
    inner
}

/// Reads an error that stands within an answer: its code, its message, and a body that has its members.
pub(crate) fn read_event(service: Option<&str>, code: Option<&str>, message: Option<&str>, body: &[u8]) -> Inner {
    let details = Details::of_body(body);
    let form = details.form;
    let mut answer = Answer { metadata: None, response: None, headers: Headers::default(), form, details };
    let in_body = answer.code_in_body().and_then(some_text).map(str::to_owned);
    let code = code.and_then(some_text).map(str::to_owned).or(in_body);
    answer.details.message = answer.details.message.take().or_else(|| message.map(str::to_owned));
    let mut inner = Inner { message: answer.take_message(None), ..Inner::default() };
    let code = code.map(|code| redact(&code, &answer.details.withheld).into_owned());
    inner.kind = Some(classify(service, code.as_deref(), None));
    inner.code = code.map(ErrorCode::from);
    answer.fill(&mut inner);
    inner
}

/// The parts of an error of which an answer tells the code and the message, among those of other entries.
pub(crate) fn read_entry(code: Option<&str>, message: Option<&str>) -> Inner {
    let code = redact(code.and_then(some_text).unwrap_or("Unknown"), &[]).into_owned();
    Inner {
        kind: Some(classify(None, Some(&code), None)),
        code: Some(code.into()),
        message: limited(redact(message.unwrap_or_default(), &[]).into_owned()),
        ..Inner::default()
    }
}

/// What the response alone says, for an error that was found elsewhere.
pub(crate) fn add_response(inner: &mut Inner, response: Option<&HttpResponse>) {
    inner.status = inner.status.or_else(|| response.map(|response| response.status().as_u16()));
    inner.attempts = inner.attempts.or_else(|| attempts(response));
    let headers = Headers::of(response);
    inner.retry_after = inner.retry_after.or_else(|| retry_after::read(&headers, &[]));
    Answer { metadata: None, response, headers, form: Form::Empty, details: Details::default() }.fill_ids(inner);
}

/// The secrets that an answer holds.
pub(crate) fn secrets(response: Option<&HttpResponse>) -> Vec<String> {
    response.and_then(|response| response.body().bytes()).map(Details::of_body).unwrap_or_default().withheld
}

/// The kind of the code, or else of the other code, or else of the status.
fn kind(service: Option<&str>, code: Option<&str>, other: Option<&str>, status: Option<u16>) -> ErrorKind {
    match other.map(|_| classify(service, code, None)) {
        Some(ErrorKind::Other) => classify(service, other, status),
        Some(kind) => kind,
        None => classify(service, code, status),
    }
}

/// What is known of an answer.
struct Answer<'a> {
    metadata: Option<&'a ErrorMetadata>,
    response: Option<&'a HttpResponse>,
    headers: Headers<'a>,
    form: Form,
    details: Details,
}

impl<'a> Answer<'a> {
    /// The code, as boto3 has it, and the other one, if the answer has two.
    fn codes(&self) -> (Option<&str>, Option<&str>) {
        let from_sdk = self.metadata.and_then(ErrorMetadata::code);
        let in_body = self.code_in_body().and_then(some_text);
        let (code, other) = match self.query_error() {
            // Services that spoke Query before keep their old codes, beside the names of the shapes.
            Some((code, _)) => (Some(code), in_body.or(from_sdk)),
            None if in_body.is_none() && self.is_made_up(from_sdk) => (None, from_sdk),
            None => (in_body.or(from_sdk), from_sdk),
        };
        let code = code.and_then(some_text);
        (code, other.and_then(some_text).filter(|&other| Some(other) != code))
    }

    /// Whether the SDK has made this code of the status, as it does for a HEAD of S3; the answer has none.
    fn is_made_up(&self, code: Option<&str>) -> bool {
        let is_404 = self.response.is_some_and(|response| response.status().as_u16() == 404);
        is_404 && self.form == Form::Empty && code == Some("NotFound")
    }

    /// JSON and CBOR have the code in `__type`, or in a header, or in `code`. The RPC protocols look at the first before
    /// the others, the REST protocol at the last.
    fn code_in_body(&self) -> Option<&str> {
        let details = &self.details;
        let header = || self.headers.error_type.map(bare_code).filter(|code| !code.is_empty());
        let (in_type, in_code) = (details.type_code.as_deref(), details.code.as_ref().and_then(Member::as_text));
        match self.form {
            Form::Cbor => in_type.or_else(header).or(in_code),
            Form::Json if self.content_type().starts_with("application/x-amz-json") => {
                in_type.or_else(header).or(in_code)
            }
            // A `code` beside a `__type` may be some other number.
            Form::Json => header().or(in_code.filter(|code| in_type.is_none() || !is_number(code))).or(in_type),
            _ => in_code.or_else(header),
        }
    }

    /// What a service that spoke Query before says for the clients of that time: the code, and whose fault it is.
    fn query_error(&self) -> Option<(&str, &str)> {
        let (code, fault) = self.headers.query_error?.split_once(';')?;
        (!code.trim().is_empty() && !fault.contains(';')).then_some((code.trim(), fault))
    }

    /// What the service said.
    fn said(&self) -> Option<&str> {
        let from_sdk = || self.metadata.and_then(ErrorMetadata::message);
        self.details.message.as_deref().or_else(from_sdk).map(str::trim).filter(|message| !message.is_empty())
    }

    /// What the service said, or what is known of an answer that says nothing. It takes the body's message.
    fn take_message(&mut self, protocol: Option<Protocol>) -> String {
        let in_body = self.details.message.take_if(|message| !message.trim().is_empty());
        let message = in_body.unwrap_or_else(|| match (self.said(), self.response) {
            (Some(said), _) => said.to_owned(),
            (None, Some(response)) => {
                let body = response.body().bytes().unwrap_or_default();
                reason::message(protocol, response.status().as_u16(), self.form, body)
            }
            (None, None) => String::new(),
        });
        let message = if message.trim().len() == message.len() { message } else { message.trim().to_owned() };
        limited(redact_owned(message, &self.details.withheld))
    }

    /// Ids, members, and what the answer asks for.
    fn fill(mut self, inner: &mut Inner) {
        self.fill_ids(inner);
        inner.retry_after = retry_after::read(&self.headers, &self.details.members);
        let named = |name: &str| self.details.members.iter().find(|member| member.name == name);
        let fault = named("Type").and_then(Member::as_text).and_then(Fault::of);
        inner.fault = fault.or_else(|| self.query_error().and_then(|(_, fault)| Fault::of(fault)));
        // An answer to HEAD has no body, but S3 tells the bucket's region in a header.
        let region = self.headers.bucket_region.filter(|region| is_id(region) && named("Region").is_none());
        let region = region.map(|region| Member::text("Region", region.to_owned()));
        // A `code` that is not the error's code is a member like any other.
        let is_known = |member: &Member| {
            [&inner.code, &inner.alternate_code]
                .into_iter()
                .flatten()
                .any(|code| member.as_text() == Some(code.as_str()))
        };
        let other_code = self.details.code.filter(|code| !is_known(code));
        inner.details = self.details.members;
        inner.withheld = self.details.withheld;
        inner.details.extend(other_code.into_iter().chain(region));
    }

    /// The ids, which are taken from the body's.
    fn fill_ids(&mut self, inner: &mut Inner) {
        let (metadata, is_query) = (self.metadata, self.form == Form::WrappedXml);
        let found = |key: &'static str, in_header: Option<&str>, in_body: Option<String>| {
            // Query has the id in the body, and only there for sure.
            let id = match in_header.filter(|_| !is_query || in_body.is_none()) {
                Some(in_header) => Some(in_header.to_owned()),
                None => in_body.or_else(|| metadata?.extra(key).map(str::to_owned)),
            };
            id.filter(|id| is_id(id))
        };
        if inner.request_id.is_none() {
            inner.request_id = found("aws_request_id", self.headers.request_id(), self.details.request_id.take());
        }
        if inner.extended_request_id.is_none() {
            let (in_header, in_body) = (self.headers.extended_request_id, self.details.host_id.take());
            inner.extended_request_id = found("s3_extended_request_id", in_header, in_body);
        }
    }

    fn content_type(&self) -> &str {
        self.headers.content_type.unwrap_or_default().trim_start()
    }
}

/// What the body is, when its header is looked at too.
fn form(headers: &Headers<'_>, details: &Details) -> Form {
    let says_html = headers.content_type.is_some_and(|value| value.trim_start().starts_with("text/html"));
    if says_html && details.form == Form::Other { Form::Html } else { details.form }
}

fn attempts(response: Option<&HttpResponse>) -> Option<u32> {
    response?.extension::<Attempts>().map(|attempts| attempts.0)
}

fn some_text(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Ids are made of few characters; what holds others is none.
fn is_id(id: &str) -> bool {
    (1..=256).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+/=.:".contains(&byte))
}

fn limited(mut message: String) -> String {
    message.truncate(message.floor_char_boundary(MESSAGE_LIMIT));
    message
}

/// Longer messages are cut to this many bytes.
const MESSAGE_LIMIT: usize = 8 * 1024;
