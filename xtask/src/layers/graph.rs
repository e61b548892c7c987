//! The part of Cargo's metadata that the rules look at.

use std::fmt;

use anyhow::{Context as _, Result};
use cargo_metadata::{DependencyKind, Metadata};
use serde::Deserialize;

/// The members of the workspace, what they depend on, and the rules that hold.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    pub(super) layers: Vec<Layer>,
    pub(super) edges: Vec<EdgeRule>,
    pub(super) members: Vec<Member>,
}

/// `[[workspace.metadata.layers]]`: lowest first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layer {
    pub(super) name: String,
    pub(super) crates: Vec<String>,
    pub(super) may_use: Vec<String>,
}

/// `[[workspace.metadata.edges]]`: who may depend on a crate from outside.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EdgeRule {
    /// The outside crate; a `*` at the end stands for any rest.
    #[serde(rename = "crate")]
    pub(super) pattern: String,
    /// The members that may depend on it.
    pub(super) only: Vec<String>,
    /// The members that may use it in tests: as a dev-dependency, or in any way if they are not published.
    #[serde(default)]
    pub(super) tests: Vec<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) published: bool,
    pub(super) dependencies: Vec<Dependency>,
}

#[derive(Debug, Clone)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) requirement: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Normal,
    Dev,
    Build,
}

#[derive(Deserialize)]
struct Declared {
    layers: Vec<Layer>,
    #[serde(default)]
    edges: Vec<EdgeRule>,
}

impl Graph {
    /// Reads the rules and the direct dependencies of each member.
    pub(super) fn new(metadata: &Metadata) -> Result<Self> {
        let declared: Declared = serde_json::from_value(metadata.workspace_metadata.clone())
            .context("the root Cargo.toml needs [[workspace.metadata.layers]] with name, crates and may_use")?;
        let members = metadata.workspace_packages().into_iter().map(Member::new).collect();
        Ok(Self { layers: declared.layers, edges: declared.edges, members })
    }

    pub(super) fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The layer of a crate and its height.
    pub(super) fn layer_of(&self, name: &str) -> Option<(usize, &Layer)> {
        self.layers.iter().enumerate().find(|(_, layer)| layer.crates.iter().any(|krate| krate == name))
    }
}

impl Member {
    fn new(package: &cargo_metadata::Package) -> Self {
        let dependencies = package.dependencies.iter().map(|dependency| Dependency {
            name: dependency.name.clone(),
            kind: match dependency.kind {
                DependencyKind::Development => Kind::Dev,
                DependencyKind::Build => Kind::Build,
                _ => Kind::Normal,
            },
            requirement: dependency.req.to_string(),
        });
        Self {
            name: package.name.to_string(),
            version: package.version.to_string(),
            published: package.publish.as_ref().is_none_or(|registries| !registries.is_empty()),
            dependencies: dependencies.collect(),
        }
    }

    /// The edge to a dependency, as a violation names it.
    pub(super) fn edge(&self, dependency: &Dependency) -> String {
        format!("{} -> {} ({})", self.name, dependency.name, dependency.kind)
    }
}

impl EdgeRule {
    /// Does this rule speak of the outside crate `name`?
    pub(super) fn covers(&self, name: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == self.pattern,
        }
    }

    /// May `member` have this dependency?
    pub(super) fn allows(&self, member: &Member, dependency: &Dependency) -> bool {
        let in_tests = dependency.kind == Kind::Dev || !member.published;
        self.only.contains(&member.name) || (in_tests && self.tests.contains(&member.name))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Normal => "normal dependency",
            Self::Dev => "dev-dependency",
            Self::Build => "build-dependency",
        })
    }
}
