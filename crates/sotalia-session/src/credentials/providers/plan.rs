//! Reads from the profiles which credentials to begin with and which roles to assume, before any request is made.

use aws_credential_types::Credentials as SdkCredentials;
use sotalia_error::LocalError;

use super::sso::Sso;
use super::web_identity::WebIdentity;
use crate::compat::Compat;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::trail::Trail;
use crate::profile::what_was_meant;

/// What a profile asks for: credentials to begin with, and the roles to assume with them, the last one first.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) base: Base,
    pub(super) roles: Vec<Role>,
}

/// Credentials that need no others.
#[derive(Debug)]
pub(super) enum Base {
    AccessKey { credentials: SdkCredentials, source: String },
    Source { source: NamedSource, place: String },
    WebIdentity(WebIdentity),
    Sso(Sso),
    Login { session: String, profile: String },
    Process { command: Command, profile: String },
}

/// What `credential_process` says. Its arguments may be secret.
pub(super) struct Command {
    pub(super) line: String,
    pub(super) account_id: Option<String>,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Command").finish_non_exhaustive()
    }
}

/// What `credential_source` may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedSource {
    Environment,
    Container,
    Instance,
}

/// A role to assume.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) profile: String,
    pub(super) arn: String,
    pub(super) external_id: Option<String>,
    pub(super) session_name: Option<String>,
    pub(super) duration_seconds: Option<i32>,
    pub(super) mfa_serial: Option<String>,
}

/// The plan of the profile in use, or nothing if it says nothing about credentials.
pub(super) fn plan(context: &Context, trail: &mut Trail) -> Result<Option<Plan>, Failure> {
    let mut name = context.profiles.name.as_str();
    if !exists(context, name) {
        trail.look(context.profiles.files.looked_in());
        trail.pass("does not exist");
        return Ok(None);
    }
    let mut roles: Vec<Role> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    let base = loop {
        // Of a profile that another one names, the access key comes first: it may be there for exactly that.
        if !seen.is_empty() && has_whole_access_key(context, name) {
            break access_key(context, name, trail)?;
        }
        seen.push(name);
        let Some(role) = role_of(context, name, trail)? else { break base_of(context, name, trail)? };
        roles.push(role);
        match source_profile(context, name, trail)? {
            Some(next) if next == name => break base_of(context, name, trail)?,
            Some(next) => name = next_profile(context, &seen, name, next)?,
            None => break base_of(context, name, trail)?,
        }
    };
    match base {
        Some(base) => Ok(Some(Plan { base, roles })),
        None if roles.is_empty() => {
            let signs_in = ["sso_session", "sso_start_url"].iter().any(|key| context.key(name, key).is_some());
            if let Some(section) = context.profiles.sections.get_profile(name) {
                trail.look(section.place().to_string());
            }
            trail.pass(if signs_in {
                "holds no credentials: it signs in, and lacks sso_account_id and sso_role_name to say as whom"
            } else {
                "holds no credentials"
            });
            Ok(None)
        }
        None => Err(without_credentials(context, &roles, name)),
    }
}

fn exists(context: &Context, profile: &str) -> bool {
    context.profiles.sections.get_profile(profile).is_some()
}

/// The role that a profile names. With a web identity token it is that token's, and needs no other credentials.
fn role_of(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Role>, Failure> {
    let text = |key: &str| context.key(profile, key).map(str::to_owned);
    if text("web_identity_token_file").is_some() {
        return Ok(None);
    }
    let Some(arn) = text("role_arn") else { return Ok(None) };
    trail.look(context.place(profile, "role_arn"));
    let duration_seconds = match text("duration_seconds") {
        Some(seconds) => Some(seconds.parse::<i32>().ok().filter(|seconds| *seconds > 0).ok_or_else(|| {
            let place = context.place(profile, "duration_seconds");
            Failure::invalid(format!("{place} is {seconds:?}: give a whole number of seconds, such as 3600"))
        })?),
        None => None,
    };
    Ok(Some(Role {
        profile: profile.to_owned(),
        arn,
        external_id: text("external_id"),
        session_name: text("role_session_name"),
        duration_seconds,
        mfa_serial: text("mfa_serial"),
    }))
}

/// The profile that a role is assumed with, or nothing if its credentials are from a `credential_source`.
fn source_profile<'a>(context: &'a Context, profile: &str, trail: &mut Trail) -> Result<Option<&'a str>, Failure> {
    let source_profile = context.key(profile, "source_profile");
    match (source_profile, context.key(profile, "credential_source")) {
        (Some(source), None) => {
            trail.look(context.place(profile, "source_profile"));
            Ok(Some(source))
        }
        (None, Some(_)) => Ok(None),
        (Some(_), Some(_)) => {
            let place = context.place(profile, "source_profile");
            Err(Failure::invalid(format!("{place} cannot stand beside credential_source: remove one of the two")))
        }
        (None, None) => {
            let place = context.place(profile, "role_arn");
            Err(Failure::new(
                LocalError::PartialCredentials,
                format!("{place} needs source_profile or credential_source beside it, to say who assumes the role"),
            ))
        }
    }
}

/// The next profile of a chain, unless it does not exist or was there before.
fn next_profile<'a>(context: &Context, seen: &[&str], name: &str, next: &'a str) -> Result<&'a str, Failure> {
    let place = context.place(name, "source_profile");
    if !exists(context, next) {
        let names = context.profiles.names().join(", ");
        let hint = what_was_meant(&context.profiles, next);
        return Err(Failure::invalid(format!(
            "{place} names profile \"{next}\", which does not exist{hint}; profiles: {names}"
        )));
    }
    if seen.contains(&next) {
        let way = seen.iter().chain([&next]).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" -> ");
        return Err(Failure::invalid(format!("{place} closes an infinite loop of profiles: {way}")));
    }
    Ok(next)
}

fn without_credentials(context: &Context, roles: &[Role], name: &str) -> Failure {
    let asking = roles.last().map_or(name, |role| role.profile.as_str());
    let place = context.place(asking, "source_profile");
    if asking == name {
        return Failure::invalid(format!(
            "{place} names the profile itself, which is an infinite loop unless it holds credentials too: add an access \
             key to it, or name another profile"
        ));
    }
    Failure::invalid(format!("{place} names profile \"{name}\", which holds no credentials"))
}

/// What a profile holds itself, in boto3's order; but access keys of the config file are an access key like others here
/// only when nothing else is there.
fn base_of(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Base>, Failure> {
    // A role that has a token is not left for the credentials of a source, as it would be in the SDK.
    let token_has_role = ["role_arn", "web_identity_token_file"].iter().all(|key| context.key(profile, key).is_some());
    if !token_has_role && let Some(source) = named_source(context, profile, trail)? {
        return Ok(Some(source));
    }
    if let Some(identity) = web_identity(context, profile, trail)? {
        return Ok(Some(Base::WebIdentity(identity)));
    }
    if let Some(sso) = Sso::of_profile(context, profile, trail)? {
        return Ok(Some(Base::Sso(sso)));
    }
    if context.in_credentials_file(profile, "aws_access_key_id")
        && let Some(key) = access_key(context, profile, trail)?
    {
        return Ok(Some(key));
    }
    if let Some(session) = context.key(profile, "login_session") {
        trail.look(context.place(profile, "login_session"));
        return Ok(Some(Base::Login { session: session.to_owned(), profile: profile.to_owned() }));
    }
    if let Some(line) = context.key(profile, "credential_process") {
        trail.look(context.place(profile, "credential_process"));
        let account_id = context.key(profile, "aws_account_id").map(str::to_owned);
        let command = Command { line: line.to_owned(), account_id };
        return Ok(Some(Base::Process { command, profile: profile.to_owned() }));
    }
    access_key(context, profile, trail)
}

fn named_source(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Base>, Failure> {
    let Some(name) = context.key(profile, "credential_source") else { return Ok(None) };
    // boto3 looks at it for the sake of a role alone.
    if context.compat == Compat::Boto3 && context.key(profile, "role_arn").is_none() {
        return Ok(None);
    }
    let place = context.place(profile, "credential_source");
    trail.look(place.clone());
    let source = match name.to_ascii_lowercase().as_str() {
        "environment" => NamedSource::Environment,
        "ecscontainer" => NamedSource::Container,
        "ec2instancemetadata" => NamedSource::Instance,
        _ => {
            return Err(Failure::invalid(format!(
                "{place} is {name:?}, which is no source: give Environment, EcsContainer or Ec2InstanceMetadata"
            )));
        }
    };
    Ok(Some(Base::Source { source, place }))
}

fn web_identity(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<WebIdentity>, Failure> {
    let Some(token_file) = context.key(profile, "web_identity_token_file") else { return Ok(None) };
    let named_by = context.place(profile, "web_identity_token_file");
    trail.look(named_by.clone());
    let Some(role_arn) = context.key(profile, "role_arn") else {
        return Err(Failure::invalid(format!(
            "{named_by} needs role_arn beside it, to say which role the token is for"
        )));
    };
    Ok(Some(WebIdentity {
        role_arn: role_arn.to_owned(),
        token_file: token_file.to_owned(),
        session_name: context.key(profile, "role_session_name").map(str::to_owned),
        named_by,
    }))
}

/// The keys of an access key; the last one is an old name, which boto3 prefers.
const ACCESS_KEY: [&str; 4] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token"];

fn has_whole_access_key(context: &Context, profile: &str) -> bool {
    ACCESS_KEY[..2].iter().all(|key| context.key(profile, key).is_some())
}

fn access_key(context: &Context, profile: &str, trail: &mut Trail) -> Result<Option<Base>, Failure> {
    let Some(present) = ACCESS_KEY.into_iter().find(|key| context.key(profile, key).is_some()) else {
        return Ok(None);
    };
    // boto3 takes an access key from one file, and what the other one says does not belong to it.
    let file = context.file_of(profile, present);
    let one_file = context.compat == Compat::Boto3;
    let of_it = |key| context.key(profile, key).filter(|_| !one_file || context.file_of(profile, key) == file);
    let [id, secret, token, old_token] = ACCESS_KEY.map(of_it);
    trail.look(context.place(profile, present));
    let Some((id, secret)) = id.zip(secret) else {
        let absent = if id.is_none() { ACCESS_KEY[0] } else { ACCESS_KEY[1] };
        let place = context.place(profile, present);
        return Err(Failure::new(
            LocalError::PartialCredentials,
            format!("there is {place} and no {absent} with it; write both parts of the access key, or neither"),
        ));
    };
    let mut builder =
        SdkCredentials::builder().access_key_id(id).secret_access_key(secret).provider_name("ProfileFile");
    let token = match context.compat {
        Compat::Specification => token.or(old_token),
        Compat::Boto3 => old_token.or(token),
    };
    builder.set_session_token(token.map(str::to_owned));
    builder.set_account_id(of_it("aws_account_id").map(Into::into));
    let file = context.file_of(profile, ACCESS_KEY[0]).unwrap_or("the config file");
    Ok(Some(Base::AccessKey { credentials: builder.build(), source: format!("profile \"{profile}\" in {file}") }))
}
