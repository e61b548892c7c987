//! Calls that are signed and not sent.

use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials as _;
use aws_smithy_runtime::client::orchestrator::{StopPoint, invoke_with_stop_point};
use aws_smithy_runtime_api::client::interceptors::context;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use sotalia_session::error::{Error, LocalError, Result};

use super::Runtime;
use super::input::CallInput;
use crate::auth;
use crate::call::Request;
use crate::params;
use crate::presign::{Policy, PresignedBody, PresignedPost, Presigning, Signer};
use crate::schema::{CompiledOperation, ProtocolKind};
use crate::validate::validate;
use crate::value::{Map, Params, Value};

/// Operations whose copy in another region is allowed by a presigned URL of the source's region: service, operation, the
/// parameter for the URL.
const CROSS_REGION: &[(&str, &str, &str)] = &[
    ("ec2", "CopySnapshot", "PresignedUrl"),
    ("rds", "CopyDBClusterSnapshot", "PreSignedUrl"),
    ("rds", "CreateDBCluster", "PreSignedUrl"),
    ("rds", "CopyDBSnapshot", "PreSignedUrl"),
    ("rds", "CreateDBInstanceReadReplica", "PreSignedUrl"),
    ("rds", "StartDBInstanceAutomatedBackupsReplication", "PreSignedUrl"),
    ("neptune", "CopyDBClusterSnapshot", "PreSignedUrl"),
    ("neptune", "CreateDBCluster", "PreSignedUrl"),
    ("docdb", "CopyDBClusterSnapshot", "PreSignedUrl"),
    ("docdb", "CreateDBCluster", "PreSignedUrl"),
];

/// How long such a URL is good: boto3's default.
const CROSS_REGION_EXPIRES: Duration = Duration::from_secs(3600);

impl Runtime {
    /// The request of a call, with the signature in its address.
    pub(crate) async fn presign(
        &self,
        operation: &str,
        params: Params,
        mut presigning: Presigning,
    ) -> Result<HttpRequest> {
        let plan = self.plan(operation)?;
        let operation = plan.operation;
        if auth::is_version2(&self.service.model) {
            let message = format!(
                "{} takes signatures of version 2, which are in the body of a request and not in its address",
                self.service_name()
            );
            return Err(self.named(operation, Error::local(LocalError::InvalidParameter, message)));
        }
        choose(operation, &mut presigning);
        presigning.has_content_type = has_content_type(operation, &params);
        let mut request = Request::new(operation.name().to_owned(), params);
        let handled = Box::pin(self.handle(plan, &mut request, Some(&presigning))).await;
        let handled = handled.map_err(|error| self.named(operation, error))?;
        let input =
            CallInput::new(operation, request, self.checks_parameters).map_err(|error| self.named(operation, error))?;
        let plugins = plan.plugins_with(handled.plugin);
        let service_id = &operation.service.model.metadata.service_id;
        let input = context::Input::erase(input);
        let context =
            invoke_with_stop_point(service_id, operation.name(), input, &plugins, StopPoint::BeforeTransmit).await;
        let mut context = context.map_err(|error| self.failed(operation, error))?;
        context
            .take_request()
            .ok_or_else(|| self.named(operation, Error::local(LocalError::Unexpected, "the call made no request")))
    }

    /// A form for a bucket, signed.
    pub(crate) async fn presign_post(
        &self,
        bucket: &str,
        key: &str,
        expires: Duration,
        policy: Policy,
    ) -> Result<PresignedPost> {
        if self.service_name() != "s3" {
            let message = format!("forms are signed for S3; this is a client of {}", self.service_name());
            return Err(Error::local(LocalError::InvalidParameter, message));
        }
        // The request of CreateBucket goes where a form goes.
        let target = self.presign("CreateBucket", params! { "Bucket": bucket }, Presigning::new(expires)).await?;
        let url = target.uri().split('?').next().unwrap_or_default().to_owned();
        let provider = self
            .config
            .credentials_provider()
            .ok_or_else(|| Error::local(LocalError::NoCredentials, "an anonymous session signs no forms"))?;
        let credentials = provider.provide_credentials().await.map_err(Error::from_source)?;
        let region =
            self.region().ok_or_else(|| Error::local(LocalError::NoRegion, "a form is signed for a region"))?;
        let now = self.config.time_source().map_or_else(SystemTime::now, |time| time.now());
        let signer = Signer { credentials: &credentials, region, now };
        Ok(PresignedPost::new(url, policy.sign(bucket, key, expires, &signer)?))
    }

    /// Adds the URL by which the region of a copy's source allows it, unless the caller has.
    pub(super) async fn presign_for_other_region(&self, operation: &CompiledOperation, params: &mut Map) -> Result<()> {
        let service = self.service_name();
        let of_operation = CROSS_REGION.iter().find(|(of, name, _)| *of == service && *name == operation.name());
        let Some((_, name, parameter)) = of_operation else { return Ok(()) };
        let Some(source) = params.get("SourceRegion").and_then(Value::as_str).map(str::to_owned) else { return Ok(()) };
        // All that is wrong is told first, as it would be without the URL.
        if self.checks_parameters {
            validate(&operation.service.model, operation.model, params, None)?;
        }
        let is_ec2 = service == "ec2";
        // Only EC2 knows the parameter; the others are told by the URL.
        if !is_ec2 {
            params.shift_remove("SourceRegion");
        }
        if params.contains_key(*parameter) {
            return Ok(());
        }
        let mut presigning = Presigning::new(CROSS_REGION_EXPIRES);
        presigning.method = Some("GET".to_owned());
        let destination = self.region().unwrap_or_default().to_owned();
        presigning.query.push(("DestinationRegion".to_owned(), destination.clone()));
        let of_source = self.in_region(&source)?;
        let request = Box::pin(of_source.presign(name, Params::from(params.clone()), presigning)).await?;
        params.insert((*parameter).to_owned(), Value::from(request.uri()));
        if is_ec2 {
            params.insert("DestinationRegion".to_owned(), Value::from(destination));
        }
        Ok(())
    }
}

/// Whether a parameter of the call is the header for the type of the content.
fn has_content_type(operation: &CompiledOperation, params: &Map) -> bool {
    let service = &operation.service.model;
    let input = operation.model.input.as_ref().and_then(|input| service.shapes.get(input.shape));
    let mut members = input.into_iter().flat_map(|shape| &shape.members);
    members.any(|member| member.location_name.as_deref() == Some("Content-Type") && params.contains_key(&*member.name))
}

/// What becomes of the body, by the protocol.
fn choose(operation: &CompiledOperation, presigning: &mut Presigning) {
    let is_speech = &*operation.service.model.name == "polly" && operation.name() == "SynthesizeSpeech";
    presigning.body = match operation.service.protocol {
        _ if operation.service.is_s3() => PresignedBody::Unsigned,
        ProtocolKind::Query | ProtocolKind::Ec2 => PresignedBody::IntoQuery,
        _ if is_speech => PresignedBody::IntoQuery,
        _ => PresignedBody::Signed,
    };
    if is_speech && presigning.method.is_none() {
        presigning.method = Some("GET".to_owned());
    }
}
