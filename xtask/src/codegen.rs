//! `cargo xtask codegen`: resources, pagination and the catalogue of errors from models.

mod access;
mod calls;
mod construct;
mod facts;
mod known;
mod model;
mod paginators;
mod readme;
mod render;
mod request;
mod scope;
mod sdk;
mod write;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};
use clap::Args;

pub(crate) use self::facts::botocore_name;
pub(crate) use self::known::{Known, known};
pub(crate) use self::paginators::FOLDER as PAGINATORS;
use self::paginators::Paginators;
pub(crate) use self::readme::MARKERS as README_MARKERS;
pub(crate) use self::render::collection_type;
use self::scope::Service;
pub(crate) use self::scope::snake;
use self::sdk::Sdk;
pub(crate) use self::sdk::normalize;
pub(crate) use self::write::{Files, finish, formatted, headed};
use crate::import_endpoints::PARTITIONS;
use crate::{errors, workspace};

/// Where the sample model and its expected output stand.
const GOLDEN: (&str, &str) = ("tests/golden/resources.toml", "tests/src/golden");

/// Models of services that boto3 has no resources of, and where what is made of them goes.
const SKETCH: (&str, &str) = ("tests/sketch/models", "tests/sketch/src");

/// What to generate.
#[derive(Debug, Default, Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail if a file is stale, missing or orphaned
    #[arg(long)]
    pub(crate) check: bool,
    /// The resources of this service only
    pub(crate) service: Option<String>,
}

/// Generates everything, or one service; with `--check`, only says what is not as it should be.
///
/// # Errors
///
/// Fails if a model is wrong, with file and line, and with `--check` if a file is not as its model says.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = &workspace::root();
    let (files, folders) = generate(root, &graph(root)?, arguments.service.as_deref())?;
    let check = arguments.check;
    if check {
        let findings = write::check(root, &folders, &files)?;
        if !findings.is_empty() {
            bail!("{} generated files are not as their models say:\n{}", findings.len(), findings.join("\n"));
        }
        println!("{} generated files are as their models say", files.len());
        return Ok(());
    }
    let touched = write::write(root, &folders, &files)?;
    for path in &touched {
        println!("wrote {}", path.display());
    }
    println!("{} generated files, {} changed", files.len(), touched.len());
    Ok(())
}

/// The source of the SDK's crate of a service, as it is in the dependency graph.
///
/// # Errors
///
/// Fails if the graph has no such crate.
pub(crate) fn sdk(service: &str) -> Result<Sdk> {
    Sdk::locate(&graph(&workspace::root())?, service)
}

/// The dependency graph, with where each crate's source is.
fn graph(root: &Path) -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(root.join("Cargo.toml")).features(CargoOpt::AllFeatures);
    command.exec().context("`cargo metadata` failed: mend the manifest that it names")
}

/// All generated files, and the folders that hold nothing else.
pub(crate) fn generate(root: &Path, metadata: &Metadata, only: Option<&str>) -> Result<(Files, Vec<PathBuf>)> {
    let (mut files, mut folders) = (Files::new(), Vec::new());
    if only.is_none() {
        client(root, metadata, &mut files)?;
        folders.push(PathBuf::from("crates/sotalia-client/src/generated"));
        if root.join(PARTITIONS).exists() {
            facts::generate(root, &mut files)?;
            folders.push(PathBuf::from(facts::FOLDER));
        }
        if root.join(errors::MODELS).exists() {
            folders.extend(errors::generate(root, &mut files)?);
        }
    }
    for (model, folder) in models(root)? {
        let service = Service::read(root, metadata, &model)?;
        if only.is_some_and(|only| only != service.model.service) {
            continue;
        }
        resources(&service, &folder, &mut files)?;
        // The sample has the name of a service, and no cases.
        if folder.starts_with("crates") {
            calls::service(root, &service, &mut files)?;
            readme::service(root, &service, &mut files)?;
        }
        folders.push(folder);
    }
    if only.is_none() && root.join(calls::CRATE).exists() {
        calls::module(&mut files)?;
        folders.push(Path::new(calls::CRATE).join("src/generated"));
    }
    if files.is_empty() {
        bail!("no model is of the service {:?}", only.unwrap_or_default());
    }
    Ok((files, folders))
}

/// Every `crates/sotalia-*/resources.toml`, the sketches, and the sample model.
fn models(root: &Path) -> Result<Vec<(PathBuf, PathBuf)>> {
    let mut models = Vec::new();
    for entry in std::fs::read_dir(root.join("crates")).context("cannot read crates/")? {
        let folder = Path::new("crates").join(entry?.file_name());
        let model = folder.join("resources.toml");
        if root.join(&model).exists() {
            models.push((model, folder.join("src/generated")));
        }
    }
    if root.join(SKETCH.0).exists() {
        for entry in std::fs::read_dir(root.join(SKETCH.0)).context("cannot read the sketches")? {
            let model = Path::new(SKETCH.0).join(entry?.file_name());
            let folder = Path::new(SKETCH.1).join(model.file_stem().unwrap_or_default());
            models.push((model, folder));
        }
    }
    models.sort();
    if root.join(GOLDEN.0).exists() {
        models.push((PathBuf::from(GOLDEN.0), PathBuf::from(GOLDEN.1)));
    }
    Ok(models)
}

fn client(root: &Path, metadata: &Metadata, files: &mut Files) -> Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(root.join(paginators::FOLDER))?.collect::<std::io::Result<_>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(service) = name.strip_suffix(".toml") else { continue };
        let sdk = Sdk::locate(metadata, service)?;
        let body = Paginators::read(root, service)?.generate(&sdk, service)?;
        let source = format!("{}/{name}", paginators::FOLDER);
        let path = Path::new("crates/sotalia-client/src/generated").join(format!("{service}.rs"));
        files.insert(path, write::finish(&source, &body)?);
    }
    Ok(())
}

fn resources(service: &Service, folder: &Path, files: &mut Files) -> Result<()> {
    let source = service.file().path.display().to_string();
    let mut modules = String::new();
    let mut exports = String::new();
    let mut walks = Vec::new();
    if let Some((body, names)) = render::listings(service)? {
        modules.push_str("mod listings;\n");
        exports.push_str(&format!("pub use self::listings::{{{}}};\n", names.join(", ")));
        files.insert(folder.join("listings.rs"), write::finish(&source, &body)?);
        walks = names;
    }
    for resource in &service.model.resources {
        let body = render::module(service, resource, &walks)?;
        let module = snake(resource.name.get_ref());
        modules.push_str(&format!("mod {module};\n"));
        exports.push_str(&format!("pub use self::{module}::{{{}}};\n", render::exported(&body).join(", ")));
        files.insert(folder.join(format!("{module}.rs")), write::finish(&source, &body)?);
    }
    let (body, names) = render::identifiers::module(service)?;
    // A service that has no resources yet has nothing to name.
    if !names.is_empty() {
        let gate = format!("#[cfg(feature = {:?})]\n", render::identifiers::FEATURE);
        modules.push_str(&format!("{gate}mod identifiers;\n"));
        exports.push_str(&format!("{gate}pub use self::identifiers::{{{}}};\n", names.join(", ")));
        files.insert(folder.join("identifiers.rs"), write::finish(&source, &body)?);
    }
    let title = &service.model.title;
    let body = format!("//! The resources of {title}, one module each.\n\n{modules}\n{exports}");
    files.insert(folder.with_extension("rs"), write::finish(&source, &body)?);
    Ok(())
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
