//! Lets the SDK's clients take the session's credentials from the session, without a second cache above.

use aws_config::identity::IdentityCache;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::identity::{
    IdentityCachePartition, IdentityFuture, ResolveCachedIdentity, ResolveIdentity as _, SharedIdentityCache,
    SharedIdentityResolver,
};
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_types::config_bag::ConfigBag;

/// The SDK's lazy cache for every identity but the session's credentials, which are kept already. Above them it would
/// hold on to what the session has forgotten.
#[derive(Debug)]
pub(crate) struct SessionIdentityCache {
    kept: Option<IdentityCachePartition>,
    others: SharedIdentityCache,
}

impl SessionIdentityCache {
    /// `kept` is the provider that needs no cache.
    pub(crate) fn new(kept: &SharedCredentialsProvider) -> Self {
        Self { kept: kept.cache_partition(), others: IdentityCache::lazy().build() }
    }
}

impl ResolveCachedIdentity for SessionIdentityCache {
    fn resolve_cached_identity<'a>(
        &'a self,
        resolver: SharedIdentityResolver,
        components: &'a RuntimeComponents,
        config: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        if self.kept != Some(resolver.cache_partition()) {
            return self.others.resolve_cached_identity(resolver, components, config);
        }
        IdentityFuture::new(async move { resolver.resolve_identity(components, config).await })
    }

    fn validate_base_client_config(
        &self,
        components: &RuntimeComponentsBuilder,
        config: &ConfigBag,
    ) -> Result<(), BoxError> {
        self.others.validate_base_client_config(components, config)
    }

    fn validate_final_config(&self, components: &RuntimeComponents, config: &ConfigBag) -> Result<(), BoxError> {
        self.others.validate_final_config(components, config)
    }
}
