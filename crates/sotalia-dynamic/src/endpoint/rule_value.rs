//! The values that rules work with.

use std::borrow::Cow;

use aws_smithy_types::Document;
use sotalia_models::{Constant, PartitionOutputs};

/// A value, which mostly borrows from the rules or the parameters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RuleValue<'r> {
    None,
    Bool(bool),
    Int(i64),
    Text(Cow<'r, str>),
    List(Vec<RuleValue<'r>>),
    Record(Vec<(&'r str, RuleValue<'r>)>),
    Partition(&'r PartitionOutputs),
}

impl<'r> From<&'r Constant> for RuleValue<'r> {
    fn from(value: &'r Constant) -> Self {
        match value {
            Constant::Bool(value) => Self::Bool(*value),
            Constant::Text(text) => Self::text(text),
            Constant::List(texts) => Self::List(texts.iter().map(|text| Self::text(text)).collect()),
        }
    }
}

impl<'r> RuleValue<'r> {
    pub(crate) fn text(text: &'r str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Whether a condition of this value holds.
    pub(super) fn holds(&self) -> bool {
        !matches!(self, Self::None | Self::Bool(false))
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The part of this name.
    pub(super) fn part(&self, name: &str) -> Self {
        match self {
            Self::Record(parts) => {
                parts.iter().find(|(known, _)| *known == name).map_or(Self::None, |(_, part)| part.clone())
            }
            Self::Partition(outputs) => of_partition(outputs, name),
            _ => Self::None,
        }
    }

    /// The item at this place, counted from the end if negative.
    pub(super) fn item(&self, place: i64) -> Self {
        let Self::List(items) = self else { return Self::None };
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let place = if place < 0 { length.saturating_add(place) } else { place };
        usize::try_from(place).ok().and_then(|place| items.get(place)).cloned().unwrap_or(Self::None)
    }

    /// As it stands in a template.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Int(number) => out.push_str(&number.to_string()),
            Self::None | Self::List(_) | Self::Record(_) | Self::Partition(_) => {}
        }
    }

    pub(crate) fn to_document(&self) -> Document {
        match self {
            Self::None | Self::Partition(_) => Document::Null,
            Self::Bool(value) => Document::Bool(*value),
            Self::Int(number) => Document::Number(match u64::try_from(*number) {
                Ok(number) => aws_smithy_types::Number::PosInt(number),
                Err(_) => aws_smithy_types::Number::NegInt(*number),
            }),
            Self::Text(text) => Document::String(text.clone().into_owned()),
            Self::List(items) => Document::Array(items.iter().map(Self::to_document).collect()),
            Self::Record(parts) => {
                Document::Object(parts.iter().map(|(name, part)| ((*name).to_owned(), part.to_document())).collect())
            }
        }
    }
}

fn of_partition<'r>(outputs: &'r PartitionOutputs, name: &str) -> RuleValue<'r> {
    match name {
        "name" => RuleValue::text(&outputs.name),
        "dnsSuffix" => RuleValue::text(&outputs.dns_suffix),
        "dualStackDnsSuffix" => RuleValue::text(&outputs.dual_stack_dns_suffix),
        "implicitGlobalRegion" => RuleValue::text(&outputs.implicit_global_region),
        "supportsFIPS" => RuleValue::Bool(outputs.supports_fips),
        "supportsDualStack" => RuleValue::Bool(outputs.supports_dual_stack),
        _ => RuleValue::None,
    }
}
