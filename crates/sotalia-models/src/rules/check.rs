//! Holds that rules refer only to what stands before them.

use crate::{Expression, Outcome, Rule, RuleSet};

/// How deeply expressions may nest; AWS's do 5 deep.
const DEPTH: u32 = 128;

/// How many expressions one may be made of, if those that it uses twice are counted twice. AWS's have at most 50.
const SIZE: u32 = 100_000;

impl RuleSet {
    /// Checks every number in it, so that following the rules neither fails nor goes round.
    pub(crate) fn check(&self) -> Result<(), String> {
        // Without this, a damaged number could ask for all memory.
        let assigned = self.rules.iter().map(|rule| rule.conditions.len()).sum::<usize>();
        if self.slots as usize > self.parameters.len() + assigned {
            return Err("there are more slots than parameters and conditions".to_owned());
        }
        if self.parameters.len() > self.slots as usize {
            return Err("a parameter has no slot".to_owned());
        }
        self.check_expressions()?;
        for (place, rule) in self.rules.iter().enumerate() {
            if !self.is_fine(place, rule) {
                return Err(format!("rule {place} uses what is not before it"));
            }
        }
        if self.roots.iter().any(|root| *root as usize >= self.rules.len()) {
            return Err("there is no such first rule".to_owned());
        }
        Ok(())
    }

    fn check_expressions(&self) -> Result<(), String> {
        // Of each expression, how deep and how large it is.
        let mut measures: Vec<(u32, u32)> = Vec::with_capacity(self.expressions.len());
        for (place, expression) in self.expressions.iter().enumerate() {
            let parts = match expression {
                Expression::Text(_) | Expression::Bool(_) | Expression::Int(_) => Vec::new(),
                Expression::Slot(slot) if *slot < self.slots => Vec::new(),
                Expression::Slot(_) => return Err(format!("expression {place} names no slot")),
                Expression::Attribute(of, _) => vec![*of],
                Expression::Template(parts) | Expression::Call(_, parts) | Expression::List(parts) => parts.clone(),
                Expression::Record(parts) => parts.iter().map(|(_, part)| *part).collect(),
            };
            let (mut depth, mut size) = (0, 1_u32);
            for part in parts {
                let Some((part_depth, part_size)) = measures.get(part as usize) else {
                    return Err(format!("expression {place} uses what is not before it"));
                };
                depth = depth.max(part_depth + 1);
                size = size.saturating_add(*part_size);
            }
            if depth > DEPTH || size > SIZE {
                return Err(format!("expression {place} is too large"));
            }
            measures.push((depth, size));
        }
        Ok(())
    }

    fn is_fine(&self, place: usize, rule: &Rule) -> bool {
        let is_expression = |expression: &u32| (*expression as usize) < self.expressions.len();
        let are_conditions = rule.conditions.iter().all(|condition| {
            is_expression(&condition.expression) && condition.assign.is_none_or(|slot| slot < self.slots)
        });
        are_conditions
            && match &rule.outcome {
                Outcome::Endpoint { url, properties, headers } => {
                    is_expression(url)
                        && properties.iter().all(|(_, value)| is_expression(value))
                        && headers.iter().flat_map(|(_, values)| values).all(is_expression)
                }
                Outcome::Error(error) => is_expression(error),
                Outcome::Tree(rules) => rules.iter().all(|rule| (*rule as usize) < place),
            }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Expression, RuleSet};

    #[test]
    fn expressions_that_are_too_large_are_refused() {
        let twice = |place: u32| Expression::List(vec![place.saturating_sub(1); 2]);
        check(std::iter::once(Expression::Bool(true)).chain((1..40).map(twice)), "is too large");
        let once = |place: u32| Expression::List(vec![place.saturating_sub(1)]);
        check(std::iter::once(Expression::Bool(true)).chain((1..1000).map(once)), "is too large");
        check([Expression::List(vec![0])], "uses what is not before it");
        check([Expression::Slot(0)], "names no slot");
    }

    #[track_caller]
    fn check(expressions: impl IntoIterator<Item = Expression>, expected: &str) {
        let rules = RuleSet { expressions: expressions.into_iter().collect(), ..RuleSet::default() };
        let error = rules.check().expect_err("it is refused");
        assert!(error.contains(expected), "expected {expected:?}, got {error:?}");
    }
}
