//! What the body of an error answer holds.

use aws_smithy_types::Document;

pub(crate) use self::member::Member;
use crate::redact::{is_secret_name, redact_owned};

mod cbor;
mod json;
mod member;
mod xml;

/// The parts of an error answer's body.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Details {
    pub(crate) form: Form,
    /// What `__type` says, in JSON and CBOR.
    pub(crate) type_code: Option<String>,
    /// The member `Code` or `code`.
    pub(crate) code: Option<Member>,
    /// `None` if there is no such member; empty if it is empty or null.
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) host_id: Option<String>,
    /// Further members, in order, without those that hold secrets.
    pub(crate) members: Vec<Member>,
    /// The values of those that do.
    pub(crate) withheld: Vec<String>,
}

/// What a body looks like.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// XML with an `<Error>` for a root.
    Xml,
    /// XML with the error in another element, as in the protocols Query and EC2.
    WrappedXml,
    /// A JSON object.
    Json,
    /// A CBOR map.
    Cbor,
    /// A page for browsers, which no service sends.
    Html,
    /// Nothing, or a body that is not in memory.
    #[default]
    Empty,
    /// Anything else.
    Other,
}

impl Form {
    /// Whether this is how services answer.
    pub(crate) fn is_of_service(self) -> bool {
        matches!(self, Self::Xml | Self::WrappedXml | Self::Json | Self::Cbor)
    }
}

/// Larger bodies are no error answers of a service, and are not searched. An item of a table, which some errors give
/// back, has at most 400 KB.
const BODY_LIMIT: usize = 1024 * 1024;
/// More members are not kept.
const MEMBER_LIMIT: usize = 64;
/// An answer with more secrets than this is made to keep us busy.
const SECRET_LIMIT: usize = 64;
/// Longer values are cut to this many bytes, but for those within structures.
const VALUE_LIMIT: usize = 4 * 1024;
/// How deep a structure may lie; what is deeper is left out.
const DEPTH_LIMIT: usize = 32;
/// More values than this are not read.
const COUNT_LIMIT: usize = 16 * 1024;

impl Details {
    /// Reads a body, whatever it is.
    pub(crate) fn of_body(body: &[u8]) -> Self {
        // CBOR's maps begin with bytes with which no text begins.
        if matches!(body.first(), Some(0xa0..=0xbf)) && body.len() <= BODY_LIMIT {
            return Self::of(|details| cbor::read(body, details));
        }
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
        match body.first() {
            None => Self::default(),
            _ if is_html(body) => Self { form: Form::Html, ..Self::default() },
            Some(b'<') if body.len() <= BODY_LIMIT => Self::of(|details| xml::read(body, details)),
            Some(b'{') if body.len() <= BODY_LIMIT => Self::of(|details| json::read(body, details)),
            Some(_) => Self { form: Form::Other, ..Self::default() },
        }
    }

    fn of(read: impl FnOnce(&mut Self)) -> Self {
        let mut details = Self { form: Form::Other, ..Self::default() };
        read(&mut details);
        if details.withheld.len() > SECRET_LIMIT {
            return Self { form: Form::Other, ..Self::default() };
        }
        details.redact_members();
        details
    }

    /// Files one member of the answer where it belongs.
    fn add(&mut self, member: Member) {
        let place = match &*member.name {
            "__type" => &mut self.type_code,
            "Code" | "code" if self.code.is_none() => {
                let (name, text) = member.into_text();
                self.code = text.map(|text| Member::text(name, text));
                return;
            }
            "Message" | "message" | "errorMessage" => &mut self.message,
            "RequestId" | "RequestID" | "requestId" => &mut self.request_id,
            "HostId" => &mut self.host_id,
            name if is_secret_name(name) => return self.withhold(&member.into_value()),
            _ if self.members.len() < MEMBER_LIMIT => return self.members.push(member),
            _ => return,
        };
        if let (_, Some(text)) = member.into_text()
            && place.as_ref().is_none_or(String::is_empty)
        {
            *place = Some(text);
        }
    }

    /// Adds the texts in a value to the secrets.
    fn withhold(&mut self, value: &Document) {
        if self.withheld.len() > SECRET_LIMIT {
            return;
        }
        match value {
            Document::String(text) => self.withheld.push(text.clone()),
            Document::Array(values) => values.iter().for_each(|value| self.withhold(value)),
            Document::Object(members) => members.values().for_each(|value| self.withhold(value)),
            _ => {}
        }
    }

    /// Takes the secrets out of a structure, and adds them to the others.
    fn without_secrets(&mut self, value: Document) -> Document {
        match value {
            Document::Array(values) => {
                Document::Array(values.into_iter().map(|value| self.without_secrets(value)).collect())
            }
            Document::Object(members) => {
                let mut kept = std::collections::HashMap::with_capacity(members.len());
                for (name, value) in members {
                    if is_secret_name(&name) {
                        self.withhold(&value);
                    } else {
                        let value = self.without_secrets(value);
                        kept.insert(name, value);
                    }
                }
                Document::Object(kept)
            }
            value => value,
        }
    }

    /// Takes secrets out of what is kept, when all secrets are known.
    fn redact_members(&mut self) {
        for index in 0..self.members.len() {
            if let Some(value) = self.members[index].take_structure() {
                let value = self.without_secrets(value);
                self.members[index].put_structure(value);
            }
        }
        let withheld = &self.withheld;
        for member in &mut self.members {
            member.redact(withheld, VALUE_LIMIT);
        }
        if let Some(code) = &mut self.code {
            code.redact(withheld, VALUE_LIMIT);
        }
        for text in [&mut self.message, &mut self.type_code].into_iter().flatten() {
            *text = redact_owned(std::mem::take(text), withheld);
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
