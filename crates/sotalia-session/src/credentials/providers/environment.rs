//! Credentials in environment variables.

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use sotalia_error::LocalError;

use super::json::parse_time;
use crate::compat::Compat;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::{mark, mark_feature};
use crate::credentials::trail::Trail;

/// The variable of the access key id.
const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";

/// The variables of the secret; the second is one that the SDK reads.
const SECRETS: [&str; 2] = ["AWS_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY"];

/// The variables of the session token; the second is an old one that boto3 looks at first.
const TOKENS: [&str; 2] = ["AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"];

/// When the credentials end, as boto3 reads it.
const EXPIRATION: &str = "AWS_CREDENTIAL_EXPIRATION";

/// The access key of the environment, if there is one. Half of one was refused when the session was loaded.
pub(in crate::credentials) fn find(context: &Context, trail: &mut Trail) -> Result<Option<SdkCredentials>, Failure> {
    let platform = &context.platform;
    trail.look(ACCESS_KEY_ID);
    trail.look(SECRETS[0]);
    let secret = SECRETS.into_iter().find_map(|name| platform.variable(name));
    let Some((id, secret)) = platform.variable(ACCESS_KEY_ID).zip(secret) else {
        trail.pass("not set");
        return Ok(None);
    };
    let mut builder =
        SdkCredentials::builder().access_key_id(id).secret_access_key(secret).provider_name("EnvironmentVariable");
    let mut tokens = TOKENS;
    if context.compat == Compat::Boto3 {
        tokens.reverse();
    }
    if let Some((name, token)) = tokens.into_iter().find_map(|name| Some((name, platform.variable(name)?))) {
        trail.look(name);
        builder.set_session_token(Some(token.trim().to_owned()));
    }
    builder.set_account_id(platform.variable("AWS_ACCOUNT_ID").map(|account| account.trim().to_owned().into()));
    if let Some(text) = platform.variable(EXPIRATION) {
        trail.look(EXPIRATION);
        let end = parse_time(&text).ok_or_else(|| {
            Failure::invalid(format!(
                "environment variable {EXPIRATION} is {text:?}, which is no time such as \
                                      \"2030-01-31T12:00:00Z\""
            ))
        })?;
        if end <= platform.time().now() {
            let message =
                format!("the credentials in environment variables have ended ({EXPIRATION} is {text}): get new ones");
            return Err(Failure::new(LocalError::ExpiredCredentials, message));
        }
        builder.set_expiry(Some(end));
    }
    let credentials = mark_feature(builder.build(), Feature::CredentialsEnvVars);
    Ok(Some(mark(credentials, "environment variables")))
}
