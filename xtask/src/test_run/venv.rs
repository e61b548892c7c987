//! Virtual environments of Python under the target folder, made once for each pinned list of packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};

use crate::workspace;

/// The folder of a virtual environment with the packages of `tests/<requirements>`; made if it is not there, and made
/// anew if the list or the Python changed.
///
/// # Errors
///
/// Fails if Python lacks what is needed, saying how to install it, or if a package cannot be installed.
pub(crate) fn prepare(target: &Path, requirements: &str) -> Result<PathBuf> {
    let list = workspace::root().join("tests").join(requirements);
    let pins = fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let stamp = format!("{}\n{pins}", python_version()?);
    let folder = target.join("venv").join(requirements.trim_end_matches(".txt"));
    let stamp_file = folder.join("stamp");
    if fs::read_to_string(&stamp_file).is_ok_and(|found| found == stamp) {
        return Ok(folder);
    }
    println!("  installing tests/{requirements} into {}", folder.display());
    ensure_venv_module()?;
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    run(make, "a virtual environment cannot be made")?;
    let mut install = Command::new(folder.join("bin/python"));
    // The list is complete, so nothing needs to be resolved.
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]);
    install.arg("--requirement").arg(&list);
    run(install, &format!("the packages of tests/{requirements} cannot be installed"))?;
    fs::write(&stamp_file, stamp).with_context(|| format!("cannot write {}", stamp_file.display()))?;
    Ok(folder)
}

fn python_version() -> Result<String> {
    let output = Command::new("python3").arg("--version").stdin(Stdio::null()).output();
    let output = output.context("cannot run `python3`: install Python 3.10 or later")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Debian keeps `ensurepip` in a package of its own; where CI runs as root there, it is installed.
fn ensure_venv_module() -> Result<()> {
    let present = || {
        let mut python = Command::new("python3");
        python.args(["-c", "import ensurepip, venv"]).stdin(Stdio::null()).stderr(Stdio::null());
        python.status().is_ok_and(|status| status.success())
    };
    if present() {
        return Ok(());
    }
    if std::env::var_os("CI").is_some() && is_root() && Path::new("/usr/bin/apt-get").exists() {
        let mut update = Command::new("apt-get");
        update.arg("update");
        run(update, "apt-get has no package lists")?;
        let mut install = Command::new("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "--yes", "python3-venv"]);
        run(install, "apt-get cannot install python3-venv")?;
    }
    ensure!(present(), "python3 has no `ensurepip`: run `apt-get install python3-venv`, or install a full Python 3");
    Ok(())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn run(mut command: Command, failure: &str) -> Result<()> {
    let status = command.stdin(Stdio::null()).status();
    let status = status.with_context(|| format!("{failure}: cannot start {}", command.get_program().display()))?;
    if !status.success() {
        bail!("{failure}: `{}` ended with {status}", command.get_program().display());
    }
    Ok(())
}
