//! The configuration and the components that the SDK's orchestrator is given, as in the SDK's own clients.

mod interceptors;

use std::sync::{Arc, OnceLock};

use aws_runtime::auth::{SigV4OperationSigningConfig, SigningOptions, sigv4, sigv4a};
use aws_runtime::user_agent::ApiMetadata;
use aws_sigv4::http_request::SignableBody;
use aws_smithy_runtime::client::auth::http::BearerAuthScheme;
use aws_smithy_runtime::client::auth::no_auth::NoAuthRuntimePluginV2;
use aws_smithy_runtime::client::defaults::{DefaultPluginParams, default_plugins};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, ModeledAsRetryableClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeOptionResolverParams, SharedAuthScheme, SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::endpoint::SharedEndpointResolver;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{Order, RuntimePlugins, StaticRuntimePlugin};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
use aws_smithy_schema::protocol::{ServiceShapeName, ServiceVersion, ServiceXmlNamespace};
use aws_smithy_types::config_bag::Layer;
use aws_types::region::SigningRegion;
use aws_types::{SdkConfig, SigningName};
use sotalia_client::standard_interceptor;
use sotalia_session::RetryExpiredCredentials;

use super::deserializer::Deserializer;
use super::serializer::Serializer;
use super::{Runtime, compression};
use crate::auth;
use crate::call::Request;
use crate::endpoint::{ClientEndpoint, RulesResolver};
use crate::output::Output;
use crate::protocol::{ProtocolFacts, protocol};
use crate::s3::checksum::{ChunkedBody, RequestChecksum, ResponseChecksum};
use crate::s3::expires::ExpiresText;
use crate::s3::express::{self, ExpressAuthScheme, ExpressSessions};
use crate::schema::{CompiledOperation, CompiledService};
use crate::service_error::ServiceError;

/// What every call of a client has.
pub(super) fn client_plugins(config: &SdkConfig, service: &'static CompiledService) -> RuntimePlugins {
    let crate_name = service.crate_name;
    // The partition of the SDK's own client, so that both know of the other's throttling.
    let partition = match config.region() {
        Some(region) => format!("{crate_name}-{region}"),
        None => crate_name.to_owned(),
    };
    let version = config.behavior_version().unwrap_or_else(BehaviorVersion::latest);
    let defaults = DefaultPluginParams::new()
        .with_retry_partition_name(partition)
        .with_behavior_version(version)
        .with_is_aws_sdk(true);
    RuntimePlugins::new()
        .with_client_plugins(default_plugins(defaults))
        .with_client_plugin(session_plugin(config, service))
        .with_client_plugin(service_plugin(config, service))
        .with_client_plugin(NoAuthRuntimePluginV2::new())
}

/// The settings of the session.
fn session_plugin(config: &SdkConfig, service: &CompiledService) -> StaticRuntimePlugin {
    let mut layer = Layer::new("sotalia session");
    let mut components = RuntimeComponentsBuilder::new("sotalia session");
    if let Some(credentials) = config.credentials_provider() {
        components.set_identity_resolver(sigv4::SCHEME_ID, credentials.clone());
        components.set_identity_resolver(sigv4a::SCHEME_ID, credentials);
    }
    if let Some(tokens) = auth::tokens(config, &service.model) {
        components.set_identity_resolver(HTTP_BEARER_AUTH_SCHEME_ID, tokens);
    }
    layer.store_or_unset(config.sigv4a_signing_region_set().cloned());
    layer.store_or_unset(config.auth_scheme_preference().cloned());
    components.set_http_client(config.http_client());
    components.set_sleep_impl(config.sleep_impl());
    components.set_time_source(config.time_source());
    components.set_identity_cache(config.identity_cache());
    if let Some(region) = config.region() {
        layer.store_put(region.clone());
        layer.store_put(SigningRegion::from(region.clone()));
    }
    layer.store_or_unset(config.retry_config().cloned());
    layer.store_or_unset(config.timeout_config().cloned());
    if let Some(protection) = config.stalled_stream_protection() {
        layer.store_put(protection);
    }
    layer.store_or_unset(config.app_name().cloned());
    for framework in config.framework_metadata() {
        layer.store_append(framework.clone());
    }
    let metadata = &service.model.metadata;
    let signing_name = metadata.signing_name.as_deref().unwrap_or(&metadata.endpoint_prefix);
    layer.store_put(SigningName::from(signing_name.to_owned()));
    layer.store_put(ApiMetadata::new(service.crate_name, env!("CARGO_PKG_VERSION")));
    StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components)
}

/// What the service's model says, and the components that every client of the SDK has.
fn service_plugin(config: &SdkConfig, service: &'static CompiledService) -> StaticRuntimePlugin {
    let metadata = &service.model.metadata;
    let mut layer = Layer::new("sotalia service");
    layer.store_put(protocol(ProtocolFacts {
        kind: service.protocol,
        json_version: metadata.json_version.as_deref(),
        target_prefix: metadata.target_prefix.as_deref(),
        is_s3: service.is_s3(),
    }));
    layer.store_put(ServiceShapeName::new(metadata.target_prefix.as_deref().unwrap_or_default().to_owned()));
    layer.store_put(ServiceVersion::new(metadata.api_version.to_string()));
    if let Some(namespace) = &metadata.xml_namespace {
        layer.store_put(ServiceXmlNamespace::new(namespace.uri.to_string(), None));
    }
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    let mut components = RuntimeComponentsBuilder::new("sotalia service");
    let endpoint = Arc::new(ClientEndpoint::new(config, &service.model));
    components.set_endpoint_resolver(Some(SharedEndpointResolver::new(RulesResolver(Arc::clone(&endpoint)))));
    for interceptor in [
        SharedInterceptor::permanent(ConnectionPoisoningInterceptor::new()),
        SharedInterceptor::permanent(StalledStreamProtectionInterceptor::default()),
        SharedInterceptor::permanent(interceptors::CallFacts(endpoint)),
        SharedInterceptor::permanent(aws_runtime::recursion_detection::RecursionDetectionInterceptor::new()),
        standard_interceptor(),
    ] {
        components.push_interceptor(interceptor);
    }
    components.push_interceptor(aws_runtime::service_clock_skew::ServiceClockSkewInterceptor::new());
    components.push_interceptor(aws_runtime::request_info::RequestInfoInterceptor::new());
    components.push_interceptor(aws_runtime::user_agent::UserAgentInterceptor::new());
    components.push_interceptor(aws_runtime::invocation_id::InvocationIdInterceptor::new());
    components.push_auth_scheme(SharedAuthScheme::new(sigv4::SigV4AuthScheme::new()));
    components.push_auth_scheme(SharedAuthScheme::new(sigv4a::SigV4aAuthScheme::new()));
    components.push_auth_scheme(SharedAuthScheme::new(BearerAuthScheme::new()));
    components.push_auth_scheme(SharedAuthScheme::new(auth::version2::Version2Scheme::default()));
    if service.is_s3() {
        components.push_auth_scheme(SharedAuthScheme::new(ExpressAuthScheme::default()));
        components.set_identity_resolver(express::SCHEME_ID, express_sessions(config, service));
    }
    components.push_retry_classifier(HttpStatusCodeClassifier::default());
    components.push_retry_classifier(TransientErrorClassifier::<ServiceError>::new());
    components.push_retry_classifier(ModeledAsRetryableClassifier::<ServiceError>::new());
    components.push_retry_classifier(aws_runtime::retries::classifiers::AwsErrorCodeClassifier::<ServiceError>::new());
    components
        .push_retry_classifier(aws_runtime::service_clock_skew::ServiceClockSkewClassifier::<ServiceError>::new());
    components.push_retry_classifier(RetryExpiredCredentials::new());
    StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(components)
}

/// What the calls of one operation have.
pub(super) fn operation_plugin(config: &SdkConfig, operation: &'static CompiledOperation) -> StaticRuntimePlugin {
    let mut layer = Layer::new("sotalia operation");
    layer.store_put(SharedRequestSerializer::new(Serializer {
        compress_from: compression::least_size(config, operation),
    }));
    layer.store_put(SharedResponseDeserializer::new(Deserializer(operation)));
    layer.store_put(AuthSchemeOptionResolverParams::new(operation.name()));
    layer.store_put(Metadata::new(operation.name(), operation.service.model.metadata.service_id.to_string()));
    let is_s3 = operation.service.is_s3();
    let mut options = SigningOptions::default();
    options.double_uri_encode = !is_s3;
    options.content_sha256_header = is_s3;
    options.normalize_uri_path = !is_s3;
    if operation.model.unsigned_payload || operation.model.authtype.as_deref() == Some("v4-unsigned-body") {
        options.payload_override = Some(SignableBody::UnsignedPayload);
    }
    if operation.input_stream().is_some_and(|member| member.target().is_event_stream) {
        // The messages are signed one by one.
        options.payload_override = Some(SignableBody::Precomputed("STREAMING-AWS4-HMAC-SHA256-EVENTS".to_owned()));
        options.content_sha256_header = true;
    }
    layer.store_put(SigV4OperationSigningConfig { signing_options: options, ..Default::default() });
    let mut components = RuntimeComponentsBuilder::new("sotalia operation");
    let schemes = auth::of_operation(config, operation);
    components.set_auth_scheme_option_resolver(Some(SharedAuthSchemeOptionResolver::new(schemes)));
    if operation.model.http_checksum.is_some() || operation.model.http_checksum_required {
        components.push_interceptor(SharedInterceptor::permanent(RequestChecksum));
        components.push_interceptor(SharedInterceptor::permanent(ChunkedBody));
        components.push_interceptor(SharedInterceptor::permanent(ResponseChecksum));
    }
    if is_s3 {
        components.push_interceptor(SharedInterceptor::permanent(ExpiresText));
    }
    StaticRuntimePlugin::new().with_config(layer.freeze()).with_runtime_components(components)
}

/// Sessions of buckets of S3 Express, which are asked for with credentials of this client.
fn express_sessions(config: &SdkConfig, service: &'static CompiledService) -> ExpressSessions {
    let (config, runtime) = (config.clone(), OnceLock::new());
    ExpressSessions::new(move |bucket| {
        let runtime = Arc::clone(runtime.get_or_init(|| Arc::new(Runtime::of(config.clone(), service, true))));
        let params = crate::params! { "Bucket": bucket };
        let request = Request::new("CreateSession".to_owned(), params);
        Box::pin(async move { runtime.send(request).await.map(Output::into_value) })
    })
}
