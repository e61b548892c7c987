//! The global endpoint of S3 for us-east-1, for those who ask for it with `s3.us_east_1_regional_endpoint = legacy`.

use aws_sdk_s3::config::endpoint::{DefaultResolver, EndpointFuture, Params, ResolveEndpoint};

/// The SDK's rules, told to prefer `s3.amazonaws.com` to `s3.us-east-1.amazonaws.com`.
#[derive(Debug, Default)]
pub(super) struct GlobalEndpoint(DefaultResolver);

impl ResolveEndpoint for GlobalEndpoint {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        if params.endpoint().is_some() || params.region() != Some("us-east-1") {
            return self.0.resolve_endpoint(params);
        }
        let text = |text: Option<&str>| text.map(str::to_owned);
        let global = Params::builder()
            .set_bucket(text(params.bucket()))
            .set_region(text(params.region()))
            .set_use_fips(params.use_fips())
            .set_use_dual_stack(params.use_dual_stack())
            .set_force_path_style(params.force_path_style())
            .set_accelerate(params.accelerate())
            .use_global_endpoint(true)
            .set_use_object_lambda_endpoint(params.use_object_lambda_endpoint())
            .set_key(text(params.key()))
            .set_prefix(text(params.prefix()))
            .set_copy_source(text(params.copy_source()))
            .set_disable_access_points(params.disable_access_points())
            .set_disable_multi_region_access_points(params.disable_multi_region_access_points())
            .set_use_arn_region(params.use_arn_region())
            .set_use_s3_express_control_endpoint(params.use_s3_express_control_endpoint())
            .set_disable_s3_express_session_auth(params.disable_s3_express_session_auth())
            .build();
        match global {
            Ok(global) => EndpointFuture::new(async move { self.0.resolve_endpoint(&global).await }),
            Err(error) => EndpointFuture::ready(Err(error.into())),
        }
    }
}
