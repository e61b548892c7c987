//! `cargo xtask crates`: the table of the published crates in the README, with what each costs to compile.

mod cost;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::Package;

use self::cost::Costs;
use crate::made_text::{README, read_readme, replaced, write_readme};
use crate::workspace;

/// Between these lines of the README stands the table.
const MARKERS: (&str, &str) = ("<!-- Made by `cargo xtask crates`. -->", "<!-- The end of what is made. -->");

/// Write the README's table of crates, from their manifests and from what was measured before.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Compile these crates from nothing, or all published ones, and note down what each costs. All take twenty minutes
    /// and 8 GiB, on a machine that does nothing else
    #[arg(long, value_name = "CRATE", num_args = 0..)]
    pub(crate) measure: Option<Vec<String>>,
    /// Write nothing, and fail if the table is not as it would be written
    #[arg(long, conflicts_with = "measure")]
    pub(crate) check: bool,
}

/// Measures if asked to, and writes the table or compares it.
///
/// # Errors
///
/// Fails if a crate does not compile or has no description, or, for `--check`, if the README is another.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let packages = published()?;
    let mut costs = Costs::load()?;
    if let Some(named) = &arguments.measure {
        let known: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
        costs = costs.measure(&chosen(named, &packages)?, &known)?;
    }
    let text = read_readme()?;
    let made = replaced(&text, MARKERS, &table(&packages, &costs)?)?;
    if arguments.check {
        ensure!(made == text, "the table of crates in {README} is not as it should be: run `cargo xtask crates`");
        println!("crates: {README} lists all {}", packages.len());
        return Ok(());
    }
    if made != text {
        write_readme(&made)?;
        println!("wrote {README}");
    }
    Ok(())
}

/// The published crates, in the order of the layers.
fn published() -> Result<Vec<Package>> {
    let metadata = workspace::metadata()?;
    let layers = metadata.workspace_metadata["layers"].as_array().cloned().unwrap_or_default();
    let names = layers.iter().filter_map(|layer| layer["crates"].as_array()).flatten().filter_map(|name| name.as_str());
    let place = |package: &Package| names.clone().position(|name| name == package.name.as_str());
    let is_published = |package: &&Package| package.publish.as_ref().is_none_or(|registries| !registries.is_empty());
    let mut packages: Vec<_> = metadata.packages.iter().filter(is_published).cloned().collect();
    packages.sort_by_key(place);
    Ok(packages)
}

/// The crates to measure: those that are named, or all.
fn chosen(named: &[String], packages: &[Package]) -> Result<Vec<String>> {
    let all: Vec<String> = packages.iter().map(|package| package.name.to_string()).collect();
    for name in named {
        ensure!(all.contains(name), "{name} is no published crate; there are {}", all.join(", "));
    }
    Ok(if named.is_empty() { all } else { named.to_vec() })
}

fn table(packages: &[Package], costs: &Costs) -> Result<String> {
    let mut table = String::from("| crate | for | crates | CPU | memory |\n| --- | --- | --- | --- | --- |\n");
    let mut measured_on = BTreeSet::new();
    for package in packages {
        let name = package.name.as_str();
        let says = package.description.as_deref().with_context(|| format!("{name} has no description"))?;
        let cost = match costs.of(name) {
            Some(cost) => {
                measured_on.insert(cost.measured_on.as_str());
                format!("{} | {} s | {} MiB", cost.crates, cost.seconds, cost.memory)
            }
            None => "- | - | -".to_owned(),
        };
        writeln!(table, "| [{name}](crates/{name}) | {says} | {cost} |")?;
    }
    table.push_str(
        "\nWhat a debug build with default features compiles from nothing: crates, seconds of all compilers on one core, and the\n\
         most memory that one compiler had. ",
    );
    if measured_on.is_empty() {
        table.push_str("`-` was not measured yet.\n");
    } else {
        writeln!(table, "Measured on {}.", Vec::from_iter(measured_on).join("; "))?;
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Costs, chosen, published, run, table};

    #[test]
    fn the_published_crates_are_listed() {
        let packages = published().expect("cargo can be asked");
        let table = table(&packages, &Costs::default()).expect("each has a description");
        assert!(table.contains("[sotalia-error](crates/sotalia-error) | One error type"), "{table}");
        assert!(table.contains(" | - | - | - |"), "expected nothing measured in {table}");
        assert!(!table.contains("testkit"), "expected published crates only in {table}");
    }

    #[test]
    fn the_readme_is_up_to_date() {
        run(&Arguments { check: true, ..Arguments::default() }).expect("`cargo xtask crates` was run");
    }

    #[test]
    fn only_published_crates_are_measured() {
        let packages = published().expect("cargo can be asked");
        let names =
            |named: &[&str]| chosen(&named.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &packages);
        assert_eq!(names(&["sotalia-sqs"]).expect("it is published"), ["sotalia-sqs"]);
        assert_eq!(names(&[]).expect("all are").len(), packages.len());
        let refused = names(&["sotalia-testkit"]).expect_err("it is not published").to_string();
        assert!(refused.contains("sotalia-testkit is no published crate; there are "), "{refused}");
    }
}
