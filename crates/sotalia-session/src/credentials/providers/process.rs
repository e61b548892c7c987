//! Credentials that another program prints: `credential_process`, without a shell.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use sotalia_error::LocalError;
use tokio::io::AsyncReadExt as _;

use super::json::Object;
use super::plan::Command;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::mark_feature;

mod words;

/// How much a program may print. Credentials have a few hundred bytes.
const OUTPUT_LIMIT: u64 = 64 * 1024;

/// Runs the program and reads what it prints.
///
/// Its words are split as boto3 splits them, and no shell sees them. What it prints is in no error and in no log, nor is
/// what it was given: both may be secret.
pub(super) async fn run(context: &Context, profile: &str, command: &Command) -> Result<SdkCredentials, Failure> {
    let place = context.place(profile, "credential_process");
    let words = words::split(&command.line).map_err(|problem| Failure::invalid(format!("{place}: {problem}")))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failure::invalid(format!("{place} is empty: name a program")));
    };
    tracing::debug!(program, "asking a program for credentials");
    let mut command_to_run = tokio::process::Command::new(program);
    // Standard input stays that of this process, as in boto3: some programs ask for a code there.
    command_to_run.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    context.platform.give_variables_to(&mut command_to_run);
    let (status, output) = match tokio::time::timeout(context.process_timeout, output_of(command_to_run)).await {
        Ok(finished) => finished.map_err(|error| could_not_run(&place, program, error))?,
        Err(_) => return Err(took_too_long(&place, program, context.process_timeout)),
    };
    if !status.success() {
        let message = format!("{place}: the program {program:?} failed ({status}); run it in a terminal to see why");
        return Err(Failure::invalid(message));
    }
    let text =
        String::from_utf8(output).map_err(|_| Failure::invalid(format!("{place}: {program:?} printed no text")))?;
    let credentials = parse(&text, command.account_id.as_deref()).map_err(|problem| {
        Failure::invalid(format!("{place}: what the program {program:?} printed cannot be used: {problem}"))
    })?;
    Ok(mark_feature(credentials, Feature::CredentialsProcess))
}

async fn output_of(mut command: tokio::process::Command) -> io::Result<(ExitStatus, Vec<u8>)> {
    let mut child = command.spawn()?;
    let mut output = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(OUTPUT_LIMIT + 1).read_to_end(&mut output).await?;
    }
    if output.len() as u64 > OUTPUT_LIMIT {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it printed more than 64 KiB"));
    }
    Ok((child.wait().await?, output))
}

fn could_not_run(place: &str, program: &str, error: io::Error) -> Failure {
    let why = match error.kind() {
        io::ErrorKind::NotFound if program.contains('/') => "was not found".to_owned(),
        io::ErrorKind::NotFound => "was not found; give its whole path".to_owned(),
        io::ErrorKind::FileTooLarge => "printed more than 64 KiB".to_owned(),
        kind => format!("could not be run: {kind}"),
    };
    Failure::invalid(format!("{place}: the program {program:?} {why}")).with_source(error)
}

fn took_too_long(place: &str, program: &str, limit: Duration) -> Failure {
    let message = format!(
        "{place}: the program {program:?} was stopped after {} seconds; SessionBuilder::process_timeout gives it longer",
        limit.as_secs_f32()
    );
    Failure::new(LocalError::CredentialsTimeout, message)
}

fn parse(text: &str, account_of_profile: Option<&str>) -> Result<SdkCredentials, String> {
    let object = Object::parse(text)?;
    match object.value("Version") {
        Some(version) if version.as_i64() == Some(1) => {}
        Some(_) => return Err("its Version is not 1".to_owned()),
        None => return Err("it lacks Version, which must be 1".to_owned()),
    }
    let mut builder = SdkCredentials::builder()
        .access_key_id(object.required("AccessKeyId")?)
        .secret_access_key(object.required("SecretAccessKey")?)
        .provider_name("CredentialProcess");
    builder.set_session_token(object.text("SessionToken").map(str::to_owned));
    builder.set_expiry(object.time("Expiration")?);
    builder.set_account_id(object.text("AccountId").or(account_of_profile).map(Into::into));
    Ok(builder.build())
}
