//! The rules between the crates of this workspace.

use super::Violation;
use super::graph::{Dependency, Graph, Kind, Layer, Member};

/// Every violation of the layers, in the order of the layers.
pub(super) fn check(graph: &Graph) -> Vec<Violation> {
    let mut violations = check_declarations(graph);
    violations.extend(graph.members.iter().filter_map(|member| check_has_layer(graph, member)));
    for member in &graph.members {
        // A crate may name itself as a dev-dependency, to turn a feature on for its own tests.
        let inside = |one: &&Dependency| graph.member(&one.name).is_some() && one.name != member.name;
        for dependency in member.dependencies.iter().filter(inside) {
            violations.extend(check_edge(graph, member, dependency));
            violations.extend(check_pin(graph, member, dependency));
        }
    }
    violations
}

/// The declarations themselves: names that exist, each once, and `may_use` that points down.
fn check_declarations(graph: &Graph) -> Vec<Violation> {
    let mut violations = Vec::new();
    let mut seen = Vec::<(&str, &str)>::new();
    for (height, layer) in graph.layers.iter().enumerate() {
        if graph.layers[..height].iter().any(|lower| lower.name == layer.name) {
            violations.push(Violation {
                place: format!("layer `{}`", layer.name),
                rule: "each layer has a name of its own".to_owned(),
                way_out: "rename or merge the second one in the root Cargo.toml".to_owned(),
            });
        }
        for krate in &layer.crates {
            if let Some((_, first)) = seen.iter().find(|(name, _)| name == krate) {
                violations.push(Violation {
                    place: format!("crate `{krate}` in layer `{}`", layer.name),
                    rule: format!("each crate is in one layer, and `{krate}` is in layer `{first}` already"),
                    way_out: "take it out of one of them in the root Cargo.toml".to_owned(),
                });
            }
            seen.push((krate, &layer.name));
        }
        violations.extend(check_names(graph, layer));
        violations.extend(layer.may_use.iter().filter_map(|name| check_points_down(graph, height, name)));
    }
    violations
}

fn check_names(graph: &Graph, layer: &Layer) -> Vec<Violation> {
    let missing = |field: &str, name: &String| Violation {
        place: format!("layer `{}`: `{field}` names `{name}`", layer.name),
        rule: "a layer names crates of this workspace".to_owned(),
        way_out: format!("mend the spelling or take `{name}` out in the root Cargo.toml"),
    };
    let unknown = |name: &&String| graph.member(name).is_none();
    let crates = layer.crates.iter().filter(unknown).map(|name| missing("crates", name));
    let used = layer.may_use.iter().filter(|name| *name != "*").filter(unknown).map(|name| missing("may_use", name));
    crates.chain(used).collect()
}

fn check_points_down(graph: &Graph, height: usize, name: &str) -> Option<Violation> {
    let (other, _) = graph.layer_of(name)?;
    (other > height).then(|| Violation {
        place: format!("layer `{}`: `may_use` names `{name}`", graph.layers[height].name),
        rule: "layers are listed lowest first, and none uses one above it".to_owned(),
        way_out: "move the layer down in the list, or take the name out".to_owned(),
    })
}

fn check_has_layer(graph: &Graph, member: &Member) -> Option<Violation> {
    graph.layer_of(&member.name).is_none().then(|| Violation {
        place: format!("crate `{}`", member.name),
        rule: "each member of the workspace is in a layer".to_owned(),
        way_out: "name it in `crates` of one [[workspace.metadata.layers]] in the root Cargo.toml".to_owned(),
    })
}

/// An edge to another member; crates without a layer are reported by [`check_has_layer`].
fn check_edge(graph: &Graph, member: &Member, dependency: &Dependency) -> Option<Violation> {
    let (height, layer) = graph.layer_of(&member.name)?;
    let (other, target) = graph.layer_of(&dependency.name)?;
    let any_lower = other < height && layer.may_use.iter().any(|name| name == "*");
    if any_lower || layer.may_use.contains(&dependency.name) {
        return None;
    }
    let allowed = match layer.may_use.join(", ") {
        none if none.is_empty() => "no crate of this workspace".to_owned(),
        names => names.replace('*', "the crates of lower layers"),
    };
    let above = other > height && dependency.kind == Kind::Dev && member.published;
    let (rule, way_out) = if above {
        (
            format!(
                "a published crate has no dev-dependency on a crate above it, and layer `{}` is above",
                target.name
            ),
            "move the test that needs it to the top-level tests/".to_owned(),
        )
    } else {
        (
            format!(
                "layer `{}` may use {allowed}, and `{}` is in layer `{}`",
                layer.name, dependency.name, target.name
            ),
            format!(
                "use it through the re-exports of the layer below, or move the code to a layer that may use it; \
                 a new edge is a decision: add it to `may_use` of layer `{}` and to ARCHITECTURE.md",
                layer.name
            ),
        )
    };
    Some(Violation { place: member.edge(dependency), rule, way_out })
}

fn check_pin(graph: &Graph, member: &Member, dependency: &Dependency) -> Option<Violation> {
    if !graph.member(&dependency.name)?.published {
        // Cargo leaves a dev-dependency without a version out of what it publishes; any other cannot be published.
        return (member.published && dependency.kind != Kind::Dev).then(|| Violation {
            place: member.edge(dependency),
            rule: format!("a published crate needs published crates only, and `{}` is not", dependency.name),
            way_out: "make it a dev-dependency, or publish it".to_owned(),
        });
    }
    let pin = format!("={}", graph.member(&dependency.name)?.version);
    (dependency.requirement != pin).then(|| Violation {
        place: format!("{}: version `{}`", member.edge(dependency), dependency.requirement),
        rule: "crates of this workspace move together: one needs exactly the version of the other".to_owned(),
        way_out: format!(
            "write `{0}.workspace = true`, and `version = \"{pin}\"` for `{0}` in [workspace.dependencies]",
            dependency.name
        ),
    })
}
