//! Values of shapes without a form: documents.

use aws_smithy_types::{Document, Number};

use super::convert::integer;
use super::{Value, timestamp};

impl Value {
    /// As a document, which knows neither binary data (base64 here) nor points in time (ISO 8601).
    pub(crate) fn to_document(&self) -> Document {
        match self {
            Self::Null => Document::Null,
            Self::Bool(value) => Document::Bool(*value),
            Self::Int(number) => {
                Document::Number(u64::try_from(*number).map_or(Number::NegInt(*number), Number::PosInt))
            }
            Self::Float(number) => Document::Number(Number::Float(*number)),
            Self::BigNumber(number) => Document::Number(
                number.as_str().parse().map_or_else(|_| Number::Float(number.to_f64()), Number::PosInt),
            ),
            Self::String(text) => Document::String(text.clone()),
            Self::Blob(blob) => Document::String(aws_smithy_types::base64::encode(blob.as_ref())),
            Self::Timestamp(time) => Document::String(timestamp::to_text(time)),
            Self::List(items) => Document::Array(items.iter().map(Self::to_document).collect()),
            Self::Map(map) => {
                Document::Object(map.iter().map(|(key, value)| (key.clone(), value.to_document())).collect())
            }
        }
    }

    /// From a document. Its entries have no order, so they are sorted by name.
    pub(crate) fn from_document(document: Document) -> Self {
        match document {
            Document::Bool(value) => Self::Bool(value),
            Document::Number(Number::PosInt(number)) => integer(number),
            Document::Number(Number::NegInt(number)) => Self::Int(number),
            Document::Number(Number::Float(number)) => Self::Float(number),
            Document::String(text) => Self::String(text),
            Document::Array(items) => Self::List(items.into_iter().map(Self::from_document).collect()),
            Document::Object(entries) => {
                let mut entries: Vec<_> = entries.into_iter().collect();
                entries.sort_by(|(one, _), (other, _)| one.cmp(other));
                Self::Map(entries.into_iter().map(|(key, value)| (key, Self::from_document(value))).collect())
            }
            // The SDK may add a form.
            _ => Self::Null,
        }
    }
}
