//! The order of members: that of the model, as in the AWS CLI, whatever that of the answer is.

use sotalia_dynamic::models::{Member, Operation, Service, Shape};
use sotalia_dynamic::{Map, Value};

/// Puts what an answer names in order.
pub(crate) fn arrange(service: &Service, operation: &Operation, value: &mut Value) {
    if let (Some(output), Some(map)) = (service.output(operation), value.as_map_mut()) {
        members(service, output, map, &[]);
    }
}

/// The same for pages that were joined: what holds their lists has an order of its own, the lists first.
pub(crate) fn arrange_joined(service: &Service, operation: &Operation, value: &mut Value) {
    let lists = service.paginator(&operation.name).into_iter().flat_map(|paginator| &paginator.result_keys);
    let lists: Vec<&str> = lists.map(|path| &**path).collect();
    if let (Some(output), Some(map)) = (service.output(operation), value.as_map_mut()) {
        members(service, output, map, &lists);
    }
}

/// `lists` are the paths of lists below this structure.
fn members(service: &Service, shape: &Shape, map: &mut Map, lists: &[&str]) {
    for (name, value) in map.iter_mut() {
        let Some(member) = shape.members.iter().find(|member| *member.name == **name) else { continue };
        let below =
            |path: &&str| path.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('.').map(str::to_owned));
        let below: Vec<String> = lists.iter().filter_map(below).collect();
        match value {
            Value::Map(map) if !below.is_empty() => {
                let below: Vec<&str> = below.iter().map(String::as_str).collect();
                members(service, &service.shapes[member.shape], map, &below);
            }
            value => value_of(service, member, value),
        }
    }
    if lists.is_empty() {
        let place = |name: &str| shape.members.iter().position(|member| *member.name == *name);
        // What the model does not know comes last, as it was.
        map.sort_by_cached_key(|name, _| place(name).unwrap_or(usize::MAX));
    }
}

fn value_of(service: &Service, member: &Member, value: &mut Value) {
    let shape = &service.shapes[member.shape];
    match (value, &shape.member, &shape.value) {
        (Value::List(items), Some(of_items), _) => items.iter_mut().for_each(|item| value_of(service, of_items, item)),
        (Value::Map(map), _, Some(of_values)) => map.values_mut().for_each(|value| value_of(service, of_values, value)),
        (Value::Map(map), ..) if !shape.members.is_empty() => members(service, shape, map, &[]),
        _ => {}
    }
}
