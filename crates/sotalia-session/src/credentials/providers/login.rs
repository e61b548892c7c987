//! Credentials of a console sign-in, which `aws login` keeps in a file, and which are replaced there.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use aws_types::service_config::ServiceConfigKey;
use http::HeaderValue;
use serde_json::json;
use sotalia_error::LocalError;

use super::fetch::{Limits, Request, fetch};
use super::json::{Object, shown_time};
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::mark_feature;
use crate::credentials::trail::Trail;

mod proof;

use proof::ProofKey;

/// How long before their end credentials are replaced, as in the SDK and in boto3.
const AHEAD: Duration = Duration::from_secs(5 * 60);

/// Where a new token is asked for.
const PATH: &str = "/v1/token";

const LIMITS: Limits =
    Limits { connect: Duration::from_secs(3), read: Duration::from_secs(10), attempts: 3, retry_silence: true };

/// The credentials of this sign-in.
pub(super) async fn credentials(
    context: &Context,
    session: &str,
    profile: &str,
    trail: &mut Trail,
) -> Result<SdkCredentials, Failure> {
    let sign_in = |what: &str| {
        let message = format!("the console sign-in of {session} {what}: run `aws login --profile {profile}`");
        Failure::new(LocalError::LoginRequired, message)
    };
    let platform = &context.platform;
    let Some(path) = path(context, session) else {
        return Err(Failure::invalid("console sign-ins are kept in the home folder, and HOME is not set"));
    };
    let shown = platform.shown(&path);
    trail.look(format!("sign-in {shown}"));
    let bytes = platform.read(&path).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => sign_in(&format!("is missing ({shown} does not exist)")),
        kind => sign_in(&format!("cannot be read ({shown}: {kind})")).with_source(error),
    })?;
    let unusable = |problem: String| sign_in(&format!("cannot be used ({shown}: {problem})"));
    let text = String::from_utf8(bytes).map_err(|_| unusable("it is not text".to_owned()))?;
    let mut file = Object::parse(&text).map_err(unusable)?;
    let (found, end) = kept(&file).map_err(unusable)?;
    let now = platform.time().now();
    if now + AHEAD < end {
        return Ok(found);
    }
    match renew(context, &mut file, now, trail).await {
        Ok(()) => {
            let bytes = file.to_text().into_bytes();
            if let Err(error) = platform.write_private(&path, &bytes).await {
                tracing::warn!(error = %error.kind(), "the renewed console sign-in could not be kept on disk");
            }
            kept(&file).map(|(found, _)| found).map_err(unusable)
        }
        Err(problem) if now < end => {
            tracing::warn!(problem, "the console sign-in could not be renewed; it is still valid");
            Ok(found)
        }
        Err(problem) => Err(sign_in(&format!("has expired, and could not be renewed ({problem})"))),
    }
}

/// The file of a sign-in: named for the session, in the folder that may be set for it.
fn path(context: &Context, session: &str) -> Option<PathBuf> {
    let platform = &context.platform;
    let folder = match platform.variable("AWS_LOGIN_CACHE_DIRECTORY") {
        Some(folder) => platform.expand_home(&PathBuf::from(folder))?,
        None => platform.home()?.join(".aws/login/cache"),
    };
    let digest = ring::digest::digest(&ring::digest::SHA256, session.trim().as_bytes());
    let name: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    Some(folder.join(name).with_extension("json"))
}

/// The credentials in the file, and when they end.
fn kept(file: &Object) -> Result<(SdkCredentials, SystemTime), String> {
    let token = file.object("accessToken").ok_or("it lacks accessToken")?;
    let end = token.time("expiresAt")?.ok_or("it lacks expiresAt")?;
    let mut builder = SdkCredentials::builder()
        .access_key_id(token.required("accessKeyId")?)
        .secret_access_key(token.required("secretAccessKey")?)
        .session_token(token.required("sessionToken")?)
        .expiry(end)
        .provider_name("Login");
    builder.set_account_id(token.text("accountId").map(Into::into));
    Ok((mark_feature(builder.build(), Feature::CredentialsProfileLogin), end))
}

/// Asks for new credentials, with a proof that the key of the sign-in is here, and puts them into the file's object.
async fn renew(context: &Context, file: &mut Object, now: SystemTime, trail: &mut Trail) -> Result<(), String> {
    let key = ProofKey::parse(file.required("dpopKey")?)?;
    let endpoint = endpoint(context, file)?;
    trail.look(format!("POST {endpoint}{PATH}"));
    let proof = key.proof(&format!("{endpoint}{PATH}"), now)?;
    let mut proof = HeaderValue::from_str(&proof).map_err(|_| "the proof is no header")?;
    proof.set_sensitive(true);
    let body = json!({
        "clientId": file.required("clientId")?,
        "grantType": "refresh_token",
        "refreshToken": file.required("refreshToken")?,
    });
    let request = Request {
        method: "POST",
        endpoint,
        path: PATH.to_owned(),
        headers: vec![("content-type", HeaderValue::from_static("application/json")), ("dpop", proof)],
        body: body.to_string(),
    };
    let answer = fetch(context, request, LIMITS).await.map_err(|error| error.to_string())?;
    let object = Object::parse(&answer.body);
    if !answer.is_success() {
        let code = object.ok().and_then(|object| object.text("error").map(str::to_owned));
        return Err(match code.as_deref() {
            Some("TOKEN_EXPIRED") => "it has ended".to_owned(),
            Some("USER_CREDENTIALS_CHANGED") => "the password has changed".to_owned(),
            Some("INSUFFICIENT_PERMISSIONS") => {
                "it may not be renewed: the action signin:CreateOAuth2Token is not allowed".to_owned()
            }
            _ => format!("HTTP status {}", answer.status),
        });
    }
    let object = object.map_err(|problem| format!("the answer cannot be used: {problem}"))?;
    let token = object.object("accessToken").ok_or("the answer lacks accessToken")?;
    let lifetime = object.value("expiresIn").and_then(serde_json::Value::as_u64).ok_or("the answer lacks expiresIn")?;
    let account = file.object("accessToken").and_then(|token| token.text("accountId").map(str::to_owned));
    file.set(
        "accessToken",
        json!({
            "accessKeyId": token.required("accessKeyId")?,
            "secretAccessKey": token.required("secretAccessKey")?,
            "sessionToken": token.required("sessionToken")?,
            "accountId": account,
            "expiresAt": shown_time(now + Duration::from_secs(lifetime)),
        }),
    );
    if let Some(refresh_token) = object.text("refreshToken") {
        file.set("refreshToken", refresh_token.into());
    }
    Ok(())
}

/// The service's endpoint in the region of the sign-in, or of the session where the file does not say.
fn endpoint(context: &Context, file: &Object) -> Result<String, String> {
    let key = ServiceConfigKey::builder().service_id("Signin").env("AWS_ENDPOINT_URL").profile("endpoint_url").build();
    let of_service = key.ok().and_then(|key| context.clients.service_config()?.load_config(key));
    if let Some(endpoint) = of_service.or_else(|| context.clients.endpoint_url().map(str::to_owned)) {
        return Ok(endpoint.trim_end_matches('/').to_owned());
    }
    let region = file.text("signInRegion").or_else(|| context.clients.region().map(AsRef::as_ref));
    let region = region.ok_or("no region is set")?;
    crate::region::check(region, &crate::region::RegionSource::Code).map_err(|error| error.message().to_owned())?;
    let suffix = match region {
        _ if region.starts_with("cn-") => "amazonaws.cn",
        _ if region.starts_with("us-gov-") => "amazonaws-us-gov.com",
        _ => "aws.amazon.com",
    };
    Ok(format!("https://{region}.signin.{suffix}"))
}
