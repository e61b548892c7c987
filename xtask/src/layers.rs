//! Which crate may depend on which: checks the layers and the outside edges that the root `Cargo.toml` declares, and that
//! who takes one service compiles no other service's SDK.

mod graph;
mod outside;
mod rules;
mod sdks;
#[cfg(test)]
mod tests;

use std::fmt;

use anyhow::{Context as _, Result, bail};

use crate::workspace;

/// One broken rule: where it is broken, what the rule is, and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// The crate, layer or file, with the edge if there is one: `a -> b (dev-dependency)`.
    pub(crate) place: String,
    /// The rule that is broken.
    pub(crate) rule: String,
    /// What to do about it.
    pub(crate) way_out: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n    rule: {}\n    way out: {}", self.place, self.rule, self.way_out)
    }
}

/// Checks the workspace and prints every violation.
///
/// # Errors
///
/// Fails if there is a violation, or if the metadata cannot be read.
pub(crate) fn run() -> Result<()> {
    let violations = check_workspace()?;
    if violations.is_empty() {
        println!("layers: every edge between crates is allowed");
        return Ok(());
    }
    for violation in &violations {
        println!("{violation}");
    }
    bail!("{} violation(s) of the layers; the rules are in the root Cargo.toml", violations.len())
}

/// The violations of a workspace that may not be this one, by its metadata, its `deny.toml` and its lock file: the layers and the outside
/// edges, not what a build compiles.
#[cfg(test)]
pub(crate) fn check_metadata(metadata: &cargo_metadata::Metadata, deny: &str, lock: &str) -> Result<Vec<Violation>> {
    let graph = graph::Graph::new(metadata)?;
    let mut violations = rules::check(&graph);
    violations.extend(outside::check_edges(&graph));
    violations.extend(outside::check_deny(&graph, deny, lock)?);
    Ok(violations)
}

/// All violations of this workspace: layers, outside edges, and `deny.toml` when it differs from them.
fn check_workspace() -> Result<Vec<Violation>> {
    let graph = graph::Graph::new(&workspace::metadata()?)?;
    let read = |name: &str| {
        let path = workspace::root().join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut violations = rules::check(&graph);
    violations.extend(outside::check_edges(&graph));
    violations.extend(sdks::check(&graph)?);
    violations.extend(outside::check_deny(&graph, &read("deny.toml")?, &read("Cargo.lock")?)?);
    Ok(violations)
}
