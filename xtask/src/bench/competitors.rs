//! The programs and scripts of the competitors.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::jobs::{self, Competitor, Jobs};
use crate::test_run::venv;
use crate::workspace;

/// Where everything is that can be run.
pub(super) struct Programs {
    release: PathBuf,
    /// The Python for each list of packages.
    pythons: BTreeMap<String, PathBuf>,
}

impl Programs {
    /// Builds what is of this workspace, and installs what the peers need.
    ///
    /// # Errors
    ///
    /// Fails if something does not compile or cannot be installed.
    pub(super) fn build(jobs: &Jobs, peers: bool) -> Result<Self> {
        println!("building the programs");
        // One after the other, so that the features of one are not those of the other.
        for package in ["sotalia-bench", "sotalia-cli"] {
            let mut cargo = Command::new(workspace::cargo());
            cargo.current_dir(workspace::root()).args([
                "build",
                "--release",
                "--quiet",
                "--bins",
                "--package",
                package,
            ]);
            ensure!(cargo.status().context("cannot run cargo")?.success(), "{package} does not compile");
        }
        let target = workspace::metadata()?.target_directory.into_std_path_buf();
        let mut pythons = BTreeMap::new();
        let needed = jobs.competitor.iter().filter_map(|competitor| competitor.requirements.as_ref());
        for requirements in needed.filter(|_| peers) {
            let python = venv::prepare(&target, requirements)?.join("bin/python");
            pythons.insert(requirements.clone(), python);
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
