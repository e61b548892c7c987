//! Places in an answer: the part of JMESPath that models of pagination are written in.

use sotalia_session::error::{Error, LocalError, Result};

use crate::value::{Map, Value};

/// Where something is in an answer: `Contents`, `StreamDescription.Shards[-1].ShardId`, `NextMarker || Contents[-1].Key`.
///
/// It borrows from the answer, so that looking for a token copies nothing of a large page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    text: String,
    alternatives: Vec<Vec<Step>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Member(String),
    Index(i64),
}

/// Reading
impl Path {
    /// Reads names, dots, indices, and alternatives parted by `||`.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidConfig`] for the rest of JMESPath, which no model of AWS has here.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let alternatives = text.split("||").map(|part| steps(part.trim())).collect::<Option<Vec<_>>>();
        let alternatives = alternatives.ok_or_else(|| {
            let message = format!(
                "the model of a paginator has the expression {text:?}; it may be made of names, dots, [n] and || only"
            );
            Error::local(LocalError::InvalidConfig, message)
        })?;
        Ok(Self { text: text.to_owned(), alternatives })
    }

    /// As the model writes it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Looking
impl Path {
    /// What is there. Of alternatives, the first that is there and not empty.
    pub(crate) fn find<'a>(&self, value: &'a Value) -> Option<&'a Value> {
        let (last, others) = self.alternatives.split_last()?;
        let first = others.iter().filter_map(|steps| walk(steps, value)).find(|found| is_truthy(found));
        first.or_else(|| walk(last, value)).filter(|found| !matches!(found, Value::Null))
    }

    /// What is there, to change it. Alternatives and indices have no place of their own.
    pub(crate) fn find_mut<'a>(&self, value: &'a mut Value) -> Option<&'a mut Value> {
        let mut here = value;
        for name in self.members()? {
            let Value::Map(map) = here else { return None };
            here = map.get_mut(name)?;
        }
        Some(here)
    }

    /// Puts a value there, and the structures around it where they are missing.
    pub(crate) fn put(&self, into: &mut Map, value: Value) {
        let Some(names) = self.members() else { return };
        let Some((last, parents)) = names.split_last() else { return };
        let mut here = into;
        for name in parents {
            if !matches!(here.get(*name), Some(Value::Map(_))) {
                here.insert((*name).to_owned(), Value::Map(Map::default()));
            }
            let Some(Value::Map(inner)) = here.get_mut(*name) else { return };
            here = inner;
        }
        here.insert((*last).to_owned(), value);
    }

    /// The names, if it is made of names only.
    fn members(&self) -> Option<Vec<&str>> {
        let [steps] = self.alternatives.as_slice() else { return None };
        let mut names = Vec::with_capacity(steps.len());
        for step in steps {
            match step {
                Step::Member(name) => names.push(name.as_str()),
                Step::Index(_) => return None,
            }
        }
        Some(names)
    }
}

fn steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in text.split('.') {
        let (name, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
                && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '_')
        };
        if !is_name(name) {
            return None;
        }
        steps.push(Step::Member(name.to_owned()));
        while !rest.is_empty() {
            let (index, behind) = rest.strip_prefix('[')?.split_once(']')?;
            steps.push(Step::Index(index.parse().ok()?));
            rest = behind;
        }
    }
    Some(steps)
}

fn walk<'a>(steps: &[Step], value: &'a Value) -> Option<&'a Value> {
    let mut here = value;
    for step in steps {
        here = match (step, here) {
            (Step::Member(name), Value::Map(map)) => map.get(name.as_str())?,
            (Step::Index(index), Value::List(list)) => list.get(place(*index, list.len())?)?,
            _ => return None,
        };
    }
    Some(here)
}

/// An index from the front, or, below zero, from the end.
fn place(index: i64, length: usize) -> Option<usize> {
    let distance = usize::try_from(index.unsigned_abs()).ok()?;
    if index < 0 { length.checked_sub(distance) } else { Some(distance) }
}

/// Whether something is there: not null, false, zero or empty. What JMESPath leaves to `||`, and botocore takes for a token.
pub(crate) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::String(text) => !text.is_empty(),
        Value::Blob(bytes) => !bytes.as_ref().is_empty(),
        Value::List(list) => !list.is_empty(),
        Value::Map(map) => !map.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
