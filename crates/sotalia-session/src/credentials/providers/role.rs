//! Assumes roles, one with the credentials of the other.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials as SdkCredentials;
use aws_sdk_sts::types::{AssumedRoleUser, Credentials as StsCredentials};
use sotalia_error::Error;

use super::plan::Role;
use crate::credentials::context::Context;
use crate::credentials::disk_cache::{CacheKey, RoleArguments};
use crate::credentials::failure::Failure;
use crate::credentials::mfa::{self, MfaRequest};
use crate::credentials::provenance::mark_role;
use crate::credentials::trail::Trail;
use crate::session::sts;

/// The role's credentials of another time or program, if they are kept on disk.
pub(super) async fn kept(context: &Context, role: &Role, trail: &mut Trail) -> Option<SdkCredentials> {
    let cache = context.disk_cache.as_ref()?;
    let credentials = cache.read(&key(role)?).await?;
    trail.look(format!("the kept session of {}", role.arn));
    Some(mark_role(credentials, &role.arn))
}

/// The role's credentials, asked for with those at hand.
pub(super) async fn assume(
    context: &Context,
    role: &Role,
    with: SdkCredentials,
    trail: &mut Trail,
) -> Result<SdkCredentials, Failure> {
    trail.look(format!("STS AssumeRole {}", role.arn));
    let code = match &role.mfa_serial {
        Some(serial) => {
            let request =
                MfaRequest { serial: serial.clone(), profile: Some(role.profile.clone()), role_arn: role.arn.clone() };
            Some(mfa::code(context.mfa.as_ref(), request).await?)
        }
        None => None,
    };
    let client = sts::client_of_provider(&context.config(None, Some(with)));
    let session_name = role.session_name.clone();
    let request = client
        .assume_role()
        .role_arn(&role.arn)
        .role_session_name(session_name.unwrap_or_else(|| default_session_name(context.platform.time().now())))
        .set_external_id(role.external_id.clone())
        .set_duration_seconds(role.duration_seconds)
        .set_serial_number(role.mfa_serial.clone())
        .set_token_code(code);
    let answer = request.send().await.map_err(|error| {
        let what = format!("role {} could not be assumed", role.arn);
        refused(&what, role, Error::from(error))
    })?;
    let user = answer.assumed_role_user.clone();
    let credentials = credentials(answer.credentials, answer.assumed_role_user, "AssumeRoleProvider")?;
    if let Some((cache, key)) = context.disk_cache.as_ref().zip(key(role)) {
        cache.write(&key, &credentials, user.as_ref().map(|user| (user.arn(), user.assumed_role_id()))).await;
    }
    Ok(mark_role(credentials, &role.arn))
}

/// What the role's session is kept under. boto3 and the AWS CLI have the same.
fn key(role: &Role) -> Option<CacheKey> {
    CacheKey::of(&RoleArguments {
        role_arn: role.arn.clone(),
        session_name: role.session_name.clone(),
        external_id: role.external_id.clone(),
        serial_number: role.mfa_serial.clone(),
        duration_seconds: role.duration_seconds,
        ..RoleArguments::default()
    })
}

/// STS says `AccessDenied` both for a wrong code and for a role that may not be assumed; its words tell which.
fn refused(what: &str, role: &Role, error: Error) -> Failure {
    let wrong_code = role.mfa_serial.is_some() && error.message().contains("MultiFactorAuthentication");
    if wrong_code {
        let what = format!("{what}: the code of the device was not accepted (each code works once)");
        return Failure::of_request(&what, error);
    }
    Failure::of_request(what, error)
}

/// What STS answered, in the SDK's type.
pub(in crate::credentials) fn credentials(
    answer: Option<StsCredentials>,
    user: Option<AssumedRoleUser>,
    provider_name: &'static str,
) -> Result<SdkCredentials, Failure> {
    // The SDK fills what is not in the answer with nothing: one that was cut off, say.
    let answer = answer
        .filter(|answer| !answer.access_key_id.is_empty() && !answer.secret_access_key.is_empty())
        .filter(|answer| !answer.session_token.is_empty() && answer.expiration.secs() > 0)
        .ok_or_else(|| Failure::invalid("the answer of STS does not hold whole credentials"))?;
    let end = SystemTime::try_from(answer.expiration)
        .map_err(|error| Failure::invalid("the answer of STS holds no time of expiry").with_source(error))?;
    let mut builder = SdkCredentials::builder()
        .access_key_id(answer.access_key_id)
        .secret_access_key(answer.secret_access_key)
        .session_token(answer.session_token)
        .expiry(end)
        .provider_name(provider_name);
    let account = user.as_ref().and_then(|user| user.arn.split(':').nth(4)).filter(|account| !account.is_empty());
    builder.set_account_id(account.map(Into::into));
    Ok(builder.build())
}

/// A name for the session of a role where nobody gave one. boto3's has the time too.
pub(in crate::credentials) fn default_session_name(now: SystemTime) -> String {
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("sotalia-session-{seconds}")
}
