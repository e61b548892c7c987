//! The files of botocore's wheel.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use serde_json::Value;

/// The folder of the newest version in a folder of versions.
pub(crate) fn newest(folder: &Path) -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut versions: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    versions.sort();
    versions.pop().ok_or_else(|| anyhow!("{} holds no version", folder.display()))
}

/// Reads a JSON file; where the wheel keeps it compressed, Python unpacks it.
pub(crate) fn json_file(path: &Path) -> Result<Value> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(_) => {
            let packed = path.with_extension("json.gz");
            let script = "import gzip,sys; sys.stdout.buffer.write(gzip.open(sys.argv[1]).read())";
            let output = std::process::Command::new("python3").args(["-c", script]).arg(&packed).output()?;
            anyhow::ensure!(output.status.success(), "cannot read {} nor {}", path.display(), packed.display());
            output.stdout
        }
    };
    serde_json::from_slice(&bytes).with_context(|| format!("{} holds no JSON", path.display()))
}

/// The text of a JSON string; empty for anything else.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
