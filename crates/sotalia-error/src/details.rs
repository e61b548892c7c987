//! What the body of an error answer holds.

use crate::redact::{is_secret_name, redact};

mod json;
mod xml;

/// The parts of an error answer's body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) form: Form,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) host_id: Option<String>,
    /// Further members, in order, without those that hold secrets.
    pub(crate) members: Vec<(String, String)>,
    /// The values of those that do.
    pub(crate) withheld: Vec<String>,
}

/// What a body looks like.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The service's own form: XML or JSON.
    Service,
    /// A page for browsers, which no service sends.
    Html,
    /// Nothing, or a body that is not in memory.
    #[default]
    Empty,
    /// Anything else.
    Other,
}

/// Larger bodies are no error answers of a service, and are not searched.
const BODY_LIMIT: usize = 64 * 1024;
/// More members are not kept.
const MEMBER_LIMIT: usize = 64;
/// Longer values are cut to this many bytes.
const VALUE_LIMIT: usize = 4 * 1024;

impl Details {
    /// Reads a body, whatever it is.
    pub(crate) fn of_body(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
        let mut details = Self { form: Form::Other, ..Self::default() };
        match body.first() {
            None => details.form = Form::Empty,
            _ if is_html(body) => details.form = Form::Html,
            _ if body.len() > BODY_LIMIT => {}
            Some(b'<') => xml::read(body, &mut details),
            Some(b'{') => json::read(body, &mut details),
            Some(_) => {}
        }
        details.redact_members();
        details
    }

    /// Files one member of the answer where it belongs.
    fn add(&mut self, name: &str, value: String) {
        let first = |place: &mut Option<String>, value: String| {
            if place.is_none() && !value.is_empty() {
                *place = Some(value);
            }
        };
        match name {
            "Code" | "code" | "__type" => first(&mut self.code, value),
            "Message" | "message" | "errorMessage" | "error_description" => first(&mut self.message, value),
            "RequestId" | "RequestID" | "requestId" => first(&mut self.request_id, value),
            "HostId" => first(&mut self.host_id, value),
            _ if is_secret_name(name) => self.withheld.push(value),
            _ if self.members.len() < MEMBER_LIMIT => self.members.push((name.to_owned(), value)),
            _ => {}
        }
    }

    /// Takes secrets out of what is kept, when all secrets are known.
    fn redact_members(&mut self) {
        let withheld = &self.withheld;
        let kept = self.members.iter_mut().map(|(_, value)| value);
        for value in kept.chain(&mut self.message).chain(&mut self.code) {
            if let std::borrow::Cow::Owned(redacted) = redact(value, withheld) {
                *value = redacted;
            }
            if value.len() > VALUE_LIMIT {
                value.truncate(value.floor_char_boundary(VALUE_LIMIT));
            }
        }
    }
}

fn is_html(body: &[u8]) -> bool {
    [b"<!doctype html".as_slice(), b"<html", b"<head"]
        .iter()
        .any(|start| body.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))
}

/// The name in an error type such as `com.amazonaws.kinesis#LimitExceededException:http://...`.
pub(crate) fn bare_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or(code);
    code.rsplit('#').next().unwrap_or(code).trim()
}

#[cfg(test)]
mod tests;
