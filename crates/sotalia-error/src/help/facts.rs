//! What an error knows that advice can use.

use std::borrow::Cow;

use super::authorization::Refusal;
use super::clock::Times;
use crate::line::one_line;
use crate::{Error, ErrorCode};

/// The facts of an error, each found when it is asked for.
pub(super) struct Facts<'a> {
    error: &'a Error,
    refusal: Refusal<'a>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(error: &'a Error) -> Self {
        Self { error, refusal: Refusal::of(error.message()) }
    }

    /// The service's code, or where a provider of credentials failed, the code in what it says.
    pub(super) fn code(&self) -> Option<&'a str> {
        if self.error.local_error().is_none() {
            return self.error.code().map(ErrorCode::as_str);
        }
        self.error.message().split(": ").find(|part| CODES_OF_PROVIDERS.contains(part))
    }

    pub(super) fn service(&self) -> Option<&'a str> {
        self.error.service()
    }

    /// The fact of this name, on one line and not long. A name with a capital is that of a detail.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = if name.starts_with(|first: char| first.is_ascii_uppercase()) {
            self.detail(name).map(Cow::Borrowed)
        } else {
            self.named(name)
        };
        found.map(|found| one_line(&found, FACT_LIMIT)).filter(|found| !found.is_empty())
    }

    fn named(&self, name: &str) -> Option<Cow<'a, str>> {
        let refusal = &self.refusal;
        let found = match name {
            "action" => refusal.action?,
            "resource" => refusal.resource?,
            "principal" => refusal.principal.filter(|&name| name != "anonymous")?,
            "anonymous" => refusal.principal.filter(|&name| name == "anonymous")?,
            "kms_action" => refusal.action.filter(|action| action.starts_with("kms:"))?,
            "role_action" => refusal.action.filter(|action| action.starts_with("sts:AssumeRole"))?,
            "lacking" => refusal.lacking?,
            "denying" => refusal.denying?,
            "encoded" => self.after("ncoded authorization failure message")?,
            "mfa" => self.after("MultiFactorAuthentication")?,
            "head" => self.error.operation().filter(|operation| operation.starts_with("Head"))?,
            "no_http" => self.after("the answer is no HTTP")?,
            "unsized" => self.after("bodies with a known size")?,
            "kms" => self.after("KMS").or_else(|| self.after("kms"))?,
            "service" => self.error.service()?,
            "request_id" => self.error.request_id()?,
            "profile" => self.profile()?,
            "region" => self.region()?,
            "signed_region" => {
                self.after("scoped to a valid region, not '").and_then(|rest| rest.split('\'').next())?
            }
            "location" => {
                self.after("The ").and_then(|rest| rest.split_once(" location constraint")).map(|(l, _)| l)?
            }
            "limit" => self.after("occurred after ").or_else(|| self.after("silent for "))?,
            "request_time" => self.times()?.request,
            "service_time" => self.times()?.service,
            "skew" => return self.times()?.difference().map(Cow::Owned),
            _ => return None,
        };
        Some(Cow::Borrowed(found))
    }

    fn detail(&self, name: &str) -> Option<&'a str> {
        let same = |known: &str| known.eq_ignore_ascii_case(name);
        self.error.details().find(|(known, _)| same(known)).map(|(_, value)| value)
    }

    /// What stands behind a text in the message.
    fn after(&self, text: &str) -> Option<&'a str> {
        self.error.message().split_once(text).map(|(_, rest)| rest)
    }

    /// The profile that has to log in.
    fn profile(&self) -> Option<&'a str> {
        let named = || self.after("aws sso login --profile ").and_then(|rest| rest.split(['`', '\'', '"', ' ']).next());
        self.detail("ProfileName").or_else(named).filter(|name| !name.is_empty() && *name != "default")
    }

    /// The region in which the service says the thing is.
    fn region(&self) -> Option<&'a str> {
        let expected = || self.after("expecting '").and_then(|rest| rest.split('\'').next());
        let of_endpoint = || self.detail("Endpoint").and_then(region_of_host);
        self.detail("Region").or_else(expected).or_else(of_endpoint).filter(|region| is_region(region))
    }

    /// The times by which a signature was found too old or too new.
    fn times(&self) -> Option<Times<'a>> {
        match (self.detail("RequestTime"), self.detail("ServerTime")) {
            (Some(request), Some(service)) => Some(Times { request, service }),
            _ => Times::of_message(self.error.message()),
        }
    }
}

/// The region in a host of S3: `logs.s3.eu-west-1.amazonaws.com`, `logs.s3-eu-west-1.amazonaws.com`.
fn region_of_host(host: &str) -> Option<&str> {
    let labels = || host.split('.');
    let old = || labels().find_map(|label| label.strip_prefix("s3-").filter(|region| is_region(region)));
    let new = labels().skip_while(|label| *label != "s3").find(|label| is_region(label));
    new.or_else(old)
}

/// Whether this looks like `eu-west-1` or `us-gov-east-1`.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let last_is_number = parts.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    parts.len() >= 3
        && last_is_number
        && parts.iter().all(|part| !part.is_empty() && part.len() < 16)
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The longest part of a sentence that is filled in, in characters.
const FACT_LIMIT: usize = 120;

/// Codes with which STS and SSO refuse a provider of credentials.
const CODES_OF_PROVIDERS: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredToken",
    "ExpiredTokenException",
    "ForbiddenException",
    "IDPCommunicationError",
    "InvalidClientTokenId",
    "InvalidIdentityToken",
    "PackedPolicyTooLarge",
    "RegionDisabledException",
    "SignatureDoesNotMatch",
];
