//! The chain of providers: asks one after the other, and notes down what it saw.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use sotalia_error::LocalError;

use super::context::Context;
use super::failure::Failure;
use super::provenance;
use super::providers::instance_metadata::InstanceMetadata;
use super::providers::{container, environment, profile, web_identity};
use super::report::AttemptOutcome;
use super::trail::Trail;
use crate::compat::Compat;
use crate::profile::ProfileSource;

/// Environment, profile, web identity, container, instance: boto3's order, with the profile's own order inside.
///
/// For a profile that was named in code the variables of access keys and of web identities are not looked at, as in boto3.
/// What is configured and fails ends the chain: nobody is to call AWS as somebody else, because a sign-in has ended.
pub(crate) struct Chain {
    context: Context,
    instance: InstanceMetadata,
    last: Mutex<Trail>,
}

impl Chain {
    pub(crate) fn new(context: Context) -> Self {
        Self { context, instance: InstanceMetadata::default(), last: Mutex::default() }
    }

    /// What the last resolution did, or nothing if there was none.
    pub(crate) fn last_trail(&self) -> Trail {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn resolve(&self) -> provider::Result {
        let mut trail = Trail::default();
        let result = self.walk(&mut trail).await;
        match &result {
            Ok(credentials) => {
                let source = provenance::of(credentials).map_or("", |found| &found.source);
                tracing::debug!(source, "credentials found");
                trail.end(AttemptOutcome::Used, source);
            }
            Err(failure) if !matches!(failure.kind(), LocalError::NoCredentials) => {
                trail.end(AttemptOutcome::Failed, failure.message());
            }
            Err(_) => {}
        }
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = trail;
        Ok(result?)
    }

    async fn walk(&self, trail: &mut Trail) -> Result<SdkCredentials, Failure> {
        let context = &self.context;
        let in_code = context.profiles.is_named_in_code();
        trail.begin("environment variables");
        if in_code {
            trail.pass(NOT_LOOKED_AT);
        } else if let Some(found) = environment::find(context, trail)? {
            self.say_that_the_profile_is_not_asked(trail);
            return Ok(found);
        }
        let token_first = context.compat == Compat::Boto3 && !self.profile_assumes_role();
        if token_first && let Some(found) = self.web_identity(trail).await? {
            return Ok(found);
        }
        trail.begin(&format!("profile \"{}\"", context.profiles.name));
        if let Some(found) = profile::find(context, &self.instance, trail).await? {
            return Ok(found);
        }
        if !token_first && let Some(found) = self.web_identity(trail).await? {
            return Ok(found);
        }
        trail.begin("container credentials");
        if let Some(found) = container::find(context, trail).await? {
            return Ok(found);
        }
        trail.begin("instance metadata");
        if let Some(found) = self.instance.find(context, trail).await? {
            return Ok(found);
        }
        Err(nothing_found(&context.profiles.name, in_code, trail))
    }

    /// What the variables of a web identity give. In boto3 they come before all of the profile but its roles.
    async fn web_identity(&self, trail: &mut Trail) -> Result<Option<SdkCredentials>, Failure> {
        trail.begin("web identity token");
        if self.context.profiles.is_named_in_code() {
            trail.pass(NOT_LOOKED_AT);
            return Ok(None);
        }
        web_identity::from_environment(&self.context, trail).await
    }

    /// In boto3 and in the SDKs the variables of an access key come before the profile that a variable names.
    fn say_that_the_profile_is_not_asked(&self, trail: &mut Trail) {
        if let ProfileSource::Environment(variable) = self.context.profiles.source {
            let profile = &self.context.profiles.name;
            tracing::warn!(profile, variable, "the access key of the environment is used, not that of the profile");
            trail.look(format!("{variable} names profile \"{profile}\", which these variables come before"));
        }
    }

    fn profile_assumes_role(&self) -> bool {
        let holds = |key| self.context.key(&self.context.profiles.name, key).is_some();
        holds("role_arn") && !holds("web_identity_token_file")
    }
}

/// Why a provider was not asked.
const NOT_LOOKED_AT: &str = "not looked at, as the profile was named in code";

/// The ways out come first: the end of a long line may be cut off.
fn nothing_found(profile: &str, in_code: bool, trail: &Trail) -> Failure {
    let tried = trail.attempts().iter().filter(|attempt| attempt.detail() != NOT_LOOKED_AT);
    let tried = tried.map(|attempt| format!("{} ({})", attempt.provider(), attempt.detail())).collect::<Vec<_>>();
    // What a session with a profile of its own does not look at is no way out of it.
    let variables = if in_code { "" } else { "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or " };
    let message = format!(
        "no credentials found: {variables}run `aws configure --profile {profile}` or `aws sso login --profile {profile}`; \
         tried {}",
        tried.join(", ")
    );
    Failure::new(LocalError::NoCredentials, message)
}

/// The chain as a provider; the session keeps it too, to tell what it did.
#[derive(Debug)]
pub(crate) struct SharedChain(pub(crate) Arc<Chain>);

impl ProvideCredentials for SharedChain {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.0.resolve())
    }
}

/// Shows no provider, which may hold credentials.
impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").finish_non_exhaustive()
    }
}
