//! Codes and the kinds that callers rely on.

use crate::ErrorKind::{self, *};
use crate::classify;

/// Codes by kind and service; the names are separated by spaces.
const EXPECTED: &[(ErrorKind, &str, &str)] = &[
    (
        NotFound,
        "s3",
        "NoSuchBucket NoSuchKey NoSuchUpload NoSuchVersion NoSuchLifecycleConfiguration NoSuchTagSet \
         NoSuchCORSConfiguration NoSuchWebsiteConfiguration NoSuchBucketPolicy NotFound \
         ServerSideEncryptionConfigurationNotFoundError NoSuchPublicAccessBlockConfiguration \
         NoSuchObjectLockConfiguration ObjectLockConfigurationNotFoundError OwnershipControlsNotFoundError \
         ReplicationConfigurationNotFoundError NoSuchAnnotation",
    ),
    (NotFound, "kinesis", "ResourceNotFoundException KMSNotFoundException"),
    (NotFound, "sqs", "AWS.SimpleQueueService.NonExistentQueue QueueDoesNotExist"),
    (NotFound, "ec2", "InvalidInstanceID.NotFound InvalidVpcID.NotFound"),
    (NotFound, "iam", "NoSuchEntity"),
    (NotFound, "rds", "DBInstanceNotFound"),
    (NotFound, "lambda", "ResourceNotFoundException"),
    (NotFound, "route53", "NoSuchHostedZone"),
    (AlreadyExists, "s3", "BucketAlreadyExists BucketAlreadyOwnedByYou"),
    (AlreadyExists, "iam", "EntityAlreadyExists"),
    (AlreadyExists, "ec2", "InvalidGroup.Duplicate"),
    (AlreadyExists, "rds", "DBInstanceAlreadyExists"),
    (AlreadyExists, "glue", "AlreadyExistsException"),
    (AlreadyExists, "elb", "DuplicateLoadBalancerName"),
    (AccessDenied, "s3", "AccessDenied AllAccessDisabled AccountProblem MethodNotAllowed NotSignedUp InvalidPayer"),
    (AccessDenied, "kinesis", "AccessDeniedException KMSAccessDeniedException KMSOptInRequired"),
    (
        AccessDenied,
        "sts",
        "AccessDenied RegionDisabledException \
         OutboundWebIdentityFederationDisabledException",
    ),
    (AccessDenied, "ec2", "UnauthorizedOperation OptInRequired"),
    (AccessDenied, "sns", "AuthorizationError"),
    (
        Credentials,
        "s3",
        "InvalidAccessKeyId SignatureDoesNotMatch ExpiredToken InvalidToken RequestTimeTooSkewed \
         InvalidSecurity AuthorizationQueryParametersError TokenRefreshRequired",
    ),
    (
        Credentials,
        "sts",
        "ExpiredTokenException ExpiredTradeInTokenException IDPRejectedClaim InvalidIdentityToken \
         InvalidClientTokenId",
    ),
    (
        Credentials,
        "kinesis",
        "UnrecognizedClientException InvalidSignatureException MissingAuthenticationTokenException \
         ExpiredTokenException IncompleteSignature",
    ),
    (Credentials, "ec2", "AuthFailure RequestExpired"),
    (Throttled, "s3", "SlowDown BandwidthLimitExceeded"),
    (Throttled, "kinesis", "ProvisionedThroughputExceededException KMSThrottlingException ThrottlingException"),
    (Throttled, "ec2", "RequestLimitExceeded EC2ThrottledException"),
    (Throttled, "sts", "Throttling"),
    (Throttled, "lambda", "TooManyRequestsException"),
    (Throttled, "route53", "PriorRequestNotComplete"),
    (Throttled, "new", "ThingThrottledError"),
    (LimitExceeded, "s3", "TooManyBuckets TooManyParts AnnotationLimitExceeded"),
    (LimitExceeded, "kinesis", "LimitExceededException"),
    (LimitExceeded, "ec2", "InstanceLimitExceeded VpcLimitExceeded InsufficientInstanceCapacity"),
    (LimitExceeded, "rds", "StorageQuotaExceeded"),
    (LimitExceeded, "batch", "ServiceQuotaExceededException"),
    (
        Conflict,
        "s3",
        "BucketNotEmpty PreconditionFailed ConditionalRequestConflict OperationAborted InvalidObjectState \
         InvalidBucketState RestoreAlreadyInProgress ObjectNotInActiveTierError ObjectAlreadyInActiveTierError",
    ),
    (Conflict, "kinesis", "ResourceInUseException KMSDisabledException KMSInvalidStateException"),
    (Conflict, "dynamodb", "ConditionalCheckFailedException TransactionConflictException TransactionCanceledException"),
    (Conflict, "ec2", "IncorrectInstanceState DependencyViolation VolumeInUse"),
    (Conflict, "rds", "InvalidDBInstanceState"),
    (Conflict, "iam", "DeleteConflict"),
    (Conflict, "lambda", "ResourceConflictException"),
    (Timeout, "s3", "RequestTimeout"),
    (Timeout, "any", "RequestTimeoutException ModelTimeoutException"),
    (Unavailable, "s3", "InternalError ServiceUnavailable Busy"),
    (Unavailable, "kinesis", "InternalFailureException"),
    (Unavailable, "sts", "IDPCommunicationError InternalFailure"),
    (Unavailable, "dynamodb", "InternalServerError"),
    (Unavailable, "any", "ServiceUnavailableException InternalServiceErrorV2"),
    (
        InvalidInput,
        "s3",
        "InvalidRange EntityTooLarge EntityTooSmall PermanentRedirect TemporaryRedirect \
         AuthorizationHeaderMalformed InvalidBucketName InvalidArgument MalformedXML KeyTooLongError \
         MissingContentLength InvalidPart InvalidPartOrder BadDigest InvalidDigest XAmzContentSHA256Mismatch \
         IllegalLocationConstraintException InvalidLocationConstraint InvalidStorageClass MetadataTooLarge \
         MalformedPolicy InvalidURI NotImplemented InvalidRequest InvalidPrefix InvalidWriteOffset \
         UnsupportedMediaType IdempotencyParameterMismatch InvalidAnnotationName AnnotationNameTooLong EncryptionTypeMismatch \
         IncompleteBody InvalidTag",
    ),
    (
        InvalidInput,
        "kinesis",
        "ExpiredIteratorException ExpiredNextTokenException InvalidArgumentException ValidationException",
    ),
    (
        InvalidInput,
        "sts",
        "MalformedPolicyDocument PackedPolicyTooLarge JWTPayloadSizeExceededException SessionDurationEscalationException \
         InvalidAuthorizationMessageException ValidationError",
    ),
    (InvalidInput, "ec2", "InvalidParameterValue MissingParameter InvalidInstanceID.Malformed InvalidAction"),
    (InvalidInput, "dynamodb", "SerializationException UnknownOperationException"),
    (Other, "kinesis", "DryRunOperationException"),
    (Other, "ec2", "DryRunOperation"),
    (Other, "any", "SomethingStrange"),
];

#[test]
fn codes_have_their_kinds() {
    let mut codes = 0;
    for (kind, service, names) in EXPECTED {
        for code in names.split_whitespace() {
            assert_eq!(classify(Some(service), Some(code), None), *kind, "{service}: {code}");
            // The code decides, whatever the status.
            if code != "SomethingStrange" {
                assert_eq!(classify(Some(service), Some(code), Some(418)), *kind, "{service}: {code} with a status");
            }
            codes += 1;
        }
    }
    assert!(codes >= 120, "{codes} codes are held");
}

#[test]
fn a_status_decides_without_a_known_code() {
    let check = |code: Option<&str>, status: u16, kind| {
        assert_eq!(classify(Some("s3"), code, Some(status)), kind, "{code:?} with {status}");
    };
    check(None, 404, NotFound);
    check(None, 403, AccessDenied);
    check(None, 401, Credentials);
    check(None, 400, InvalidInput);
    check(None, 301, InvalidInput);
    check(None, 304, Conflict);
    check(None, 409, Conflict);
    check(None, 412, Conflict);
    check(None, 416, InvalidInput);
    check(None, 429, Throttled);
    check(None, 500, Unavailable);
    check(None, 501, InvalidInput);
    check(None, 502, Unavailable);
    check(None, 503, Unavailable);
    check(None, 504, Unavailable);
    check(None, 200, InvalidResponse);
    check(None, 999, Other);
    check(Some(""), 404, NotFound);
    check(Some("Weird"), 403, AccessDenied);
    check(Some("NoSuchKey"), 500, NotFound);
}

#[test]
fn nothing_known_is_other() {
    assert_eq!(classify(None, None, None), Other);
    assert_eq!(classify(None, Some("Weird"), None), Other);
}
