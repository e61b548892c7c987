//! What a chain of causes means, where no service has answered.

use std::error::Error as StdError;

use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::error::operation::BuildError;

use crate::chain::{chain, find, type_label};
use crate::error::Inner;
use crate::redact::redact;
use crate::report::level_text;
use crate::{Error, ErrorCode, LocalError, classify};

mod credentials;
mod network;

/// The parts of an error of this side.
pub(crate) fn local(local: LocalError, message: impl Into<String>) -> Inner {
    Inner {
        kind: Some(local.kind()),
        local: Some(local),
        code: Some(ErrorCode::from(local.code())),
        message: message.into(),
        ..Inner::default()
    }
}

/// What the causes tell: an error of ours among them, credentials that could not be had, a connection that failed; or
/// else `fallback`.
pub(crate) fn of_chain(error: &(dyn StdError + 'static), fallback: LocalError) -> Inner {
    known(error).unwrap_or_else(|| {
        let said = said(error);
        local(fallback, if said.is_empty() { without_dot(fallback.description()).to_owned() } else { said })
    })
}

/// As [`of_chain`], for an error of any origin: a service's code is looked for as well.
pub(crate) fn of_any(error: &(dyn StdError + 'static)) -> Inner {
    if let Some(inner) = known(error) {
        return inner;
    }
    let metadata = find::<ErrorMetadata>(error).filter(|metadata| metadata.code().is_some());
    let code = metadata.and_then(ErrorMetadata::code);
    Inner {
        kind: Some(classify(None, code, None)),
        code: code.map(ErrorCode::from),
        message: metadata
            .and_then(ErrorMetadata::message)
            .map_or_else(|| said(error), |message| redact(message, &[]).into_owned()),
        request_id: metadata.and_then(|metadata| metadata.extra("aws_request_id")).map(str::to_owned),
        ..Inner::default()
    }
}

/// The parts of an error of ours among the causes, but for its source.
pub(crate) fn own(error: &(dyn StdError + 'static)) -> Option<Inner> {
    let inner = find::<Error>(error)?.inner();
    Some(Inner {
        kind: inner.kind,
        local: inner.local,
        code: inner.code.clone(),
        alternate_code: inner.alternate_code.clone(),
        message: inner.message.clone(),
        note: inner.note,
        fault: inner.fault,
        retry_after: inner.retry_after,
        service: inner.service.clone(),
        operation: inner.operation.clone(),
        status: inner.status,
        request_id: inner.request_id.clone(),
        extended_request_id: inner.extended_request_id.clone(),
        attempts: inner.attempts,
        details: inner.details.clone(),
        withheld: inner.withheld.clone(),
        source: None,
    })
}

/// What the levels of a chain say, joined, without noise, repetition and secrets.
pub(crate) fn said(error: &(dyn StdError + 'static)) -> String {
    let mut said: Vec<String> = Vec::new();
    for level in chain(error) {
        let text = without_os_code(level_text(level).trim()).to_owned();
        if !is_noise(&text) && !said.iter().any(|above| above.contains(&text)) {
            said.push(text);
        }
    }
    redact(&said.join(": "), &[]).into_owned()
}

/// Whether a text only marks a level of the SDK's layers and says nothing of what happened.
pub(crate) fn is_noise(text: &str) -> bool {
    text.is_empty()
        || NOISE.contains(&text)
        || NOISE_STARTS.iter().any(|start| text.starts_with(start))
        || text.ends_with(" interceptor encountered an error")
}

/// What the SDK's and the HTTP client's layers say of themselves.
const NOISE: &[&str] = &[
    "client error (Connect)",
    "client error (SendRequest)",
    "connection error",
    "connector error",
    "dispatch failure",
    "error during request construction",
    "error trying to connect",
    "failed to construct request",
    "failed to construct waiter",
    "failed to serialize input",
    "future timed out",
    "interceptor error",
    "io error",
    "IO error",
    "operation failed while waiting",
    "other",
    "request has timed out",
    "response error",
    "service error",
    "streaming error",
    "timed out",
    "timeout",
    "unhandled error",
    "user error",
    "waiting failed",
    "an error occurred while loading credentials",
    "an error occurred while loading an access token",
    "an unknown error occurred",
    "the credential provider was not enabled",
    "unexpected credentials error",
];

/// Beginnings of such texts where a part differs. Below them stands what they are about.
const NOISE_STARTS: &[&str] = &["unhandled error (", "Error { ", "Error {}"];

/// What the causes tell, if they tell anything.
pub(crate) fn known(error: &(dyn StdError + 'static)) -> Option<Inner> {
    let credentials = credentials::diagnose(error);
    match own(error) {
        // A service's answer to a provider is not the answer to this call.
        Some(inner) if inner.local.is_some() || credentials.is_none() => Some(inner),
        _ => credentials.or_else(|| Some(local(build_field(error)?, said(error)))).or_else(|| network::diagnose(error)),
    }
}

/// Which error of a parameter the SDK's builders mean.
fn build_field(error: &(dyn StdError + 'static)) -> Option<LocalError> {
    // Each of the SDK's crates has this type for itself.
    if chain(error).any(|level| type_label(level) == "PresigningConfigError") {
        return Some(LocalError::InvalidParameter);
    }
    let text = find::<BuildError>(error)?.to_string();
    Some(if text.contains("was missing") { LocalError::MissingParameter } else { LocalError::InvalidParameter })
}

pub(crate) fn without_os_code(text: &str) -> &str {
    text.rfind(" (os error ").filter(|_| text.ends_with(')')).map_or(text, |at| &text[..at])
}

fn without_dot(sentence: &str) -> &str {
    sentence.strip_suffix('.').unwrap_or(sentence)
}

#[cfg(test)]
mod tests;
