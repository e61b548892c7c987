//! The programs and scripts of the competitors.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::jobs::{self, Competitor, Job, Jobs};
use crate::test_run::venv;
use crate::workspace;

/// Where everything is that can be run.
pub(super) struct Programs {
    release: PathBuf,
    /// The Python for each list of packages.
    pythons: BTreeMap<String, PathBuf>,
}

impl Programs {
    /// Builds what the jobs need of this workspace, and installs what their peers need, if these are measured.
    ///
    /// # Errors
    ///
    /// Fails if something does not compile or cannot be installed.
    pub(super) fn build(jobs: &Jobs, chosen: &[&Job], peers: bool) -> Result<Self> {
        println!("building the programs");
        build("sotalia-bench")?;
        let names = chosen.iter().flat_map(|job| job.competitors.iter().chain(job.peers.iter().filter(|_| peers)));
        let needed = names.map(|name| jobs.competitor(name)).collect::<Result<Vec<_>>>()?;
        if needed.iter().any(|competitor| competitor.program.as_deref() == Some("sotalia")) {
            // By itself, so that the features that it needs are no other program's.
            build("sotalia-cli")?;
        }
        let target = workspace::metadata()?.target_directory.into_std_path_buf();
        let mut pythons = BTreeMap::new();
        for requirements in needed.iter().filter_map(|competitor| competitor.requirements.as_ref()) {
            if !pythons.contains_key(requirements) {
                let python = venv::prepare(&target, requirements)?.join("bin/python");
                pythons.insert(requirements.clone(), python);
            }
        }
        Ok(Self { release: target.join("release"), pythons })
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.release.join(program)
    }

    /// How the competitor is told to do the job.
    ///
    /// # Errors
    ///
    /// Fails if it is neither a program nor a script whose packages are there.
    pub(super) fn command(&self, competitor: &Competitor, words: &[String]) -> Result<Command> {
        let mut command = match (&competitor.program, &competitor.script, &competitor.requirements) {
            (Some(program), None, None) => Command::new(self.path(program)),
            (None, Some(script), Some(requirements)) => {
                let python = self.pythons.get(requirements).context("its packages are not installed")?;
                let mut command = Command::new(python);
                command.arg(jobs::folder().join("peers").join(script));
                command
            }
            _ => anyhow::bail!("{} is neither a program nor a script with packages", competitor.name),
        };
        command.args(if competitor.words.is_empty() { words } else { &competitor.words });
        Ok(command)
    }
}

fn build(package: &str) -> Result<()> {
    let mut cargo = Command::new(workspace::cargo());
    cargo.current_dir(workspace::root()).args(["build", "--release", "--quiet", "--bins", "--package", package]);
    ensure!(cargo.status().context("cannot run cargo")?.success(), "{package} does not compile");
    Ok(())
}
