//! The role of a web identity: its token is in a file, as in EKS and GitHub Actions.

use std::io::ErrorKind;
use std::path::Path;

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use sotalia_error::Error;

use super::role::{credentials, default_session_name};
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::{mark, mark_feature, mark_role};
use crate::credentials::trail::Trail;
use crate::session::sts;

/// The variable that names the file of the token.
const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";

/// The variable of the role.
const ROLE_ARN: &str = "AWS_ROLE_ARN";

/// A role, and where the token for it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WebIdentity {
    pub(super) role_arn: String,
    pub(super) token_file: String,
    pub(super) session_name: Option<String>,
    /// What names the file, for a message.
    pub(super) named_by: String,
}

/// The role that environment variables name.
pub(in crate::credentials) async fn from_environment(
    context: &Context,
    trail: &mut Trail,
) -> Result<Option<SdkCredentials>, Failure> {
    let platform = &context.platform;
    trail.look(TOKEN_FILE);
    let Some(token_file) = platform.variable(TOKEN_FILE) else {
        trail.pass("not set");
        return Ok(None);
    };
    trail.look(ROLE_ARN);
    let role_arn = platform.variable(ROLE_ARN).ok_or_else(|| {
        Failure::invalid(format!(
            "environment variable {TOKEN_FILE} is set and {ROLE_ARN} is not: set both, or neither"
        ))
    })?;
    let identity = WebIdentity {
        role_arn,
        token_file,
        session_name: platform.variable("AWS_ROLE_SESSION_NAME"),
        named_by: format!("environment variable {TOKEN_FILE}"),
    };
    let found = assume(context, &identity, trail).await?;
    Ok(Some(mark(found, "role assumed with a web identity token named by environment variables")))
}

/// The role's credentials. The file is read each time: its owner replaces the token before it ends.
pub(super) async fn assume(
    context: &Context,
    identity: &WebIdentity,
    trail: &mut Trail,
) -> Result<SdkCredentials, Failure> {
    let WebIdentity { role_arn, token_file, session_name, named_by } = identity;
    let platform = &context.platform;
    let path = platform.expand_home(Path::new(token_file)).unwrap_or_else(|| token_file.into());
    let shown = platform.shown(&path);
    trail.look(format!("token file {shown}"));
    let bytes = platform.read(&path).await.map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => {
                "does not exist: it is there in a pod or a job that was given an identity; elsewhere \
                                    use another profile, or credentials of your own"
                    .to_owned()
            }
            kind => format!("cannot be read: {kind}"),
        };
        Failure::invalid(format!("the web identity token file {shown} ({named_by}) {why}")).with_source(error)
    })?;
    let token = String::from_utf8(bytes)
        .map_err(|_| Failure::invalid(format!("the web identity token file {shown} ({named_by}) is not text")))?;
    let token = token.trim();
    if token.is_empty() {
        return Err(Failure::invalid(format!("the web identity token file {shown} ({named_by}) is empty")));
    }
    trail.look(format!("STS AssumeRoleWithWebIdentity {role_arn}"));
    let client = sts::client_of_provider(&context.config(None, None));
    let answer = client
        .assume_role_with_web_identity()
        .role_arn(role_arn)
        .web_identity_token(token)
        .role_session_name(session_name.clone().unwrap_or_else(|| default_session_name(platform.time().now())))
        .send()
        .await
        .map_err(|error| {
            let what = format!("role {role_arn} could not be assumed with the web identity token of {shown}");
            Failure::of_request(&what, Error::from(error))
        })?;
    let found = credentials(answer.credentials, answer.assumed_role_user, "WebIdentityToken")?;
    Ok(mark_role(mark_feature(found, Feature::CredentialsProfileStsWebIdToken), role_arn))
}
