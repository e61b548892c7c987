//! `cargo xtask errors`: how many of AWS's errors have a kind, and which have not.

mod constants;
pub(crate) mod import;
mod models;
mod resolve;
mod rules;
mod table;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use clap::Args;

pub(crate) use self::models::FILE as MODELS;
use self::resolve::{Catalogue, Facts, Known};
use crate::codegen::Files;
use crate::workspace;

/// The least share of the modelled errors that must have a kind, in percent.
const LEAST: f64 = 97.0;

/// What to print.
#[derive(Debug, Default, Args)]
pub(crate) struct Arguments {
    /// List the codes of this service, with what is known of each
    #[arg(long)]
    service: Option<String>,
    /// List the codes of this kind: `NotFound`
    #[arg(long)]
    kind: Option<String>,
    /// Print the size of the table and what a look-up costs, measured in a release build
    #[arg(long)]
    measure: bool,
}

/// Prints the share of the errors that have a kind, by service and in all.
///
/// # Errors
///
/// Fails if the share is too small.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let root = workspace::root();
    let catalogue = read(&root)?;
    if arguments.measure {
        return measure(&root, &catalogue);
    }
    if arguments.service.is_some() || arguments.kind.is_some() {
        return list(&catalogue, arguments);
    }
    for service in catalogue.services.iter().filter(|service| service.modelled > 0) {
        let (modelled, unclear) = (service.modelled, service.unclear.len());
        let codes = if unclear == 0 { String::new() } else { format!(": {}", service.unclear.join(" ")) };
        let share = share(modelled, unclear);
        println!("{share:>6.1} %  {:<36} {modelled:>4} errors, {unclear} without a kind{codes}", service.name);
    }
    check_share(&catalogue)
}

/// Prints the share in all, for `cargo xtask ci`.
///
/// # Errors
///
/// Fails if it is too small.
pub(crate) fn check() -> Result<()> {
    check_share(&read(&workspace::root())?)
}

fn check_share(catalogue: &Catalogue) -> Result<()> {
    let modelled = catalogue.services.iter().map(|service| service.modelled).sum();
    let unclear = catalogue.services.iter().map(|service| service.unclear.len()).sum();
    let (share, services) = (share(modelled, unclear), catalogue.services.len());
    println!("{share:>6.1} %  of {modelled} errors of {services} services have a kind; {unclear} have none");
    ensure!(
        share >= LEAST,
        "{share:.1} % of the errors have a kind, {LEAST} % is wanted: add rules to {}",
        rules::FILE
    );
    Ok(())
}

/// The generated files, and the folders that hold nothing else.
pub(crate) fn generate(root: &Path, files: &mut Files) -> Result<Vec<PathBuf>> {
    let catalogue = read(root)?;
    table::generate(&catalogue, &rules::read(root)?, files)?;
    constants::generate(&catalogue, files)?;
    Ok(vec![PathBuf::from(table::FOLDER), PathBuf::from(constants::FOLDER)])
}

fn read(root: &Path) -> Result<Catalogue> {
    resolve::resolve(models::read(root)?, &rules::read(root)?)
}

#[expect(clippy::cast_precision_loss, reason = "there are few thousand errors")]
fn share(all: usize, without: usize) -> f64 {
    100.0 * (all - without) as f64 / all.max(1) as f64
}

fn list(catalogue: &Catalogue, arguments: &Arguments) -> Result<()> {
    let kind = arguments.kind.as_deref().map(rules::kind).transpose()?;
    let wanted = |service: &&Known| {
        arguments.service.as_ref().is_none_or(|name| service.name == *name || service.folders.contains(name))
    };
    let services: Vec<_> = catalogue.services.iter().filter(wanted).collect();
    ensure!(!services.is_empty(), "no service is called {:?}", arguments.service.as_deref().unwrap_or_default());
    for service in services {
        for (code, facts) in service.codes.iter().filter(|(_, facts)| kind.is_none() || facts.kind == kind) {
            println!("{:<20} {code:<60} {}", service.name, describe(facts));
        }
    }
    Ok(())
}

/// `NotFound 404 sender`.
fn describe(facts: &Facts) -> String {
    let kind = facts.kind.map_or("by the status", |kind| rules::KINDS[usize::from(kind)].0);
    let status = facts.status.map(|status| status.to_string()).unwrap_or_default();
    let retry = facts.retry.map(|retry| format!("{retry:?}").to_lowercase()).unwrap_or_default();
    let fault = facts.fault.map(|fault| format!("{fault:?}").to_lowercase()).unwrap_or_default();
    [kind, &status, &fault, &retry].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn measure(root: &Path, catalogue: &Catalogue) -> Result<()> {
    let codes: usize = catalogue.services.iter().map(|service| service.codes.len()).sum();
    println!("{codes} codes of {} services, {} names", catalogue.services.len(), catalogue.general.len());
    let size = ["test", "--quiet", "-p", "sotalia-error", "--lib", "the_table_takes", "--", "--nocapture"];
    let time = ["bench", "--quiet", "-p", "sotalia-error", "--bench", "classify"];
    for arguments in [size.as_slice(), &time] {
        let status = Command::new(workspace::cargo()).args(arguments).current_dir(root).status();
        let status = status.context("cannot start cargo")?;
        ensure!(status.success(), "`cargo {}` ended with {status}", arguments.join(" "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn nearly_all_errors_have_a_kind() {
        super::check().expect("the rules know nearly all");
    }
}
