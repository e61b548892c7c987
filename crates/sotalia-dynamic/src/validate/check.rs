//! The walk over parameters and model.

use sotalia_models::{Member, Operation, Service, Shape, ShapeKind};

use super::path::Path;
use super::problem::{ParamProblem, ProblemKind};
use crate::value::{Map, Value, parse_timestamp};

/// What a request can nest; what is deeper cannot be sent.
const MAX_DEPTH: usize = 200;
/// The most of a value that a problem shows, in characters.
const MAX_SHOWN: usize = 80;
/// How like a name another must be to be what was meant.
const LIKENESS: f64 = 0.7;

/// Walks over parameters, and keeps what is wrong with them.
pub(super) struct Checker<'m> {
    service: &'m Service,
    input: Option<&'m Shape>,
    body: Option<&'m str>,
    problems: Vec<ParamProblem>,
    depth: usize,
}

impl<'m> Checker<'m> {
    pub(super) fn new(service: &'m Service, operation: &Operation, body: Option<&'m str>) -> Self {
        let input = operation.input.as_ref().map(|input| &service.shapes[input.shape]);
        Self { service, input, body, problems: Vec::new(), depth: 0 }
    }

    pub(super) fn check(mut self, parameters: &Map) -> Vec<ParamProblem> {
        match self.input {
            Some(input) => self.structure(&Path::START, input, parameters),
            // The operation takes nothing.
            None => parameters.keys().for_each(|name| self.unknown(&Path::START, name, &[])),
        }
        self.problems
    }

    fn report(&mut self, path: &Path<'_>, kind: ProblemKind) {
        self.problems.push(ParamProblem { path: path.to_string(), kind });
    }

    fn unknown(&mut self, path: &Path<'_>, name: &str, members: &[Member]) {
        let known: Vec<String> = members.iter().map(|member| member.name.to_string()).collect();
        let likeness = |other: &str| strsim::jaro_winkler(&name.to_lowercase(), &other.to_lowercase());
        let nearest = known.iter().map(|other| (likeness(other), other)).max_by(|one, other| one.0.total_cmp(&other.0));
        let nearest = nearest.filter(|(likeness, _)| *likeness >= LIKENESS).map(|(_, name)| name.clone());
        self.report(path, ProblemKind::Unknown { name: name.to_owned(), nearest, known });
    }
}

/// Shapes that hold others
impl Checker<'_> {
    fn value(&mut self, path: &Path<'_>, member: &Member, value: &Value) {
        if self.depth == MAX_DEPTH {
            self.report(path, ProblemKind::TooDeep);
            return;
        }
        self.depth += 1;
        let service = self.service;
        let shape = &service.shapes[member.shape];
        // In a body, botocore takes no more than a text for JSON.
        let is_json = member.jsonvalue || shape.jsonvalue;
        let is_text = is_json && member.location.is_none() && value.as_str().is_some();
        if (is_json && !is_text) || shape.document {
            self.document(path, shape, value);
        } else {
            self.shape(path, member, shape, value);
        }
        self.depth -= 1;
    }

    fn shape(&mut self, path: &Path<'_>, member: &Member, shape: &Shape, value: &Value) {
        match (shape.kind, value) {
            // A stream of events is no value.
            (ShapeKind::Structure, _) if shape.eventstream => {}
            (ShapeKind::Structure, Value::Map(map)) => self.structure(path, shape, map),
            (ShapeKind::List, Value::List(items)) => self.list(path, shape, items),
            (ShapeKind::Map, Value::Map(map)) => self.map(path, shape, map),
            (kind, value) if takes(kind, value) => self.scalar(path, member, shape, value),
            (kind, value) => self.wrong_type(path, shape, value, wanted(kind)),
        }
    }

    fn structure(&mut self, path: &Path<'_>, shape: &Shape, map: &Map) {
        if shape.union {
            self.union(path, shape, map);
        }
        let is_input = self.depth == 0;
        for &place in &shape.required {
            let member = &shape.members[place];
            let is_given = map.get(&*member.name).is_some_and(|value| !value.is_null())
                || (is_input && self.body == Some(&*member.name))
                // They are made, or given, elsewhere.
                || member.idempotency_token
                || self.service.shapes[member.shape].eventstream;
            if !is_given {
                self.report(path, ProblemKind::Missing { name: member.name.to_string() });
            }
        }
        for name in map.keys().filter(|name| member(shape, name).is_none()) {
            self.unknown(path, name, &shape.members);
        }
        for (name, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            if let Some(member) = member(shape, name) {
                self.value(&path.member(name), member, value);
            }
        }
    }

    fn union(&mut self, path: &Path<'_>, shape: &Shape, map: &Map) {
        let known = || shape.members.iter().map(|member| member.name.to_string()).collect();
        match map.values().filter(|value| !value.is_null()).count() {
            0 => self.report(path, ProblemKind::EmptyUnion { known: known() }),
            1 => {}
            _ => self.report(path, ProblemKind::CrowdedUnion { known: known() }),
        }
    }

    fn list(&mut self, path: &Path<'_>, shape: &Shape, items: &[Value]) {
        self.length(path, shape, items.len());
        let Some(member) = &shape.member else { return };
        for (index, item) in items.iter().enumerate() {
            if !(shape.sparse && item.is_null()) {
                self.value(&path.item(index), member, item);
            }
        }
    }

    fn map(&mut self, path: &Path<'_>, shape: &Shape, map: &Map) {
        for (key, value) in map {
            if let Some(member) = &shape.key {
                // What is true of a text is true of a key.
                let shape = &self.service.shapes[member.shape];
                self.length(&path.key(key), shape, key.chars().count());
            }
            if let Some(member) = shape.value.as_ref().filter(|_| !(shape.sparse && value.is_null())) {
                self.value(&path.member(key), member, value);
            }
        }
    }

    /// Whatever JSON can hold.
    fn document(&mut self, path: &Path<'_>, shape: &Shape, value: &Value) {
        match value {
            Value::Blob(_) | Value::Timestamp(_) => {
                let wanted = &["string", "integer", "boolean", "float", "list", "map"];
                self.wrong_type(path, shape, value, wanted);
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.nested_document(&path.item(index), shape, item);
                }
            }
            Value::Map(map) => {
                for (name, value) in map {
                    self.nested_document(&path.member(name), shape, value);
                }
            }
            _ => {}
        }
    }

    fn nested_document(&mut self, path: &Path<'_>, shape: &Shape, value: &Value) {
        if self.depth == MAX_DEPTH {
            self.report(path, ProblemKind::TooDeep);
            return;
        }
        self.depth += 1;
        self.document(path, shape, value);
        self.depth -= 1;
    }
}

/// Scalars
impl Checker<'_> {
    fn scalar(&mut self, path: &Path<'_>, member: &Member, shape: &Shape, value: &Value) {
        match (shape.kind, value) {
            (ShapeKind::String, Value::String(text)) => {
                // A part of a host name cannot be empty.
                let least = shape.min.or(member.host_label.then_some(1.0));
                self.least_length(path, least, text.chars().count());
                if !shape.enum_values.is_empty() && !shape.enum_values.iter().any(|known| **known == **text) {
                    tracing::warn!(parameter = %path, shape = &*shape.name, "the model does not know this value");
                }
            }
            (ShapeKind::Integer | ShapeKind::Long | ShapeKind::Float | ShapeKind::Double, number) => {
                let is_less = |least: f64| number.as_f64().is_some_and(|number| number < least);
                if let Some(least) = shape.min.filter(|least| is_less(*least)) {
                    self.report(path, ProblemKind::Range { value: shown(shape, value), least });
                }
            }
            _ => {}
        }
    }

    fn length(&mut self, path: &Path<'_>, shape: &Shape, length: usize) {
        self.least_length(path, shape.min, length);
    }

    #[expect(clippy::cast_precision_loss, reason = "no length that is near a limit is that long")]
    fn least_length(&mut self, path: &Path<'_>, least: Option<f64>, length: usize) {
        if let Some(least) = least.filter(|least| (length as f64) < *least) {
            self.report(path, ProblemKind::Length { length, least });
        }
    }

    fn wrong_type(&mut self, path: &Path<'_>, shape: &Shape, value: &Value, wanted: &'static [&'static str]) {
        let kind = ProblemKind::Type { value: shown(shape, value), given: value.type_name(), wanted };
        self.report(path, kind);
    }
}

fn member<'m>(shape: &'m Shape, name: &str) -> Option<&'m Member> {
    shape.members.iter().find(|member| *member.name == *name)
}

/// Whether a shape that holds no others takes the value.
fn takes(kind: ShapeKind, value: &Value) -> bool {
    match kind {
        ShapeKind::String | ShapeKind::Character => value.as_str().is_some(),
        ShapeKind::Blob => value.as_bytes().is_some(),
        ShapeKind::Boolean => value.as_bool().is_some(),
        ShapeKind::Timestamp => parse_timestamp(value).is_some(),
        ShapeKind::Integer | ShapeKind::Long | ShapeKind::BigInteger => match value {
            Value::Int(_) => true,
            Value::BigNumber(number) => number.is_integer(),
            _ => false,
        },
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => value.as_f64().is_some(),
        ShapeKind::Structure | ShapeKind::List | ShapeKind::Map => false,
    }
}

/// The types that a shape takes, as [`Value`] names them.
fn wanted(kind: ShapeKind) -> &'static [&'static str] {
    match kind {
        ShapeKind::Structure | ShapeKind::Map => &["map"],
        ShapeKind::List => &["list"],
        ShapeKind::Blob => &["blob", "string"],
        ShapeKind::Timestamp => &["timestamp", "timestamp-string"],
        ShapeKind::Integer | ShapeKind::Long | ShapeKind::BigInteger => &["integer"],
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => &["float", "number", "integer"],
        ShapeKind::Boolean => &["boolean"],
        ShapeKind::String | ShapeKind::Character => &["string"],
    }
}

/// The value for a person, if it is no secret.
fn shown(shape: &Shape, value: &Value) -> String {
    if shape.sensitive {
        return "(hidden)".to_owned();
    }
    let text = value.to_json().to_string();
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
