//! From a call's input to the parameters of the rules.

use sotalia_models::{Constant, ContextValue, Operation, Service};

use super::ParameterValues;
use crate::value::JmesPath;
use crate::{Map, Value};

/// Where an operation has the parameters of the rules from, beside what its client has.
#[derive(Debug, Default)]
pub(crate) struct OperationBinding(Vec<(usize, Source)>);

#[derive(Debug)]
enum Source {
    Fixed(Constant),
    Member(Box<str>),
    Path(JmesPath),
}

impl OperationBinding {
    /// In botocore's order: the first that gives a value counts.
    pub(crate) fn new(service: &Service, operation: &Operation) -> Self {
        let Some(rules) = &service.endpoint_rules else { return Self::default() };
        let slot = |name: &str| rules.parameters.iter().position(|parameter| *parameter.name == *name);
        let mut sources = Vec::new();
        for (name, value) in &operation.static_context_parameters {
            let value = match value {
                ContextValue::Text(text) => Constant::Text(text.clone()),
                ContextValue::Bool(value) => Constant::Bool(*value),
                ContextValue::List(texts) => Constant::List(texts.clone()),
            };
            sources.extend(slot(name).map(|slot| (slot, Source::Fixed(value))));
        }
        for member in service.input(operation).iter().flat_map(|shape| &shape.members) {
            let slot = member.context_parameter.as_deref().and_then(slot);
            sources.extend(slot.map(|slot| (slot, Source::Member(member.name.clone()))));
        }
        for (name, path) in &operation.operation_context_parameters {
            // A path that cannot be read gives nothing, as one that finds nothing.
            let path = JmesPath::compile(path).ok();
            sources.extend(slot(name).zip(path).map(|(slot, path)| (slot, Source::Path(path))));
        }
        Self(sources)
    }

    /// Puts what a call says over what its client says.
    pub(crate) fn apply(&self, params: &Map, values: &mut ParameterValues) {
        // The first source counts, so it is written last.
        for (slot, source) in self.0.iter().rev() {
            let value = match source {
                Source::Fixed(value) => Some(value.clone()),
                Source::Member(name) => params.get(&**name).and_then(constant),
                Source::Path(path) => path.search(&Value::Map(params.clone())).ok().as_ref().and_then(constant),
            };
            if value.is_some() {
                values[*slot] = value;
            }
        }
    }
}

fn constant(value: &Value) -> Option<Constant> {
    Some(match value {
        Value::String(text) => Constant::Text(text.as_str().into()),
        Value::Bool(value) => Constant::Bool(*value),
        Value::List(items) => Constant::List(items.iter().filter_map(Value::as_str).map(Into::into).collect()),
        _ => return None,
    })
}
