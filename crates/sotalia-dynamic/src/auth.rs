//! Who signs a request, and how: signature version 4, its variant for several regions, a bearer token, version 2, or nobody.

mod scheme;
pub(crate) mod version2;

use std::borrow::Cow;

use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionResolverParams, AuthSchemeOptionsFuture, ResolveAuthSchemeOptions,
};
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as _};
use aws_smithy_runtime_api::client::identity::SharedIdentityResolver;
use aws_smithy_runtime_api::client::identity::http::Token;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::Document;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;
use sotalia_models::Service;

pub(crate) use self::scheme::{AuthModel, modeled};
use crate::schema::CompiledOperation;

/// The schemes that an operation can be signed by, the preferred one first.
#[derive(Debug)]
pub(crate) struct AuthOptions {
    modeled: Vec<AuthSchemeOption>,
    /// Whether the rules for endpoints say which scheme it is: of a bucket in several regions, of one of S3 Express.
    ask_endpoint: bool,
}

impl AuthOptions {
    pub(crate) fn new(schemes: &[AuthSchemeId], ask_endpoint: bool) -> Self {
        Self { modeled: schemes.iter().cloned().map(AuthSchemeOption::from).collect(), ask_endpoint }
    }

    async fn of_endpoint(
        &self,
        config: &ConfigBag,
        components: &RuntimeComponents,
    ) -> Result<Vec<AuthSchemeOption>, BoxError> {
        let params = config.load::<EndpointResolverParams>().ok_or("no parameters of the endpoint are there")?;
        let endpoint = components.endpoint_resolver().resolve_endpoint(params).await?;
        let mut options: Vec<AuthSchemeOption> =
            schemes_of(&endpoint).into_iter().map(AuthSchemeOption::from).collect();
        for option in &self.modeled {
            if !options.iter().any(|known| known.scheme_id() == option.scheme_id()) {
                options.push(option.clone());
            }
        }
        Ok(options)
    }
}

impl ResolveAuthSchemeOptions for AuthOptions {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        _params: &'a AuthSchemeOptionResolverParams,
        config: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        let unsigned = self.modeled.first().is_some_and(|option| *option.scheme_id() == NO_AUTH_SCHEME_ID);
        if self.ask_endpoint && !unsigned {
            AuthSchemeOptionsFuture::new(self.of_endpoint(config, components))
        } else {
            AuthSchemeOptionsFuture::ready(Ok(self.modeled.clone()))
        }
    }
}

/// The schemes of an operation, for the orchestrator.
pub(crate) fn of_operation(config: &SdkConfig, operation: &CompiledOperation) -> AuthOptions {
    let service = &operation.service.model;
    let model = AuthModel {
        service: &service.name,
        operation: operation.name(),
        of_operation: &operation.model.auth,
        authtype: operation.model.authtype.as_deref(),
        of_service: &service.metadata.auth,
        signature_version: service.metadata.signature_version.as_deref(),
    };
    let anonymous = config.credentials_provider().is_none();
    let prefer_token = config.auth_scheme_preference().is_none() && token_of_service(config, service).is_some();
    AuthOptions::new(&modeled(model, anonymous, prefer_token), BY_ENDPOINT.contains(&&*service.name))
}

/// Services whose rules for endpoints name another scheme than the model: of buckets in several regions and of S3 Express, of
/// endpoints that are in several regions, and of Import/Export, which is signed by version 4 though its model says 2.
const BY_ENDPOINT: &[&str] = &[
    "cloudfront-keyvaluestore",
    "events",
    "importexport",
    "partnercentral-channel",
    "partnercentral-revenue-measurement",
    "s3",
    "sesv2",
    "sustainability",
];

/// Whether a service takes signatures of version 2 only, which no address can have.
pub(crate) fn is_version2(service: &Service) -> bool {
    service.metadata.signature_version.as_deref() == Some("v2") && !BY_ENDPOINT.contains(&&*service.name)
}

/// The bearer tokens of a client: that of the service in the environment, or else those of the session.
pub(crate) fn tokens(config: &SdkConfig, service: &Service) -> Option<SharedIdentityResolver> {
    match token_of_service(config, service) {
        Some(token) => Some(SharedIdentityResolver::new(token)),
        None => config.token_provider().map(SharedIdentityResolver::new),
    }
}

/// The token of `AWS_BEARER_TOKEN_BEDROCK`. boto3 reads it for no other service.
fn token_of_service(config: &SdkConfig, service: &Service) -> Option<Token> {
    let metadata = &service.metadata;
    let name = metadata.signing_name.as_deref().unwrap_or(&metadata.endpoint_prefix);
    if !TOKENS_IN_ENVIRONMENT.contains(&name) {
        return None;
    }
    let key =
        ServiceConfigKey::builder().service_id(name).env("AWS_BEARER_TOKEN").profile("bearer_token").build().ok()?;
    config.service_config()?.load_config(key).map(|token| Token::new(token, None))
}

/// Names in signatures of the services whose token may be in the environment.
const TOKENS_IN_ENVIRONMENT: &[&str] = &["bedrock"];

/// The schemes that the rules give for an endpoint, in their order.
pub(crate) fn schemes_of(endpoint: &Endpoint) -> Vec<AuthSchemeId> {
    let typed = endpoint.auth_schemes();
    if !typed.is_empty() {
        return typed.iter().map(|scheme| id(scheme.name())).collect();
    }
    let Some(Document::Array(schemes)) = endpoint.properties().get("authSchemes") else { return Vec::new() };
    let names = schemes.iter().filter_map(|scheme| scheme.as_object()?.get("name")?.as_string());
    names.map(id).collect()
}

fn id(name: &str) -> AuthSchemeId {
    AuthSchemeId::from(Cow::Owned(name.to_owned()))
}

#[cfg(test)]
mod tests;
