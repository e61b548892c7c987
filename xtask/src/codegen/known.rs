//! What the models know, for checks that look at the result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::model::Resource;
use super::scope::Service;
use super::{graph, models};

/// A service's resources and their data.
#[derive(Debug)]
pub(crate) struct Known {
    /// The service.
    pub(crate) service: String,
    /// The type of the service resource.
    pub(crate) root: String,
    /// Members of boto3's that are still missing.
    pub(crate) not_yet: Vec<String>,
    /// Attributes of boto3's that the SDK's types lack.
    pub(crate) not_in_sdk: Vec<String>,
    /// The data of each resource.
    pub(crate) data: BTreeMap<String, Data>,
}

/// The data of a resource.
#[derive(Debug, Default)]
pub(crate) struct Data {
    /// The members, if it is a type of the SDK.
    pub(crate) members: Vec<String>,
    /// The type, if it is ours.
    pub(crate) own_type: Option<String>,
}

/// All services, each with the folder of its crate.
///
/// # Errors
///
/// Fails if a model is wrong.
pub(crate) fn known(root: &Path) -> Result<Vec<(Known, PathBuf)>> {
    let metadata = graph(root)?;
    let mut all = Vec::new();
    for (model, _) in models(root)? {
        let service = Service::read(root, &metadata, &model)?;
        let mut data = BTreeMap::new();
        for resource in &service.model.resources {
            data.insert(resource.name.get_ref().clone(), of_resource(&service, resource)?);
        }
        let roots = service.model.resources.iter().filter(|resource| resource.root);
        let known = Known {
            service: service.model.service.clone(),
            root: roots.map(|resource| resource.name.get_ref().clone()).next().unwrap_or_default(),
            not_yet: service.model.not_yet.clone(),
            not_in_sdk: service.model.not_in_sdk.clone(),
            data,
        };
        all.push((known, model.parent().unwrap_or(Path::new("")).to_owned()));
    }
    Ok(all)
}

fn of_resource(service: &Service, resource: &Resource) -> Result<Data> {
    if let Some(own) = resource.data.as_ref().and_then(|name| name.get_ref().strip_prefix("crate::")) {
        return Ok(Data { own_type: Some(own.to_owned()), ..Data::default() });
    }
    if resource.data.is_none() && resource.load.is_none() {
        return Ok(Data::default());
    }
    let shape = service.data_shape(resource)?;
    Ok(Data { members: shape.fields.iter().map(|field| field.name.clone()).collect(), own_type: None })
}
