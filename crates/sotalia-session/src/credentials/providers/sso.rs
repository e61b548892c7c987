//! Credentials of a role of IAM Identity Center, for which a person signed in.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use aws_sdk_sso::operation::get_role_credentials::GetRoleCredentialsError;
use aws_smithy_types::DateTime;
use sotalia_error::{Error, LocalError};

use crate::compat::Compat;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::mark_feature;
use crate::credentials::trail::Trail;
use crate::profile::nearest::did_you_mean;

mod bearer;
mod token;

use token::Token;

/// How long before its end a token is replaced, where that can be done without the person.
const AHEAD: Duration = Duration::from_secs(5 * 60);

/// The role, and the sign-in that it needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sso {
    profile: String,
    /// The `[sso-session]`, unless the profile has its keys itself, the older way.
    session: Option<String>,
    start_url: String,
    region: String,
    account_id: String,
    role_name: String,
}

/// Reading
impl Sso {
    pub(super) fn profile(&self) -> &str {
        &self.profile
    }

    /// What the profile says, if it names an account and a role. One that names neither signs in for tokens only.
    pub(super) fn of_profile(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Self>, Failure> {
        let key = |key: &str| context.key(profile, key);
        let pair = (key("sso_account_id"), key("sso_role_name"));
        let (account_id, role_name) = match pair {
            (None, None) => return tokens_only(context, profile, trail),
            (Some(account_id), Some(role_name)) => (account_id.to_owned(), role_name.to_owned()),
            (Some(_), None) => return Err(lacks(context, profile, "sso_account_id", "sso_role_name")),
            (None, Some(_)) => return Err(lacks(context, profile, "sso_role_name", "sso_account_id")),
        };
        trail.look(context.place(profile, "sso_role_name"));
        let (session, start_url, region) = match key("sso_session") {
            Some(session) => {
                let (start_url, region) = of_session(context, profile, session)?;
                (Some(session.to_owned()), start_url, region)
            }
            None => {
                let required = |name: &'static str| {
                    key(name).map(str::to_owned).ok_or_else(|| lacks(context, profile, "sso_role_name", name))
                };
                (None, required("sso_start_url")?, required("sso_region")?)
            }
        };
        Ok(Some(Self { profile: profile.to_owned(), session, start_url, region, account_id, role_name }))
    }
}

/// A sign-in without a role is for tokens: it gives no credentials. But a profile that holds nothing else, and names a session
/// that does not exist, means something else than it says.
fn tokens_only(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Sso>, Failure> {
    let Some(session) = context.key(profile, "sso_session") else { return Ok(None) };
    let others = ["aws_access_key_id", "credential_process", "login_session"];
    if context.profiles.sections.sso_session(session).is_some()
        || others.iter().any(|key| context.key(profile, key).is_some())
    {
        return Ok(None);
    }
    trail.look(context.place(profile, "sso_session"));
    of_session(context, profile, session).map(|_| None)
}

fn lacks(context: &Context, profile: &str, present: &str, absent: &str) -> Failure {
    let place = context.place(profile, present);
    Failure::invalid(format!("{place} needs {absent} beside it: run `aws configure sso --profile {profile}`"))
}

/// Start URL and region of the session. They are its own: beside `sso_session` the profile must not have them; boto3 lets
/// them be if they say the same.
fn of_session(context: &Context, profile: &str, session: &str) -> Result<(String, String), Failure> {
    let place = context.place(profile, "sso_session");
    if context.profiles.sections.sso_session(session).is_none() {
        let hint = did_you_mean(session, context.profiles.sections.sso_session_names());
        return Err(Failure::invalid(format!(
            "{place} names \"{session}\", and there is no section [sso-session {session}]{hint}; `aws configure sso` \
             writes one"
        )));
    }
    for key in ["sso_start_url", "sso_region"] {
        let allowed = match context.compat {
            Compat::Specification => None,
            Compat::Boto3 => context.sso_session_key(session, key),
        };
        if context.key(profile, key).is_some_and(|value| Some(value) != allowed) {
            let place = context.place(profile, key);
            return Err(Failure::invalid(format!(
                "{place} can only be specified in [sso-session {session}], which the profile names too: remove it here"
            )));
        }
    }
    let required = |key: &str| {
        context.sso_session_key(session, key).map(str::to_owned).ok_or_else(|| {
            Failure::invalid(format!("[sso-session {session}], which {place} names, lacks {key}: add it there"))
        })
    };
    Ok((required("sso_start_url")?, required("sso_region")?))
}

/// Asking
impl Sso {
    pub(super) async fn credentials(&self, context: &Context, trail: &mut Trail) -> Result<SdkCredentials, Failure> {
        let token = self.token(context, trail).await?;
        let Self { account_id, role_name, region, .. } = self;
        trail.look(format!("SSO GetRoleCredentials {role_name} of account {account_id} in {region}"));
        let http_client = bearer::WithToken::new(context.http_client.clone(), &token.access_token)
            .map_err(|problem| self.sign_in(problem))?;
        let config = context.config(Some(region), None).into_builder().http_client(http_client).build();
        let client = aws_sdk_sso::Client::new(&config);
        let request =
            client.get_role_credentials().role_name(role_name).account_id(account_id).access_token(bearer::STAND_IN);
        let answer = request.send().await.map_err(|error| {
            let unauthorized = error.as_service_error().is_some_and(GetRoleCredentialsError::is_unauthorized_exception);
            let error = Error::from(error);
            if unauthorized {
                return self.sign_in("was not accepted; it may have ended").with_source(error);
            }
            let what = format!("IAM Identity Center gave no credentials of role {role_name} in account {account_id}");
            Failure::of_request(&what, error)
        })?;
        let parts = answer.role_credentials.and_then(|answer| {
            let end = SystemTime::try_from(DateTime::from_millis(answer.expiration)).ok()?;
            Some((answer.access_key_id?, answer.secret_access_key?, answer.session_token, end))
        });
        let (id, secret, session_token, end) = parts
            .ok_or_else(|| Failure::invalid("the answer of IAM Identity Center lacks a part of the credentials"))?;
        let mut builder = SdkCredentials::builder()
            .access_key_id(id)
            .secret_access_key(secret)
            .account_id(account_id.as_str())
            .expiry(end)
            .provider_name("SSO");
        builder.set_session_token(session_token);
        Ok(mark_feature(builder.build(), Feature::CredentialsSso))
    }

    /// The token of the sign-in, a new one if it is about to end and can be replaced.
    async fn token(&self, context: &Context, trail: &mut Trail) -> Result<Token, Failure> {
        let platform = &context.platform;
        let name = self.session.as_deref().unwrap_or(&self.start_url);
        let Some(path) = token::path(platform, name) else {
            return Err(Failure::invalid(
                "the sign-in of IAM Identity Center is kept in the home folder, and HOME is not set",
            ));
        };
        let shown = platform.shown(&path);
        trail.look(format!("sign-in {shown}"));
        let bytes = platform.read(&path).await.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => self.sign_in(&format!("is missing ({shown} does not exist)")),
            kind => self.sign_in(&format!("cannot be read ({shown}: {kind})")).with_source(error),
        })?;
        let token =
            Token::parse(&bytes).map_err(|problem| self.sign_in(&format!("cannot be used ({shown}: {problem})")))?;
        let now = platform.time().now();
        if now + AHEAD < token.expires_at {
            return Ok(token);
        }
        if self.session.is_some() && token.is_replaceable(now) {
            trail.look(format!("SSO-OIDC CreateToken in {}", self.region));
            match token.replace(context, &self.region, &path).await {
                Ok(new) => return Ok(new),
                Err(error) if token.expires_at <= now => {
                    return Err(self
                        .sign_in(&format!("has expired, and could not be renewed ({error})"))
                        .with_source(error));
                }
                Err(error) => tracing::warn!(%error, "the sign-in could not be renewed; it is still valid"),
            }
        }
        if token.expires_at <= now {
            return Err(self.sign_in(&format!("has expired ({shown})")));
        }
        Ok(token)
    }

    fn sign_in(&self, what: &str) -> Failure {
        let message =
            format!("the sign-in of IAM Identity Center {what}: run `aws sso login --profile {}`", self.profile);
        Failure::new(LocalError::LoginRequired, message)
    }
}
