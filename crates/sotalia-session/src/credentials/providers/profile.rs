//! The credentials that a profile asks for.

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;

use super::instance_metadata::InstanceMetadata;
use super::plan::{Base, NamedSource, plan};
use super::{container, environment, login, process, role, web_identity};
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::{mark, mark_feature};
use crate::credentials::trail::Trail;

/// The credentials of the profile in use, unless it says nothing about credentials.
pub(in crate::credentials) async fn find(
    context: &Context,
    instance: &InstanceMetadata,
    trail: &mut Trail,
) -> Result<Option<SdkCredentials>, Failure> {
    let name = &context.profiles.name;
    let within = |failure: Failure| failure.within(&format!("the credentials of profile \"{name}\" could not be had"));
    let Some(plan) = plan(context, trail).map_err(within)? else { return Ok(None) };
    // The first is the one to have in the end. What is kept of one makes those behind it needless.
    let mut kept = None;
    for (index, role) in plan.roles.iter().enumerate() {
        kept = role::kept(context, role, trail).await.map(|found| (found, index));
        if kept.is_some() {
            break;
        }
    }
    let (mut found, missing) = match kept {
        Some(kept) => kept,
        None => (begin(context, instance, &plan.base, trail).await.map_err(within)?, plan.roles.len()),
    };
    for role in plan.roles[..missing].iter().rev() {
        found = role::assume(context, role, found, trail).await.map_err(within)?;
    }
    let assumed = !plan.roles.is_empty() || matches!(plan.base, Base::WebIdentity(_));
    if assumed {
        found = mark(found, format!("role assumed by profile \"{name}\""));
    }
    Ok(Some(mark_feature(found, Feature::CredentialsProfile)))
}

async fn begin(
    context: &Context,
    instance: &InstanceMetadata,
    base: &Base,
    trail: &mut Trail,
) -> Result<SdkCredentials, Failure> {
    match base {
        Base::AccessKey { credentials, source } => Ok(mark(credentials.clone(), source)),
        Base::Source { source, place } => {
            let found = match source {
                NamedSource::Environment => environment::find(context, trail)?,
                NamedSource::Container => container::find(context, trail).await?,
                NamedSource::Instance => instance.find(context, trail).await?,
            };
            let (name, way_out) = match source {
                NamedSource::Environment => {
                    ("the environment", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name another source")
                }
                NamedSource::Container => {
                    ("the container", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is set where it is used")
                }
                NamedSource::Instance => ("the instance metadata service", "use it on an instance that has a role"),
            };
            found.ok_or_else(|| {
                let reason = trail.reason();
                let message =
                    format!("{place} asks for credentials of {name}, and there are none ({reason}): {way_out}");
                Failure::invalid(message)
            })
        }
        Base::WebIdentity(identity) => web_identity::assume(context, identity, trail).await,
        Base::Sso(sso) => {
            let found = sso.credentials(context, trail).await?;
            Ok(mark(found, format!("IAM Identity Center sign-in of profile \"{}\"", sso.profile())))
        }
        Base::Login { session, profile } => {
            let found = login::credentials(context, session, profile, trail).await?;
            Ok(mark(found, format!("console sign-in of profile \"{profile}\"")))
        }
        Base::Process { command, profile } => {
            let found = process::run(context, profile, command).await?;
            Ok(mark(found, format!("credential_process of profile \"{profile}\"")))
        }
    }
}
