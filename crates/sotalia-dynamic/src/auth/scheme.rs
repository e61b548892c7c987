//! The schemes of an operation, from its model.

use aws_runtime::auth::{sigv4, sigv4a};
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;

use super::version2;

/// Operations that are sent without a signature, though their model does not say so in all versions: boto3's
/// `disable_signing`.
const UNSIGNED: &[(&str, &str)] = &[
    ("cognito-identity", "GetId"),
    ("cognito-identity", "GetOpenIdToken"),
    ("cognito-identity", "UnlinkIdentity"),
    ("cognito-identity", "GetCredentialsForIdentity"),
    ("sts", "AssumeRoleWithSAML"),
    ("sts", "AssumeRoleWithWebIdentity"),
];

/// What the models say of the signatures of an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AuthModel<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
    /// `auth` of the operation.
    pub(crate) of_operation: &'a [Box<str>],
    /// `authtype` of the operation.
    pub(crate) authtype: Option<&'a str>,
    /// `auth` of the service.
    pub(crate) of_service: &'a [Box<str>],
    /// `signatureVersion` of the service.
    pub(crate) signature_version: Option<&'a str>,
}

/// The schemes of an operation, the preferred one first.
///
/// An anonymous session signs nothing, but with a token. A token for the service in the environment (`AWS_BEARER_TOKEN_BEDROCK`) goes before
/// credentials, where the service takes both, as in boto3.
pub(crate) fn modeled(model: AuthModel<'_>, anonymous: bool, prefer_token: bool) -> Vec<AuthSchemeId> {
    if model.authtype == Some("none") || UNSIGNED.contains(&(model.service, model.operation)) {
        return vec![NO_AUTH_SCHEME_ID];
    }
    let names = if model.of_operation.is_empty() { model.of_service } else { model.of_operation };
    let mut schemes: Vec<AuthSchemeId> = names.iter().filter_map(|name| scheme(name)).collect();
    if schemes.is_empty() {
        schemes.push(match model.authtype.or(model.signature_version) {
            Some("bearer") => HTTP_BEARER_AUTH_SCHEME_ID,
            Some("v2") => version2::SCHEME_ID,
            _ => sigv4::SCHEME_ID,
        });
    }
    if prefer_token && schemes.contains(&HTTP_BEARER_AUTH_SCHEME_ID) {
        schemes.retain(|scheme| *scheme != HTTP_BEARER_AUTH_SCHEME_ID);
        schemes.insert(0, HTTP_BEARER_AUTH_SCHEME_ID);
    }
    // A token is no credentials.
    match schemes.first() {
        Some(first) if anonymous && *first != HTTP_BEARER_AUTH_SCHEME_ID => vec![NO_AUTH_SCHEME_ID],
        _ => schemes,
    }
}

fn scheme(name: &str) -> Option<AuthSchemeId> {
    match name {
        "aws.auth#sigv4" => Some(sigv4::SCHEME_ID),
        "aws.auth#sigv4a" => Some(sigv4a::SCHEME_ID),
        "smithy.api#httpBearerAuth" => Some(HTTP_BEARER_AUTH_SCHEME_ID),
        "smithy.api#noAuth" => Some(NO_AUTH_SCHEME_ID),
        _ => None,
    }
}
