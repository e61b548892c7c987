//! Rules from `endpoint-rule-set-1.json`.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sotalia_error::{Error, LocalError};

use super::{Condition, Constant, Expression, Outcome, ParameterKind, Rule, RuleParameter, RuleSet};

/// Rules that hold each other are followed to this depth; AWS's have at most 20.
const DEPTH: usize = 64;

impl RuleSet {
    /// Reads a rule set as AWS writes it, with every name resolved.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` says what is wrong with the first part that cannot be read.
    pub fn from_json(json: &Value) -> sotalia_error::Result<Self> {
        Self::compile(json).map_err(|message| {
            Error::local(LocalError::InvalidConfig, format!("the endpoint rules cannot be read: {message}"))
        })
    }

    pub(crate) fn compile(json: &Value) -> Result<Self, String> {
        let mut compiler = Compiler::default();
        let parameters = json.get("parameters").and_then(Value::as_object).ok_or("there are no parameters")?;
        for (name, parameter) in parameters {
            compiler.slot(name);
            compiler.rule_set.parameters.push(self::parameter(name, parameter));
        }
        compiler.rule_set.roots = compiler.rules(json, DEPTH)?;
        let mut rule_set = compiler.rule_set;
        rule_set.slots = u32::try_from(compiler.slots.len()).map_err(|_| "there are too many names")?;
        rule_set.check()?;
        Ok(rule_set)
    }
}

fn parameter(name: &str, json: &Value) -> RuleParameter {
    let text = |key: &str| json.get(key).and_then(Value::as_str);
    RuleParameter {
        name: name.into(),
        kind: match text("type").unwrap_or_default() {
            "boolean" | "Boolean" => ParameterKind::Bool,
            "stringArray" | "StringArray" => ParameterKind::List,
            _ => ParameterKind::Text,
        },
        built_in: text("builtIn").map(Into::into),
        required: json.get("required").and_then(Value::as_bool).unwrap_or(false),
        default: json.get("default").and_then(constant),
    }
}

fn constant(json: &Value) -> Option<Constant> {
    Some(match json {
        Value::String(text) => Constant::Text(text.as_str().into()),
        Value::Bool(value) => Constant::Bool(*value),
        Value::Array(items) => Constant::List(items.iter().filter_map(Value::as_str).map(Into::into).collect()),
        _ => return None,
    })
}

/// What is known while a rule set is read.
#[derive(Default)]
pub(super) struct Compiler {
    rule_set: RuleSet,
    slots: HashMap<String, u32>,
    known: HashMap<Expression, u32>,
}

impl Compiler {
    /// The slot of a name.
    pub(super) fn slot(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.slots.get(name) {
            return *slot;
        }
        // No text has so many names.
        let slot = u32::try_from(self.slots.len()).unwrap_or(u32::MAX);
        self.slots.insert(name.to_owned(), slot);
        slot
    }

    /// The slot of a name that a parameter or a condition has given before.
    pub(super) fn known_slot(&self, name: &str) -> Result<u32, String> {
        self.slots.get(name).copied().ok_or_else(|| format!("{name:?} is used before it is there"))
    }

    /// The place of an expression, which is put into the table once.
    pub(super) fn keep(&mut self, expression: Expression) -> u32 {
        if let Some(place) = self.known.get(&expression) {
            return *place;
        }
        let place = u32::try_from(self.rule_set.expressions.len()).unwrap_or(u32::MAX);
        self.rule_set.expressions.push(expression.clone());
        self.known.insert(expression, place);
        place
    }

    fn rules(&mut self, json: &Value, depth: usize) -> Result<Vec<u32>, String> {
        let depth = depth.checked_sub(1).ok_or("the rules are nested too deeply")?;
        let rules = json.get("rules").and_then(Value::as_array).ok_or("there are no rules")?;
        rules.iter().map(|rule| self.rule(rule, depth)).collect()
    }

    fn rule(&mut self, json: &Value, depth: usize) -> Result<u32, String> {
        let mut conditions = Vec::new();
        for condition in json.get("conditions").and_then(Value::as_array).into_iter().flatten() {
            let expression = self.expression(condition)?;
            let assign = condition.get("assign").and_then(Value::as_str).map(|name| self.slot(name));
            conditions.push(Condition { expression, assign });
        }
        let outcome = match json.get("type").and_then(Value::as_str) {
            Some("endpoint") => self.endpoint(json.get("endpoint").ok_or("a rule has no endpoint")?)?,
            Some("error") => Outcome::Error(self.expression(json.get("error").ok_or("a rule has no error")?)?),
            Some("tree") => Outcome::Tree(self.rules(json, depth)?),
            other => return Err(format!("a rule is of the unknown type {other:?}")),
        };
        let place = u32::try_from(self.rule_set.rules.len()).map_err(|_| "there are too many rules")?;
        self.rule_set.rules.push(Rule { conditions, outcome });
        Ok(place)
    }

    fn endpoint(&mut self, json: &Value) -> Result<Outcome, String> {
        let none = Map::new();
        let object = |key: &str| json.get(key).and_then(Value::as_object).unwrap_or(&none);
        let url = self.expression(json.get("url").ok_or("an endpoint has no url")?)?;
        let mut properties = Vec::new();
        for (name, value) in object("properties") {
            properties.push((name.as_str().into(), self.expression(value)?));
        }
        let mut headers = Vec::new();
        for (name, values) in object("headers") {
            let values = values.as_array().ok_or("a header has no list of values")?;
            let values: Result<_, _> = values.iter().map(|value| self.expression(value)).collect();
            headers.push((name.as_str().into(), values?));
        }
        Ok(Outcome::Endpoint { url, properties, headers })
    }
}
