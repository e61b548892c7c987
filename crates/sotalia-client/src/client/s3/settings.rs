//! The settings of a session that are S3's own, which the SDK does not read by itself.

use aws_sdk_s3::config::Builder;
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::global_endpoint::GlobalEndpoint;

/// The configuration with what environment and profile say of S3.
///
/// `other_server` is whether the endpoint is not of AWS: such servers rarely answer to a host name for each bucket, and
/// boto3 asks them by path, too.
pub(super) fn apply(mut builder: Builder, session: &SdkConfig, other_server: bool) -> Builder {
    let flag = |variable, name| setting(session, variable, name).map(|value| value == "true");
    let path = match setting(session, "AWS_S3_ADDRESSING_STYLE", "s3.addressing_style").as_deref() {
        Some("path") => Some(true),
        Some("virtual") => Some(false),
        _ => other_server.then_some(true),
    };
    builder.set_force_path_style(path);
    builder.set_accelerate(flag("AWS_S3_USE_ACCELERATE_ENDPOINT", "s3.use_accelerate_endpoint"));
    builder.set_use_arn_region(flag("AWS_S3_USE_ARN_REGION", "s3.use_arn_region"));
    builder.set_disable_multi_region_access_points(flag(
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
        "s3.s3_disable_multiregion_access_points",
    ));
    if let Some(dual_stack) = flag("AWS_S3_USE_DUALSTACK_ENDPOINT", "s3.use_dualstack_endpoint") {
        builder.set_use_dual_stack(Some(dual_stack));
    }
    let regional = setting(session, "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "s3.us_east_1_regional_endpoint");
    if regional.as_deref() == Some("legacy") {
        builder = builder.endpoint_resolver(GlobalEndpoint::default());
    }
    builder
}

/// A setting by its name in the table of `sotalia-session`, which has read and checked it.
fn setting(session: &SdkConfig, variable: &str, name: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id("S3").env(variable).profile(name).build().ok()?;
    session.service_config()?.load_config(key)
}
