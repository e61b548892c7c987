//! Makes a session of a role from a session that may assume it.

use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::time::Duration;

use sotalia_error::{Error, LocalError, Result};

use super::Session;
use crate::credentials::derived;
use crate::credentials::disk_cache::RoleArguments;

/// How long AWS lets the session of a role live: 15 minutes to 12 hours, if the role itself allows that long.
const LIVES: std::ops::RangeInclusive<u64> = 900..=43_200;

/// What a role is to be assumed with. Await it to have a [`Session`].
///
/// Made by [`Session::assume_role`].
#[must_use = "the session is made when this is awaited"]
pub struct AssumeRole {
    parent: Session,
    arguments: RoleArguments,
    duration: Option<Duration>,
}

impl Session {
    /// A session that calls as a role, which this session may assume.
    ///
    /// Awaiting it makes no request: the role is assumed when its credentials are first needed, and again ahead of their
    /// end, with the credentials that this session has then. Region, connections and settings are those of this session.
    /// boto3 has this for profiles alone; in code one calls `sts.assume_role` and the session ends with its hour.
    ///
    /// ```no_run
    /// # async fn example(session: sotalia_session::Session) -> sotalia_session::error::Result<()> {
    /// let reader = session.assume_role("arn:aws:iam::123456789012:role/reader").session_name("report").await?;
    /// println!("{}", reader.caller_identity().await?.arn());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Awaiting it gives [`LocalError::InvalidParameter`] for an ARN that is not of a role, a name, a duration or a policy
    /// that STS would refuse, and [`LocalError::NoCredentials`] if this session is anonymous. What STS says is an error of
    /// [`credentials`](Session::credentials), and of the first call.
    pub fn assume_role(&self, role_arn: impl Into<String>) -> AssumeRole {
        let arguments = RoleArguments { role_arn: role_arn.into(), ..RoleArguments::default() };
        AssumeRole { parent: self.clone(), arguments, duration: None }
    }
}

/// Choices
impl AssumeRole {
    /// The name of the session, which AWS writes into its logs: 2 to 64 letters, digits and `_+=,.@-`. The default is
    /// `sotalia-session-` and the time.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.arguments.session_name = Some(name.into());
        self
    }

    /// What the owner of the role in another account asks for.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.arguments.external_id = Some(id.into());
        self
    }

    /// How long each set of credentials lives: 15 minutes to 12 hours, and no longer than the role allows. The default is an
    /// hour. The session goes on after that, with new ones.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = Some(duration);
        self
    }

    /// A policy, in JSON, that allows the session less than the role.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.arguments.policy = Some(policy.into());
        self
    }

    /// Managed policies, by ARN, that allow the session less than the role.
    pub fn policy_arns<A: Into<String>>(mut self, arns: impl IntoIterator<Item = A>) -> Self {
        self.arguments.policy_arns = arns.into_iter().map(Into::into).collect();
        self
    }

    /// Tags of the session, which policies can ask for.
    pub fn tags<K: Into<String>, V: Into<String>>(mut self, tags: impl IntoIterator<Item = (K, V)>) -> Self {
        self.arguments.tags = tags.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
        self
    }

    /// The tags, by key, that a role keeps which this one assumes in turn.
    pub fn transitive_tag_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.arguments.transitive_tag_keys = keys.into_iter().map(Into::into).collect();
        self
    }

    /// Who is behind the session, if roles are assumed for people: it cannot be changed later, and AWS logs it.
    pub fn source_identity(mut self, identity: impl Into<String>) -> Self {
        self.arguments.source_identity = Some(identity.into());
        self
    }

    /// The multi-factor device, by ARN or serial number, whose code the role asks for. The callback of
    /// [`SessionBuilder::mfa`](crate::SessionBuilder::mfa) is asked for the code, each time the role is assumed.
    pub fn mfa(mut self, serial_number: impl Into<String>) -> Self {
        self.arguments.serial_number = Some(serial_number.into());
        self
    }
}

impl AssumeRole {
    fn session(mut self) -> Result<Session> {
        check_arn(&self.arguments.role_arn)?;
        if let Some(name) = &self.arguments.session_name {
            check_session_name(name)?;
        }
        if let Some(policy) = &self.arguments.policy {
            check_policy(policy)?;
        }
        self.arguments.duration_seconds = self.duration.map(seconds).transpose()?;
        derived::session(&self.parent, self.arguments)
    }
}

impl IntoFuture for AssumeRole {
    type Output = Result<Session>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.session() })
    }
}

impl fmt::Debug for AssumeRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRole").field("role_arn", &self.arguments.role_arn).finish_non_exhaustive()
    }
}

fn check_arn(arn: &str) -> Result<()> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    match parts[..] {
        ["arn", partition, "iam", "", account, resource]
            if !partition.is_empty()
                && !account.is_empty()
                && resource.strip_prefix("role/").is_some_and(|name| !name.is_empty()) =>
        {
            Ok(())
        }
        _ => Err(invalid(format!(
            "{arn:?} is not the ARN of a role: give one such as \"arn:aws:iam::123456789012:role/reader\""
        ))),
    }
}

fn check_session_name(name: &str) -> Result<()> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte);
    if (2..=64).contains(&name.len()) && name.bytes().all(allowed) {
        return Ok(());
    }
    Err(invalid(format!("{name:?} cannot name the session of a role: use 2 to 64 letters, digits and _+=,.@-")))
}

fn check_policy(policy: &str) -> Result<()> {
    match serde_json::from_str::<serde_json::Value>(policy) {
        Ok(value) if value.is_object() => Ok(()),
        Ok(_) => Err(invalid("the policy of the role's session is no JSON object".to_owned())),
        Err(error) => Err(invalid(format!("the policy of the role's session is no JSON: {error}"))),
    }
}

fn seconds(duration: Duration) -> Result<i32> {
    let seconds = duration.as_secs();
    if LIVES.contains(&seconds) && duration.subsec_nanos() == 0 {
        return Ok(i32::try_from(seconds).expect("12 hours are few seconds"));
    }
    Err(invalid(format!(
        "the session of a role cannot live for {duration:?}: give whole seconds between 15 minutes and 12 hours"
    )))
}

fn invalid(message: String) -> Error {
    Error::local(LocalError::InvalidParameter, message)
}
