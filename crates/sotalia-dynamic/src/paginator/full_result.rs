//! All pages as one answer.

use futures_util::StreamExt as _;
use sotalia_session::error::Result;

use super::pages::Pages;
use super::path::Path;
use crate::value::{Map, Value};

/// The member that says where to continue, as boto3 calls it, whatever the parameter of the operation is named.
const NEXT_TOKEN: &str = "NextToken";

impl Pages {
    /// Asks for all pages and joins them: boto3's `build_full_result()`.
    ///
    /// Lists are joined, numbers added, texts put one behind the other; what is said of the listing as a whole is that of the
    /// first page. `NextToken` is the [`resume_token`](Self::resume_token), if the limit ended the walk. All of it is in memory:
    /// for what is large, walk the pages.
    ///
    /// # Errors
    ///
    /// That of the first page that fails.
    pub async fn build_full_result(mut self) -> Result<Value> {
        let mut full = Value::Map(Map::default());
        while let Some(page) = self.next().await {
            let mut page = page?;
            for path in &self.model.result_keys {
                if let Some(value) = path.find_mut(page.value_mut()).map(std::mem::take) {
                    add(&mut full, path, value);
                }
            }
        }
        let Value::Map(mut full) = full else { return Ok(full) };
        merge(&mut full, self.non_aggregate_part());
        if let Some(token) = self.resume_token() {
            full.insert(NEXT_TOKEN.to_owned(), Value::from(token));
        }
        Ok(Value::Map(full))
    }
}

fn add(full: &mut Value, path: &Path, value: Value) {
    match (path.find_mut(full), value) {
        (_, Value::Null) => {}
        (None | Some(Value::Null), value) => {
            if let Value::Map(full) = full {
                path.put(full, value);
            }
        }
        (Some(Value::List(known)), Value::List(more)) => known.extend(more),
        (Some(Value::Map(known)), Value::Map(more)) => known.extend(more),
        (Some(Value::String(known)), Value::String(more)) => known.push_str(&more),
        (Some(Value::Int(known)), Value::Int(more)) => *known = known.saturating_add(more),
        (Some(Value::Float(known)), Value::Float(more)) => *known += more,
        (Some(_), _) => {}
    }
}

/// Puts one map into another, structure by structure.
fn merge(into: &mut Map, from: Map) {
    for (name, value) in from {
        match (into.get_mut(name.as_str()), value) {
            (Some(Value::Map(known)), Value::Map(more)) => merge(known, more),
            (_, value) => drop(into.insert(name, value)),
        }
    }
}
