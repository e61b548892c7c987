//! Folders in the layout of botocore's data.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use sotalia_error::Result;

use crate::source::{self, File, Files};
use crate::{Partitions, Service};

/// No file of botocore has more than 20 MiB; what unpacks to more than this is refused.
const MAX_FILE: u64 = 256 << 20;

/// The names of the services in a folder: those with a version that has a `service-2` file.
pub(crate) fn services(folder: &Path) -> Vec<String> {
    let names = entries(folder).into_iter().filter(|name| newest_version(&folder.join(name)).is_some());
    names.collect()
}

/// The model of a service, of its newest version; `None` if the folder has it not.
pub(crate) fn service(folder: &Path, name: &str) -> Result<Option<Service>> {
    // A name is no path.
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(None);
    }
    let Some(version) = newest_version(&folder.join(name)) else { return Ok(None) };
    let Some(service) = file(&version, "service-2")? else { return Ok(None) };
    let files = Files {
        service,
        paginators: file(&version, "paginators-1")?,
        waiters: file(&version, "waiters-2")?,
        rules: file(&version, "endpoint-rule-set-1")?,
    };
    source::service(name, &files).map(Some)
}

/// The partitions of a folder, if it has its own.
pub(crate) fn partitions(folder: &Path) -> Result<Option<Partitions>> {
    file(folder, "partitions")?.map(|file| source::partitions(&file)).transpose()
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

fn newest_version(service: &Path) -> Option<PathBuf> {
    let versions = entries(service).into_iter().rev().map(|version| service.join(version));
    versions
        .into_iter()
        .find(|version| ["json", "json.gz"].iter().any(|end| version.join(format!("service-2.{end}")).is_file()))
}

fn file(folder: &Path, name: &str) -> Result<Option<File>> {
    let Some((path, text)) = read(folder, name)? else { return Ok(None) };
    Ok(Some(File { path, text, extras: read(folder, &format!("{name}.sdk-extras"))? }))
}

/// A file, plain or packed, with its path.
fn read(folder: &Path, name: &str) -> Result<Option<(String, Vec<u8>)>> {
    for is_packed in [false, true] {
        let path = folder.join(format!("{name}.json{}", if is_packed { ".gz" } else { "" }));
        let shown = path.display().to_string();
        let file = match std::fs::File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(source::broken(&shown, error)),
        };
        let mut text = Vec::new();
        let size = if is_packed {
            MultiGzDecoder::new(file).take(MAX_FILE + 1).read_to_end(&mut text)
        } else {
            file.take(MAX_FILE + 1).read_to_end(&mut text)
        };
        match size {
            Ok(size) if size as u64 > MAX_FILE => return Err(source::broken(&shown, "it is larger than 256 MiB")),
            Ok(_) => return Ok(Some((shown, text))),
            Err(error) => return Err(source::broken(&shown, error)),
        }
    }
    Ok(None)
}
