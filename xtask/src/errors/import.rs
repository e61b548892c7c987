//! `cargo xtask import-errors`: the errors of all models, from the pinned wheel of botocore.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde::Deserialize;

use super::models::{self, Fault, Retry, Service, Shape};
use crate::{pypi, workspace};

/// How to import.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Write nothing; fail if the file is not what the wheel gives
    #[arg(long)]
    check: bool,
}

/// Writes `errors.tsv`.
///
/// # Errors
///
/// Fails if the wheel cannot be had or read, and with `--check` if the file differs.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let services = import(&pypi::unpacked_wheel("botocore")?.join("botocore/data"))?;
    let count: usize = services.iter().map(|service| service.errors.len()).sum();
    let text = models::render(&services)?;
    let path = workspace::root().join(models::FILE);
    let is_same = std::fs::read_to_string(&path).is_ok_and(|found| found == text);
    ensure!(is_same || !arguments.check, "{} is stale: run `cargo xtask import-errors`", models::FILE);
    if !is_same {
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let done = if is_same { "is as the wheel says" } else { "is written; now run `cargo xtask codegen`" };
    println!("{}: {count} errors of {} services: it {done}", models::FILE, services.len());
    Ok(())
}

/// What matters here of a `service-2.json`.
#[derive(Deserialize)]
struct Model {
    metadata: Metadata,
    shapes: BTreeMap<String, ModelShape>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    service_id: String,
    service_full_name: String,
}

#[derive(Deserialize)]
struct ModelShape {
    #[serde(default)]
    exception: bool,
    #[serde(default)]
    error: ErrorTrait,
    #[serde(default)]
    fault: bool,
    retryable: Option<RetryableTrait>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ErrorTrait {
    code: Option<String>,
    http_status_code: Option<u16>,
    #[serde(default)]
    sender_fault: bool,
}

#[derive(Deserialize)]
struct RetryableTrait {
    #[serde(default)]
    throttling: bool,
}

fn import(data: &Path) -> Result<Vec<Service>> {
    let mut services: BTreeMap<String, Service> = BTreeMap::new();
    for path in unpacked_models(data)? {
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let model: Model = serde_json::from_str(&text).with_context(|| format!("{} is no model", path.display()))?;
        let folder = path.strip_prefix(data).ok().and_then(|path| path.iter().next());
        let folder = folder.context("a model is in the folder of its service")?.to_string_lossy().into_owned();
        let name = crate_name(&model.metadata.service_id);
        let service = services.entry(name.clone()).or_insert_with(|| Service {
            name,
            folders: Vec::new(),
            title: model.metadata.service_full_name,
            errors: Vec::new(),
        });
        service.folders.push(folder);
        let errors = model.shapes.into_iter().filter(|(_, shape)| shape.exception);
        service.errors.extend(errors.map(|(name, shape)| facts(name, shape)));
        service.errors.sort_by(|a, b| (&a.code, &a.shape).cmp(&(&b.code, &b.shape)));
        service.errors.dedup();
    }
    Ok(services.into_values().collect())
}

fn facts(name: String, shape: ModelShape) -> Shape {
    Shape {
        code: shape.error.code.unwrap_or_else(|| name.clone()),
        shape: name,
        status: shape.error.http_status_code,
        fault: match (shape.error.sender_fault, shape.fault) {
            (true, _) => Some(Fault::Sender),
            (false, true) => Some(Fault::Service),
            (false, false) => None,
        },
        retry: shape.retryable.map(|said| if said.throttling { Retry::Throttling } else { Retry::Transient }),
    }
}

/// The newest model of each service, unpacked beside where the wheel keeps it packed.
fn unpacked_models(data: &Path) -> Result<Vec<PathBuf>> {
    const SCRIPT: &str = "
import gzip, pathlib, sys
for service in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    versions = sorted(path for path in service.iterdir() if path.is_dir()) if service.is_dir() else []
    if versions:
        model = versions[-1] / 'service-2.json'
        if not model.exists():
            model.write_bytes(gzip.decompress((versions[-1] / 'service-2.json.gz').read_bytes()))
        print(model)
";
    let output = Command::new("python3").args(["-c", SCRIPT]).arg(data).output().context("is python3 installed?")?;
    ensure!(output.status.success(), "cannot unpack the models: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.lines().map(PathBuf::from).collect())
}

/// How the SDK names the crate of a service: `Lex Runtime Service` is `aws-sdk-lexruntime`.
fn crate_name(service_id: &str) -> String {
    let name = service_id.to_lowercase().replace([' ', '-'], "");
    let name = name.strip_suffix("service").unwrap_or(&name);
    name.strip_suffix("api").unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::crate_name;

    #[test]
    fn services_are_named_as_their_crates() {
        let check = |id: &str, name: &str| assert_eq!(crate_name(id), name, "the crate of {id:?}");
        check("S3", "s3");
        check("SFN", "sfn");
        check("Elastic Load Balancing v2", "elasticloadbalancingv2");
        check("Database Migration Service", "databasemigration");
        check("ApiGatewayManagementApi", "apigatewaymanagement");
        check("Lex Runtime Service", "lexruntime");
        check("Config Service", "config");
        check("CloudWatch Logs", "cloudwatchlogs");
        check("SSO OIDC", "ssooidc");
    }
}
