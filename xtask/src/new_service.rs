//! `cargo xtask new-service`: the lines and files that a service needs, before anything is known of its resources.

mod insert;
mod templates;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use clap::Args;

use self::insert::{into_array, line};
use crate::{codegen, workspace};

/// What to start.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The service as the SDK's crate names it: `ecr` for aws-sdk-ecr
    service: String,
    /// How people call it: "Amazon ECR"
    #[arg(long)]
    title: String,
    /// The type of the service's resource [default: the service with a capital]
    #[arg(long, value_name = "TYPE")]
    root: Option<String>,
    /// The version of the SDK's crate [default: the newest]
    #[arg(long, value_name = "VERSION")]
    sdk_version: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
}

/// The names of a service.
#[derive(Debug)]
struct Service {
    name: String,
    title: String,
    root: String,
    sdk_version: String,
}

/// Texts of files, by their paths from the root.
type Files = BTreeMap<PathBuf, String>;

/// Adds the service to the manifests, to `sotalia-client` and to the facade, and makes its crate.
///
/// # Errors
///
/// Fails if the name is none that an SDK crate can have, if the service is here already, or if a file has no place for it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = workspace::root();
    let service = Service::new(arguments)?;
    let files = scaffold(&root, &service)?;
    for (path, text) in &files {
        let full = root.join(path);
        let before = std::fs::read_to_string(&full).unwrap_or_default();
        println!("{} {}", if before.is_empty() { "new    " } else { "changed" }, path.display());
        if !before.is_empty() {
            added(&before, text).iter().for_each(|line| println!("        + {line}"));
        }
        if !arguments.dry_run {
            std::fs::create_dir_all(full.parent().context("a file is in a folder")?)?;
            std::fs::write(&full, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    let verb = if arguments.dry_run { "would be" } else { "are" };
    println!(
        "{} files {verb} written; CONTRIBUTING.md says how it goes on, from `cargo xtask import-paginators`",
        files.len()
    );
    Ok(())
}

impl Service {
    fn new(arguments: &Arguments) -> Result<Self> {
        let name = arguments.service.clone();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        ensure!(
            is_name,
            "{name:?} is no name of an SDK crate, which has small letters and digits: `ecr` for aws-sdk-ecr"
        );
        let mut letters = name.chars();
        let capital = letters.next().map(|first| first.to_ascii_uppercase());
        let root = arguments.root.clone().unwrap_or_else(|| capital.into_iter().chain(letters).collect());
        let sdk_version = match &arguments.sdk_version {
            Some(version) => version.clone(),
            None => newest(&format!("aws-sdk-{name}"))?,
        };
        Ok(Self { name, title: arguments.title.clone(), root, sdk_version })
    }
}

/// The newest version of a crate, as Cargo tells it.
fn newest(name: &str) -> Result<String> {
    let output = Command::new(workspace::cargo())
        .args(["info", "--registry", "crates-io", name])
        .stdin(Stdio::null())
        .output()
        .context("cannot start cargo")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = text.lines().find_map(|line| line.strip_prefix("version: ")).and_then(|rest| rest.split(' ').next());
    match version {
        Some(version) => Ok(version.to_owned()),
        None => bail!("crates.io tells no version of {name}: mend the name, or give --sdk-version"),
    }
}

/// Every file that changes or is new.
fn scaffold(root: &Path, service: &Service) -> Result<Files> {
    let mut files = Files::new();
    for (path, edit) in EDITS {
        let text = std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
        let edited = edit(&text, service).with_context(|| format!("{path} has no place for it"))?;
        files.insert(PathBuf::from(path), edited);
    }
    let folder = PathBuf::from(format!("crates/sotalia-{}", service.name));
    ensure!(!root.join(&folder).exists(), "{} is there already", folder.display());
    for (name, text) in templates::files(service) {
        files.insert(folder.join(name), text);
    }
    // Names decide the order of items.
    for (path, text) in &mut files {
        if path.extension().is_some_and(|end| end == "rs") {
            *text = codegen::formatted(std::mem::take(text))?;
        }
    }
    Ok(files)
}

/// The lines that a text has more often than the one before.
fn added<'a>(before: &str, after: &'a str) -> Vec<&'a str> {
    let mut old: Vec<&str> = before.lines().collect();
    let mut new = Vec::new();
    for line in after.lines() {
        match old.iter().position(|one| *one == line) {
            Some(at) => drop(old.swap_remove(at)),
            None => new.push(line),
        }
    }
    new
}

/// What becomes of a text.
type Edit = fn(&str, &Service) -> Result<String>;

/// The files that know of every service, each with what a new one needs there.
const EDITS: &[(&str, Edit)] = &[
    ("Cargo.toml", |text, Service { name, sdk_version, .. }| {
        let options = "default-features = false, features = [\"rt-tokio\"]";
        let sdk = format!("aws-sdk-{name} = {{ version = \"{sdk_version}\", {options} }}");
        let text = line(text, &sdk, |one| one.starts_with("aws-sdk-"))?;
        let own = format!("sotalia-{name} = {{ path = \"crates/sotalia-{name}\", version = \"=0.1.0\" }}");
        let text = line(&text, &own, |one| one.starts_with("sotalia-") && one.contains("crates/sotalia-"))?;
        into_array(&text, "name = \"services\"", &format!("sotalia-{name}"))
    }),
    ("deny.toml", |text, Service { name, .. }| {
        let rule = format!(
            "    {{ crate = \"aws-sdk-{name}\", wrappers = [\"sotalia-bench\", \"sotalia-client\", \"sotalia-tests\"] }},"
        );
        line(text, &rule, |one| one.starts_with("    { crate = \"aws-sdk-"))
    }),
    ("crates/sotalia-client/Cargo.toml", |text, Service { name, title, .. }| {
        let feature = format!(
            "## The typed client of {title}, `aws-sdk-{name}`, re-exported as `sotalia_client::{name}`.\n\
             {name} = [\"dep:aws-sdk-{name}\"]"
        );
        let text = line(text, &feature, |one| one.contains(" = [\"dep:aws-sdk-"))?;
        let dependency = format!("aws-sdk-{name} = {{ workspace = true, optional = true }}");
        line(&text, &dependency, |one| one.starts_with("aws-sdk-"))
    }),
    ("crates/sotalia-client/src/lib.rs", |text, Service { name, .. }| {
        let text = line(text, &format!("    feature = \"{name}\","), |one| one.starts_with("    feature = \""))?;
        let export = format!("#[cfg(feature = \"{name}\")]\npub use aws_sdk_{name} as {name};");
        line(&text, &export, |one| one.starts_with("pub use aws_sdk_"))
    }),
    ("crates/sotalia-client/src/client.rs", |text, Service { name, .. }| {
        line(text, &format!("    feature = \"{name}\","), |one| one.starts_with("    feature = \""))
    }),
    ("crates/sotalia-client/src/client/plain.rs", |text, Service { name, .. }| {
        line(text, &format!("    \"{name}\" aws_sdk_{name},"), |one| {
            one.starts_with("    \"") && one.contains(" aws_sdk_")
        })
    }),
    ("crates/sotalia-client/src/generated.rs", |text, Service { name, .. }| {
        let module = format!("#[cfg(feature = \"{name}\")]\npub(crate) mod {name};");
        line(text, &module, |one| one.starts_with("pub(crate) mod "))
    }),
    ("crates/sotalia/Cargo.toml", |text, Service { name, title, .. }| {
        let feature = format!(
            "## {title}: the resources, and the typed client as `sotalia::{name}::Client`.\n\
             {name} = [\"dep:sotalia-{name}\", \"sotalia-client/{name}\"]"
        );
        let text = line(text, &feature, |one| one.contains(" = [\"dep:sotalia-") && one.contains("\"sotalia-client/"))?;
        let dependency = format!("sotalia-{name} = {{ workspace = true, optional = true }}");
        line(&text, &dependency, |one| one.starts_with("sotalia-") && one.contains("workspace"))
    }),
    ("crates/sotalia/src/lib.rs", |text, Service { name, root, .. }| {
        let export = format!("#[cfg(feature = \"{name}\")]\npub use sotalia_{name} as {name};");
        let text = line(text, &export, |one| one.starts_with("pub use sotalia_") && one.contains(" as "))?;
        let prelude = format!("    #[cfg(feature = \"{name}\")]\n    pub use crate::{name}::{root};");
        line(&text, &prelude, |one| one.starts_with("    pub use crate::"))
    }),
];
