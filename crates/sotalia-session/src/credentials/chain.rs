//! The chain of providers for a profile that was named in code: the usual one without the environment.

use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_types::retry::RetryConfig;

use crate::load::Parts;
use crate::platform::Platform;
use crate::settings;

/// Profile, container, instance. As boto3, which drops the variables of access keys and of web identities when the
/// profile is given in code, and goes on to the machine's own role when the profile holds no credentials.
pub(crate) fn without_environment(parts: &Parts, retry: Option<&RetryConfig>) -> SharedCredentialsProvider {
    let platform = &parts.platform;
    let mut config = ProviderConfig::empty()
        .with_behavior_version(Some(settings::behavior_version()))
        .with_region(parts.region.clone())
        .with_http_client(parts.http_client.clone())
        .with_timeout_config(parts.timeouts.clone())
        .with_time_source(platform.time())
        .with_sleep_impl(TokioSleep::new());
    if let Some(retry) = retry {
        config = config.with_retry_config(retry.clone());
    }
    let profile = ProfileFileCredentialsProvider::builder()
        .configure(&config)
        .profile_name(&parts.profiles.name)
        .profile_files(parts.profiles.files.for_sdk())
        .with_custom_provider("Environment", Environment(platform.clone()))
        .build();
    let mut chain = CredentialsProviderChain::first_try("Profile", profile);
    let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];
    if container.into_iter().any(|name| platform.variable(name).is_some()) {
        chain = chain.or_else("EcsContainer", EcsCredentialsProvider::builder().configure(&config).build());
    }
    let disabled = platform.variable("AWS_EC2_METADATA_DISABLED");
    if !disabled.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        chain = chain.or_else("Ec2InstanceMetadata", ImdsCredentialsProvider::builder().configure(&config).build());
    }
    SharedCredentialsProvider::new(chain)
}

/// What a profile that says `credential_source = Environment` asks for.
#[derive(Debug)]
struct Environment(Platform);

impl ProvideCredentials for Environment {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let Self(platform) = self;
        let parts = platform.variable("AWS_ACCESS_KEY_ID").zip(platform.variable("AWS_SECRET_ACCESS_KEY"));
        let Some((id, secret)) = parts else {
            let message = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set";
            return future::ProvideCredentials::ready(Err(CredentialsError::not_loaded(message)));
        };
        let mut builder =
            Credentials::builder().access_key_id(id).secret_access_key(secret).provider_name("EnvironmentVariable");
        builder.set_session_token(platform.variable("AWS_SESSION_TOKEN"));
        builder.set_account_id(platform.variable("AWS_ACCOUNT_ID").map(Into::into));
        let mut credentials = builder.build();
        credentials.set_property(vec![AwsCredentialFeature::CredentialsEnvVars]);
        future::ProvideCredentials::ready(Ok(credentials))
    }
}
