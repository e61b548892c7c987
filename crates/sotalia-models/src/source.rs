//! botocore's files as they are, and from them the model.

mod convert;
mod merge;
mod paginators;
mod partitions;
mod raw;
mod waiters;

use serde::de::DeserializeOwned;
use sotalia_error::{Error, LocalError, Result};

use crate::index::NameIndex;
use crate::{Partitions, RuleSet, Service};

/// The files of one version of a service, unpacked.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// `service-2`
    pub(crate) service: File,
    /// `paginators-1`
    pub(crate) paginators: Option<File>,
    /// `waiters-2`
    pub(crate) waiters: Option<File>,
    /// `endpoint-rule-set-1`
    pub(crate) rules: Option<File>,
}

/// One file, and what is to be merged into it.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// Where it is, for messages.
    pub(crate) path: String,
    /// The JSON.
    pub(crate) text: Vec<u8>,
    /// `*.sdk-extras`: where it is, and its JSON.
    pub(crate) extras: Option<(String, Vec<u8>)>,
}

impl File {
    /// Reads it as botocore does: what the extras hold is merged into it first.
    fn parse<T: DeserializeOwned>(&self) -> Result<T> {
        let Some((path, extras)) = &self.extras else {
            return serde_json::from_slice(&self.text).map_err(|error| broken(&self.path, error));
        };
        let mut tree: merge::Tree = serde_json::from_slice(&self.text).map_err(|error| broken(&self.path, error))?;
        let extras: merge::Extras = serde_json::from_slice(extras).map_err(|error| broken(path, error))?;
        tree.merge(extras.merge);
        let merged = serde_json::to_vec(&tree).map_err(|error| broken(&self.path, error))?;
        serde_json::from_slice(&merged).map_err(|error| broken(path, error))
    }
}

pub(crate) fn broken(path: &str, error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let message = format!("the model in {path} cannot be read");
    Error::local(LocalError::InvalidConfig, message).with_detail("Path", path).with_source(error)
}

/// The model of the service `name`.
pub(crate) fn service(name: &str, files: &Files) -> Result<Service> {
    let raw: raw::Service = files.service.parse()?;
    let mut service = convert::service(name, raw).map_err(|message| broken(&files.service.path, message))?;
    if let Some(file) = &files.paginators {
        service.paginators = paginators::read(file.parse()?);
    }
    if let Some(file) = &files.waiters {
        service.waiters = waiters::read(file.parse()?);
    }
    if let Some(file) = &files.rules {
        let rules = RuleSet::compile(&file.parse()?).map_err(|message| broken(&file.path, message))?;
        service.endpoint_rules = Some(rules);
    }
    service.finish().map_err(|message| broken(&files.service.path, message))
}

/// The partitions of a `partitions.json`.
pub(crate) fn partitions(file: &File) -> Result<Partitions> {
    Ok(partitions::read(file.parse()?))
}

impl Service {
    /// Checks every number in it, and makes what follows from it.
    pub(crate) fn finish(mut self) -> Result<Self, String> {
        let shapes = self.shapes.len();
        let of_operations = self.operations.iter().flat_map(|operation| {
            let ends = operation.input.iter().chain(&operation.output).map(|member| member.shape);
            ends.chain(operation.errors.iter().copied())
        });
        let of_shapes = self.shapes.iter().flat_map(|shape| {
            let elements = shape.member.iter().chain(&shape.key).chain(&shape.value);
            shape.members.iter().chain(elements).map(|member| member.shape)
        });
        if of_operations.chain(of_shapes).any(|shape| shape >= shapes) {
            return Err("a shape is named that is not there".to_owned());
        }
        for shape in &self.shapes {
            convert::check_shape(shape)?;
        }
        if let Some(rules) = &self.endpoint_rules {
            rules.check()?;
        }
        self.index = NameIndex::new(&self.operations);
        Ok(self)
    }
}
