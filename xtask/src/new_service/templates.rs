//! The files of a service's crate, as they are before anything is known of its resources.

use super::Service;

/// The files, by their paths in the crate.
pub(super) fn files(service: &Service) -> Vec<(String, String)> {
    vec![
        ("Cargo.toml".to_owned(), filled(MANIFEST, service)),
        ("README.md".to_owned(), filled(README, service)),
        ("resources.toml".to_owned(), filled(RESOURCES, service)),
        ("src/lib.rs".to_owned(), filled(LIB, service)),
        (format!("src/{}.rs", service.name), filled(ROOT, service)),
    ]
}

fn filled(template: &str, service: &Service) -> String {
    let Service { name, title, root, .. } = service;
    template.replace("{NAME}", name).replace("{TITLE}", title).replace("{ROOT}", root)
}

const MANIFEST: &str = r#"[package]
name = "sotalia-{NAME}"
description = "{TITLE} as resources"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
repository.workspace = true
authors.workspace = true
categories.workspace = true
keywords.workspace = true
readme = "README.md"

[package.metadata.docs.rs]
all-features = true

[features]
## The identifiers of resources as values that serde writes and reads.
serde = ["dep:serde"]

[dependencies]
serde = { workspace = true, optional = true }
sotalia-client = { workspace = true, features = ["{NAME}"] }
sotalia-resource.workspace = true

[lints]
workspace = true
"#;

const README: &str = r#"# sotalia-{NAME}

{TITLE} as resources.

```rust,no_run
use sotalia_{NAME}::{{ROOT}, Session};

fn example(session: &Session) {
    let root = {ROOT}::new(session);
    println!("{:?}", root.client().config().region());
}
```

<!-- Made by `cargo xtask codegen`. -->

<!-- The end of what is made. -->

* Making a resource asks nothing; its verbs are awaited. Every parameter of an operation can be set: in the closure of an
  action that needs some, with `.with(|r| ..)` on any other, with `.filter(|r| ..)` on a collection.
* Data are the SDK's types: `load().await?` gives and keeps them, `data()` looks, `exists()` and `load_if_exists()` take "not
  found" for an answer.

The SDK's types are `sotalia_{NAME}::{types, primitives, operation}`, its client is behind `client()`.
"#;

const RESOURCES: &str = r#"# The resources of {TITLE}. `cargo xtask codegen` makes src/generated of it.

service = "{NAME}"
title = "{TITLE}"

[[resource]]
name = "{ROOT}"
doc = "{TITLE}: the way to its resources."
root = true
"#;

const LIB: &str = r#"#![doc = include_str!("../README.md")]

mod generated;
mod {NAME};

pub use sotalia_client as client;
pub use sotalia_client::session::Session;
pub use sotalia_client::{NAME}::{Client, config, error as sdk_error, operation, primitives, types};
pub use sotalia_resource as resource;
pub use sotalia_resource::error;

pub use self::generated::*;
"#;

const ROOT: &str = r#"//! Making the service resource.

use sotalia_client::SessionClients;
use sotalia_client::session::Session;
use sotalia_client::{NAME}::{Client, config};

use crate::{ROOT};

/// Construction.
impl {ROOT} {
    /// {TITLE} as the session sets it up: region, credentials, endpoint.
    pub fn new(session: &Session) -> Self {
        Self::from_client(&session.client())
    }

    /// {TITLE} with options of its own: `{ROOT}::configured(&session, |c| c.endpoint_url("http://127.0.0.1:5000"))`.
    pub fn configured(session: &Session, options: impl FnOnce(config::Builder) -> config::Builder) -> Self {
        Self::from_client(&session.client_configured::<Client>(options))
    }
}
"#;
