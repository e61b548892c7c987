//! A member of an error answer: a text, another scalar, or a structure.

use std::borrow::Cow;

use aws_smithy_types::Document;

use crate::redact::redact_owned;

/// A named value of an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: Cow<'static, str>,
    /// The value as text, unless it is a structure.
    text: Option<String>,
    /// The value, unless it is a text.
    value: Option<Document>,
}

impl Member {
    /// A member that is a text.
    pub(crate) fn text(name: impl Into<Cow<'static, str>>, text: String) -> Self {
        Self { name: name.into(), text: Some(text), value: None }
    }

    /// A member of any kind.
    pub(crate) fn new(name: impl Into<Cow<'static, str>>, value: Document) -> Self {
        let (text, value) = match value {
            Document::String(text) => (Some(text), None),
            Document::Number(number) => (Some(number_text(number)), Some(value)),
            Document::Bool(is_true) => (Some(is_true.to_string()), Some(value)),
            value => (None, Some(value)),
        };
        Self { name: name.into(), text, value }
    }

    /// The value as text, unless it is a structure or null.
    pub(crate) fn as_text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The value, unless it is a text.
    pub(crate) fn as_structure(&self) -> Option<&Document> {
        self.value.as_ref()
    }

    /// The name, and the value as a text; null is an empty one.
    pub(super) fn into_text(self) -> (Cow<'static, str>, Option<String>) {
        let text = match self.value {
            Some(Document::Null) => Some(String::new()),
            _ => self.text,
        };
        (self.name, text)
    }

    pub(crate) fn into_value(self) -> Document {
        self.value.or(self.text.map(Document::String)).unwrap_or(Document::Null)
    }

    pub(super) fn take_structure(&mut self) -> Option<Document> {
        self.value.take_if(|value| matches!(value, Document::Array(_) | Document::Object(_)))
    }

    pub(super) fn put_structure(&mut self, value: Document) {
        self.value = Some(value);
    }

    /// Takes known secrets out, and what is too long off a text.
    pub(super) fn redact(&mut self, withheld: &[String], limit: usize) {
        if let Some(text) = &mut self.text {
            redact_text(text, withheld);
            text.truncate(text.floor_char_boundary(limit));
        }
        if let Some(value) = &mut self.value {
            redact_value(value, withheld);
        }
    }
}

fn redact_value(value: &mut Document, withheld: &[String]) {
    match value {
        Document::String(text) => redact_text(text, withheld),
        Document::Array(values) => values.iter_mut().for_each(|value| redact_value(value, withheld)),
        Document::Object(members) => members.values_mut().for_each(|value| redact_value(value, withheld)),
        _ => {}
    }
}

fn redact_text(text: &mut String, withheld: &[String]) {
    *text = redact_owned(std::mem::take(text), withheld);
}

fn number_text(number: aws_smithy_types::Number) -> String {
    match number {
        aws_smithy_types::Number::PosInt(number) => number.to_string(),
        aws_smithy_types::Number::NegInt(number) => number.to_string(),
        aws_smithy_types::Number::Float(number) => number.to_string(),
    }
}
