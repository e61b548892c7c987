//! The table of all settings: keys, variables, defaults, what each does, and where it differs from boto3 and `aws-config`.

use super::kind::Kind;

/// A setting that a config file or an environment variable can hold.
///
/// [`Setting::all`] lists them; `SETTINGS.md` beside this crate's `Cargo.toml` is made from it.
#[derive(Debug)]
pub struct Setting {
    pub(super) name: &'static str,
    pub(super) keys: &'static [&'static str],
    pub(super) variables: &'static [&'static str],
    pub(super) kind: Kind,
    pub(super) default: &'static str,
    pub(super) effect: &'static str,
    pub(super) differs: &'static str,
}

impl Setting {
    /// All settings that are known, applied or not.
    #[must_use]
    pub fn all() -> &'static [Self] {
        TABLE
    }

    /// The name, which is the key in a profile if it has one. `s3.addressing_style` is a key of the block below `s3 =`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The keys in a profile, the first that is set counts.
    #[must_use]
    pub fn keys(&self) -> &'static [&'static str] {
        self.keys
    }

    /// The environment variables, the first that is set counts. They beat the keys of a profile.
    #[must_use]
    pub fn variables(&self) -> &'static [&'static str] {
        self.variables
    }

    /// What can be given, in words, such as `"true" or "false"`.
    #[must_use]
    pub fn allowed(&self) -> String {
        self.kind.allowed()
    }

    /// What counts where nothing is set.
    #[must_use]
    pub fn default_value(&self) -> &'static str {
        self.default
    }

    /// What the setting does, or why it does nothing.
    #[must_use]
    pub fn effect(&self) -> &'static str {
        self.effect
    }

    /// Where boto3 or `aws-config` differ; empty where neither does.
    #[must_use]
    pub fn differs(&self) -> &'static str {
        self.differs
    }

    /// Whether the setting does anything here.
    #[must_use]
    pub fn is_applied(&self) -> bool {
        self.kind != Kind::Ignored
    }
}

/// A row with the name for its key.
macro_rules! row {
    ($name:literal, [$($variable:literal),*], $kind:expr, $default:literal, $effect:literal, $differs:literal $(,)?) => {
        row!($name, [$name], [$($variable),*], $kind, $default, $effect, $differs)
    };
    ($name:literal, [$($key:literal),*], [$($variable:literal),*], $kind:expr, $default:literal, $effect:literal,
     $differs:literal $(,)?) => {
        Setting {
            name: $name,
            keys: &[$($key),*],
            variables: &[$($variable),*],
            kind: $kind,
            default: $default,
            effect: $effect,
            differs: $differs,
        }
    };
}

const CHECKSUMS: Kind = Kind::OneOf(&["when_supported", "when_required"]);
const LARGEST_MINIMUM: u32 = 10_485_760;

#[rustfmt::skip]
static TABLE: &[Setting] = &[
    // Who, where, and from which files
    row!("profile", [], ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], Kind::Elsewhere, "default",
        "the profile in use; one that is named must exist",
        "boto3 looks at AWS_DEFAULT_PROFILE first; aws-config reads AWS_PROFILE only, and a missing profile is no error"),
    row!("region", ["AWS_REGION", "AWS_DEFAULT_REGION"], Kind::Elsewhere, "none",
        "the region of requests; a profile without one takes that of its source_profile",
        "boto3 reads AWS_DEFAULT_REGION only, and no source_profile; aws-config asks the instance, too"),
    row!("config_file", [], ["AWS_CONFIG_FILE"], Kind::Elsewhere, "~/.aws/config",
        "the path of the config file", "boto3 replaces `$VARIABLE` in it"),
    row!("credentials_file", [], ["AWS_SHARED_CREDENTIALS_FILE"], Kind::Elsewhere, "~/.aws/credentials",
        "the path of the credentials file; its keys beat those of the config file", "boto3 replaces `$VARIABLE` in it"),
    row!("login_cache_directory", [], ["AWS_LOGIN_CACHE_DIRECTORY"], Kind::Elsewhere, "~/.aws/login/cache",
        "where `aws login` keeps its sign-ins", ""),

    // Endpoints
    row!("endpoint_url", ["AWS_ENDPOINT_URL"], Kind::Url, "none",
        "the endpoint of all services; AWS_ENDPOINT_URL_SERVICE, such as AWS_ENDPOINT_URL_S3, is that of one",
        "a user name in it is refused"),
    row!("services", ["services"], [], Kind::Text, "none",
        "the section `[services NAME]` with blocks such as `s3 =`, and `endpoint_url` in them; it must exist",
        "aws-config goes on without the section"),
    row!("ignore_configured_endpoint_urls", ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], Kind::Flag, "false",
        "endpoints of the environment and of files do not count, those in code do", ""),
    row!("use_fips_endpoint", ["AWS_USE_FIPS_ENDPOINT"], Kind::Flag, "false", "FIPS endpoints", ""),
    row!("use_dualstack_endpoint", ["AWS_USE_DUALSTACK_ENDPOINT"], Kind::Flag, "false",
        "endpoints that have IPv6 addresses, too", ""),
    row!("account_id_endpoint_mode", ["AWS_ACCOUNT_ID_ENDPOINT_MODE"],
        Kind::OneOf(&["preferred", "disabled", "required"]), "preferred",
        "whether endpoints hold the account id, for services that have such endpoints (DynamoDB)", ""),
    row!("sts_regional_endpoints", ["AWS_STS_REGIONAL_ENDPOINTS"],
        Kind::OneOf(&["regional", "legacy"]), "regional",
        "`legacy` asks sts.amazonaws.com in the place of the endpoints of older regions: for the session's own requests, and in \
         clients of sotalia-client", "aws-config does not read it"),
    row!("endpoint_discovery_enabled", ["AWS_ENDPOINT_DISCOVERY_ENABLED"], Kind::Ignored, "",
        "nothing: the SDK's Timestream crates discover endpoints by a call of their own", "boto3 applies it to DynamoDB and Timestream"),
    row!("disable_host_prefix_injection", ["AWS_DISABLE_HOST_PREFIX_INJECTION"], Kind::Ignored, "false",
        "nothing: the SDK has no such switch", "boto3 applies it"),

    // Retries and time
    row!("retry_mode", ["AWS_RETRY_MODE"], Kind::OneOf(&["standard", "adaptive", "legacy"]), "standard",
        "how requests are tried again; `legacy` is `standard` with five attempts, as boto3's legacy has",
        "boto3's legacy retries other errors, too; aws-config panics on it"),
    row!("max_attempts", ["AWS_MAX_ATTEMPTS"], Kind::Whole { least: 1, most: u32::MAX }, "3",
        "how often a request is sent at most", "a blank value is an error"),
    row!("defaults_mode", ["AWS_DEFAULTS_MODE"],
        Kind::OneOf(&["legacy", "standard", "in-region", "cross-region", "mobile", "auto"]), "standard",
        "the time limit for connecting: `in-region` 1.1 seconds, `mobile` 30, others 3.1; `auto` compares AWS_EXECUTION_ENV's \
         region with the session's",
        "boto3's default is `legacy`, 60 seconds, and its `auto` asks the instance; aws-config does not read it"),
    row!("disable_clock_skew_correction", ["AWS_DISABLE_CLOCK_SKEW_CORRECTION"], Kind::Flag, "false",
        "the clock of the service does not correct that of this machine", "boto3 does not read it"),

    // Connections
    row!("ca_bundle", ["AWS_CA_BUNDLE"], Kind::Text, "the system's certificates",
        "a PEM file with the certificates to trust, in the place of the system's", "aws-config does not read it; boto3 reads REQUESTS_CA_BUNDLE, too"),
    row!("https_proxy", [], ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"], Kind::Proxy, "none",
        "the proxy for https; a user name and a password in it are sent to it and never shown", "boto3 prefers the lower case"),
    row!("http_proxy", [], ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"], Kind::Proxy, "none",
        "the proxy for http", "boto3 prefers the lower case"),
    row!("no_proxy", [], ["NO_PROXY", "no_proxy"], Kind::Text, "none",
        "hosts, domains and networks (`10.0.0.0/8`) that are asked without a proxy", "boto3 knows no networks"),
    row!("tcp_keepalive", ["BOTOCORE_TCP_KEEPALIVE"], Kind::Ignored, "false",
        "nothing: the SDK's connector has no such switch; the read time-out ends dead connections", "boto3 applies it"),

    // Requests
    row!("sdk_ua_app_id", ["AWS_SDK_UA_APP_ID"], Kind::AppName, "none",
        "a name for the program in the user agent", "boto3 replaces characters that are not allowed; here they are an error"),
    row!("request_checksum_calculation", ["AWS_REQUEST_CHECKSUM_CALCULATION"], CHECKSUMS, "when_supported",
        "whether requests have a checksum where the operation does not demand one", ""),
    row!("response_checksum_validation", ["AWS_RESPONSE_CHECKSUM_VALIDATION"], CHECKSUMS, "when_supported",
        "whether checksums of answers are asked for and checked", ""),
    row!("disable_request_compression", ["AWS_DISABLE_REQUEST_COMPRESSION"], Kind::Flag, "false",
        "large requests are not compressed, for services that take compressed ones", ""),
    row!("request_min_compression_size_bytes", ["AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES"],
        Kind::Whole { least: 0, most: LARGEST_MINIMUM }, "10240", "from which size requests are compressed",
        "boto3 takes 1 to 1048576"),
    row!("auth_scheme_preference", ["AWS_AUTH_SCHEME_PREFERENCE"], Kind::List, "the service's",
        "which way of signing is preferred, such as `sigv4a,sigv4`", ""),
    row!("sigv4a_signing_region_set", ["AWS_SIGV4A_SIGNING_REGION_SET"], Kind::List, "the service's",
        "the regions that a SigV4a signature is good for, such as `us-east-1,us-west-2` or `*`", ""),

    // S3, in clients of sotalia-client
    row!("s3.addressing_style", ["s3.addressing_style"], [], Kind::OneOf(&["auto", "virtual", "path"]), "auto",
        "`path` puts the bucket into the path, `virtual` into the host; `auto` takes the host at AWS and the path elsewhere", "aws-config does not read it"),
    row!("s3.use_accelerate_endpoint", ["s3.use_accelerate_endpoint"], [], Kind::Flag, "false", "the S3 Accelerate endpoint", "aws-config does not read it"),
    row!("s3.use_dualstack_endpoint", ["s3.use_dualstack_endpoint"], [], Kind::Flag, "use_dualstack_endpoint",
        "as `use_dualstack_endpoint`, for S3 alone", "aws-config does not read it"),
    row!("s3.use_arn_region", ["s3_use_arn_region", "s3.use_arn_region"], ["AWS_S3_USE_ARN_REGION"], Kind::Flag, "true",
        "a bucket ARN is asked in its own region, not in the client's", "aws-config does not read it"),
    row!("s3.s3_disable_multiregion_access_points",
        ["s3_disable_multiregion_access_points", "s3.s3_disable_multiregion_access_points"],
        ["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS"], Kind::Flag, "false",
        "multi-Region access points are refused", "aws-config does not read it"),
    row!("s3_disable_express_session_auth", ["AWS_S3_DISABLE_EXPRESS_SESSION_AUTH"], Kind::Flag, "false",
        "directory buckets are asked without a session of their own", ""),
    row!("s3.us_east_1_regional_endpoint", ["s3_us_east_1_regional_endpoint", "s3.us_east_1_regional_endpoint"],
        ["AWS_S3_US_EAST_1_REGIONAL_ENDPOINT"],
        Kind::OneOf(&["regional", "legacy"]), "regional",
        "`legacy` asks s3.amazonaws.com in us-east-1", "boto3's default is `legacy`; aws-config does not read it"),
    row!("s3.payload_signing_enabled", ["s3.payload_signing_enabled"], [], Kind::Ignored, "",
        "nothing: the SDK signs the bodies that it has in memory and seals streams with a checksum", "boto3 applies it"),
    row!("s3.signature_version", ["s3.signature_version"], [], Kind::Ignored, "s3v4",
        "nothing: the SDK signs with version 4", "boto3 can sign with older versions"),

    // Instance metadata
    row!("metadata_service_timeout", ["AWS_METADATA_SERVICE_TIMEOUT"], Kind::Whole { least: 1, most: 86_400 }, "1",
        "how long an answer of the instance metadata service is waited for, in seconds", "aws-config does not read it"),
    row!("metadata_service_num_attempts", ["AWS_METADATA_SERVICE_NUM_ATTEMPTS"], Kind::Whole { least: 1, most: 100 }, "4",
        "how often the instance metadata service is asked when it fails; where nobody answers, it is asked again only if this is set",
        "boto3's default is 1; aws-config does not read it, and asks up to four times"),
    row!("ec2_metadata_service_endpoint", ["AWS_EC2_METADATA_SERVICE_ENDPOINT"], Kind::Elsewhere, "http://169.254.169.254",
        "where the instance metadata service is", ""),
    row!("ec2_metadata_service_endpoint_mode", ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], Kind::Elsewhere, "IPv4",
        "`IPv4` or `IPv6`: which address it has", ""),
    row!("imds_use_ipv6", ["AWS_IMDS_USE_IPV6"], Kind::Elsewhere, "false",
        "boto3's older name for `ec2_metadata_service_endpoint_mode = IPv6`", "aws-config does not read it"),
    row!("ec2_metadata_v1_disabled", ["AWS_EC2_METADATA_V1_DISABLED"], Kind::Ignored, "true",
        "nothing: version 1 of the metadata service is never used", "boto3 goes back to version 1 unless told otherwise"),
    row!("ec2_metadata_disabled", [], ["AWS_EC2_METADATA_DISABLED"], Kind::Elsewhere, "false",
        "the instance metadata service is not asked", ""),

    // Of boto3 and the CLI alone
    row!("parameter_validation", ["parameter_validation"], [], Kind::Ignored, "", "nothing: the compiler checks parameters", "boto3 checks them when it sends"),
    row!("output", ["AWS_DEFAULT_OUTPUT"], Kind::Ignored, "", "nothing: the AWS CLI's, as are all that begin with `cli_`", ""),
    row!("api_versions", ["api_versions"], [], Kind::Ignored, "", "nothing: an SDK crate is made for one version", "boto3 can load several"),
    row!("data_path", ["AWS_DATA_PATH"], Kind::Ignored, "", "nothing: models are compiled in", "boto3 loads models from there"),
    row!("csm_enabled", ["AWS_CSM_ENABLED"], Kind::Ignored, "false",
        "nothing, nor do `csm_host`, `csm_port` and `csm_client_id`: the SDK has no client-side monitoring", "boto3 sends reports by UDP"),
];
