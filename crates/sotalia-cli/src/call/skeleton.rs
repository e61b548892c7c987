//! Parameters and answers with values to fill in: the AWS CLI's `--generate-cli-skeleton`.

use sotalia_dynamic::error::Result;
use sotalia_dynamic::models::{Member, Operation, Service, Shape, ShapeKind};
use sotalia_dynamic::{Map, Value};

use crate::output::Format;

/// The skeleton of this kind: `input`, `yaml-input` or `output`.
///
/// # Errors
///
/// What the writer returns.
pub(super) fn of(service: &Service, operation: &Operation, kind: &str) -> Result<String> {
    let shape = if kind == "output" { service.output(operation) } else { service.input(operation) };
    let value = match shape {
        Some(shape) => structure(service, shape, &mut Vec::new()),
        None => Value::Map(Map::new()),
    };
    let format = if kind == "yaml-input" { Format::Yaml } else { Format::Json };
    match value.as_map() {
        Some(map) if map.is_empty() => Ok("{}\n".to_owned()),
        _ => format.write(&operation.name, &value, 80),
    }
}

fn structure<'s>(service: &'s Service, shape: &'s Shape, above: &mut Vec<&'s str>) -> Value {
    above.push(&shape.name);
    let member =
        |member: &'s Member, above: &mut Vec<&'s str>| (member.name.to_string(), value(service, member, above));
    let members = shape.members.iter().map(|of| member(of, above)).collect::<Map>();
    above.pop();
    Value::Map(members)
}

/// A value of the member's type. What is within itself is empty.
fn value<'s>(service: &'s Service, member: &'s Member, above: &mut Vec<&'s str>) -> Value {
    let shape = &service.shapes[member.shape];
    if above.contains(&&*shape.name) {
        return if shape.kind == ShapeKind::List { Value::List(Vec::new()) } else { Value::Map(Map::new()) };
    }
    match (shape.kind, &shape.member, &shape.value) {
        _ if shape.document => Value::Map(Map::new()),
        (ShapeKind::Structure, ..) => structure(service, shape, above),
        (ShapeKind::List, Some(item), _) => {
            above.push(&shape.name);
            let item = value(service, item, above);
            above.pop();
            Value::List(vec![item])
        }
        (ShapeKind::Map, _, Some(of_values)) => {
            above.push(&shape.name);
            let entry = value(service, of_values, above);
            above.pop();
            Value::Map(Map::from_iter([("KeyName".to_owned(), entry)]))
        }
        (ShapeKind::Boolean, ..) => Value::Bool(true),
        (ShapeKind::Integer | ShapeKind::Long, ..) => Value::Int(0),
        (ShapeKind::Float | ShapeKind::Double, ..) => Value::Float(0.0),
        (ShapeKind::Timestamp, ..) => Value::from("1970-01-01T00:00:00"),
        _ => Value::from(shape.enum_values.first().map(|first| &**first).unwrap_or_default()),
    }
}
