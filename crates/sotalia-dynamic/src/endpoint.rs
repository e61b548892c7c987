//! Endpoints by the rules of the service's model.
//!
//! The rules come with their names resolved ([`RuleSet`]); here they are followed. Parameters are bound in botocore's
//! order: what the operation fixes, what its input says, then what the client has.

mod binding;
mod built_ins;
mod client;
mod evaluate;
mod functions;
mod host;
mod partitions;
mod resolver;
mod rule_value;

use sotalia_models::{Constant, RuleSet};

pub(crate) use self::binding::OperationBinding;
use self::built_ins::BuiltIns;
pub(crate) use self::client::ClientEndpoint;
use self::evaluate::Evaluation;
use self::partitions::PartitionTable;
use self::resolver::EndpointParameters;
pub(crate) use self::resolver::RulesResolver;
use self::rule_value::RuleValue;

/// What the rules gave.
#[derive(Debug, PartialEq)]
pub(crate) struct Resolved<'r> {
    pub(crate) url: String,
    pub(crate) properties: Vec<(&'r str, RuleValue<'r>)>,
    pub(crate) headers: Vec<(&'r str, Vec<String>)>,
}

/// The values of the parameters, each in its slot.
pub(crate) type ParameterValues = Vec<Option<Constant>>;

/// Follows the rules. The error is a text for users, mostly the one that the rules have.
pub(crate) fn resolve<'r>(
    rules: &'r RuleSet,
    partitions: &'r PartitionTable,
    values: &'r [Option<Constant>],
) -> Result<Resolved<'r>, String> {
    let mut slots = vec![RuleValue::None; rules.slots as usize];
    for (place, parameter) in rules.parameters.iter().enumerate() {
        let value = values.get(place).and_then(Option::as_ref).or(parameter.default.as_ref());
        match value {
            Some(value) => slots[place] = RuleValue::from(value),
            None if parameter.required => {
                return Err(format!("the endpoint cannot be found without the parameter {}", parameter.name));
            }
            None => {}
        }
    }
    Evaluation { rules, partitions, slots }.run()
}

#[cfg(test)]
mod tests;
