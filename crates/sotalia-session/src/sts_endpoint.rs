//! The global endpoint of AWS STS, for those who ask for it with `sts_regional_endpoints = legacy`.

use aws_sdk_sts::config::endpoint::{DefaultResolver, EndpointFuture, Params, ResolveEndpoint, SharedEndpointResolver};
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

/// What finds the endpoint of an STS client of this configuration, if the setting `sts_regional_endpoints` is `legacy`:
/// `https://sts.amazonaws.com` in the place of the endpoints of the regions that are older than these.
///
/// The session's own requests to STS use it, and so do the clients of `sotalia-client`. Other clients take it with
/// `aws_sdk_sts::config::Builder::set_endpoint_resolver`.
#[must_use]
pub fn sts_endpoint_resolver(config: &SdkConfig) -> Option<SharedEndpointResolver> {
    let key = ServiceConfigKey::builder()
        .service_id("STS")
        .env("AWS_STS_REGIONAL_ENDPOINTS")
        .profile("sts_regional_endpoints")
        .build()
        .ok()?;
    let setting = config.service_config()?.load_config(key)?;
    (setting == "legacy").then(|| GlobalEndpoint::default().into_shared_resolver())
}

/// The SDK's rules, told to prefer the global endpoint. They know for which regions it stands.
#[derive(Debug, Default)]
struct GlobalEndpoint(DefaultResolver);

impl ResolveEndpoint for GlobalEndpoint {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        // An endpoint that was set stands, and is signed for the client's region.
        if params.endpoint().is_some() {
            return self.0.resolve_endpoint(params);
        }
        let global = Params::builder()
            .set_region(params.region().map(str::to_owned))
            .set_use_dual_stack(params.use_dual_stack())
            .set_use_fips(params.use_fips())
            .use_global_endpoint(true)
            .build();
        match global {
            Ok(global) => EndpointFuture::new(async move { self.0.resolve_endpoint(&global).await }),
            Err(error) => EndpointFuture::ready(Err(error.into())),
        }
    }
}
