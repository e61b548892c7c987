//! Where this workspace is, and what Cargo says about it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand};

/// The folder of the root `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    // Cargo sets it when it runs this program; what was compiled in is of another copy if two share a target folder.
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&xtask).parent().expect("xtask is a folder of the workspace").to_path_buf()
}

/// What Cargo says about the members of this workspace; their dependencies are listed and not resolved, so that
/// neither the network nor an up-to-date lock file is needed.
///
/// # Errors
///
/// Fails if a manifest cannot be read.
pub(crate) fn metadata() -> Result<Metadata> {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .context("`cargo metadata` failed: mend the manifest that it names")
}

/// The name of the `cargo` that started this program, or the one on the path.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
