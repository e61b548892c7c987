//! Advice for what services answer.

use super::advice::{Advice, any, codes, kind, of};
use crate::ErrorKind as K;

/// What the words of an answer tell, whatever its code is.
pub(super) const FIRST: &[Advice] = &[
    codes(
        CLOCK_CODES,
        "set the clock of this machine: it is {skew} the service's (request at {request_time}, service at \
         {service_time})",
    ),
    codes(
        CLOCK_CODES,
        "{?request_time}set the clock of this machine: the request is of {request_time}, the service's time was \
         {service_time}",
    ),
    codes(SIGNATURE_CODES, "use the endpoint of the region that signs: this one does not belong to `{signed_region}`"),
    any("{?encoded}{?action}allow `{action}` on `{resource}` to `{principal}`: no {lacking} does"),
    any("{?encoded}decode the reason: `aws sts decode-authorization-message --encoded-message` with the text behind \
         \"authorization failure message\""),
    codes(
        DENIED_CODES,
        "make a new URL: this one could be used until {Expires}, and the service's time was {ServerTime}",
    ),
    any("{?anonymous}{?action}sign the request: it came without credentials, and `{action}` is not open to everybody"),
    any("{?action}change the {denying} that denies `{action}` on `{resource}` to `{principal}`: no permission \
         elsewhere outweighs it"),
    any("{?action}change the {denying} that denies `{action}` to `{principal}`: no permission elsewhere outweighs it"),
    any("{?action}change the {denying} that denies `{action}`: no permission elsewhere outweighs it"),
    any("{?role_action}allow `{action}` on `{resource}` to `{principal}`, in its policy and in the role's trust \
         policy"),
    any("{?kms_action}allow `{action}` on `{resource}` to `{principal}` in the key's policy, or in IAM where that \
         lets IAM decide"),
    any("{?kms_action}check that the key is in this region, and allow `{action}` to `{principal}` in the key's \
         policy"),
    any("{?action}allow `{action}` on `{resource}` to `{principal}`: no {lacking} does"),
    any("{?action}allow `{action}` to `{principal}`: no {lacking} does"),
    any("{?action}allow `{action}` on `{resource}` to `{principal}`: a policy of the identity, the resource or the \
         organization lacks it"),
    any("{?action}allow `{action}` to `{principal}`: a policy of the identity, the resource or the organization \
         lacks it"),
    codes(
        DENIED_CODES,
        "{?mfa}check the code and the serial number of the multi-factor device, and the clock of this machine",
    ),
    codes(DENIED_CODES, "{?role_action}allow `{action}` to the caller in the trust policy of the role"),
    codes(DENIED_CODES, "{?kms}allow the use of the KMS key to the caller, in the key's policy"),
];

const CLOCK_CODES: &[&str] = &[
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

const SIGNATURE_CODES: &[&str] = &["InvalidSignatureException", "SignatureDoesNotMatch"];

const DENIED_CODES: &[&str] = &["AccessDenied", "AccessDeniedException", "403"];

/// Codes that mean something else in each service.
pub(super) const BY_SERVICE: &[Advice] = &[
    // S3. Its codes for another region come with the right one.
    of("s3", REGION_CODES, "use a client for {region}: the bucket is there"),
    of(
        "s3",
        REGION_CODES,
        "send it to {Endpoint}, or use a client for the bucket's region (`aws s3api head-bucket` tells it)",
    ),
    of("s3", REGION_CODES, "use a client for the bucket's region; `aws s3api head-bucket` tells it"),
    of(
        "s3",
        &["400"],
        "{?head}ask with a GET, whose answer gives the reason; the bucket is in {region}, so use a client for that",
    ),
    of("s3", &["400"], "use a client for {region}: the bucket is there"),
    of("s3", &["400"], "{?head}ask with a GET: the answer to a HEAD has no room for the reason"),
    of(
        "s3",
        &["IllegalLocationConstraintException", "InvalidLocationConstraint"],
        "give the client's region as the location constraint of `create_bucket_configuration`, and none in us-east-1",
    ),
    codes(&["BucketAlreadyExists"], "choose another name: bucket names are shared by all accounts"),
    codes(&["BucketAlreadyOwnedByYou"], "go on with the bucket, which is yours already"),
    codes(&["BucketNotEmpty"], "delete its objects first, with all versions and delete markers"),
    codes(&["NoSuchBucket"], "check the name `{BucketName}`, the account and the endpoint"),
    codes(&["NoSuchBucket"], "check the bucket's name, the account and the endpoint"),
    codes(&["NoSuchKey"], "check the key `{Key}`: case counts, and so does a slash at its beginning"),
    codes(&["NoSuchKey"], "check the key: case counts, and so does a slash at its beginning"),
    codes(&["NoSuchUpload"], "start the upload again: it was completed or aborted, or its id is wrong"),
    of("s3", &["InvalidObjectState"], "restore the object first (RestoreObject): its storage class is an archive"),
    of("s3", &["InvalidBucketName"], "use 3 to 63 small letters, digits, dots and hyphens"),
    of("s3", &["EntityTooLarge"], "upload it in parts: one request takes at most 5 GiB"),
    codes(&["EntityTooSmall"], "make all parts but the last at least 5 MiB"),
    of(
        "s3",
        &["AccessDenied", "403"],
        "check the policies of caller and bucket, its public access block and its KMS key; without s3:ListBucket, \
         objects that do not exist are refused as well",
    ),
    of(
        "s3",
        &["SlowDown"],
        "send fewer requests at a time, and spread the keys over more prefixes: S3 grows by prefix",
    ),
    of(
        "s3",
        &["NotImplemented", "XAmzContentSHA256Mismatch"],
        "a server other than AWS may lack the newer checksums: set AWS_REQUEST_CHECKSUM_CALCULATION=when_required",
    ),
    of("s3", &["PreconditionFailed", "412"], "read the object again: it is not as the condition of the request says"),
    // EC2.
    of("ec2", &["DryRunOperation"], "send it without the dry run: it would have succeeded"),
    of(
        "ec2",
        &["InsufficientInstanceCapacity", "InsufficientHostCapacity"],
        "try another zone or instance type, or wait: AWS has no more of it there now",
    ),
    of("ec2", &["DependencyViolation"], "delete or detach first what still uses it"),
    // Others.
    of(
        "dynamodb",
        &["ProvisionedThroughputExceededException"],
        "raise the table's capacity or make it on demand, and look for a hot key",
    ),
    of(
        "kinesis",
        &["ProvisionedThroughputExceededException"],
        "add shards or make the stream on demand, and look for a hot partition key",
    ),
    // They say it of a rate as of a number.
    of(
        "kinesis",
        &["LimitExceededException"],
        "send fewer such requests at a time; if it is the number of streams or shards, ask for a higher quota",
    ),
    of(
        "dynamodb",
        &["LimitExceededException"],
        "change fewer tables at a time; if it is the number of tables, delete some or ask for a higher quota",
    ),
    of(
        "dynamodb",
        &["ConditionalCheckFailedException"],
        "read the item again, and decide anew: it is not as the condition says",
    ),
    of(
        "lambda",
        &["ResourceConflictException"],
        "wait until the function's state is Active and its last update is done",
    ),
    of(
        "lambda",
        &["TooManyRequestsException"],
        "lower the concurrency, or raise the function's reserved or the account's",
    ),
    of(
        "sts",
        &["RegionDisabledException"],
        "activate STS for the region in the account settings of IAM, or use the global endpoint",
    ),
    of("sso", &["UnauthorizedException"], "run `aws sso login`, with the profile's name"),
    of("ssooidc", &["InvalidGrantException", "ExpiredTokenException"], "run `aws sso login`, with the profile's name"),
    of("sso", &["ForbiddenException"], "check `sso_account_id` and `sso_role_name`: they are not assigned to you"),
    of(
        "cloudformation",
        &["ValidationError"],
        "check the stack's name and state, and the template, as the message says",
    ),
];

const REGION_CODES: &[&str] =
    &["PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "IncorrectEndpoint", "301", "307"];

/// Codes that mean the same in every service.
pub(super) const BY_CODE: &[Advice] = &[
    codes(
        &["InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"],
        "check the access key and where it comes from: it does not exist, is not active, or is of another partition; \
         one that begins with ASIA needs its session token",
    ),
    codes(
        &["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"],
        "fetch new credentials: log in (`aws sso login`), or assume the role again",
    ),
    codes(
        SIGNATURE_CODES,
        "check the secret access key for missing or doubled characters, the clock, and that nothing between changes \
         path or headers",
    ),
    codes(&["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"], "set the clock of this machine"),
    codes(
        &["AuthFailure", "InvalidToken", "InvalidSecurity", "IncompleteSignature", "IncompleteSignatureException"],
        "check the credentials, all parts of which have to belong together, and the region",
    ),
    codes(
        &["MissingAuthenticationToken", "MissingAuthenticationTokenException"],
        "check that the client has credentials, and for API Gateway the URL's path and stage",
    ),
    codes(
        &["OptInRequired", "SubscriptionRequiredException", "NotSignedUp", "AccountProblem", "AllAccessDisabled"],
        "look at the account in the console: it is not signed up for this service or region, or has a problem",
    ),
    codes(
        &["KMSAccessDeniedException", "KMS.AccessDeniedException"],
        "allow the use of the KMS key to the caller, in the key's policy",
    ),
    codes(
        &["KMSDisabledException", "KMS.DisabledException", "KMSInvalidStateException", "KMS.KMSInvalidStateException"],
        "enable the KMS key, or cancel its deletion",
    ),
    codes(&["PackedPolicyTooLarge"], "shorten the session policy and the session tags"),
    codes(&["MalformedPolicyDocument"], "check the policy's JSON; IAM Access Analyzer names the mistake"),
    codes(
        &["ServiceQuotaExceededException"],
        "delete what is not needed, or ask for more of quota {QuotaCode} of {ServiceCode}",
    ),
    codes(&["ServiceQuotaExceededException"], "delete what is not needed, or ask for more of quota {QuotaCode}"),
    codes(
        &["EndpointDiscoveryException", "InvalidEndpointException"],
        "find the endpoint again: the one in use is no longer valid",
    ),
];

/// Where the code is not known, but its kind is.
pub(super) const BY_KIND: &[Advice] = &[
    kind(K::AccessDenied, "grant the permission to the caller, whom `aws sts get-caller-identity` names"),
    kind(
        K::Throttled,
        "send fewer requests at a time, allow more attempts (`RetryConfig::standard().with_max_attempts(..)`), or \
         ask for a higher rate",
    ),
    kind(K::LimitExceeded, "delete what is not needed, or ask for a higher quota (Service Quotas in the console)"),
    kind(K::Unavailable, "try again after a pause; if it lasts, give request {request_id} to AWS support"),
    kind(K::Unavailable, "try again after a pause; if it lasts, look at what stands between here and the service"),
];
