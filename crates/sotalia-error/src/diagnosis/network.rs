//! Failures of connections, names, certificates, time limits and endpoints.

use std::error::Error as StdError;
use std::io;

use aws_smithy_runtime_api::client::interceptors::InterceptorError;

use super::{is_noise, local, said, without_dot, without_os_code};
use crate::LocalError;
use crate::chain::{chain, find, type_label};
use crate::error::Inner;
use crate::redact::redact;
use crate::report::level_text;

/// The error, if the causes tell what it is.
pub(super) fn diagnose(error: &(dyn StdError + 'static)) -> Option<Inner> {
    let found = endpoint(error).or_else(|| by_text(error)).or_else(|| by_io(error)).or_else(|| interceptor(error))?;
    let message = match intro(found) {
        Some(intro) => match root(error) {
            Some(root) if found != LocalError::NoRegion && !intro.contains(&root) => format!("{intro}: {root}"),
            _ => intro.to_owned(),
        },
        None => Some(said(error))
            .filter(|said| !said.is_empty())
            .unwrap_or_else(|| without_dot(found.description()).to_owned()),
    };
    Some(local(found, message))
}

/// How the line about a failed connection begins; for others the causes themselves say it best.
fn intro(found: LocalError) -> Option<&'static str> {
    Some(match found {
        LocalError::ConnectionRefused | LocalError::ConnectFailed => "could not connect",
        LocalError::DnsFailure => "the endpoint's host name cannot be resolved",
        LocalError::TlsFailure => "no secure connection to the endpoint",
        LocalError::ProxyFailure => "could not connect through the proxy",
        LocalError::ConnectionClosed => "the connection closed before the answer was complete",
        LocalError::TruncatedAnswer => "the answer was cut short",
        LocalError::ChecksumMismatch => "the data received is damaged",
        LocalError::NoRegion => "no region is set",
        LocalError::UnparsableAnswer => "the answer is no HTTP",
        _ => return None,
    })
}

/// What the innermost cause says, as the end of a sentence.
fn root(error: &(dyn StdError + 'static)) -> Option<String> {
    let text = chain(error).map(level_text).filter(|text| !is_noise(text)).last()?;
    let text = redact(without_os_code(&text), &[]).into_owned();
    let mut characters = text.chars();
    let first = characters.next()?;
    // `Connection refused` becomes `connection refused`; `DNS` and `UnknownIssuer` stay.
    let word_end = text.find(' ').unwrap_or(text.len());
    let is_plain_word = text[..word_end].chars().skip(1).all(char::is_lowercase);
    Some(if is_plain_word && word_end > 1 { first.to_lowercase().chain(characters).collect() } else { text })
}

/// Parts of texts of the SDK, hyper, rustls and the resolver, in lower case. The first that occurs in any level
/// decides.
const TEXTS: &[(&str, LocalError)] = &[
    ("a region must be set", LocalError::NoRegion),
    ("missing region", LocalError::NoRegion),
    ("operation attempt timeout", LocalError::AttemptTimeout),
    ("operation timeout", LocalError::OperationTimeout),
    ("connect timeout", LocalError::ConnectTimeout),
    ("read timeout", LocalError::ReadTimeout),
    ("read time-out", LocalError::ReadTimeout),
    ("minimum throughput", LocalError::StalledStream),
    ("checksum mismatch", LocalError::ChecksumMismatch),
    ("tunnel error", LocalError::ProxyFailure),
    ("proxy connect", LocalError::ProxyFailure),
    ("dns error", LocalError::DnsFailure),
    ("failed to lookup address", LocalError::DnsFailure),
    ("failed to resolve dns", LocalError::DnsFailure),
    ("name or service not known", LocalError::DnsFailure),
    ("certificate", LocalError::TlsFailure),
    ("handshake", LocalError::TlsFailure),
    ("unknownissuer", LocalError::TlsFailure),
    ("received corrupt message of type", LocalError::TlsFailure),
    ("received fatal alert", LocalError::TlsFailure),
    ("connection refused", LocalError::ConnectionRefused),
    ("end of file before message length", LocalError::TruncatedAnswer),
    ("connection closed", LocalError::ConnectionClosed),
    ("connection reset", LocalError::ConnectionClosed),
    ("connection was not ready", LocalError::ConnectionClosed),
    ("broken pipe", LocalError::ConnectionClosed),
    ("invalid http version", LocalError::UnparsableAnswer),
    ("invalid http status", LocalError::UnparsableAnswer),
    ("invalid http header", LocalError::UnparsableAnswer),
    ("invalid content-length parsed", LocalError::UnparsableAnswer),
    ("unexpected transfer-encoding parsed", LocalError::UnparsableAnswer),
    ("message head is too large", LocalError::UnparsableAnswer),
    ("close_notify", LocalError::ConnectionClosed),
    ("failed to resolve endpoint", LocalError::InvalidEndpoint),
    ("endpoint must contain", LocalError::InvalidEndpoint),
    ("failed to apply endpoint", LocalError::InvalidEndpoint),
    ("endpoint params could not be built", LocalError::InvalidEndpoint),
    ("no http client was available", LocalError::InvalidConfig),
];

fn by_text(error: &(dyn StdError + 'static)) -> Option<LocalError> {
    let texts: Vec<String> = chain(error).map(|level| level_text(level).to_ascii_lowercase()).collect();
    TEXTS.iter().find(|(part, _)| texts.iter().any(|text| text.contains(part))).map(|&(_, found)| found)
}

fn by_io(error: &(dyn StdError + 'static)) -> Option<LocalError> {
    let connecting = chain(error).any(|level| level.to_string().contains("connect error"));
    chain(error).filter_map(|level| level.downcast_ref::<io::Error>()).find_map(|error| {
        Some(match error.kind() {
            io::ErrorKind::ConnectionRefused => LocalError::ConnectionRefused,
            io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::NotConnected
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::UnexpectedEof => LocalError::ConnectionClosed,
            io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => LocalError::ConnectFailed,
            io::ErrorKind::TimedOut if connecting => LocalError::ConnectTimeout,
            io::ErrorKind::TimedOut => LocalError::ReadTimeout,
            io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::StorageFull => LocalError::FileError,
            _ => return None,
        })
    })
}

/// An endpoint that the SDK's rules refuse. Its text quotes parameters, so that it is not searched for other words.
fn endpoint(error: &(dyn StdError + 'static)) -> Option<LocalError> {
    let level = chain(error).find(|level| ENDPOINT_TYPES.contains(&type_label(*level).as_str()))?;
    let text = level.to_string().to_ascii_lowercase();
    let is_region = text.contains("a region must be set") || text.contains("missing region");
    Some(if is_region { LocalError::NoRegion } else { LocalError::InvalidEndpoint })
}

/// Types of the SDK's endpoint rules, which belong to a crate that pulls in too much to be named here.
const ENDPOINT_TYPES: &[&str] = &["ResolveEndpointError", "InvalidEndpointError"];

fn interceptor(error: &(dyn StdError + 'static)) -> Option<LocalError> {
    find::<InterceptorError>(error).map(|_| LocalError::InterceptorFailed)
}
