//! Parameters in JSON, as boto3 takes them, as Rust.

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value};

use crate::codegen::access::describe;
use crate::codegen::scope::camel;
use crate::codegen::sdk::{Kind, Operation, Sdk, Shape};

/// The SDK whose types the values have.
pub(super) struct Values<'a> {
    pub(super) sdk: &'a Sdk,
}

impl Values<'_> {
    /// `.set_key(Some(..))` for each parameter.
    pub(super) fn setters(&self, operation: &Operation, parameters: &Map<String, Value>) -> Result<String> {
        self.fields(&operation.input, parameters)
    }

    /// The same, but lists grow, as those of a filter do.
    pub(super) fn appended(&self, operation: &Operation, parameters: &Map<String, Value>) -> Result<String> {
        let mut out = String::new();
        for (name, value) in parameters {
            let field = operation.input.field(name)?;
            match (&field.kind, value) {
                (Kind::List(inner), Value::Array(values)) => {
                    for value in values {
                        let text = match (&**inner, value) {
                            (Kind::Text, Value::String(text)) => format!("{text:?}"),
                            (Kind::Type(name), Value::String(text)) => format!("sdk::types::{name}::from({text:?})"),
                            _ => self.value(inner, value)?,
                        };
                        out.push_str(&format!(".{}({text})", field.name));
                    }
                }
                _ => out.push_str(&self.setter(&field.name, &field.kind, value)?),
            }
        }
        Ok(out)
    }

    fn fields(&self, shape: &Shape, values: &Map<String, Value>) -> Result<String> {
        let mut out = String::new();
        for (name, value) in values {
            let field = shape.field(name)?;
            out.push_str(&self.setter(&field.name, &field.kind, value)?);
        }
        Ok(out)
    }

    fn setter(&self, name: &str, kind: &Kind, value: &Value) -> Result<String> {
        let name = name.trim_start_matches("r#");
        let value = self.value(kind, value)?;
        // A body is no option.
        let value =
            if *kind == Kind::Other("ByteStream".to_owned()) { return Ok(format!(".{name}({value})")) } else { value };
        Ok(format!(".set_{name}(Some({value}))"))
    }

    fn value(&self, kind: &Kind, value: &Value) -> Result<String> {
        match (kind, value) {
            (_, Value::String(text)) => Ok(format!("{text:?}.into()")),
            (Kind::Plain(name), Value::Number(number)) if name.starts_with('f') => {
                Ok(format!("{:?}", number.as_f64().context("a number")?))
            }
            (Kind::Plain(_), value) => Ok(value.to_string()),
            (Kind::List(inner), Value::Array(values)) => {
                let values: Vec<String> = values.iter().map(|value| self.value(inner, value)).collect::<Result<_>>()?;
                Ok(format!("vec![{}]", values.join(", ")))
            }
            (Kind::Map(inner), Value::Object(values)) => {
                let pairs =
                    values.iter().map(|(key, value)| Ok(format!("({key:?}.into(), {})", self.value(inner, value)?)));
                Ok(format!("[{}].into_iter().collect()", pairs.collect::<Result<Vec<_>>>()?.join(", ")))
            }
            (Kind::Other(name), Value::Object(value)) => other(name, value),
            (Kind::Type(name), Value::Object(value)) => self.structure(name, value),
            (kind, value) => bail!("{value} cannot be {}", describe(kind)),
        }
    }

    fn structure(&self, name: &str, value: &Map<String, Value>) -> Result<String> {
        let shape = self.sdk.shape(name)?;
        if !shape.is_struct {
            let (key, inner) = value.iter().next().context("a union has a member")?;
            let text = inner.as_str().context("only texts are known in unions")?;
            return Ok(format!("sdk::types::{name}::{}({text:?}.into())", camel(key)));
        }
        let fields = self.fields(&shape, value)?;
        let end = if shape.build_fails { ".expect(\"all that it needs is set\")" } else { "" };
        Ok(format!("sdk::types::{name}::builder(){fields}.build(){end}"))
    }
}

/// Times, bytes and bodies.
fn other(name: &str, value: &Map<String, Value>) -> Result<String> {
    let text = value.values().next().and_then(Value::as_str).unwrap_or_default();
    match name {
        "DateTime" => Ok(format!(
            "sdk::primitives::DateTime::from_str({text:?}, sdk::primitives::DateTimeFormat::DateTime).expect(\"a time\")"
        )),
        "Blob" => Ok("sdk::primitives::Blob::new(\"blob\")".to_owned()),
        "ByteStream" => Ok("sdk::primitives::ByteStream::from_static(b\"blob\")".to_owned()),
        other => bail!("no value of {other} is known"),
    }
}
