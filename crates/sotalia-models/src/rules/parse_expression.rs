//! Expressions of rules.

use serde_json::{Map, Value};

use super::parse::Compiler;
use super::{Expression, Function, template};

impl Compiler {
    /// The place of an expression. What `serde_json` reads is not nested deeply.
    pub(super) fn expression(&mut self, json: &Value) -> Result<u32, String> {
        let expression = match json {
            Value::String(text) => return self.template(text),
            Value::Bool(value) => Expression::Bool(*value),
            Value::Number(number) => Expression::Int(number.as_i64().ok_or("a number is not whole")?),
            Value::Array(items) => {
                let items: Result<_, _> = items.iter().map(|item| self.expression(item)).collect();
                Expression::List(items?)
            }
            Value::Object(members) => match (members.get("ref"), members.get("fn")) {
                (Some(Value::String(name)), _) => Expression::Slot(self.known_slot(name)?),
                (_, Some(Value::String(name))) => self.call(name, members)?,
                _ => self.record(members)?,
            },
            Value::Null => return Err("null is no expression".to_owned()),
        };
        Ok(self.keep(expression))
    }

    fn record(&mut self, members: &Map<String, Value>) -> Result<Expression, String> {
        let mut record = Vec::new();
        for (name, value) in members {
            record.push((name.as_str().into(), self.expression(value)?));
        }
        Ok(Expression::Record(record))
    }

    fn call(&mut self, name: &str, json: &Map<String, Value>) -> Result<Expression, String> {
        let arguments = json.get("argv").and_then(Value::as_array).ok_or("a function has no arguments")?;
        if name == "getAttr" {
            let [of, Value::String(path)] = arguments.as_slice() else {
                return Err("getAttr takes a value and a path".to_owned());
            };
            let of = self.expression(of)?;
            return Ok(Expression::Attribute(of, template::path(path)?));
        }
        let function = function(name).ok_or_else(|| format!("there is no function {name:?}"))?;
        let arguments: Result<_, _> = arguments.iter().map(|argument| self.expression(argument)).collect();
        Ok(Expression::Call(function, arguments?))
    }

    /// Text in which `{name}` and `{name#path}` stand for values.
    fn template(&mut self, text: &str) -> Result<u32, String> {
        let mut parts = Vec::new();
        for part in template::parts(text)? {
            parts.push(match part {
                template::Part::Text(text) => self.keep(Expression::Text(text.into())),
                template::Part::Value(name, path) => {
                    let slot = Expression::Slot(self.known_slot(name)?);
                    let of = self.keep(slot);
                    if path.is_empty() { of } else { self.keep(Expression::Attribute(of, path)) }
                }
            });
        }
        Ok(match parts.as_slice() {
            [] => self.keep(Expression::Text("".into())),
            [one] if !text.contains('{') => *one,
            _ => self.keep(Expression::Template(parts)),
        })
    }
}

fn function(name: &str) -> Option<Function> {
    Some(match name {
        "isSet" => Function::IsSet,
        "not" => Function::Not,
        "booleanEquals" => Function::BooleanEquals,
        "stringEquals" => Function::StringEquals,
        "substring" => Function::Substring,
        "uriEncode" => Function::UriEncode,
        "parseURL" => Function::ParseUrl,
        "isValidHostLabel" => Function::IsValidHostLabel,
        "aws.partition" => Function::Partition,
        "aws.parseArn" => Function::ParseArn,
        "aws.isVirtualHostableS3Bucket" => Function::IsVirtualHostableS3Bucket,
        _ => return None,
    })
}
