//! The credentials of a role that is assumed in code, with those of another session.

use std::fmt;

use aws_credential_types::Credentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use aws_sdk_sts::operation::assume_role::builders::AssumeRoleFluentBuilder;
use aws_sdk_sts::types::{PolicyDescriptorType, Tag};
use sotalia_error::{Error, Result};

use super::disk_cache::{CacheKey, RoleArguments};
use super::failure::{self, Failure};
use super::mfa::{self, MfaRequest};
use super::origin::Origin;
use super::provenance;
use super::providers::role;
use crate::load;
use crate::session::{Session, sts};

/// A session of the role, with all of the parent's but its credentials.
pub(crate) fn session(parent: &Session, arguments: RoleArguments) -> Result<Session> {
    if parent.0.kept.is_none() {
        return Err(failure::anonymous());
    }
    let key = CacheKey::of(&arguments);
    let origin = Origin::of_role(&arguments.role_arn);
    let provider = AssumedRole { parent: parent.clone(), arguments, key };
    Ok(load::with_provider(parent, SharedCredentialsProvider::new(provider), origin))
}

struct AssumedRole {
    parent: Session,
    arguments: RoleArguments,
    key: Option<CacheKey>,
}

impl AssumedRole {
    async fn provide(&self) -> provider::Result {
        let cache = self.parent.0.disk_cache.as_ref().zip(self.key.as_ref());
        if let Some((cache, key)) = cache
            && let Some(credentials) = cache.read(key).await
        {
            return Ok(self.mark(credentials));
        }
        let (credentials, user) = self.assume().await?;
        if let Some((cache, key)) = cache {
            cache.write(key, &credentials, user.as_ref().map(|(arn, id)| (arn.as_str(), id.as_str()))).await;
        }
        Ok(self.mark(credentials))
    }

    async fn assume(&self) -> Result<(Credentials, Option<(String, String)>), Failure> {
        let role_arn = &self.arguments.role_arn;
        let what = format!("role {role_arn} could not be assumed");
        // Their failure is told in the session's words.
        self.parent.credentials().await.map_err(|error| Failure::of_request(&what, error))?;
        let answer = self.request().await?.send().await.map_err(|error| {
            let error = Error::from(error);
            let wrong_code =
                self.arguments.serial_number.is_some() && error.message().contains("MultiFactorAuthentication");
            let hint = if wrong_code { ": the code of the device was not accepted (each code works once)" } else { "" };
            Failure::of_request(&format!("{what}{hint}"), error)
        })?;
        let user = answer.assumed_role_user.as_ref().map(|user| (user.arn.clone(), user.assumed_role_id.clone()));
        Ok((role::credentials(answer.credentials, answer.assumed_role_user, "AssumeRoleProvider")?, user))
    }

    async fn request(&self) -> Result<AssumeRoleFluentBuilder, Failure> {
        let arguments = &self.arguments;
        let code = match &arguments.serial_number {
            Some(serial) => {
                let request =
                    MfaRequest { serial: serial.clone(), profile: None, role_arn: arguments.role_arn.clone() };
                Some(mfa::code(self.parent.0.builder.mfa.as_ref(), request).await?)
            }
            None => None,
        };
        let config = self.parent.sdk_config();
        let now = self.parent.0.builder.platform.time().now();
        let session_name = arguments.session_name.clone().unwrap_or_else(|| role::default_session_name(now));

        let arns: Vec<_> =
            arguments.policy_arns.iter().map(|arn| PolicyDescriptorType::builder().arn(arn).build()).collect();
        let tags = arguments.tags.iter().map(|(key, value)| {
            Tag::builder().key(key).value(value).build().expect("a tag has no more than key and value")
        });
        let tags: Vec<Tag> = tags.collect();
        let keys = arguments.transitive_tag_keys.clone();
        Ok(sts::client(config)
            .assume_role()
            .role_arn(&arguments.role_arn)
            .role_session_name(session_name)
            .set_external_id(arguments.external_id.clone())
            .set_serial_number(arguments.serial_number.clone())
            .set_token_code(code)
            .set_source_identity(arguments.source_identity.clone())
            .set_duration_seconds(arguments.duration_seconds)
            .set_policy(arguments.policy.clone())
            .set_policy_arns((!arns.is_empty()).then_some(arns))
            .set_tags((!tags.is_empty()).then_some(tags))
            .set_transitive_tag_keys((!keys.is_empty()).then_some(keys)))
    }

    /// With the role, for reports, and with what the SDK counts in the user agent.
    fn mark(&self, credentials: Credentials) -> Credentials {
        let role_arn = &self.arguments.role_arn;
        let credentials = provenance::mark_role(credentials, role_arn);
        provenance::mark_feature(credentials, Feature::CredentialsStsAssumeRole)
    }
}

impl ProvideCredentials for AssumedRole {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.provide())
    }
}

/// Shows no policy and no session, which holds credentials.
impl fmt::Debug for AssumedRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumedRole").field("role_arn", &self.arguments.role_arn).finish_non_exhaustive()
    }
}
