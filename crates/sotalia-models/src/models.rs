//! Where models come from.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sotalia_error::{Error, LocalError, Result};

use crate::archive::Archive;
use crate::{Partitions, Service, folder};

/// The models of services: those of this crate, and those of folders.
///
/// Cheap to clone. A service is read when it is first asked for, and kept; clones share what was read.
#[derive(Debug, Clone)]
pub struct Models(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// The one that was added last comes first.
    folders: Vec<PathBuf>,
    archive: Option<Arc<Archive>>,
    read: Mutex<HashMap<String, Arc<Service>>>,
    partitions: OnceLock<Arc<Partitions>>,
}

/// Sources
impl Models {
    /// The models of all services, as this crate brings them. Every call gives the same ones, so a service is read once.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> Self {
        static MODELS: OnceLock<Models> = OnceLock::new();
        let open =
            || Self::from_archive(&include_bytes!("../models.bin")[..]).expect("the tests of this crate read it");
        MODELS.get_or_init(open).clone()
    }

    /// The models of an archive: that of a build which needs few services, or of another version of botocore.
    /// [`pack`](Self::pack) makes it.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` if it is not an archive of this version.
    pub fn from_archive(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self> {
        let archive = Some(Arc::new(Archive::open(bytes.into())?));
        Ok(Self(Arc::new(Inner { archive, ..Inner::default() })))
    }

    /// No models; folders can be added.
    #[must_use]
    pub fn empty() -> Self {
        Self(Arc::default())
    }

    /// Adds a folder of models, which come before all that were there. It is read when a service is asked for.
    #[must_use]
    pub fn with_folder(&self, folder: impl Into<PathBuf>) -> Self {
        let mut folders = self.0.folders.clone();
        folders.insert(0, folder.into());
        Self(Arc::new(Inner { folders, archive: self.0.archive.clone(), ..Inner::default() }))
    }

    /// Adds the folders in which boto3 looks: `~/.aws/models`, and before it those of the environment variable
    /// `AWS_DATA_PATH`, the first of them first.
    #[must_use]
    pub fn with_user_folders(&self) -> Self {
        let home = std::env::home_dir().map(|home| home.join(".aws").join("models"));
        let named = std::env::var_os("AWS_DATA_PATH").unwrap_or_default();
        let named: Vec<_> = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect();
        named.into_iter().chain(home).rev().fold(self.clone(), |models, folder| models.with_folder(folder))
    }
}

/// Access
impl Models {
    /// The names of all services, in order.
    #[must_use]
    pub fn services(&self) -> Vec<String> {
        let of_folders = self.0.folders.iter().flat_map(|folder| folder::services(folder));
        let of_archive = self.0.archive.iter().flat_map(|archive| &archive.header.entries);
        let mut names: Vec<String> = of_folders.chain(of_archive.map(|entry| entry.name.to_string())).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The model of a service, by the name that boto3 has for it: `s3`, `logs`, `stepfunctions`.
    ///
    /// # Errors
    ///
    /// `UnknownService` with the nearest names, if there is none of this name, and `InvalidConfig` if a file of its model
    /// cannot be read.
    pub fn service(&self, name: &str) -> Result<Arc<Service>> {
        let read = || self.0.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(service) = read().get(name) {
            return Ok(service.clone());
        }
        let mut service = self.load(name)?;
        service.partitions = self.partitions()?;
        let service = Arc::new(service);
        // Who comes second takes what the first has read, so that there is one.
        Ok(read().entry(name.to_owned()).or_insert(service).clone())
    }

    /// What the models of the archive were made from, such as `botocore 1.44.5`; `None` without an archive.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.0.archive.as_ref().map(|archive| &*archive.header.source)
    }

    /// The partitions, those of a folder that has a `partitions.json` before those of this crate.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` if the file cannot be read.
    pub fn partitions(&self) -> Result<Arc<Partitions>> {
        if let Some(partitions) = self.0.partitions.get() {
            return Ok(partitions.clone());
        }
        let of_archive = self.0.archive.as_ref().map(|archive| archive.header.partitions.clone());
        let mut found = of_archive.unwrap_or_default();
        for folder in &self.0.folders {
            if let Some(partitions) = folder::partitions(folder)? {
                found = partitions;
                break;
            }
        }
        Ok(self.0.partitions.get_or_init(|| Arc::new(found)).clone())
    }

    fn load(&self, name: &str) -> Result<Service> {
        for folder in &self.0.folders {
            if let Some(service) = folder::service(folder, name)? {
                return Ok(service);
            }
        }
        let of_archive = self.0.archive.as_ref().map(|archive| archive.service(name)).transpose()?.flatten();
        of_archive.ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Error {
        let known = self.services();
        let near = match crate::other_names::boto3_name(name, &known) {
            Some(same) => vec![same],
            None => crate::name::nearest(name, known.iter().map(String::as_str)),
        };
        let mut message = format!("no service is named {name:?}");
        match near.as_slice() {
            [] => message.push_str(&format!("; {} are known, as `Models::services` lists them", known.len())),
            near => {
                let near: Vec<_> = near.iter().map(|name| format!("{name:?}")).collect();
                message.push_str(&format!("; did you mean {}?", near.join(" or ")));
            }
        }
        Error::local(LocalError::UnknownService, message).with_detail("Service", name)
    }
}

#[cfg(test)]
mod tests;
