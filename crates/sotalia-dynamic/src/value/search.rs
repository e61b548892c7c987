//! JMESPath over values, as `--query` of the AWS CLI and boto3's `search`.

use std::borrow::Cow;

use jmespath::ast::{Ast, Comparator};
use jmespath::{Expression, Variable};
use sotalia_session::error::{Error, LocalError, Result};

use super::{Map, Value, from_json};

/// A JMESPath expression, compiled once and applied to many values.
///
/// Paths, projections, filters and comparisons keep values as they are, binary data and points in time included. Functions
/// (`sort_by(..)`, `join(..)`) see them as JSON does: as texts.
///
/// ```
/// use sotalia_dynamic::{JmesPath, Value, params};
///
/// let names = JmesPath::compile("Contents[?Size > `100`].Key")?;
/// let page = Value::from(params! { "Contents": [{ "Key": "a", "Size": 1 }, { "Key": "b", "Size": 200 }] });
/// assert_eq!(names.search(&page)?, Value::from(["b"]));
/// # Ok::<(), sotalia_dynamic::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct JmesPath {
    text: String,
    ast: Ast,
}

impl JmesPath {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] with the place, if it is not one.
    pub fn compile(expression: &str) -> Result<Self> {
        let ast = jmespath::parse(expression).map_err(|error| invalid(expression, &error))?;
        Ok(Self { text: expression.to_owned(), ast })
    }

    /// The expression, as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it finds in a value; null if nothing.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] if a function is called with what it does not take, or does not exist.
    pub fn search(&self, value: &Value) -> Result<Value> {
        self.find(&self.ast, value).map(Cow::into_owned)
    }

    fn find<'v>(&'v self, node: &'v Ast, value: &'v Value) -> Result<Cow<'v, Value>> {
        Ok(match node {
            Ast::Identity { .. } => Cow::Borrowed(value),
            Ast::Field { name, .. } => Cow::Borrowed(&value[name.as_str()]),
            Ast::Index { idx, .. } => Cow::Borrowed(at(value, *idx)),
            Ast::Subexpr { lhs, rhs, .. } => match self.find(lhs, value)? {
                Cow::Borrowed(inner) => self.find(rhs, inner)?,
                Cow::Owned(inner) => Cow::Owned(self.find(rhs, &inner)?.into_owned()),
            },
            Ast::Or { lhs, rhs, .. } => match self.find(lhs, value)? {
                found if is_truthy(&found) => found,
                _ => self.find(rhs, value)?,
            },
            Ast::And { lhs, rhs, .. } => match self.find(lhs, value)? {
                found if is_truthy(&found) => self.find(rhs, value)?,
                found => found,
            },
            Ast::Not { node, .. } => Cow::Owned(Value::Bool(!is_truthy(&*self.find(node, value)?))),
            Ast::Condition { predicate, then, .. } => {
                if is_truthy(&*self.find(predicate, value)?) {
                    self.find(then, value)?
                } else {
                    Cow::Owned(Value::Null)
                }
            }
            Ast::Literal { value, .. } => Cow::Owned(from_variable(value)),
            Ast::Comparison { comparator, lhs, rhs, .. } => {
                Cow::Owned(compare(comparator, &*self.find(lhs, value)?, &*self.find(rhs, value)?))
            }
            Ast::Projection { lhs, rhs, .. } => Cow::Owned(self.project(lhs, rhs, value)?),
            Ast::Flatten { node, .. } => Cow::Owned(flatten(self.find(node, value)?.as_ref())),
            Ast::ObjectValues { node, .. } => Cow::Owned(match self.find(node, value)?.as_map() {
                Some(map) => map.values().cloned().collect(),
                None => Value::Null,
            }),
            Ast::Slice { start, stop, step, .. } => Cow::Owned(slice(value, *start, *stop, *step)),
            Ast::MultiList { .. } | Ast::MultiHash { .. } if value.is_null() => Cow::Owned(Value::Null),
            Ast::MultiList { elements, .. } => {
                let found = elements.iter().map(|element| Ok(self.find(element, value)?.into_owned()));
                Cow::Owned(Value::List(found.collect::<Result<_>>()?))
            }
            Ast::MultiHash { elements, .. } => {
                let found =
                    elements.iter().map(|pair| Ok((pair.key.clone(), self.find(&pair.value, value)?.into_owned())));
                Cow::Owned(Value::Map(found.collect::<Result<Map>>()?))
            }
            Ast::Function { .. } | Ast::Expref { .. } => Cow::Owned(self.call(node, value)?),
        })
    }

    fn project(&self, lhs: &Ast, rhs: &Ast, value: &Value) -> Result<Value> {
        let items = self.find(lhs, value)?;
        let Some(items) = items.as_list() else { return Ok(Value::Null) };
        let mut found = Vec::with_capacity(items.len());
        for item in items {
            let one = self.find(rhs, item)?;
            if !one.is_null() {
                found.push(one.into_owned());
            }
        }
        Ok(Value::List(found))
    }

    /// Functions are those of the crate, which works on JSON.
    fn call(&self, node: &Ast, value: &Value) -> Result<Value> {
        let data = Variable::from_serializable(value).map_err(|error| invalid(&self.text, &error))?;
        let expression = Expression::new(self.text.as_str(), node.clone(), &jmespath::DEFAULT_RUNTIME);
        let found = expression.search(data).map_err(|error| invalid(&self.text, &error))?;
        Ok(from_variable(&found))
    }
}

impl Value {
    /// What a JMESPath expression finds in it; null if nothing: `answer.search("Reservations[].Instances[].InstanceId")`.
    ///
    /// # Errors
    ///
    /// What [`JmesPath::compile`] and [`JmesPath::search`] return.
    pub fn search(&self, expression: &str) -> Result<Value> {
        JmesPath::compile(expression)?.search(self)
    }
}

fn invalid(expression: &str, error: &jmespath::JmespathError) -> Error {
    let message = format!("the JMESPath expression {expression:?} cannot be used: {}", error.reason);
    Error::local(LocalError::InvalidParameter, message)
}

fn from_variable(variable: &Variable) -> Value {
    serde_json::to_value(variable).map_or(Value::Null, from_json)
}

fn at(value: &Value, index: i32) -> &Value {
    let length = value.items().len();
    let place = match usize::try_from(index) {
        Ok(place) => Some(place),
        Err(_) => length.checked_sub(index.unsigned_abs() as usize),
    };
    place.map_or(&Value::Null, |place| &value[place])
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(value) => *value,
        Value::String(text) => !text.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Map(map) => !map.is_empty(),
        _ => true,
    }
}

fn compare(comparator: &Comparator, one: &Value, other: &Value) -> Value {
    let order = match (one, other) {
        (Value::Timestamp(one), Value::Timestamp(other)) => one.partial_cmp(other),
        _ => one.as_f64().zip(other.as_f64()).and_then(|(one, other)| one.partial_cmp(&other)),
    };
    let is_equal = || order.map_or_else(|| one == other, std::cmp::Ordering::is_eq);
    let by_order = |test: fn(std::cmp::Ordering) -> bool| order.map_or(Value::Null, |order| Value::Bool(test(order)));
    match comparator {
        Comparator::Equal => Value::Bool(is_equal()),
        Comparator::NotEqual => Value::Bool(!is_equal()),
        Comparator::LessThan => by_order(std::cmp::Ordering::is_lt),
        Comparator::LessThanEqual => by_order(std::cmp::Ordering::is_le),
        Comparator::GreaterThan => by_order(std::cmp::Ordering::is_gt),
        Comparator::GreaterThanEqual => by_order(std::cmp::Ordering::is_ge),
    }
}

fn flatten(value: &Value) -> Value {
    let Some(items) = value.as_list() else { return Value::Null };
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::List(inner) => flat.extend(inner.iter().cloned()),
            item => flat.push(item.clone()),
        }
    }
    Value::List(flat)
}

fn slice(value: &Value, start: Option<i32>, stop: Option<i32>, step: i32) -> Value {
    let Some(items) = value.as_list() else { return Value::Null };
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let (first, last) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let bound = |given: Option<i32>, default: i64| match given.map(i64::from) {
        None => default,
        Some(place) if place < 0 => (place + length).clamp(first, last),
        Some(place) => place.clamp(first, last),
    };
    let (mut place, stop) =
        if step > 0 { (bound(start, 0), bound(stop, length)) } else { (bound(start, last), bound(stop, -1)) };
    let mut taken = Vec::new();
    while step != 0 && (if step > 0 { place < stop } else { place > stop }) {
        taken.extend(usize::try_from(place).ok().and_then(|place| items.get(place)).cloned());
        place += i64::from(step);
    }
    Value::List(taken)
}

#[cfg(test)]
mod tests;
