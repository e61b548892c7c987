//! Credentials that the agent of a container gives: ECS, EKS, and whoever speaks as they do.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use http::{HeaderValue, Uri};

use super::fetch::{Limits, Request, fetch};
use super::json::temporary_credentials;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::{mark, mark_feature};
use crate::credentials::trail::Trail;

const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL_URI: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// Where the agent of ECS is.
const ECS: &str = "http://169.254.170.2";

/// Hosts that may be asked without TLS, beside loopback: the agents of ECS and EKS. boto3 and the SDK allow the same.
const AGENTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

/// As the SDK's; boto3's are 2 seconds and three attempts.
const LIMITS: Limits =
    Limits { connect: Duration::from_secs(2), read: Duration::from_secs(5), attempts: 3, retry_silence: true };

/// The credentials of the container's role, if its agent is named.
pub(in crate::credentials) async fn find(
    context: &Context,
    trail: &mut Trail,
) -> Result<Option<SdkCredentials>, Failure> {
    trail.look(RELATIVE_URI);
    trail.look(FULL_URI);
    let platform = &context.platform;
    let ((endpoint, path), variable) = match (platform.variable(RELATIVE_URI), platform.variable(FULL_URI)) {
        (Some(relative), _) => (relative_uri(&relative)?, RELATIVE_URI),
        (None, Some(full)) => (full_uri(&full)?, FULL_URI),
        (None, None) => {
            trail.pass("not set");
            return Ok(None);
        }
    };
    let mut headers = vec![("accept", HeaderValue::from_static("application/json"))];
    let (token, place) = token(context, trail).await?.unzip();
    headers.extend(token.map(|token| ("authorization", token)));
    // The query may hold a token.
    let shown = format!("{endpoint}{}", path.split('?').next().unwrap_or_default());
    trail.look(shown.clone());
    let what = format!("the container's credentials could not be had from {shown}, which {variable} names");
    let request = Request { method: "GET", endpoint, path, headers, body: String::new() };
    let answer = fetch(context, request, LIMITS).await.map_err(|error| Failure::of_request(&what, error))?;
    if !answer.is_success() {
        let why = refusal(answer.status, place.as_deref());
        return Err(Failure::invalid(format!("{what}: HTTP status {}{why}", answer.status)));
    }
    let credentials = temporary_credentials(&answer.body, "EcsContainer")
        .map_err(|problem| Failure::invalid(format!("{what}: the answer cannot be used: {problem}")))?;
    Ok(Some(mark(mark_feature(credentials, Feature::CredentialsHttp), "container credentials")))
}

/// What a status says about the authorization token, and where that is from.
fn refusal(status: u16, place: Option<&str>) -> String {
    match (status, place) {
        (401 | 403, Some(place)) => format!(": the authorization token of {place} was refused"),
        (401 | 403, None) => format!(": no authorization token was sent; {TOKEN_FILE} or {TOKEN} gives one"),
        _ => String::new(),
    }
}

fn relative_uri(text: &str) -> Result<(String, String), Failure> {
    let invalid = || Failure::invalid(format!("invalid relative URI in environment variable {RELATIVE_URI}: {text:?}"));
    if text.contains('#') {
        return Err(invalid());
    }
    let path = if text.starts_with('/') { text.to_owned() } else { format!("/{text}") };
    let uri = path.parse::<Uri>().map_err(|_| invalid())?;
    // What begins with two slashes names a host.
    if uri.authority().is_some() || path.starts_with("//") {
        return Err(invalid());
    }
    Ok((ECS.to_owned(), path))
}

/// The address, unless asking it could send the token to a stranger.
fn full_uri(text: &str) -> Result<(String, String), Failure> {
    // Neither a password nor a query is repeated: both may be secret.
    let shown = text.rsplit_once('@').map_or(text, |(_, host)| host);
    let shown = shown.split('?').next().unwrap_or_default();
    let invalid =
        |why: &str| Failure::invalid(format!("invalid full URI in environment variable {FULL_URI}: {shown:?} {why}"));
    let uri = text.parse::<Uri>().map_err(|_| invalid("cannot be read"))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(invalid("has no scheme or no host"));
    };
    if authority.host().is_empty() {
        return Err(invalid("did not specify a host"));
    }
    let allowed = match scheme {
        "https" => true,
        "http" => is_local(authority.host()),
        _ => return Err(invalid("is neither http nor https")),
    };
    if !allowed {
        return Err(invalid(
            "did not refer to an allowed IP address: without TLS only this machine and the agents of ECS and EKS are \
             asked (169.254.170.2, 169.254.170.23, fd00:ec2::23)",
        ));
    }
    if authority.as_str().contains('@') {
        return Err(Failure::invalid(format!("the full URI in environment variable {FULL_URI} must hold no password")));
    }
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let path = if path.is_empty() { "/" } else { path };
    Ok((format!("{scheme}://{authority}"), path.to_owned()))
}

/// By name alone: what a name server says could change between the check and the request.
fn is_local(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let Ok(address) = host.parse::<IpAddr>() else { return false };
    let agents = AGENTS.into_iter().filter_map(|agent| agent.parse::<IpAddr>().ok());
    address.is_loopback() || agents.into_iter().any(|agent| agent == address)
}

/// The token for the agent, and where it is from. The file is read each time, as its owner replaces it.
async fn token(context: &Context, trail: &mut Trail) -> Result<Option<(HeaderValue, String)>, Failure> {
    let platform = &context.platform;
    let (token, place) = if let Some(file) = platform.variable(TOKEN_FILE) {
        trail.look(format!("token file {file}"));
        let place = format!("the token file {file} (environment variable {TOKEN_FILE})");
        let bytes = platform.read(Path::new(&file)).await.map_err(|error| {
            Failure::invalid(format!("{place} cannot be read: {}", error.kind())).with_source(error)
        })?;
        (bytes, place)
    } else if let Some(token) = platform.raw_variable(TOKEN).filter(|token| !token.is_empty()) {
        trail.look(TOKEN);
        (token.into_bytes(), format!("environment variable {TOKEN}"))
    } else {
        return Ok(None);
    };
    // A line break would begin another header. The error of the HTTP crate is left out, it may show the value.
    let mut value = HeaderValue::from_bytes(&token).map_err(|_| {
        Failure::invalid(format!("{place} holds what no header may: line breaks or control characters"))
    })?;
    value.set_sensitive(true);
    Ok(Some((value, place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_hosts_are_asked_without_tls() {
        let ok = |endpoint: &str, path: &str| Ok((endpoint.to_owned(), path.to_owned()));
        for (text, expected) in [
            ("https://example.com/a?b=c", ok("https://example.com", "/a?b=c")),
            ("http://localhost:8080/a", ok("http://localhost:8080", "/a")),
            ("http://127.0.0.1/a", ok("http://127.0.0.1", "/a")),
            ("http://127.8.9.1:1", ok("http://127.8.9.1:1", "/")),
            ("http://[::1]:80/a", ok("http://[::1]:80", "/a")),
            ("http://169.254.170.2/a", ok("http://169.254.170.2", "/a")),
            ("http://169.254.170.23/v1/credentials", ok("http://169.254.170.23", "/v1/credentials")),
            ("http://[fd00:ec2::23]/a", ok("http://[fd00:ec2::23]", "/a")),
            ("http://169.254.169.254/a", Err("allowed IP address")),
            ("http://192.168.0.1/a", Err("allowed IP address")),
            ("http://example.com/a", Err("allowed IP address")),
            ("http://127.0.0.1.example.com/a", Err("allowed IP address")),
            ("http://localhost@example.com/a", Err("allowed IP address")),
            ("http://example.com@localhost/a", Err("password")),
            ("ftp://localhost/a", Err("neither http nor https")),
            ("/a", Err("no host")),
            ("http:///a", Err("invalid full URI")),
            ("not a uri", Err("cannot be read")),
        ] {
            match (full_uri(text), expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
                (Err(failure), Err(words)) => assert!(failure.message().contains(words), "{text}: {failure}"),
                (found, expected) => panic!("{text}: {found:?}, expected {expected:?}"),
            }
        }
    }

    #[test]
    fn a_relative_uri_stays_on_the_agent() {
        for (text, expected) in [
            ("/credentials", Some("/credentials")),
            ("/credentials?id=a", Some("/credentials?id=a")),
            ("credentials", Some("/credentials")),
            ("@example.com/a", Some("/@example.com/a")),
            ("//example.com/a", None),
            ("not a uri", None),
            ("/a#b", None),
        ] {
            let found = relative_uri(text).ok();
            assert_eq!(found, expected.map(|path| (ECS.to_owned(), path.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_refusal_names_the_token() {
        for (status, place, expected) in [
            (401, Some("the token file /t"), ": the authorization token of the token file /t was refused"),
            (403, None, ": no authorization token was sent"),
            (404, Some("the token file /t"), ""),
        ] {
            let said = refusal(status, place);
            let right = if expected.is_empty() { said.is_empty() } else { said.starts_with(expected) };
            assert!(right, "{status} with {place:?}: expected {expected:?}, said {said:?}");
        }
    }
}
