//! `paginators-1.json`.

use serde::Deserialize;

use super::raw::Object;
use crate::Paginator;

#[derive(Deserialize)]
pub(super) struct File {
    #[serde(default)]
    pagination: Object<Raw>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Raw {
    input_token: Texts,
    output_token: Texts,
    more_results: Option<Box<str>>,
    result_key: Texts,
    limit_key: Option<Box<str>>,
    non_aggregate_keys: Texts,
}

/// One text, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(Box<str>),
    Many(Vec<Box<str>>),
}

impl Default for Texts {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl From<Texts> for Vec<Box<str>> {
    fn from(texts: Texts) -> Self {
        match texts {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        }
    }
}

pub(super) fn read(file: File) -> Vec<Paginator> {
    let paginators = file.pagination.0.into_iter().map(|(operation, raw)| Paginator {
        operation,
        input_tokens: raw.input_token.into(),
        output_tokens: raw.output_token.into(),
        more_results: raw.more_results,
        result_keys: raw.result_key.into(),
        limit_key: raw.limit_key,
        non_aggregate_keys: raw.non_aggregate_keys.into(),
    });
    let mut paginators: Vec<_> = paginators.collect();
    paginators.sort_by(|a, b| a.operation.cmp(&b.operation));
    paginators
}
