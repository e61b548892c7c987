//! What boto3 does for single services and operations beside their models. `botocore-handlers.tsv` lists all of it, and what
//! became of each.

pub(crate) mod aliases;
mod answer;
pub(crate) mod endpoint;
mod glacier;
mod parameters;
mod request;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use sotalia_session::error::Result;

use crate::s3;
use crate::value::{Map, Value};

/// What is known of a call, for the handlers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Called<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
}

/// What a handler has to know again when the request or the answer is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    /// Names of a listing come encoded, since this client asked for it.
    encoded_listing: bool,
    /// Where a request goes that the caller said, of Machine Learning.
    endpoint: Option<String>,
}

/// Changes the parameters of a call. `shape` tells the name of a parameter's shape, and so whether there is such a parameter.
pub(crate) fn before_call<'a>(
    called: Called<'_>,
    params: &mut Map,
    shape: impl Fn(&str) -> Option<&'a str>,
) -> Result<Notes> {
    let mut notes = Notes::default();
    match (called.service, called.operation) {
        ("s3", operation) => notes.encoded_listing = s3::before_call(operation, params)?,
        ("ec2", "RunInstances") | ("autoscaling", "CreateLaunchConfiguration") => parameters::encode_user_data(params),
        ("route53", _) => parameters::shorten_route53_ids(params, &shape),
        ("glacier", _) if shape("accountId").is_some() => parameters::default_glacier_account(params),
        ("machinelearning", "Predict") => {
            notes.endpoint = params.get("PredictEndpoint").and_then(Value::as_str).map(str::to_owned);
        }
        _ => {}
    }
    parameters::rename(called.service, called.operation, params, |name| shape(name).is_some())?;
    Ok(notes)
}

/// Changes an answer.
pub(crate) fn after_call(called: Called<'_>, notes: &Notes, answer: &mut Map) -> Result<()> {
    match (called.service, called.operation) {
        ("s3", "GetBucketLocation") => answer::name_no_region(answer),
        ("s3", operation) if notes.encoded_listing => s3::listing::decode(operation, answer)?,
        ("ec2", "GetConsoleOutput") => answer::decode_console_output(answer),
        ("cloudformation", "GetTemplate") => answer::decode_template(answer),
        ("iam", _) => answer::decode_policies(answer),
        _ => {}
    }
    Ok(())
}

/// Whether the body of a request has to be in memory, for a checksum in its head.
pub(crate) fn needs_body_in_memory(called: Called<'_>) -> bool {
    matches!((called.service, called.operation), ("glacier", "UploadArchive" | "UploadMultipartPart"))
}

/// The interceptor that changes the requests of a call, if there is anything to change.
pub(crate) fn of_request(called: Called<'_>, notes: &Notes, facts: RequestFacts<'_>) -> Option<RequestHandler> {
    let change = match (called.service, called.operation) {
        ("s3", "DeleteObjects" | "PutBucketLifecycleConfiguration") => Change::EscapeLineBreaks,
        ("glacier", operation) => Change::Glacier {
            version: facts.api_version.to_owned(),
            hashed: matches!(operation, "UploadArchive" | "UploadMultipartPart"),
        },
        ("apigateway", _) => Change::Header("accept", "application/json".to_owned()),
        ("cloudsearchdomain", "Search") => Change::GetToPost,
        ("machinelearning", "Predict") => Change::Host(notes.endpoint.clone()?),
        _ if facts.discovers_endpoints => Change::Header("x-amz-api-version", facts.api_version.to_owned()),
        _ => return None,
    };
    Some(RequestHandler(change))
}

/// What the model says that requests are changed by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestFacts<'a> {
    pub(crate) api_version: &'a str,
    /// Whether the operation tells the endpoints of others.
    pub(crate) discovers_endpoints: bool,
}

/// Changes the requests of a call.
#[derive(Debug)]
pub(crate) struct RequestHandler(Change);

#[derive(Debug)]
enum Change {
    EscapeLineBreaks,
    Glacier { version: String, hashed: bool },
    Header(&'static str, String),
    GetToPost,
    Host(String),
}

#[dyn_dispatch_hint]
impl Intercept for RequestHandler {
    fn name(&self) -> &'static str {
        "SotaliaRequestHandler"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        match &self.0 {
            Change::EscapeLineBreaks => request::escape_line_breaks(request),
            Change::Glacier { version, hashed } => glacier(request, version, *hashed)?,
            Change::Header(name, value) => request::header(request, name, value)?,
            Change::GetToPost => request::get_to_post(request)?,
            Change::Host(_) => {}
        }
        Ok(())
    }

    /// Only now has the request its host.
    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match &self.0 {
            Change::Host(url) => request::switch_host(context.request_mut(), url),
            _ => Ok(()),
        }
    }
}

fn glacier(request: &mut HttpRequest, version: &str, hashed: bool) -> Result<(), BoxError> {
    request::header(request, "x-amz-glacier-version", version)?;
    if let Some(body) = request.body().bytes().filter(|_| hashed) {
        let (sha256, tree) = (glacier::sha256(body), glacier::tree_hash(body));
        request::header(request, "x-amz-content-sha256", &sha256)?;
        request::header(request, "x-amz-sha256-tree-hash", &tree)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
