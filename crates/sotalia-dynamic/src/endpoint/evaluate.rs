//! Follows rules until one gives an endpoint or an error.

use std::borrow::Cow;

use sotalia_models::{Expression, Function, Outcome, PathStep, RuleSet};

use super::{PartitionTable, Resolved, RuleValue, functions, host};

/// One walk through the rules.
pub(super) struct Evaluation<'r> {
    pub(super) rules: &'r RuleSet,
    pub(super) partitions: &'r PartitionTable,
    pub(super) slots: Vec<RuleValue<'r>>,
}

impl<'r> Evaluation<'r> {
    pub(super) fn run(mut self) -> Result<Resolved<'r>, String> {
        let mut candidates = &self.rules.roots;
        // Rules refer to rules before them only, so this ends.
        loop {
            let Some(outcome) = candidates.iter().find_map(|place| self.try_rule(*place)) else {
                return Err("no endpoint is known for these parameters".to_owned());
            };
            match outcome {
                // If its conditions hold, the answer is below it: the rules beside it are out.
                Outcome::Tree(rules) => candidates = rules,
                Outcome::Error(error) => return Err(self.text(*error)),
                Outcome::Endpoint { url, properties, headers } => {
                    let properties = properties.iter().map(|(name, value)| (&**name, self.value(*value))).collect();
                    let headers = headers
                        .iter()
                        .map(|(name, values)| (&**name, values.iter().map(|value| self.text(*value)).collect()));
                    return Ok(Resolved { url: self.text(*url), properties, headers: headers.collect() });
                }
            }
        }
    }

    /// What follows from a rule, if its conditions hold. What they assigned is gone if they do not.
    fn try_rule(&mut self, place: u32) -> Option<&'r Outcome> {
        let rule = self.rules.rules.get(place as usize)?;
        for (done, condition) in rule.conditions.iter().enumerate() {
            let value = self.value(condition.expression);
            if !value.holds() {
                for condition in &rule.conditions[..done] {
                    self.assign(condition.assign, RuleValue::None);
                }
                return None;
            }
            self.assign(condition.assign, value);
        }
        Some(&rule.outcome)
    }

    fn assign(&mut self, slot: Option<u32>, value: RuleValue<'r>) {
        if let Some(known) = slot.and_then(|slot| self.slots.get_mut(slot as usize)) {
            *known = value;
        }
    }

    fn text(&self, place: u32) -> String {
        match self.value(place) {
            RuleValue::Text(text) => text.into_owned(),
            _ => String::new(),
        }
    }

    /// Expressions use expressions before them only, so this ends.
    fn value(&self, place: u32) -> RuleValue<'r> {
        let Some(expression) = self.rules.expressions.get(place as usize) else { return RuleValue::None };
        match expression {
            Expression::Text(text) => RuleValue::text(text),
            Expression::Bool(value) => RuleValue::Bool(*value),
            Expression::Int(number) => RuleValue::Int(*number),
            Expression::Slot(slot) => self.slots.get(*slot as usize).cloned().unwrap_or(RuleValue::None),
            Expression::Template(parts) => {
                let mut text = String::new();
                for part in parts {
                    self.with(*part, |value| value.write(&mut text));
                }
                RuleValue::Text(Cow::Owned(text))
            }
            Expression::Attribute(of, path) => self.with(*of, |value| attribute(value, path)),
            Expression::Call(function, arguments) => self.call(*function, arguments),
            Expression::List(items) => RuleValue::List(items.iter().map(|item| self.value(*item)).collect()),
            Expression::Record(parts) => {
                RuleValue::Record(parts.iter().map(|(name, part)| (&**name, self.value(*part))).collect())
            }
        }
    }

    /// Looks at a value, which is not copied if a slot holds it.
    fn with<T>(&self, place: u32, look: impl FnOnce(&RuleValue<'r>) -> T) -> T {
        match self.rules.expressions.get(place as usize) {
            Some(Expression::Slot(slot)) => look(self.slots.get(*slot as usize).unwrap_or(&RuleValue::None)),
            _ => look(&self.value(place)),
        }
    }

    fn call(&self, function: Function, arguments: &[u32]) -> RuleValue<'r> {
        let argument = |place: usize| arguments.get(place).map_or(RuleValue::None, |place| self.value(*place));
        let with_text = |look: &mut dyn FnMut(&str) -> RuleValue<'r>| match arguments.first() {
            Some(first) => self.with(*first, |value| value.as_str().map_or(RuleValue::None, &mut *look)),
            None => RuleValue::None,
        };
        match function {
            Function::IsSet => RuleValue::Bool(argument(0) != RuleValue::None),
            Function::Not => RuleValue::Bool(!argument(0).holds()),
            Function::BooleanEquals | Function::StringEquals => RuleValue::Bool(argument(0) == argument(1)),
            Function::Substring => {
                let (RuleValue::Int(start), RuleValue::Int(stop)) = (argument(1), argument(2)) else {
                    return RuleValue::None;
                };
                let is_from_end = argument(3).holds();
                with_text(&mut |text| owned(functions::substring(text, start, stop, is_from_end)))
            }
            Function::UriEncode => with_text(&mut |text| RuleValue::Text(functions::uri_encode(text).into())),
            Function::ParseUrl => with_text(&mut |text| functions::parse_url(text).unwrap_or(RuleValue::None)),
            Function::ParseArn => with_text(&mut |text| functions::parse_arn(text).unwrap_or(RuleValue::None)),
            Function::Partition => {
                with_text(&mut |region| self.partitions.of_region(region).map_or(RuleValue::None, RuleValue::Partition))
            }
            Function::IsValidHostLabel => {
                let with_dots = argument(1).holds();
                with_text(&mut |text| RuleValue::Bool(host::is_valid_label(text, with_dots)))
            }
            Function::IsVirtualHostableS3Bucket => {
                let with_dots = argument(1).holds();
                with_text(&mut |text| RuleValue::Bool(host::can_be_a_bucket(text, with_dots)))
            }
        }
    }
}

fn owned<'r>(text: Option<&str>) -> RuleValue<'r> {
    text.map_or(RuleValue::None, |text| RuleValue::Text(Cow::Owned(text.to_owned())))
}

fn attribute<'r>(value: &RuleValue<'r>, path: &[PathStep]) -> RuleValue<'r> {
    let step = |value: &RuleValue<'r>, step: &PathStep| match step {
        PathStep::Name(name) => value.part(name),
        PathStep::Index(place) => value.item(*place),
    };
    let Some((first, rest)) = path.split_first() else { return value.clone() };
    rest.iter().fold(step(value, first), |value, next| step(&value, next))
}
