//! Holds that rules refer only to what stands before them.

use crate::{Expression, Outcome, RuleSet};

impl RuleSet {
    /// Checks every number in it, so that following the rules neither fails nor goes round.
    pub(crate) fn check(&self) -> Result<(), String> {
        let is_slot = |slot: u32| slot < self.slots;
        let are_below = |mut places: &mut dyn Iterator<Item = u32>, end: usize| {
            !Iterator::any(&mut places, |place| place as usize >= end)
        };
        // Without this, a damaged number could ask for all memory.
        if self.slots as usize
            > self.parameters.len() + self.rules.iter().map(|rule| rule.conditions.len()).sum::<usize>()
        {
            return Err("there are more slots than parameters and conditions".to_owned());
        }
        if self.parameters.len() > self.slots as usize {
            return Err("a parameter has no slot".to_owned());
        }
        for (place, expression) in self.expressions.iter().enumerate() {
            let is_fine = match expression {
                Expression::Text(_) | Expression::Bool(_) | Expression::Int(_) => true,
                Expression::Slot(slot) => is_slot(*slot),
                Expression::Attribute(of, _) => (*of as usize) < place,
                Expression::Template(parts) | Expression::Call(_, parts) | Expression::List(parts) => {
                    are_below(&mut parts.iter().copied(), place)
                }
                Expression::Record(parts) => are_below(&mut parts.iter().map(|(_, part)| *part), place),
            };
            if !is_fine {
                return Err(format!("expression {place} uses what is not before it"));
            }
        }
        let end = self.expressions.len();
        for (place, rule) in self.rules.iter().enumerate() {
            let conditions = rule.conditions.iter();
            let mut conditions = conditions.map(|it| (it.expression as usize) < end && it.assign.is_none_or(is_slot));
            let is_fine = conditions.all(|is_fine| is_fine)
                && match &rule.outcome {
                    Outcome::Endpoint { url, properties, headers } => {
                        let headers = headers.iter().flat_map(|(_, values)| values.iter().copied());
                        let mut all = properties.iter().map(|(_, value)| *value).chain(headers).chain([*url]);
                        are_below(&mut all, end)
                    }
                    Outcome::Error(error) => (*error as usize) < end,
                    Outcome::Tree(rules) => are_below(&mut rules.iter().copied(), place),
                };
            if !is_fine {
                return Err(format!("rule {place} uses what is not before it"));
            }
        }
        if !are_below(&mut self.roots.iter().copied(), self.rules.len()) {
            return Err("there is no such first rule".to_owned());
        }
        Ok(())
    }
}
