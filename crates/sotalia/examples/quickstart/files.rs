//! The files of a folder, as objects to be.

use std::fs;
use std::path::{Path, PathBuf};

use sotalia::error::{Error, LocalError, Result};
use sotalia_testkit::EmbeddedS3;

/// What is too large or too many for a first try.
const MOST_FILES: usize = 2000;
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// A file, and the key that it gets.
pub struct File {
    pub path: PathBuf,
    pub key: String,
    pub size: u64,
}

/// The embedded server.
pub async fn server() -> Result<EmbeddedS3> {
    let started = EmbeddedS3::start().await;
    started
        .map_err(|error| Error::local(LocalError::FileError, "cannot start the embedded S3 server").with_source(error))
}

/// The files below a folder, but for hidden folders and build output.
pub fn below(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    walk(folder, folder, &mut files).map_err(|error| {
        let message = format!("cannot read the folder {}: name one that can be read", folder.display());
        Error::local(LocalError::FileError, message).with_source(error)
    })?;
    files.sort_by(|a, b| a.key.cmp(&b.key));
    files.truncate(MOST_FILES);
    if files.is_empty() {
        let message = format!("{} holds no file to upload: name a folder that does", folder.display());
        return Err(Error::local(LocalError::FileError, message));
    }
    Ok(files)
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') || name == "target" {
            continue;
        }
        if kind.is_dir() {
            walk(root, &path, files)?;
            continue;
        }
        let size = entry.metadata()?.len();
        if kind.is_file() && size <= MOST_BYTES {
            let relative = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            let key = parts.join("/");
            files.push(File { path, key, size });
        }
    }
    Ok(())
}
