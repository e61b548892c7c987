//! The tables of services, partitions and regions, for the session.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;

use super::write::{self, Files};
use crate::import_endpoints::{PARTITIONS, SERVICES};

/// Where the tables are written.
pub(super) const FOLDER: &str = "crates/sotalia-session/src/facts/generated";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Service {
    id: String,
    endpoints: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    partition: Vec<Partition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Partition {
    name: String,
    prefixes: Vec<String>,
    dns_suffix: String,
    regions: Vec<String>,
    endpoints: BTreeMap<String, Vec<String>>,
}

/// A file for the services, one for each partition, one for the services with resources, and the module of them all.
pub(super) fn generate(root: &Path, files: &mut Files) -> Result<()> {
    let services: BTreeMap<String, Service> = read(root, SERVICES)?;
    let partitions: File = read(root, PARTITIONS)?;
    let folder = PathBuf::from(FOLDER);
    files.insert(folder.join("services.rs"), write::finish(SERVICES, &services_table(&services))?);
    files.insert(folder.join("resources.rs"), write::finish("crates/*/resources.toml", &resources_table(root)?)?);
    let (mut modules, mut statics) = (vec!["resources".to_owned(), "services".to_owned()], String::new());
    for partition in &partitions.partition {
        let module = partition.name.replace('-', "_");
        files.insert(folder.join(format!("{module}.rs")), write::finish(PARTITIONS, &partition_table(partition)?)?);
        write!(statics, "{module}::PARTITION, ")?;
        modules.push(module);
    }
    modules.sort();
    let modules: String = modules.iter().map(|module| format!("mod {module};\n")).collect();
    let body = format!(
        "//! Services, partitions and regions, as tables.\n\n{modules}\npub(super) use self::resources::RESOURCES;\n\
         pub(super) use self::services::SERVICES;\n\nuse super::Partition;\n\n\
         /// Every partition, the public one first.\npub(super) static PARTITIONS: &[Partition] = &[{statics}];\n"
    );
    files.insert(folder.with_extension("rs"), write::finish(PARTITIONS, &body)?);
    Ok(())
}

fn read<T: for<'de> Deserialize<'de>>(root: &Path, path: &str) -> Result<T> {
    let text = std::fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
    toml::from_str(&text).with_context(|| format!("{path} has not the form that `cargo xtask import-endpoints` writes"))
}

fn services_table(services: &BTreeMap<String, Service>) -> String {
    let rows: String = services
        .iter()
        .map(|(name, Service { id, endpoints })| {
            format!("Service {{ name: {name:?}, sdk: {:?}, endpoints: {endpoints:?} }},\n", sdk_name(id))
        })
        .collect();
    format!(
        "//! Every service, sorted by name.\n\nuse crate::facts::Service;\n\n\
         /// Every service, sorted by name.\npub(in crate::facts) static SERVICES: &[Service] = &[\n{rows}];\n"
    )
}

/// `Database Migration Service` as `databasemigration`: the end of `aws-sdk-databasemigration`.
fn sdk_name(id: &str) -> String {
    let name: String = id.to_lowercase().chars().filter(|character| !matches!(character, ' ' | '-')).collect();
    name.strip_suffix("service").map_or(name.clone(), str::to_owned)
}

/// What botocore calls the service of an SDK crate: `logs` for the end of `aws-sdk-cloudwatchlogs`.
///
/// # Errors
///
/// Fails if no service is called so by the SDK; if one is by botocore, the error names the SDK's crate.
pub(crate) fn botocore_name(root: &Path, sdk: &str) -> Result<String> {
    let services: BTreeMap<String, Service> = read(root, SERVICES)?;
    if let Some((name, _)) = services.iter().find(|(_, service)| sdk_name(&service.id) == sdk) {
        return Ok(name.clone());
    }
    match services.get(sdk).map(|service| sdk_name(&service.id)) {
        Some(other) => bail!("{sdk} is botocore's name: give that of aws-sdk-{other}, {other}"),
        None => bail!("{sdk} is no service of {SERVICES}: give the name of its SDK crate, `ecr` for aws-sdk-ecr"),
    }
}

fn resources_table(root: &Path) -> Result<String> {
    let models = super::models(root)?;
    let services = models.iter().filter_map(|(path, _)| path.to_str()?.strip_prefix("crates/sotalia-"));
    let names: Vec<&str> = services.filter_map(|path| path.strip_suffix("/resources.toml")).collect();
    Ok(format!(
        "//! The services that have resources.\n\n/// The services that have resources, sorted.\n\
         pub(in crate::facts) static RESOURCES: &[&str] = &{names:?};\n"
    ))
}

/// The regions of a service are the bits of a number, so that the tables stay small.
fn partition_table(partition: &Partition) -> Result<String> {
    let Partition { name, prefixes, dns_suffix, regions, endpoints } = partition;
    ensure!(regions.len() <= 64, "{name} has {} regions: 64 bits are not enough any more", regions.len());
    let mut rows = String::new();
    for (service, endpoints) in endpoints {
        let bit = |endpoint: &String| regions.binary_search(endpoint).map_or(0, |position| 1_u64 << position);
        let bits = endpoints.iter().map(bit).fold(0, |all, bit| all | bit);
        let others: Vec<&String> = endpoints.iter().filter(|endpoint| bit(endpoint) == 0).collect();
        writeln!(rows, "Endpoints {{ service: {service:?}, regions: {bits:#x}, others: &{others:?} }},")?;
    }
    Ok(format!(
        "//! The partition `{name}`.\n\nuse crate::facts::{{Endpoints, Partition}};\n\n/// The partition `{name}`.\n\
         pub(super) const PARTITION: Partition = Partition {{\nname: {name:?},\nprefixes: &{prefixes:?},\n\
         dns_suffix: {dns_suffix:?},\n\
         regions: &{regions:?},\nservices: &[\n{rows}],\n}};\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::botocore_name;
    use crate::workspace;

    #[test]
    fn a_service_has_a_name_in_botocore() {
        let check = |sdk: &str, expected: &str| {
            let found = botocore_name(&workspace::root(), sdk).unwrap_or_else(|error| error.to_string());
            assert_eq!(found, expected, "{sdk}");
        };
        check("ecr", "ecr");
        check("cloudwatchlogs", "logs");
        check("elasticloadbalancingv2", "elbv2");
        check("databasemigration", "dms");
        check("logs", "logs is botocore's name: give that of aws-sdk-cloudwatchlogs, cloudwatchlogs");
        let none = "ecrr is no service of crates/sotalia-session/facts/services.toml: \
                    give the name of its SDK crate, `ecr` for aws-sdk-ecr";
        check("ecrr", none);
    }
}
