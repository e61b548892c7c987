//! The rules as the orchestrator asks them.

use std::sync::Arc;

use aws_credential_types::attributes::AccountId;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{EndpointFuture, EndpointResolverParams, ResolveEndpoint};
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_types::endpoint::{Endpoint, EndpointAuthScheme};
use sotalia_models::Constant;
use sotalia_session::error::{Error, LocalError};

use super::{ClientEndpoint, ParameterValues, Resolved, RuleValue};

/// Resolves endpoints by the rules of a service.
#[derive(Debug)]
pub(crate) struct RulesResolver(pub(crate) Arc<ClientEndpoint>);

/// The parameters of one call.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EndpointParameters {
    pub(super) values: ParameterValues,
    /// Where the account goes, if the rules ask for it.
    pub(super) account: Option<usize>,
}

impl ResolveEndpoint for RulesResolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        EndpointFuture::ready(self.endpoint(params))
    }

    fn finalize_params<'a>(&'a self, params: &'a mut EndpointResolverParams) -> Result<(), BoxError> {
        let identity = params.get_property_mut::<Identity>();
        // What is kept of the call shall not hold credentials.
        let identity = identity.map(|identity| std::mem::replace(identity, Identity::new((), None)));
        let account = identity.as_ref().and_then(|identity| identity.property::<AccountId>());
        if let (Some(parameters), Some(account)) = (params.get_mut::<EndpointParameters>(), account)
            && let Some(slot) = parameters.account
            && let Some(value) = parameters.values.get_mut(slot)
            && value.is_none()
        {
            *value = Some(Constant::Text(account.as_str().into()));
        }
        Ok(())
    }
}

impl RulesResolver {
    fn endpoint(&self, params: &EndpointResolverParams) -> Result<Endpoint, BoxError> {
        let parameters = params.get::<EndpointParameters>().ok_or("the parameters of the endpoint are not there")?;
        self.0.resolve(parameters).map(endpoint).map_err(|text| refused(&text).into())
    }
}

/// As the typed clients' errors are: a region that is missing is told from what else is wrong.
fn refused(text: &str) -> Error {
    let is_region = ["Missing Region", "A region must be set"].iter().any(|part| text.contains(part));
    let kind = if is_region { LocalError::NoRegion } else { LocalError::InvalidEndpoint };
    Error::local(kind, text.to_owned())
}

fn endpoint(resolved: Resolved<'_>) -> Endpoint {
    let mut builder = Endpoint::builder().url(resolved.url);
    for (name, values) in resolved.headers {
        for value in values {
            builder = builder.header(name.to_owned(), value);
        }
    }
    for (name, value) in resolved.properties {
        match value {
            RuleValue::List(schemes) if name == "authSchemes" => {
                for scheme in schemes.iter().filter_map(auth_scheme) {
                    builder = builder.auth_scheme(scheme);
                }
            }
            value => builder = builder.property(name.to_owned(), value.to_document()),
        }
    }
    builder.build()
}

fn auth_scheme(scheme: &RuleValue<'_>) -> Option<EndpointAuthScheme> {
    let RuleValue::Record(parts) = scheme else { return None };
    let name = scheme.part("name").as_str()?.to_owned();
    let mut scheme = EndpointAuthScheme::with_capacity(name, parts.len());
    for (name, part) in parts.iter().filter(|(name, _)| *name != "name") {
        scheme = scheme.put((*name).to_owned(), part.to_document());
    }
    Some(scheme)
}
