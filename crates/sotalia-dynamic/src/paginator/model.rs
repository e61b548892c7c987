//! How an operation answers in pages: its model, ready to use.

use sotalia_models::{Operation, Service, ShapeKind};
use sotalia_session::error::Result;

use super::path::Path;
use super::token::Position;
use crate::value::Value;

/// The model of a paginator, with its expressions read.
#[derive(Debug)]
pub(crate) struct PagingModel {
    pub(super) service: String,
    pub(super) operation: String,
    /// The parameters that carry the position.
    pub(super) input_tokens: Vec<String>,
    /// Where the answer says the next position.
    pub(super) output_tokens: Vec<Path>,
    /// Where the answer says whether there is a next page.
    pub(super) more_results: Option<Path>,
    /// The lists of an answer, the one that is counted first.
    pub(super) result_keys: Vec<Path>,
    /// The parameter for the size of a page.
    pub(super) limit_key: Option<LimitKey>,
    /// What an answer says of the listing as a whole.
    pub(super) non_aggregate_keys: Vec<Path>,
}

/// The parameter for the size of a page.
#[derive(Debug)]
pub(super) struct LimitKey {
    pub(super) name: String,
    /// Whether the service takes the number as text.
    pub(super) is_text: bool,
}

/// What comes after a page.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    /// No more pages.
    End,
    /// A page at this position.
    At(Position),
    /// There is more, but the answer does not say where.
    Unknown,
}

impl PagingModel {
    /// Reads the expressions of a model. `is_text` tells whether a parameter of the operation is text.
    pub(crate) fn new(
        service: &str,
        operation: &str,
        model: &sotalia_models::Paginator,
        is_text: impl Fn(&str) -> bool,
    ) -> Result<Self> {
        let paths = |texts: &[Box<str>]| texts.iter().map(|text| Path::parse(text)).collect::<Result<Vec<_>>>();
        let of_operation = |error: sotalia_session::error::Error| error.with_operation(service, operation);
        Ok(Self {
            service: service.to_owned(),
            operation: operation.to_owned(),
            input_tokens: model.input_tokens.iter().map(ToString::to_string).collect(),
            output_tokens: paths(&model.output_tokens).map_err(of_operation)?,
            more_results: model.more_results.as_deref().map(Path::parse).transpose().map_err(of_operation)?,
            result_keys: paths(&model.result_keys).map_err(of_operation)?,
            limit_key: model.limit_key.as_ref().map(|name| LimitKey { name: name.to_string(), is_text: is_text(name) }),
            non_aggregate_keys: paths(&model.non_aggregate_keys).map_err(of_operation)?,
        })
    }

    /// The model of an operation's pagination, if it has one.
    pub(crate) fn of(service: &Service, operation: &Operation) -> Option<Result<Self>> {
        let model = service.paginator(&operation.name)?;
        let input = operation.input.as_ref().map(|input| &service.shapes[input.shape]);
        let is_text = |name: &str| {
            let member = input.and_then(|shape| shape.members.iter().find(|member| &*member.name == name));
            member.is_some_and(|member| service.shapes[member.shape].kind == ShapeKind::String)
        };
        Some(Self::new(&service.name, &operation.name, model, is_text))
    }

    /// Where a page points.
    pub(super) fn next(&self, page: &Value) -> Next {
        let says_more = self.more_results.as_ref().map(|path| path.find(page).is_some_and(super::path::is_truthy));
        if says_more == Some(false) {
            return Next::End;
        }
        let tokens = self.output_tokens.iter().map(|path| path.find(page).cloned()).collect();
        let position = Position::new(tokens);
        match (position.is_start(), says_more) {
            (false, _) => Next::At(position),
            (true, Some(true)) => Next::Unknown,
            (true, _) => Next::End,
        }
    }

    /// How many items a page has: those of the first result key.
    pub(super) fn item_count(&self, page: &Value) -> usize {
        self.result_keys.first().and_then(|path| path.find(page)).map_or(0, length)
    }

    /// Keeps `keep` items after the first `skip`. Where items were skipped, what the answer lists beside them was given with
    /// the page before, as boto3 has it.
    pub(super) fn cut_items(&self, page: &mut Value, skip: usize, keep: usize) {
        let mut keys = self.result_keys.iter();
        if let Some(items) = keys.next().and_then(|path| path.find_mut(page)) {
            cut(items, skip, keep);
        }
        if skip == 0 {
            return;
        }
        for path in keys {
            match path.find_mut(page) {
                Some(Value::List(list)) => list.clear(),
                Some(Value::Map(map)) => map.clear(),
                Some(Value::String(text)) => text.clear(),
                _ => {}
            }
        }
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::List(list) => list.len(),
        Value::Map(map) => map.len(),
        Value::String(text) => text.chars().count(),
        _ => 0,
    }
}

fn cut(items: &mut Value, skip: usize, keep: usize) {
    match items {
        Value::List(list) => {
            list.truncate(skip.saturating_add(keep));
            list.drain(..skip.min(list.len()));
        }
        Value::Map(map) => {
            let taken = std::mem::take(map);
            *map = taken.into_iter().skip(skip).take(keep).collect();
        }
        Value::String(text) => *text = text.chars().skip(skip).take(keep).collect(),
        _ => {}
    }
}
