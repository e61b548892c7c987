//! Every model there is, compiled.

use sotalia_models::Models;

use super::{CompiledMember, CompiledService, CompiledShape, Kind};

/// Compiles all that a shape leads to, and counts the shapes.
fn visit(shape: &'static CompiledShape, seen: &mut std::collections::HashSet<*const CompiledShape>) {
    if !seen.insert(std::ptr::from_ref(shape)) {
        return;
    }
    if matches!(shape.kind, Kind::List | Kind::Map) {
        visit(shape.element(), seen);
    }
    for target in shape.members.iter().map(CompiledMember::target) {
        visit(target, seen);
    }
}

#[test]
fn every_operation_of_every_service_compiles() {
    let models = Models::embedded();
    let (mut operations, mut shapes) = (0, 0);
    for name in models.services() {
        let model = models.service(&name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let service = CompiledService::of(model, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut seen = std::collections::HashSet::new();
        for index in 0..service.model.operations.len() {
            let operation = service.operation(index);
            operation.input.iter().chain(&operation.output).for_each(|shape| visit(shape, &mut seen));
            operations += 1;
        }
        shapes += seen.len();
    }
    println!("{operations} operations, {shapes} shapes");
    assert!(operations > 19_000, "{operations} operations");
}
