//! Credentials of the role of an EC2 instance, from its metadata service, version 2.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials as SdkCredentials;
use aws_credential_types::credential_feature::AwsCredentialFeature as Feature;
use http::{HeaderValue, Uri};

use tokio::sync::Mutex;

use super::fetch::{Answer, Limits, Request, fetch};
use super::json::temporary_credentials;
use crate::credentials::context::Context;
use crate::credentials::failure::Failure;
use crate::credentials::provenance::{mark, mark_feature};
use crate::credentials::trail::Trail;

const DISABLED: &str = "AWS_EC2_METADATA_DISABLED";
const ENDPOINT: (&str, &str) = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
const MODE: (&str, &str) = ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
const USE_IPV6: (&str, &str) = ("AWS_IMDS_USE_IPV6", "imds_use_ipv6");
const TIMEOUT: (&str, &str) = ("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
const ATTEMPTS: (&str, &str) = ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts");

const IPV4: &str = "http://169.254.169.254";
const IPV6: &str = "http://[fd00:ec2::254]";

const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/iam/security-credentials/";
const TOKEN_HEADER: &str = "x-aws-ec2-metadata-token";
const TTL_HEADER: &str = "x-aws-ec2-metadata-token-ttl-seconds";

/// How long a token is asked for: six hours, the longest there is.
const TOKEN_TTL: &str = "21600";

/// How long before its end a token is replaced.
const TOKEN_AHEAD: Duration = Duration::from_secs(120);

/// How long expired credentials are used on, when the service has no newer ones; and up to 5 minutes longer, so that the
/// instances of a fleet do not ask all at once.
const EXTENSION: Duration = Duration::from_secs(10 * 60);

/// The metadata service, with what is kept between two questions.
#[derive(Default)]
pub(in crate::credentials) struct InstanceMetadata(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    token: Option<(HeaderValue, SystemTime)>,
    credentials: Option<SdkCredentials>,
}

/// Where the service is, and how patiently to ask.
struct Service {
    endpoint: String,
    limits: Limits,
}

/// Why a question has no answer.
enum Silence {
    /// There is no metadata service here, or no role.
    Nothing(String),
    Failed(Failure),
}

impl InstanceMetadata {
    /// The credentials of the instance's role, if this is an instance that has one.
    ///
    /// When the service fails, those it gave before serve on: an outage of it is no outage of the program.
    pub(in crate::credentials) async fn find(
        &self,
        context: &Context,
        trail: &mut Trail,
    ) -> Result<Option<SdkCredentials>, Failure> {
        trail.look(DISABLED);
        if context.platform.variable(DISABLED).is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
            trail.pass(format!("switched off by {DISABLED}"));
            return Ok(None);
        }
        let service = Service::of(context)?;
        let mut kept = self.0.lock().await;
        match service.credentials(context, &mut kept, trail).await {
            Ok(found) => {
                let found = extended(found, context.platform.time().now());
                let found = mark(mark_feature(found, Feature::CredentialsImds), "instance metadata");
                kept.credentials = Some(found.clone());
                Ok(Some(found))
            }
            Err(silence) => {
                if let Some(before) = &kept.credentials {
                    tracing::warn!("the instance metadata service has no answer; its last credentials serve on");
                    return Ok(Some(extended(before.clone(), context.platform.time().now())));
                }
                match silence {
                    Silence::Nothing(why) => {
                        trail.pass(why);
                        Ok(None)
                    }
                    Silence::Failed(failure) => Err(failure),
                }
            }
        }
    }
}

impl Service {
    fn of(context: &Context) -> Result<Self, Failure> {
        let whole = |(variable, key): (&str, &str)| match context.setting(variable, key) {
            Some((text, place)) => match text.trim().parse::<u32>() {
                Ok(number) if number > 0 => Ok(Some(number)),
                _ => Err(Failure::invalid(format!("{place} is {text:?}: give a whole number from 1"))),
            },
            None => Ok(None),
        };
        let attempts = whole(ATTEMPTS)?;
        let timeout = Duration::from_secs(whole(TIMEOUT)?.unwrap_or(1).into());
        Ok(Self {
            endpoint: endpoint(context)?,
            // By default a service that answers is asked again, and one that does not is taken not to be there.
            limits: Limits {
                connect: timeout,
                read: timeout,
                attempts: attempts.unwrap_or(4),
                retry_silence: attempts.is_some(),
            },
        })
    }

    async fn credentials(
        &self,
        context: &Context,
        kept: &mut Kept,
        trail: &mut Trail,
    ) -> Result<SdkCredentials, Silence> {
        let role = self.get(context, kept, ROLES_PATH, trail).await?;
        if role.status == 404 {
            return Err(Silence::Nothing("this instance has no role: attach one, or configure credentials".to_owned()));
        }
        let role = self.body(ROLES_PATH, role)?;
        let role = role.lines().next().unwrap_or_default().trim().to_owned();
        if role.is_empty() {
            return Err(Silence::Nothing("this instance has no role: attach one, or configure credentials".to_owned()));
        }
        let path = format!("{ROLES_PATH}{role}");
        let answer = self.get(context, kept, &path, trail).await?;
        let body = self.body(&path, answer)?;
        temporary_credentials(&body, "IMDSv2").map_err(|problem| {
            let hint = if problem.contains("AssumeRoleUnauthorizedAccess") {
                ": does the role have a trust relationship with EC2?"
            } else {
                ""
            };
            self.failed(&path, &format!("the answer cannot be used: {problem}{hint}"))
        })
    }

    /// Asks with a token, and with a new one if that is refused.
    async fn get(&self, context: &Context, kept: &mut Kept, path: &str, trail: &mut Trail) -> Result<Answer, Silence> {
        let mut again = true;
        loop {
            let token = self.token(context, kept, trail).await?;
            let answer = self.ask(context, "GET", path, (TOKEN_HEADER, token), trail).await?;
            if answer.status != 401 || !std::mem::take(&mut again) {
                return Ok(answer);
            }
            kept.token = None;
        }
    }

    async fn token(&self, context: &Context, kept: &mut Kept, trail: &mut Trail) -> Result<HeaderValue, Silence> {
        let now = context.platform.time().now();
        if let Some((token, until)) = &kept.token
            && now < *until
        {
            return Ok(token.clone());
        }
        let answer =
            self.ask(context, "PUT", TOKEN_PATH, (TTL_HEADER, HeaderValue::from_static(TOKEN_TTL)), trail).await?;
        if answer.status == 403 {
            return Err(self.failed(
                TOKEN_PATH,
                "HTTP status 403: it is switched off for this program; configure credentials, or set \
                 AWS_EC2_METADATA_DISABLED to true where there is no role",
            ));
        }
        let seconds = answer.header(TTL_HEADER).and_then(|seconds| seconds.trim().parse::<u64>().ok());
        let body = self.body(TOKEN_PATH, answer)?;
        let seconds =
            seconds.ok_or_else(|| self.failed(TOKEN_PATH, "the answer does not say how long its token serves"))?;
        let mut token =
            HeaderValue::from_str(body.trim()).map_err(|_| self.failed(TOKEN_PATH, "the answer is no token"))?;
        token.set_sensitive(true);
        let until = now + Duration::from_secs(seconds).saturating_sub(TOKEN_AHEAD);
        kept.token = Some((token.clone(), until));
        Ok(token)
    }

    async fn ask(
        &self,
        context: &Context,
        method: &'static str,
        path: &str,
        header: (&'static str, HeaderValue),
        trail: &mut Trail,
    ) -> Result<Answer, Silence> {
        let endpoint = &self.endpoint;
        trail.look(format!("{method} {endpoint}{path}"));
        let request = Request {
            method,
            endpoint: endpoint.clone(),
            path: path.to_owned(),
            headers: vec![header],
            body: String::new(),
        };
        // Whatever fails is the getting of an answer: of the first one, it means that there is no such service here.
        fetch(context, request, self.limits).await.map_err(|error| {
            if path == TOKEN_PATH {
                return Silence::Nothing(format!("no answer at {endpoint}: {}", error.message()));
            }
            Silence::Failed(Failure::of_request(&said_of(endpoint, path), error))
        })
    }

    fn body(&self, path: &str, answer: Answer) -> Result<String, Silence> {
        if answer.is_success() {
            return Ok(answer.body);
        }
        Err(self.failed(path, &format!("HTTP status {}", answer.status)))
    }

    fn failed(&self, path: &str, why: &str) -> Silence {
        Silence::Failed(Failure::invalid(format!("{}: {why}", said_of(&self.endpoint, path))))
    }
}

fn said_of(endpoint: &str, path: &str) -> String {
    format!("the instance metadata service failed at {endpoint}{path}")
}

/// The endpoint that is given, or that of the mode.
fn endpoint(context: &Context) -> Result<String, Failure> {
    if let Some((text, place)) = context.setting(ENDPOINT.0, ENDPOINT.1) {
        let uri = text.trim().parse::<Uri>().ok();
        let usable = uri.as_ref().is_some_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && uri.authority().is_some_and(|host| !host.host().is_empty() && !host.as_str().contains('@'))
        });
        if !usable {
            let shown = text.rsplit_once('@').map_or(text.as_str(), |(_, host)| host);
            return Err(Failure::invalid(format!(
                "{place} is {shown:?}, an invalid URI: give an address such as \"{IPV4}\""
            )));
        }
        return Ok(text.trim().trim_end_matches('/').to_owned());
    }
    if let Some((mode, place)) = context.setting(MODE.0, MODE.1) {
        return match mode.trim().to_ascii_lowercase().as_str() {
            "ipv4" => Ok(IPV4.to_owned()),
            "ipv6" => Ok(IPV6.to_owned()),
            _ => Err(Failure::invalid(format!("{place} is {mode:?}, an invalid endpoint mode: give IPv4 or IPv6"))),
        };
    }
    let ipv6 = context.setting(USE_IPV6.0, USE_IPV6.1).is_some_and(|(value, _)| value.eq_ignore_ascii_case("true"));
    Ok(if ipv6 { IPV6 } else { IPV4 }.to_owned())
}

/// Credentials that have ended already, as the service may give them in an outage, with an end that lets them serve on.
fn extended(credentials: SdkCredentials, now: SystemTime) -> SdkCredentials {
    if credentials.expiry().is_none_or(|end| now < end) {
        return credentials;
    }
    let seconds = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let mut credentials = credentials;
    *credentials.expiry_mut() = Some(now + EXTENSION + Duration::from_secs(seconds % 300));
    tracing::warn!("the instance's credentials have ended and there are no newer ones; they are used on");
    credentials
}
