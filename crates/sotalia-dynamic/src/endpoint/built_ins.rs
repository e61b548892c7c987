//! What a client knows that rules ask for.

use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;
use sotalia_models::{Constant, RuleSet};

use super::{ParameterValues, PartitionTable};

/// The settings of a client that decide on its endpoint, most of them S3's.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct BuiltIns {
    region: Option<String>,
    url: Option<String>,
    use_fips: bool,
    use_dual_stack: bool,
    account_id_endpoint_mode: String,
    force_path_style: bool,
    accelerate: bool,
    use_arn_region: Option<bool>,
    disable_multi_region_access_points: bool,
    disable_express_session_auth: bool,
    /// S3 in `us-east-1` has the endpoint of all regions, as it once had.
    s3_is_global: bool,
    /// STS has it, in the regions that are older than the others.
    sts_is_global: bool,
}

impl BuiltIns {
    /// What the session says. The names of settings are those of the table of `sotalia-session`.
    pub(super) fn new(config: &SdkConfig, service_id: &str, url: Option<&str>, partitions: &PartitionTable) -> Self {
        let s3 = |variable, name| setting(config, "S3", variable, name);
        let flag = |variable, name| s3(variable, name).map(|value| value == "true");
        let accelerate = flag("AWS_S3_USE_ACCELERATE_ENDPOINT", "s3.use_accelerate_endpoint").unwrap_or(false);
        let by_path = match s3("AWS_S3_ADDRESSING_STYLE", "s3.addressing_style").as_deref() {
            Some("path") => true,
            Some("virtual") => false,
            // Other servers rarely answer to a host for each bucket.
            _ => url.is_some_and(|url| !partitions.has_host(url)),
        };
        let is_s3 = matches!(service_id, "S3" | "S3 Control");
        let dual_stack = flag("AWS_S3_USE_DUALSTACK_ENDPOINT", "s3.use_dualstack_endpoint").filter(|_| is_s3);
        let is_legacy = |service, variable, name| setting(config, service, variable, name).as_deref() == Some("legacy");
        Self {
            region: config.region().map(|region| region.as_ref().to_owned()),
            url: url.map(str::to_owned),
            // As botocore has it: an endpoint of one's own is neither.
            use_fips: url.is_none() && config.use_fips().unwrap_or(false),
            use_dual_stack: url.is_none() && dual_stack.or(config.use_dual_stack()).unwrap_or(false),
            account_id_endpoint_mode: config.account_id_endpoint_mode().cloned().unwrap_or_default().to_string(),
            force_path_style: by_path && !accelerate,
            accelerate,
            use_arn_region: flag("AWS_S3_USE_ARN_REGION", "s3.use_arn_region"),
            disable_multi_region_access_points: flag(
                "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
                "s3.s3_disable_multiregion_access_points",
            )
            .unwrap_or(false),
            disable_express_session_auth: flag(
                "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
                "s3_disable_express_session_auth",
            )
            .unwrap_or(false),
            s3_is_global: is_legacy("S3", "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "s3.us_east_1_regional_endpoint"),
            sts_is_global: url.is_none() && is_legacy("STS", "AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints"),
        }
    }

    /// The values of the parameters that a client knows, each in its slot.
    pub(super) fn values(&self, rules: &RuleSet) -> ParameterValues {
        let value = |parameter: &sotalia_models::RuleParameter| match parameter.built_in.as_deref() {
            Some(name) => self.value(name),
            // The rules of S3 declare it as a parameter of clients.
            None if *parameter.name == *"DisableS3ExpressSessionAuth" => {
                self.disable_express_session_auth.then_some(Constant::Bool(true))
            }
            None => None,
        };
        rules.parameters.iter().map(value).collect()
    }

    fn value(&self, name: &str) -> Option<Constant> {
        let text = |text: &str| Some(Constant::Text(text.into()));
        let flag = |value: bool| Some(Constant::Bool(value));
        match name {
            "AWS::Region" => self.region.as_deref().and_then(text),
            "AWS::UseFIPS" => flag(self.use_fips),
            "AWS::UseDualStack" => flag(self.use_dual_stack),
            "SDK::Endpoint" => self.url.as_deref().and_then(text),
            "AWS::Auth::AccountIdEndpointMode" => text(&self.account_id_endpoint_mode),
            "AWS::S3::ForcePathStyle" => flag(self.force_path_style),
            "AWS::S3::Accelerate" => flag(self.accelerate),
            "AWS::S3::UseArnRegion" => flag(self.use_arn_region.unwrap_or(true)),
            "AWS::S3Control::UseArnRegion" => flag(self.use_arn_region.unwrap_or(false)),
            "AWS::S3::DisableMultiRegionAccessPoints" => flag(self.disable_multi_region_access_points),
            "AWS::S3::DisableS3ExpressSessionAuth" => flag(self.disable_express_session_auth),
            "AWS::S3::UseGlobalEndpoint" => flag(self.s3_is_global),
            "AWS::STS::UseGlobalEndpoint" => flag(self.sts_is_global),
            // The account is that of the credentials, which are known later.
            _ => None,
        }
    }
}

fn setting(config: &SdkConfig, service: &str, variable: &str, name: &str) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(service).env(variable).profile(name).build().ok()?;
    config.service_config()?.load_config(key)
}
