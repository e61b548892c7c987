//! Parameters of a call, from the words of a command line.

mod file;
mod shorthand;

use std::path::{Path, PathBuf};

use sotalia_dynamic::error::{Error, LocalError, Result};
use sotalia_dynamic::models::{Member, Service, Shape, ShapeKind};
use sotalia_dynamic::{Blob, Map, Value};

use crate::arguments::BinaryFormat;

/// Makes values of words, by the shapes of a service.
pub(crate) struct Reader<'s> {
    pub(crate) service: &'s Service,
    pub(crate) binary: BinaryFormat,
    /// What `~` in the paths of files stands for.
    pub(crate) home: Option<PathBuf>,
}

/// Words
impl Reader<'_> {
    /// The value of a parameter, of the words that follow its name.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] with what is wrong, and that of a file that cannot be read.
    pub(crate) fn parameter(&self, member: &Member, words: &[String]) -> Result<Value> {
        let shape = self.shape(member);
        match (shape.kind, words) {
            (ShapeKind::List, [only]) => match self.contents(only)? {
                Value::String(text) if text.trim_start().starts_with('[') => self.typed(member, json(&text)?),
                _ => self.list(shape, words),
            },
            (ShapeKind::List, words) => self.list(shape, words),
            (_, [only]) => self.word(member, only),
            (_, words) => Err(invalid(format!("one value is wanted, not {}", words.len()))),
        }
    }

    /// The parameters of a document of JSON or YAML, as `--cli-input-json` and `--cli-input-yaml` have them.
    ///
    /// # Errors
    ///
    /// As [`parameter`](Self::parameter).
    pub(crate) fn document(&self, input: &Shape, word: &str, is_yaml: bool) -> Result<Map> {
        let Value::String(text) = self.contents(word)? else {
            return Err(invalid("it is binary; write file://PATH".to_owned()));
        };
        let document = if is_yaml { yaml(&text)? } else { json(&text)? };
        match self.typed_structure(input, document)? {
            Value::Map(map) => Ok(map),
            _ => Err(invalid("it names no parameters".to_owned())),
        }
    }

    /// The path of a file that is to be sent as it is.
    pub(crate) fn path(&self, word: &str) -> PathBuf {
        let path = word.strip_prefix("fileb://").or_else(|| word.strip_prefix("file://")).unwrap_or(word);
        file::expand(path, self.home())
    }

    fn list(&self, shape: &Shape, words: &[String]) -> Result<Value> {
        let member = shape.member.as_ref().ok_or_else(|| invalid("its items have no type".to_owned()))?;
        words.iter().map(|word| self.word(member, word)).collect::<Result<Vec<_>>>().map(Value::List)
    }

    /// A value that is one word: a scalar, JSON, or shorthand.
    fn word(&self, member: &Member, word: &str) -> Result<Value> {
        let shape = self.shape(member);
        let text = match self.contents(word)? {
            Value::String(text) => text,
            bytes => return Ok(bytes),
        };
        let is_json = text.trim_start().starts_with(['{', '[']);
        match shape.kind {
            _ if is_untyped(member, shape) => json(&text),
            ShapeKind::Structure | ShapeKind::Map | ShapeKind::List if is_json => self.typed(member, json(&text)?),
            // `--instance-initiated-shutdown-behavior stop` for `Value=stop`.
            ShapeKind::Structure if is_only_a_value(shape) && !text.contains('=') => {
                self.typed(member, Value::Map(Map::from_iter([("Value".to_owned(), Value::String(text))])))
            }
            ShapeKind::Structure | ShapeKind::Map | ShapeKind::List => {
                self.typed(member, shorthand::parse(&text, self.home())?)
            }
            // What a file holds as text is sent as it is.
            ShapeKind::Blob if text != word => Ok(Value::Blob(Blob::new(text))),
            _ => self.scalar(shape, text),
        }
    }

    fn contents(&self, word: &str) -> Result<Value> {
        Ok(file::contents_of(word, self.home())?.unwrap_or_else(|| Value::from(word)))
    }

    fn home(&self) -> Option<&Path> {
        self.home.as_deref()
    }

    fn shape(&self, member: &Member) -> &Shape {
        &self.service.shapes[member.shape]
    }
}

/// Types
impl Reader<'_> {
    /// A value of JSON or shorthand with the types of the model. What does not fit stays as it is: the check of all
    /// parameters says so, with the path.
    fn typed(&self, member: &Member, value: Value) -> Result<Value> {
        let shape = self.shape(member);
        if is_untyped(member, shape) {
            return Ok(value);
        }
        match (shape.kind, value) {
            (ShapeKind::Structure, value) => self.typed_structure(shape, value),
            (ShapeKind::Map, Value::Map(map)) => {
                let Some(of_values) = &shape.value else { return Ok(Value::Map(map)) };
                let entries = map.into_iter().map(|(key, value)| Ok((key, self.typed(of_values, value)?)));
                entries.collect::<Result<Map>>().map(Value::Map)
            }
            (ShapeKind::List, Value::List(items)) => {
                let Some(of_items) = &shape.member else { return Ok(Value::List(items)) };
                items.into_iter().map(|item| self.typed(of_items, item)).collect::<Result<Vec<_>>>().map(Value::List)
            }
            // `Values=a` is a list of one.
            (ShapeKind::List, value @ (Value::String(_) | Value::Map(_))) => {
                let Some(of_items) = &shape.member else { return Ok(value) };
                Ok(Value::List(vec![self.typed(of_items, value)?]))
            }
            (ShapeKind::Map | ShapeKind::List, value) => Ok(value),
            (_, Value::String(text)) => self.scalar(shape, text),
            (_, value) => Ok(value),
        }
    }

    fn typed_structure(&self, shape: &Shape, value: Value) -> Result<Value> {
        let Value::Map(map) = value else { return Ok(value) };
        let entries = map.into_iter().map(|(key, value)| {
            let value = match shape.members.iter().find(|member| *member.name == *key) {
                Some(member) => self.typed(member, value).map_err(|error| below(&key, &error))?,
                None => value,
            };
            Ok((key, value))
        });
        entries.collect::<Result<Map>>().map(Value::Map)
    }

    fn scalar(&self, shape: &Shape, text: String) -> Result<Value> {
        let wrong = |what: &str| invalid(format!("{text:?} is no {what}"));
        match shape.kind {
            ShapeKind::Integer | ShapeKind::Long => text.trim().parse().map(Value::Int).map_err(|_| wrong("integer")),
            ShapeKind::Float | ShapeKind::Double => text.trim().parse().map(Value::Float).map_err(|_| wrong("number")),
            ShapeKind::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err(wrong("boolean: write true or false")),
            },
            ShapeKind::Blob if self.binary == BinaryFormat::Base64 => {
                let bytes = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text.trim());
                let what = "base64: for the bytes of a file write fileb://PATH, or use --cli-binary-format \
                            raw-in-base64-out";
                bytes.map(|bytes| Value::Blob(Blob::new(bytes))).map_err(|_| wrong(what))
            }
            ShapeKind::Blob => Ok(Value::Blob(Blob::new(text))),
            _ => Ok(Value::String(text)),
        }
    }
}

/// Whether it is anything that JSON can hold.
fn is_untyped(member: &Member, shape: &Shape) -> bool {
    shape.document || member.jsonvalue || shape.jsonvalue
}

fn is_only_a_value(shape: &Shape) -> bool {
    matches!(shape.members.as_slice(), [only] if *only.name == *"Value")
}

fn json(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| invalid(format!("this is no JSON: {error}")))
}

fn yaml(text: &str) -> Result<Value> {
    serde_saphyr::from_str(text).map_err(|error| invalid(format!("this is no YAML: {error}")))
}

fn below(name: &str, error: &Error) -> Error {
    Error::local(error.local_error().unwrap_or(LocalError::InvalidParameter), format!("{name}: {}", error.message()))
}

fn invalid(message: String) -> Error {
    Error::local(LocalError::InvalidParameter, message)
}
