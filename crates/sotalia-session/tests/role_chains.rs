//! What profiles ask for, by chains of roles: everyone who is asked, in order, against `role_chains/chains.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use serde::Deserialize;
use sha1::{Digest as _, Sha1};
use sotalia_session::error::Error;
use sotalia_session::{Credentials, Platform, RetryConfig, Session};

/// One set of profiles; profile `A` is in use.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chain {
    docs: String,
    config: String,
    #[serde(default)]
    credentials: String,
    #[serde(default)]
    variables: BTreeMap<String, String>,
    /// Whether the profile is named in code, in the place of a variable.
    #[serde(default)]
    in_code: bool,
    #[serde(default)]
    steps: Vec<String>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Chains {
    chain: Vec<Chain>,
}

/// The services, which give everyone credentials that are named for what was asked for.
#[derive(Clone, Debug, Default)]
struct Services(Arc<Mutex<Vec<String>>>);

impl HttpClient for Services {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Services {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (step, body) = answer(&request);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(step);
        let status = StatusCode::try_from(200).expect("200 is a status");
        let mut response = HttpResponse::new(status, SdkBody::from(body));
        response.headers_mut().insert("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        HttpConnectorFuture::ready(Ok(response))
    }
}

/// What was asked for, and the answer to it.
fn answer(request: &HttpRequest) -> (String, String) {
    let uri = request.uri();
    if let Some(host) = uri.strip_prefix("https://sts.") {
        assert!(host.starts_with("eu-west-1."), "STS is asked in the region of the profile: {uri}");
        return of_sts(request);
    }
    if uri.contains("portal.sso.") {
        return of_sso(request);
    }
    let json = |name: &str| {
        format!(
            r#"{{"Code": "Success", "AccessKeyId": "ASIA{name}", "SecretAccessKey": "SECRET-{name}",
                "Token": "TOKEN-{name}", "Expiration": "2099-01-01T00:00:00Z"}}"#
        )
    };
    let body = match uri.rsplit('/').next() {
        Some("token") => "metadata-token".to_owned(),
        Some("credentials") => json("Container"),
        Some("InstanceRole") => json("Instance"),
        _ => "InstanceRole".to_owned(),
    };
    (format!("{} {uri}", request.method()), body)
}

fn of_sts(request: &HttpRequest) -> (String, String) {
    let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default());
    let form = fields(&body);
    let action = &form["Action"];
    let role = form["RoleArn"].rsplit('/').next().unwrap_or_default();
    let mut step = format!("{action} {role}");
    let session = form.get("RoleSessionName").filter(|name| !name.starts_with("sotalia-session-"));
    for (word, value) in [("as", session), ("external", form.get("ExternalId"))] {
        if let Some(value) = value {
            write!(step, " {word} {value}").expect("text can be written to");
        }
    }
    let header = |name| request.headers().get(name).unwrap_or_default();
    let signed = header("authorization").split_once("Credential=").and_then(|(_, rest)| rest.split('/').next());
    let by = form.get("WebIdentityToken").map(String::as_str).or(signed).unwrap_or("nobody");
    step = format!("{step} by {by} {}", header("x-amz-security-token"));
    let answer = format!(
        "<{action}Response><{action}Result><Credentials><AccessKeyId>ASIA{role}</AccessKeyId>\
         <SecretAccessKey>SECRET-{role}</SecretAccessKey><SessionToken>TOKEN-{role}</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{action}Result></{action}Response>"
    );
    (step.trim_end().to_owned(), answer)
}

fn of_sso(request: &HttpRequest) -> (String, String) {
    let (host, query) = request.uri().split_once('?').expect("the role is in the query");
    let form = fields(query);
    let (role, account) = (&form["role_name"], &form["account_id"]);
    let region = host.split('.').nth(2).unwrap_or_default();
    let by = request.headers().get("x-amz-sso_bearer_token").unwrap_or_default();
    let step = format!("GetRoleCredentials {role} of {account} in {region} by {by}");
    let answer = format!(
        r#"{{"roleCredentials": {{"accessKeyId": "ASIA{role}", "secretAccessKey": "SECRET-{role}",
            "sessionToken": "TOKEN-{role}", "expiration": 4070908800000}}}}"#
    );
    (step, answer)
}

fn fields(text: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned();
    let pairs = text.split('&').filter_map(|field| field.split_once('='));
    pairs.map(|(name, value)| (decode(name), decode(value))).collect()
}

/// A sign-in, under the names of the session and of the start URL; and the token of a web identity.
fn kept() -> Vec<(String, String)> {
    let sign_in = r#"{"accessToken": "sign-in", "expiresAt": "2099-01-01T00:00:00Z"}"#;
    let files = ["dev", "https://d-abc.awsapps.com/start"].map(|name| {
        let digest: String = Sha1::digest(name).iter().map(|byte| format!("{byte:02x}")).collect();
        (format!("/home/me/.aws/sso/cache/{digest}.json"), sign_in.to_owned())
    });
    files.into_iter().chain([("/home/me/token.jwt".to_owned(), "web-token".to_owned())]).collect()
}

async fn resolve(chain: &Chain, services: &Services) -> Result<Credentials, Error> {
    let mut variables = chain.variables.clone();
    variables.extend([("HOME".to_owned(), "/home/me".to_owned()), ("PATH".to_owned(), "/usr/bin:/bin".to_owned())]);
    variables.insert("AWS_REGION".to_owned(), "eu-west-1".to_owned());
    if !chain.config.contains("Ec2InstanceMetadata") {
        variables.insert("AWS_EC2_METADATA_DISABLED".to_owned(), "true".to_owned());
    }
    if !chain.in_code {
        variables.insert("AWS_PROFILE".to_owned(), "A".to_owned());
    }
    let mut files = kept();
    files.push(("/home/me/.aws/config".to_owned(), chain.config.clone()));
    files.push(("/home/me/.aws/credentials".to_owned(), chain.credentials.clone()));
    let platform = Platform::with_variables(variables).files(files);
    let builder = Session::builder().platform(platform).http_client(services.clone()).retry(RetryConfig::disabled());
    let builder = if chain.in_code { builder.profile("A") } else { builder };
    builder.load().await?.credentials().await
}

/// The access key, and what is known of it.
fn shown(found: &Credentials) -> String {
    let id = found.access_key_id();
    // What a role gives is named for it throughout.
    if id.starts_with("ASIARole") {
        return id.to_owned();
    }
    let token = found.session_token().map_or_else(String::new, |token| format!(" with {token}"));
    let account = found.account_id().map_or_else(String::new, |account| format!(" of {account}"));
    format!("{id}{token}{account}")
}

#[tokio::test]
async fn each_chain_asks_whom_it_should() {
    let chains: Chains = toml::from_str(include_str!("role_chains/chains.toml")).expect("the file is as described");
    let mut wrong = Vec::new();
    for chain in &chains.chain {
        let docs = &chain.docs;
        let services = Services::default();
        let found = resolve(chain, &services).await;
        let mut steps = services.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match (found, &chain.error) {
            (Ok(found), None) => {
                steps.push(shown(&found));
                if steps != chain.steps {
                    wrong.push(format!("{docs}: expected {:?}, found {steps:?}", chain.steps));
                }
            }
            (Err(error), Some(words)) if steps.is_empty() && error.to_string().contains(words.as_str()) => {}
            (found, expected) => {
                let found = found.map(|found| shown(&found)).map_err(|error| error.to_string());
                wrong.push(format!("{docs}: expected {:?} {expected:?}, found {steps:?} {found:?}", chain.steps));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} chains: {wrong:#?}", wrong.len(), chains.chain.len());
}
