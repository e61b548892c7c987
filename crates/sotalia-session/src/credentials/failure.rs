//! Says why there are no credentials, and what to do about it.

use std::error::Error as StdError;

use aws_config::meta::ProviderChainError;
use aws_credential_types::provider::error::CredentialsError;
use sotalia_error::{Error, LocalError};

/// The error of a session that was made without credentials.
pub(crate) fn anonymous() -> Error {
    let message = "this session is anonymous: it was made without credentials, with SessionBuilder::anonymous";
    Error::local(LocalError::NoCredentials, message)
}

/// The error for a provider's failure.
pub(crate) fn to_error(error: CredentialsError, profile: &str) -> Error {
    match &error {
        CredentialsError::CredentialsNotLoaded(_) => not_found(error, profile),
        _ => failed(error, profile),
    }
}

/// The causes below an error, on one line. The error's own words say only which kind it is.
pub(super) fn causes(error: &CredentialsError) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        if parts.last() != Some(&words) {
            parts.push(words);
        }
        next = cause.source();
    }
    if parts.is_empty() { error.to_string() } else { parts.join(": ") }
}

fn not_found(error: CredentialsError, profile: &str) -> Error {
    let tried = match attempts(&error) {
        Some(chain) => {
            let attempts = chain.attempts().iter();
            let tried =
                attempts.map(|attempt| format!("{} ({})", place(attempt.name(), profile), brief(attempt.error())));
            tried.collect::<Vec<_>>().join(", ")
        }
        None => causes(&error),
    };
    // The ways out come first: the end of a long line may be cut off.
    let message = format!(
        "no credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws configure --profile \
         {profile}` or `aws sso login --profile {profile}`; tried {tried}"
    );
    Error::local(LocalError::NoCredentials, message).with_detail("ProfileName", profile).with_source(error)
}

/// The cause, in fewer words if it is that nobody configured the provider.
fn brief(error: &CredentialsError) -> String {
    let causes = causes(error);
    let unset = ["not set", "not enabled", "not configured"];
    if unset.into_iter().any(|words| causes.ends_with(words)) { "not set".to_owned() } else { causes }
}

fn failed(error: CredentialsError, profile: &str) -> Error {
    let causes = causes(&error);
    let (kind, way_out) = diagnose(&error, &causes, profile);
    let message = format!("the credentials of profile \"{profile}\" could not be had: {causes}{way_out}");
    Error::local(kind, message).with_detail("ProfileName", profile).with_source(error)
}

/// What failed, and what to do. The SDK's errors of single providers are private, so that only their words tell.
fn diagnose(error: &CredentialsError, causes: &str, profile: &str) -> (LocalError, String) {
    if matches!(error, CredentialsError::ProviderTimedOut(_)) {
        return (LocalError::CredentialsTimeout, "; try again".to_owned());
    }
    if causes.contains("profile missing aws_") {
        return (LocalError::PartialCredentials, "; write both parts of the access key, or neither".to_owned());
    }
    let sign_in = ["cached SSO token", "SSO token has expired"];
    if sign_in.into_iter().any(|words| causes.contains(words)) {
        return (LocalError::LoginRequired, format!("; run `aws sso login --profile {profile}`"));
    }
    (LocalError::CredentialsFailed, String::new())
}

fn attempts(error: &CredentialsError) -> Option<&ProviderChainError<CredentialsError>> {
    std::iter::successors(error.source(), |&cause| cause.source()).find_map(|cause| cause.downcast_ref())
}

fn place(name: &str, profile: &str) -> String {
    match name {
        "Environment" => "environment variables".to_owned(),
        "Profile" => format!("profile \"{profile}\""),
        "WebIdentityToken" => "web identity token".to_owned(),
        "EcsContainer" => "container credentials".to_owned(),
        "Ec2InstanceMetadata" => "instance metadata".to_owned(),
        other => other.to_owned(),
    }
}
