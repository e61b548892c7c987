//! Which schemes operations are signed by.

use aws_runtime::auth::{sigv4, sigv4a};
use aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;

use super::{AuthModel, modeled};

const PLAIN: AuthModel<'_> = AuthModel {
    service: "ec2",
    operation: "DescribeRegions",
    of_operation: &[],
    authtype: None,
    of_service: &[],
    signature_version: Some("v4"),
};

fn check(model: AuthModel<'_>, anonymous: bool, prefer_token: bool, expected: &[AuthSchemeId]) {
    assert_eq!(modeled(model, anonymous, prefer_token), expected, "{model:?}, {anonymous}, {prefer_token}");
}

#[test]
fn schemes_are_those_of_the_models() {
    let both = ["aws.auth#sigv4".into(), "smithy.api#httpBearerAuth".into()];
    let several = ["aws.auth#sigv4a".into(), "aws.auth#sigv4".into()];
    let none = ["smithy.api#noAuth".into()];
    check(PLAIN, false, false, &[sigv4::SCHEME_ID]);
    check(PLAIN, true, false, &[NO_AUTH_SCHEME_ID]);
    check(AuthModel { of_service: &both, ..PLAIN }, false, false, &[sigv4::SCHEME_ID, HTTP_BEARER_AUTH_SCHEME_ID]);
    check(AuthModel { of_service: &both, ..PLAIN }, false, true, &[HTTP_BEARER_AUTH_SCHEME_ID, sigv4::SCHEME_ID]);
    check(AuthModel { of_service: &several, ..PLAIN }, false, true, &[sigv4a::SCHEME_ID, sigv4::SCHEME_ID]);
    check(AuthModel { of_operation: &none, of_service: &both, ..PLAIN }, false, true, &[NO_AUTH_SCHEME_ID]);
    check(AuthModel { authtype: Some("none"), ..PLAIN }, false, false, &[NO_AUTH_SCHEME_ID]);
    check(AuthModel { authtype: Some("v4-unsigned-body"), ..PLAIN }, false, false, &[sigv4::SCHEME_ID]);
    check(AuthModel { signature_version: Some("bearer"), ..PLAIN }, false, false, &[HTTP_BEARER_AUTH_SCHEME_ID]);
    check(
        AuthModel { service: "sts", operation: "AssumeRoleWithWebIdentity", ..PLAIN },
        false,
        false,
        &[NO_AUTH_SCHEME_ID],
    );
}
