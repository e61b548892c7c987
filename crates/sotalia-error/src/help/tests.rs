//! A table of errors and the way out of each.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::ErrorMetadata;

use super::{HELP_LIMIT, TABLES};
use crate::{Error, LocalError};

const ANN: &str = "arn:aws:iam::111122223333:user/ann";

fn xml(service: &str, status: u16, members: &str) -> Error {
    answer(service, status, &[], &format!("<Error>{members}</Error>"))
}

fn answer(service: &str, status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Error {
    Error::from_response(service, "Operation", &response(status, headers, body))
}

fn response(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> HttpResponse {
    let mut response = HttpResponse::new(status.try_into().expect("a valid status"), body.into());
    for (name, value) in headers {
        response.headers_mut().insert(*name, *value);
    }
    response
}

fn coded(service: &str, code: &str, message: &str) -> Error {
    let body = serde_json::json!({ "__type": code, "message": message }).to_string();
    answer(service, 400, &[], &body)
}

/// `expected` is the whole help, or its beginning if it ends in `…`; nothing if there is no help.
#[track_caller]
fn check(error: &Error, expected: &str) {
    let help = error.help();
    let found = help.as_deref().unwrap_or_default();
    let fits = match expected.strip_suffix('…') {
        Some(beginning) => found.starts_with(beginning),
        None => found == expected,
    };
    assert!(fits, "expected: {expected}\nfound:    {found}\nfor:      {error}");
    assert!(found.chars().count() <= HELP_LIMIT && !found.contains('\n'), "one short line: {found}");
    assert!(found.is_empty() || !error.to_string().contains(found), "not in the line itself: {error}");
    assert_eq!(
        error.report().to_string().contains("\n  help: "),
        !found.is_empty(),
        "in the report, a line of its own"
    );
}

#[track_caller]
fn denied(message: &str, expected: &str) {
    check(&coded("dynamodb", "AccessDeniedException", message), expected);
}

#[test]
fn access_denied() {
    let ann = |rest: &str| format!("User: {ANN} is not authorized to perform: {rest}");
    denied(
        &ann("s3:PutObject on resource: \"arn:aws:s3:::logs/a\" because no identity-based policy allows the \
             s3:PutObject action"),
        &format!("allow `s3:PutObject` on `arn:aws:s3:::logs/a` to `{ANN}`: no identity-based policy does"),
    );
    denied(
        &ann("sqs:SendMessage because no VPC endpoint policy allows the sqs:SendMessage action"),
        &format!("allow `sqs:SendMessage` to `{ANN}`: no VPC endpoint policy does"),
    );
    denied(
        &ann("ec2:RunInstances on resource: arn:aws:ec2:*:*:image/* with an explicit deny in a service control \
             policy"),
        &format!(
            "change the service control policy that denies `ec2:RunInstances` on `arn:aws:ec2:*:*:image/*` to \
             `{ANN}`: no permission elsewhere outweighs it"
        ),
    );
    denied(
        &ann("iam:ListUsers with an explicit deny in a permissions boundary"),
        &format!(
            "change the permissions boundary that denies `iam:ListUsers` to `{ANN}`: no permission elsewhere \
             outweighs it"
        ),
    );
    denied(
        &ann("iam:PassRole on resource: arn:aws:iam::1:role/r"),
        &format!(
            "allow `iam:PassRole` on `arn:aws:iam::1:role/r` to `{ANN}`: a policy of the identity, the resource or \
             the organization lacks it"
        ),
    );
    denied(&ann("iam:ListUsers"), &format!("allow `iam:ListUsers` to `{ANN}`: a policy of the identity…"));
    denied(
        &ann("sts:AssumeRole on resource: arn:aws:iam::1:role/r"),
        &format!(
            "allow `sts:AssumeRole` on `arn:aws:iam::1:role/r` to `{ANN}`, in its policy and in the role's trust \
             policy"
        ),
    );
    denied(
        &ann("kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k because no resource-based policy allows the \
             kms:Decrypt action"),
        &format!("allow `kms:Decrypt` on `arn:aws:kms:eu-west-1:1:key/k` to `{ANN}` in the key's policy…"),
    );
    denied(
        &ann("kms:Decrypt on this resource because the resource does not exist in this Region"),
        &format!("check that the key is in this region, and allow `kms:Decrypt` to `{ANN}` in the key's policy"),
    );
    denied(
        "User: anonymous is not authorized to perform: execute-api:Invoke on resource: \
         arn:aws:execute-api:r:1:a/s/GET/",
        "sign the request: it came without credentials, and `execute-api:Invoke` is not open to everybody",
    );
    denied(
        "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        "allow `sts:AssumeRoleWithWebIdentity` to the caller in the trust policy of the role",
    );
    denied(
        "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
        "check the code and the serial number…",
    );
    denied("The KMS key policy does not allow it", "allow the use of the KMS key to the caller, in the key's policy");
    denied("no", "grant the permission to the caller, whom `aws sts get-caller-identity` names");
    let encoded = "You are not authorized to perform this operation. Encoded authorization failure message: aBc-1_2";
    check(
        &xml("ec2", 403, &format!("<Code>UnauthorizedOperation</Code><Message>{encoded}</Message>")),
        "decode the reason: `aws sts decode…",
    );
    let both = format!(
        "{} because no identity-based policy allows it. Encoded authorization failure message: a",
        ann("ec2:RunInstances on resource: arn:x:y")
    );
    check(
        &xml("ec2", 403, &format!("<Code>UnauthorizedOperation</Code><Message>{both}</Message>")),
        &format!("allow `ec2:RunInstances` on `arn:x:y` to `{ANN}`: no identity-based policy does"),
    );
}

#[test]
fn s3_refuses_and_sends_elsewhere() {
    check(
        &xml("s3", 403, "<Code>AccessDenied</Code><Message>Access Denied</Message>"),
        "check the policies of caller and bucket…",
    );
    check(&answer("s3", 403, &[], ""), "check the policies of caller and bucket…");
    check(
        &xml(
            "s3",
            403,
            "<Code>AccessDenied</Code><Message>Request has \
             expired</Message><Expires>2026-01-01T00:00:00Z</Expires><ServerTime>2026-01-01T01:00:00Z</ServerTime>",
        ),
        "make a new URL: this one could be used until 2026-01-01T00:00:00Z, and the service's time was \
         2026-01-01T01:00:00Z",
    );
    check(
        &xml("s3", 301, "<Code>PermanentRedirect</Code><Endpoint>logs.s3.eu-west-1.amazonaws.com</Endpoint>"),
        "use a client for eu-west-1: the bucket is there",
    );
    check(
        &xml("s3", 301, "<Code>PermanentRedirect</Code><Endpoint>logs.s3-us-west-2.amazonaws.com</Endpoint>"),
        "use a client for us-west-2: the bucket is there",
    );
    check(
        &xml("s3", 301, "<Code>PermanentRedirect</Code><Endpoint>s3.amazonaws.com</Endpoint>"),
        "send it to s3.amazonaws.com, or use a client…",
    );
    check(&xml("s3", 301, "<Code>PermanentRedirect</Code>"), "use a client for the bucket's region; `aws s3api…");
    check(
        &answer("s3", 301, &[("x-amz-bucket-region", "eu-west-1")], ""),
        "use a client for eu-west-1: the bucket is there",
    );
    let region = ("x-amz-bucket-region", "eu-west-1");
    let head = |headers: &[_]| Error::from_response("s3", "HeadBucket", &response(400, headers, ""));
    check(&head(&[region]), "ask with a GET, whose answer gives the reason; the bucket is in eu-west-1…");
    check(&head(&[]), "ask with a GET: the answer…");
    check(&answer("s3", 400, &[region], ""), "use a client for eu-west-1: the bucket is there");
    check(&answer("s3", 400, &[], ""), "");
    check(
        &xml(
            "s3",
            400,
            "<Code>AuthorizationHeaderMalformed</Code><Message>the region 'us-east-1' is wrong; expecting \
             'eu-west-1'</Message>",
        ),
        "use a client for eu-west-1: the bucket is there",
    );
    check(
        &xml("s3", 400, "<Code>IllegalLocationConstraintException</Code>"),
        "give the client's region as the location…",
    );
}

#[test]
fn s3_has_it_or_not() {
    check(
        &xml("s3", 409, "<Code>BucketAlreadyExists</Code><BucketName>b</BucketName>"),
        "choose another name: bucket names are shared by all accounts",
    );
    check(&xml("s3", 409, "<Code>BucketAlreadyOwnedByYou</Code>"), "go on with the bucket, which is yours already");
    check(
        &xml("s3", 409, "<Code>BucketNotEmpty</Code>"),
        "delete its objects first, with all versions and delete markers",
    );
    check(
        &xml("s3", 404, "<Code>NoSuchBucket</Code><BucketName>logs</BucketName>"),
        "check the name `logs`, the account and the endpoint",
    );
    check(&xml("s3", 404, "<Code>NoSuchBucket</Code>"), "check the bucket's name, the account and the endpoint");
    check(
        &xml("s3", 404, "<Code>NoSuchKey</Code><Key>a/b</Key>"),
        "check the key `a/b`: case counts, and so does a slash at its beginning",
    );
    check(&xml("s3", 404, "<Code>NoSuchUpload</Code>"), "start the upload again…");
    check(&xml("s3", 403, "<Code>InvalidObjectState</Code>"), "restore the object first…");
    check(&xml("s3", 400, "<Code>EntityTooSmall</Code>"), "make all parts but the last at least 5 MiB");
    check(
        &xml("s3", 503, "<Code>SlowDown</Code>"),
        "send fewer requests at a time, and spread the keys over more prefixes…",
    );
    check(&xml("s3", 501, "<Code>NotImplemented</Code>"), "a server other than AWS may lack the newer checksums…");
    check(&xml("s3", 412, "<Code>PreconditionFailed</Code>"), "read the object again…");
}

#[test]
fn keys_clocks_and_signatures() {
    let skewed = "<Code>RequestTimeTooSkewed</Code><RequestTime>20260101T000000Z</RequestTime><ServerTime>2026-01-01T01:00:00Z</ServerTime>";
    check(
        &xml("s3", 403, skewed),
        "set the clock of this machine: it is 60 minutes behind the service's (request at 20260101T000000Z, service \
         at 2026-01-01T01:00:00Z)",
    );
    check(&xml("s3", 403, "<Code>RequestTimeTooSkewed</Code>"), "set the clock of this machine");
    check(
        &coded(
            "dynamodb",
            "InvalidSignatureException",
            "Signature not yet current: 20260101T010000Z is still later than 20260101T000500Z (20260101T000000Z + 5 \
             min.)",
        ),
        "set the clock of this machine: it is 60 minutes ahead of the service's…",
    );
    check(
        &coded("sqs", "InvalidSignatureException", "Credential should be scoped to a valid region, not 'us-east-1'. "),
        "use the endpoint of the region that signs: this one does not belong to `us-east-1`",
    );
    check(&xml("s3", 403, "<Code>SignatureDoesNotMatch</Code>"), "check the secret access key…");
    check(&xml("s3", 403, "<Code>InvalidAccessKeyId</Code>"), "check the access key and where it comes from…");
    check(&coded("sts", "InvalidClientTokenId", "not valid"), "check the access key and where it comes from…");
    check(
        &coded("kinesis", "UnrecognizedClientException", "not valid"),
        "check the access key and where it comes from…",
    );
    check(
        &xml("s3", 400, "<Code>ExpiredToken</Code><Token-0>SECRET</Token-0>"),
        "fetch new credentials: log in (`aws sso login`), or assume the role again",
    );
    check(&coded("sts", "RegionDisabledException", "off"), "activate STS for the region…");
    check(&coded("dynamodb", "OptInRequired", "no"), "look at the account in the console…");
}

#[test]
fn limits_and_failures() {
    check(&coded("kms", "ThrottlingException", "slow"), "send fewer requests at a time, allow more attempts…");
    check(&coded("dynamodb", "ProvisionedThroughputExceededException", "slow"), "raise the table's capacity…");
    check(&coded("kinesis", "ProvisionedThroughputExceededException", "slow"), "add shards…");
    check(&coded("kinesis", "LimitExceededException", "slow"), "send fewer such requests at a time…");
    check(&coded("dynamodb", "LimitExceededException", "slow"), "change fewer tables at a time…");
    check(&coded("glue", "LimitExceededException", "5"), "delete what is not needed, or ask for a higher quota…");
    let quota = r#"{"__type": "ServiceQuotaExceededException", "QuotaCode": "L-1", "ServiceCode": "rds"}"#;
    check(&answer("rds", 402, &[], quota), "delete what is not needed, or ask for more of quota L-1 of rds");
    check(
        &coded("rds", "ServiceQuotaExceededException", "5"),
        "delete what is not needed, or ask for a higher \
         quota…",
    );
    check(&coded("kms", "KMSInvalidStateException", "x"), "enable the KMS key, or cancel its deletion");
    check(
        &answer("kms", 500, &[("x-amzn-requestid", "R-1")], ""),
        "try again after a pause; if it lasts, give request R-1 to AWS support",
    );
    check(&answer("kms", 502, &[], "<html>"), "try again after a pause; if it lasts, look at what stands between…");
    check(&xml("ec2", 412, "<Code>DryRunOperation</Code>"), "send it without the dry run: it would have succeeded");
    check(&coded("kinesis", "SomethingNew", "odd"), "");
}

#[test]
fn this_side() {
    let local = |error, message: &str| Error::local(error, message);
    check(
        &local(LocalError::LoginRequired, "old").with_detail("ProfileName", "dev"),
        "run `aws sso login --profile dev`",
    );
    check(&local(LocalError::LoginRequired, "old"), "run `aws sso login`, with…");
    check(
        &local(LocalError::LoginRequired, "old").with_detail("ProfileName", "default"),
        "run `aws sso login`, \
         with…",
    );
    check(
        &local(LocalError::ExpiredCredentials, "old").with_detail("ProfileName", "dev"),
        "log in again with `aws sso login --profile dev`…",
    );
    check(
        &local(LocalError::NoRegion, "no region is set"),
        "set the region in one of three places: the variable AWS_REGION…",
    );
    check(
        &local(LocalError::ConnectTimeout, "HTTP connect timeout occurred after 3.1s"),
        "check the route to the endpoint, or raise `connect_timeout`, which was 3.1s",
    );
    check(
        &local(LocalError::ReadTimeout, "read time-out: the connection was silent for 60s"),
        "raise `read_timeout`, which was 60s, if…",
    );
    check(
        &local(LocalError::AttemptTimeout, "operation attempt timeout (single attempt) occurred after 5s"),
        "raise `operation_attempt_timeout`, which was 5s…",
    );
    check(&local(LocalError::OperationTimeout, "x"), "raise `operation_timeout`, or…");
    check(&local(LocalError::DnsFailure, "x"), "check the endpoint and the region for a typo…");
    check(
        &local(LocalError::InvalidParameter, "Only request bodies with a known size can be aws-chunked encoded."),
        "give a body whose length is known…",
    );
    check(&local(LocalError::MfaRequired, "x"), "call STS GetSessionToken…");
    check(
        &local(
            LocalError::CredentialsFailed,
            &format!(
                "the credentials could not be loaded: AccessDenied: User: {ANN} is not authorized to perform: \
                 sts:AssumeRole on resource: arn:aws:iam::1:role/r"
            ),
        ),
        &format!("allow `sts:AssumeRole` on `arn:aws:iam::1:role/r` to `{ANN}`, in its policy…"),
    );
    check(
        &local(LocalError::CredentialsFailed, "the credentials could not be loaded: InvalidClientTokenId: no"),
        "check the access key…",
    );
    check(&local(LocalError::CredentialsFailed, "the credentials could not be loaded: out of luck"), "");
}

#[test]
fn help_that_the_message_gives_is_not_printed_twice() {
    let error = Error::local(LocalError::LoginRequired, "the login has expired; run `aws sso login --profile dev`");
    assert_eq!(error.help().as_deref(), Some("run `aws sso login --profile dev`"), "the profile is in the message");
    assert_eq!(error.report().to_string().matches("aws sso login").count(), 1, "{}", error.report());
}

#[test]
fn no_secret_is_in_it() {
    let error = xml("s3", 404, "<Code>NoSuchKey</Code><Key>k/SECRET-TOKEN-42</Key><Token-0>SECRET-TOKEN-42</Token-0>");
    check(&error, "check the key `k/***`: case counts, and so does a slash at its beginning");
    let long = "x".repeat(500);
    let error = xml("s3", 404, &format!("<Code>NoSuchKey</Code><Key>{long}\nX-Amz-Signature=abc</Key>"));
    let help = error.help().expect("there is help");
    assert!(help.contains("xxx…`") && !help.contains("abc"), "long parts are cut: {help}");
}

#[test]
fn a_cause_of_ours_gives_its_help() {
    let inner = Error::local(LocalError::NoRegion, "no region is set");
    check(&Error::from_source(std::io::Error::other(inner)), "set the region in one of three places…");
    let metadata = ErrorMetadata::builder().code("ThrottlingException").message("slow").build();
    check(&Error::from_source(metadata), "send fewer requests at a time…");
}

#[test]
fn texts_are_sentences_in_small_letters() {
    for text in TABLES.iter().copied().flatten().map(super::advice::Advice::text) {
        let start = text.trim_start_matches(['{', '?', '_', '}']).to_owned();
        assert!(!text.ends_with('.') && !text.contains('\n'), "no full stop: {text}");
        let blanks = text.matches('{').count();
        assert_eq!(blanks, text.matches('}').count(), "blanks are closed: {text}");
        assert!(start.starts_with(|c: char| c.is_ascii_lowercase() || c == '`'), "small letter: {text}");
    }
}
