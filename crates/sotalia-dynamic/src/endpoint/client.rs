//! The endpoint of one client.

use std::sync::Arc;

use aws_types::SdkConfig;
use sotalia_models::{Constant, PartitionOutputs, Service};
use sotalia_session::service_endpoint_url;

use super::{BuiltIns, EndpointParameters, ParameterValues, PartitionTable, Resolved, resolve};
use crate::s3::copy_source::is_arn;
use crate::schema::CompiledOperation;
use crate::{Map, Value};

/// What the endpoints of all calls of a client have in common.
#[derive(Debug)]
pub(crate) struct ClientEndpoint {
    service: Arc<Service>,
    partitions: Arc<PartitionTable>,
    /// What the client knows.
    values: ParameterValues,
    account: Option<usize>,
    path_style: Option<usize>,
    /// The endpoint of a service whose model has no rules.
    without_rules: Option<String>,
}

impl ClientEndpoint {
    pub(crate) fn new(config: &SdkConfig, service: &Arc<Service>) -> Self {
        let partitions = PartitionTable::of(&service.partitions);
        let url = service_endpoint_url(config, &service.metadata.service_id);
        let built_ins = BuiltIns::new(config, &service.metadata.service_id, url.as_deref(), &partitions);
        let rules = service.endpoint_rules.as_ref();
        let slot = |name: &str| rules?.parameters.iter().position(|it| it.built_in.as_deref() == Some(name));
        let known = |outputs: &PartitionOutputs, region: &str| match &service.metadata.global_endpoint {
            Some(host) => format!("https://{host}"),
            None => format!("https://{}.{region}.{}", service.metadata.endpoint_prefix, outputs.dns_suffix),
        };
        let region = config.region().map(AsRef::as_ref);
        let plain = || url.clone().or_else(|| Some(known(partitions.of_region(region?)?, region?)));
        Self {
            values: rules.map(|rules| built_ins.values(rules)).unwrap_or_default(),
            account: slot("AWS::Auth::AccountId"),
            path_style: slot("AWS::S3::ForcePathStyle"),
            without_rules: if rules.is_none() { plain() } else { None },
            service: Arc::clone(service),
            partitions,
        }
    }

    /// The parameters of one call.
    pub(crate) fn parameters(&self, operation: &CompiledOperation, params: &Map) -> EndpointParameters {
        let mut values = self.values.clone();
        operation.binding.apply(params, &mut values);
        if let Some(slot) = self.path_style {
            // As botocore has it: the bucket's region, which the host of a bucket might need, is what is asked for here.
            if operation.name() == "GetBucketLocation" {
                values[slot] = Some(Constant::Bool(true));
            } else if params.get("Bucket").and_then(Value::as_str).is_some_and(is_arn) {
                values[slot] = Some(Constant::Bool(false));
            }
        }
        EndpointParameters { values, account: self.account }
    }

    /// The endpoint, or a text that says why there is none.
    pub(super) fn resolve<'r>(&'r self, parameters: &'r EndpointParameters) -> Result<Resolved<'r>, String> {
        match (&self.service.endpoint_rules, &self.without_rules) {
            (Some(rules), _) => resolve(rules, &self.partitions, &parameters.values),
            (None, Some(url)) => Ok(Resolved { url: url.clone(), properties: Vec::new(), headers: Vec::new() }),
            (None, None) => Err("Invalid Configuration: Missing Region".to_owned()),
        }
    }
}
