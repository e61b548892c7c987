//! What it costs to compile a crate with all that it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use cargo_metadata::{Artifact, Message};

use crate::bench::machine;
use crate::bench::rustc::{self, Compiled};
use crate::workspace;

/// A row for each crate that was measured.
const FILE: &str = "xtask/crate-costs.tsv";
const HEADING: &str = "crate\tcrates\tseconds\tMiB\tmeasured on\n";

/// A crate with all that it depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cost {
    /// How many crates are compiled, itself among them.
    pub(super) crates: usize,
    /// The processor's time of all compilers.
    pub(super) seconds: u64,
    /// The most that one compiler had, in MiB.
    pub(super) memory: u64,
    /// The machine, the compiler and the day.
    pub(super) measured_on: String,
}

/// What was measured, by the names of crates.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Costs(BTreeMap<String, Cost>);

impl Costs {
    pub(super) fn of(&self, name: &str) -> Option<&Cost> {
        self.0.get(name)
    }

    /// Reads what was measured before.
    ///
    /// # Errors
    ///
    /// Fails if there is no such file, or a row is none.
    pub(super) fn load() -> Result<Self> {
        let text = fs::read_to_string(workspace::root().join(FILE)).with_context(|| format!("cannot read {FILE}"))?;
        Self::parse(&text).with_context(|| format!("{FILE} is broken"))
    }

    fn parse(text: &str) -> Result<Self> {
        let rows = text.strip_prefix(HEADING).context("the first line is another")?;
        let row = |row: &str| {
            let mut fields = row.split('\t');
            let mut field = || fields.next().with_context(|| format!("{row:?} has too few fields"));
            let name = field()?.to_owned();
            let (crates, seconds, memory) = (field()?.parse()?, field()?.parse()?, field()?.parse()?);
            Ok((name, Cost { crates, seconds, memory, measured_on: field()?.to_owned() }))
        };
        rows.lines().map(row).collect::<Result<_>>().map(Self)
    }

    fn text(&self) -> String {
        let row = |(name, cost): (&String, &Cost)| {
            let Cost { crates, seconds, memory, measured_on } = cost;
            format!("{name}\t{crates}\t{seconds}\t{memory}\t{measured_on}\n")
        };
        HEADING.to_owned() + &self.0.iter().map(row).collect::<String>()
    }

    /// Compiles each of the crates from nothing and keeps what it cost; other rows stay, if their crate is `published`.
    ///
    /// A unit that two crates need in the same way is compiled once and counted for both.
    ///
    /// # Errors
    ///
    /// Fails if one does not compile; those before it are kept.
    pub(super) fn measure(mut self, names: &[String], published: &BTreeSet<&str>) -> Result<Self> {
        let folder = workspace::root().join("target/bench/crates");
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        let machine = machine::describe()?;
        let measured_on = format!("{} with {}, {}", machine.processor, machine.rustc, machine.day);
        self.0.retain(|name, _| published.contains(name.as_str()));
        for name in names {
            println!("compiling {name}");
            let (artifacts, compiled) = build(name, &folder)?;
            let cost = cost(&artifacts, &compiled, &measured_on)?;
            println!("    {} crates, {} s of the processor, {} MiB", cost.crates, cost.seconds, cost.memory);
            self.0.insert(name.clone(), cost);
            fs::write(workspace::root().join(FILE), self.text()).with_context(|| format!("cannot write {FILE}"))?;
        }
        fs::remove_dir_all(&folder)?;
        Ok(self)
    }
}

/// Everything that a build of the crate needs, and all that was compiled in the folder until now.
fn build(name: &str, folder: &Path) -> Result<(Vec<Artifact>, Vec<Compiled>)> {
    let log = folder.join("rustc.tsv");
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(["build", "--locked", "--quiet", "--message-format=json", "-p", name]);
    cargo.current_dir(workspace::root()).stdin(Stdio::null()).stderr(Stdio::inherit());
    cargo.env("CARGO_TARGET_DIR", folder).env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS");
    cargo.env("RUSTC_WRAPPER", std::env::current_exe().context("no path to this program")?).env(rustc::LOG, &log);
    let output = cargo.output().context("cannot run cargo")?;
    ensure!(output.status.success(), "{name} does not compile");
    let mut artifacts = Vec::new();
    for message in Message::parse_stream(output.stdout.as_slice()) {
        if let Message::CompilerArtifact(artifact) = message.context("cargo says what is no message")? {
            artifacts.push(artifact);
        }
    }
    Ok((artifacts, rustc::read(&fs::read_to_string(&log).context("nothing was compiled")?)))
}

fn cost(artifacts: &[Artifact], compiled: &[Compiled], measured_on: &str) -> Result<Cost> {
    let mut packages = BTreeSet::new();
    let (mut seconds, mut memory) = (0.0, 0.0_f64);
    for artifact in artifacts {
        packages.insert(artifact.package_id.repr.as_str());
        let files: Vec<PathBuf> = artifact.filenames.iter().map(PathBuf::from).collect();
        let name = artifact.target.name.replace('-', "_");
        // A program's file has no mark of its own. It is needed by nothing else, so the last of its name it is.
        let is_it = |one: &&Compiled| files.iter().any(|file| is_marked(file, &one.unit));
        let found = compiled.iter().find(is_it).or_else(|| compiled.iter().rfind(|one| one.name == name));
        let found = found.with_context(|| format!("{name} was compiled by no rustc that was measured"))?;
        seconds += found.cpu;
        memory = memory.max(found.memory);
    }
    let (seconds, memory) = (seconds.round() as u64, (memory / 1_048_576.0).round() as u64);
    Ok(Cost { crates: packages.len(), seconds, memory, measured_on: measured_on.to_owned() })
}

/// Whether a part of the path ends with the mark that Cargo gives to a unit: `libbytes-0123456789abcdef.rlib`.
fn is_marked(file: &Path, unit: &str) -> bool {
    let mut stems = file.components().filter_map(|part| Path::new(part.as_os_str()).file_stem());
    !unit.is_empty() && stems.any(|stem| stem.to_string_lossy().ends_with(unit))
}

#[cfg(test)]
mod tests {
    use super::{Artifact, Compiled, Cost, Costs, HEADING, cost};

    fn compiled(name: &str, unit: &str, cpu: f64, mib: f64) -> Compiled {
        Compiled { name: name.to_owned(), unit: unit.to_owned(), seconds: 0.0, cpu, memory: mib * 1_048_576.0 }
    }

    fn artifact(name: &str, file: &str) -> Artifact {
        let target = serde_json::json!({
            "kind": ["lib"], "crate_types": ["lib"], "name": name, "src_path": "/lib.rs", "edition": "2021", "doctest": false, "test": false
        });
        let profile = serde_json::json!({
            "opt_level": "0", "debuginfo": 0, "debug_assertions": true, "overflow_checks": true, "test": false
        });
        serde_json::from_value(serde_json::json!({
            "package_id": name, "manifest_path": "/Cargo.toml", "target": target, "profile": profile, "features": [],
            "filenames": [file], "executable": null, "fresh": false
        }))
        .expect("it is what Cargo prints")
    }

    #[test]
    fn a_crate_costs_what_it_needs() {
        // Two of one name, a build script, and a program whose file is not marked.
        let log = [
            compiled("bytes", "-aaaa", 1.5, 100.0),
            compiled("bytes", "-bbbb", 50.0, 9_000.0),
            compiled("build_script_build", "-cccc", 2.0, 300.0),
            compiled("sotalia", "-dddd", 70.0, 8_000.0),
            compiled("sotalia", "-eeee", 4.0, 200.0),
            compiled("elsewhere", "-ffff", 9.0, 900.0),
        ];
        let needed = [
            artifact("bytes", "/t/debug/deps/libbytes-aaaa.rlib"),
            artifact("bytes", "/t/debug/build/bytes-cccc/build-script-build"),
            artifact("sotalia", "/t/debug/sotalia"),
        ];
        let made = cost(&needed, &log, "a machine").expect("all are in the log");
        let measured_on = "a machine".to_owned();
        assert_eq!(made, Cost { crates: 2, seconds: 8, memory: 300, measured_on });
        let missing = cost(&[artifact("unknown", "/t/debug/deps/libunknown-9999.rlib")], &log, "");
        assert!(missing.expect_err("it is in no log").to_string().contains("unknown was compiled by no rustc"));
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let text = format!("{HEADING}sotalia-a\t10\t20\t300\ta machine\n");
        let costs = Costs::parse(&text).expect("it is a table");
        let measured_on = "a machine".to_owned();
        assert_eq!(costs.of("sotalia-a"), Some(&Cost { crates: 10, seconds: 20, memory: 300, measured_on }));
        assert_eq!(costs.text(), text);
        for broken in ["sotalia-a\t10\t20\t300\ta machine\n".to_owned(), format!("{HEADING}sotalia-a\t10\t20\n")] {
            assert!(Costs::parse(&broken).is_err(), "{broken:?} was taken");
        }
    }
}
