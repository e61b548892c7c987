//! Chains as the SDK and its HTTP client build them, and what they mean.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::result::ConnectorError;

use super::of_any;
use crate::{BoxError, Error, LocalError};

/// A level of a chain that says `text`.
#[derive(Debug)]
struct Level(&'static str, Option<BoxError>);

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl StdError for Level {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.1.as_deref().map(|source| source as _)
    }
}

/// hyper's levels above what happened.
fn hyper(kind: &'static str, cause: impl Into<BoxError>) -> BoxError {
    ConnectorError::io(Level(kind, Some(cause.into())).into()).into()
}

fn check(source: impl Into<BoxError>, local: LocalError, message: &str) {
    let source = source.into();
    let inner = of_any(source.as_ref());
    assert_eq!(inner.local, Some(local), "{:?}", inner.message);
    assert_eq!(inner.message, message, "{local}");
    assert_eq!(inner.kind, Some(local.kind()), "{local}");
}

#[test]
fn connections() {
    let tcp = |cause: io::Error| hyper("client error (Connect)", Level("tcp connect error", Some(cause.into())));
    let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "Connection refused (os error 111)");
    check(tcp(refused), LocalError::ConnectionRefused, "could not connect: connection refused");
    check(
        tcp(io::Error::from_raw_os_error(101)),
        LocalError::ConnectFailed,
        "could not connect: network is unreachable",
    );
    check(
        hyper(
            "client error (Connect)",
            Level("dns error", Some("failed to lookup address information: Name or service not known".into())),
        ),
        LocalError::DnsFailure,
        "the endpoint's host name cannot be resolved: failed to lookup address information: Name or service not known",
    );
    let certificate = io::Error::new(io::ErrorKind::InvalidData, "invalid peer certificate: UnknownIssuer");
    check(
        hyper("client error (Connect)", certificate),
        LocalError::TlsFailure,
        "no secure connection to the endpoint: invalid peer certificate: UnknownIssuer",
    );
    check(
        hyper("client error (SendRequest)", "connection closed before message completed"),
        LocalError::ConnectionClosed,
        "the connection closed before the answer was complete: connection closed before message completed",
    );
    check(
        hyper("client error (SendRequest)", io::Error::from_raw_os_error(104)),
        LocalError::ConnectionClosed,
        "the connection closed before the answer was complete: connection reset by peer",
    );
}

#[test]
fn what_is_no_http() {
    check(
        hyper("client error (SendRequest)", "invalid HTTP version parsed"),
        LocalError::UnparsableAnswer,
        "the answer is no HTTP: invalid HTTP version parsed",
    );
    check(
        hyper("client error (SendRequest)", "message head is too large"),
        LocalError::UnparsableAnswer,
        "the answer is no HTTP: message head is too large",
    );
}

#[test]
fn time_limits() {
    let timeout = |text| ConnectorError::timeout(Level(text, Some("future timed out".into())).into());
    check(
        timeout("HTTP connect timeout occurred after 3.1s"),
        LocalError::ConnectTimeout,
        "HTTP connect timeout occurred after 3.1s",
    );
    check(
        timeout("HTTP read timeout occurred after 60s"),
        LocalError::ReadTimeout,
        "HTTP read timeout occurred after 60s",
    );
    // In the middle of a body, where no connector's kind tells.
    let text = "read time-out: the connection was silent for 60s";
    check(text, LocalError::ReadTimeout, text);
    let text = "operation timeout (all attempts including retries) occurred after 5s";
    check(text, LocalError::OperationTimeout, text);
    let text = "operation attempt timeout (single attempt) occurred after 5s";
    check(text, LocalError::AttemptTimeout, text);
    let text = "minimum throughput was specified at 1 B/s, but throughput of 0 B/s was observed";
    check(text, LocalError::StalledStream, text);
}

#[test]
fn credentials() {
    let sent = |error: CredentialsError| BoxError::from(ConnectorError::other(error.into(), None));
    check(
        sent(CredentialsError::not_loaded("no providers in chain provided credentials")),
        LocalError::NoCredentials,
        "no credentials were found: no providers in chain provided credentials",
    );
    check(sent(CredentialsError::not_loaded_no_source()), LocalError::NoCredentials, "no credentials were found");
    check(
        sent(CredentialsError::provider_timed_out(Duration::from_secs(5))),
        LocalError::CredentialsTimeout,
        "the credentials could not be loaded: credentials provider timed out after 5 seconds",
    );
    check(
        sent(CredentialsError::provider_error("the SSO token has expired; run `aws sso login`")),
        LocalError::LoginRequired,
        "a login is needed: the SSO token has expired; run `aws sso login`",
    );
    // What is below a provider is the provider's failure, not that of the call.
    check(
        sent(CredentialsError::provider_error(io::Error::from(io::ErrorKind::ConnectionRefused))),
        LocalError::CredentialsFailed,
        "the credentials could not be loaded: connection refused",
    );
    check(
        Level("failed to select an auth scheme to sign the request with.", None),
        LocalError::NoCredentials,
        "no credentials were found: the client has no provider of credentials",
    );
}

#[test]
fn a_services_answer_to_a_provider_is_not_that_to_the_call() {
    let body = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";
    let response =
        aws_smithy_runtime_api::client::orchestrator::HttpResponse::new(403.try_into().expect("a status"), body.into());
    let answer = Error::from_response("sts", "AssumeRole", &response);
    check(
        CredentialsError::provider_error(answer),
        LocalError::CredentialsFailed,
        "the credentials could not be loaded: sts.AssumeRole: AccessDenied: no (403)",
    );
    // An error of ours is what it says, wherever it was raised.
    let own = Error::local(LocalError::ProfileNotFound, "no profile `dev`");
    check(CredentialsError::invalid_configuration(own), LocalError::ProfileNotFound, "no profile `dev`");
}

#[test]
fn endpoints() {
    #[derive(Debug)]
    struct ResolveEndpointError(&'static str);
    impl fmt::Display for ResolveEndpointError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }
    impl StdError for ResolveEndpointError {}

    check(ResolveEndpointError("Invalid Configuration: Missing Region"), LocalError::NoRegion, "no region is set");
    check(
        ResolveEndpointError("Custom endpoint `x` was not a valid URI"),
        LocalError::InvalidEndpoint,
        "Custom endpoint `x` was not a valid URI",
    );
    check(
        Level(
            "failed to apply endpoint `x y` to request `Request { body: SdkBody { inner: Once(Some(b\"proxy connect\")) } }`: bad",
            Some("invalid uri character".into()),
        ),
        LocalError::InvalidEndpoint,
        "failed to apply endpoint `x y`: invalid uri character",
    );
    // What the text quotes does not mislead.
    check(
        ResolveEndpointError("Invalid bucket name: certificate-of-connection refused"),
        LocalError::InvalidEndpoint,
        "Invalid bucket name: certificate-of-connection refused",
    );
}
