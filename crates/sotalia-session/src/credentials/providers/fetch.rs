//! Small requests to the services on this machine: the metadata service and the agent of the container.

use std::fmt;
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime_api::client::interceptors::context::InterceptorContext;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError, SensitiveOutput};
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry, RetryAction};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::Layer;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;

use crate::credentials::context::Context;
use crate::settings;

/// A request, which may be sent more than once.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) method: &'static str,
    /// Scheme, host and port.
    pub(super) endpoint: String,
    pub(super) path: String,
    /// Values may be secret.
    pub(super) headers: Vec<(&'static str, http::HeaderValue)>,
    pub(super) body: String,
}

/// Shows no header and no body.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("endpoint", &self.endpoint)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// How long to wait, how often to ask, and after what to ask again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) read: Duration,
    pub(super) attempts: u32,
    /// Whether to ask again where there was no answer, too.
    pub(super) retry_silence: bool,
}

/// An answer, of whatever status. Its body may be secret.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

/// An answer that is no success, on its way through the SDK's retries.
#[derive(Debug)]
struct Refused(Answer);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP status {}", self.0.status)
    }
}

impl std::error::Error for Refused {}

/// Sends the request. A refusal is an answer; what fails is getting one.
pub(super) async fn fetch(context: &Context, request: Request, limits: Limits) -> Result<Answer, sotalia_error::Error> {
    let mut layer = Layer::new("CredentialRequest");
    // Keeps the answer out of the log of the SDK's run time.
    layer.store_put(SensitiveOutput);
    let operation = Operation::builder()
        .service_name("credentials")
        .operation_name("fetch")
        .behavior_version(settings::behavior_version())
        .http_client(context.http_client.clone())
        .endpoint_url(&request.endpoint)
        .no_auth()
        .with_connection_poisoning()
        .standard_retry(&RetryConfig::standard().with_max_attempts(limits.attempts.max(1)))
        .retry_classifier(Retries { silence: limits.retry_silence })
        .sleep_impl(TokioSleep::new())
        .time_source(context.platform.time())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(limits.connect)
                .read_timeout(limits.read)
                .operation_attempt_timeout(limits.connect + limits.read)
                .build(),
        )
        .runtime_plugin(StaticRuntimePlugin::new().with_config(layer.freeze()))
        .serializer(|request: Request| http_request(&request))
        .deserializer(read)
        .build();
    match operation.invoke(request).await {
        Ok(answer) => Ok(answer),
        Err(SdkError::ServiceError(context)) => Ok(context.into_err().0),
        Err(error) => Err(sotalia_error::Error::from_source(error)),
    }
}

fn http_request(request: &Request) -> Result<HttpRequest, aws_smithy_runtime_api::box_error::BoxError> {
    let mut builder = http::Request::builder().method(request.method).uri(&request.path);
    builder = builder.header(http::header::USER_AGENT, concat!("sotalia-session/", env!("CARGO_PKG_VERSION")));
    for (name, value) in &request.headers {
        builder = builder.header(*name, value.clone());
    }
    let body = if request.body.is_empty() { SdkBody::empty() } else { SdkBody::from(request.body.as_str()) };
    // The SDK's run time logs a body that is plainly in memory, and it may hold a token.
    let body = body.map_preserve_contents(SdkBody::from_body_1_x);
    Ok(HttpRequest::try_from(builder.body(body)?)?)
}

fn read(response: &HttpResponse) -> Result<Answer, OrchestratorError<Refused>> {
    // The error of the conversion holds the bytes, which may be secret.
    let body = std::str::from_utf8(response.body().bytes().unwrap_or_default())
        .map_err(|_| OrchestratorError::response("the answer is no text: invalid UTF-8".into()))?
        .to_owned();
    let headers = response.headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let answer = Answer { status: response.status().as_u16(), headers, body };
    if answer.is_success() { Ok(answer) } else { Err(OrchestratorError::operation(Refused(answer))) }
}

/// Asks again after a server error and, if told so, where there was no answer.
#[derive(Debug)]
struct Retries {
    silence: bool,
}

impl ClassifyRetry for Retries {
    fn name(&self) -> &'static str {
        "credential requests"
    }

    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let again = match context.response() {
            Some(response) => response.status().is_server_error(),
            None => self.silence,
        };
        if again { RetryAction::server_error() } else { RetryAction::NoActionIndicated }
    }
}
