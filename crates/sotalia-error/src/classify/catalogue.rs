//! What is known of codes: the tables that say of which kind an error is.
//!
//! A table for each service, and one for codes that mean the same everywhere. Rows are sorted by code; a comment says
//! why a kind is not what the name suggests.

use crate::ErrorKind::{self, *};

/// A table of codes and kinds, sorted by code.
type Table = &'static [(&'static str, ErrorKind)];

/// The kind of a code in this service, or else in every service.
pub(super) fn kind(service: Option<&str>, code: &str) -> Option<ErrorKind> {
    let own = service.and_then(|service| SERVICES.iter().find(|(name, _)| *name == service));
    own.and_then(|(_, table)| look_up(table, code)).or_else(|| look_up(COMMON, code))
}

fn look_up(table: Table, code: &str) -> Option<ErrorKind> {
    table.binary_search_by(|(known, _)| (*known).cmp(code)).ok().map(|at| table[at].1)
}

/// The tables of services, by the name of the SDK's crate.
const SERVICES: &[(&str, Table)] = &[("kinesis", KINESIS), ("s3", S3), ("sts", STS)];

/// Codes that every service may answer.
#[rustfmt::skip]
const COMMON: Table = &[
    ("AWS.SimpleQueueService.NonExistentQueue", NotFound),
    ("AccessDenied", AccessDenied),
    ("AccessDeniedException", AccessDenied),
    ("AlreadyExistsException", AlreadyExists),
    ("AuthFailure", Credentials), // EC2 could not validate the credentials.
    ("AuthorizationError", AccessDenied),
    ("AuthorizationErrorException", AccessDenied),
    ("BadRequest", InvalidInput),
    ("BadRequestException", InvalidInput),
    ("BandwidthLimitExceeded", Throttled),
    ("Blocked", AccessDenied),
    ("ClientError", Other),
    ("ClientException", Other),
    ("ConcurrentModificationException", Conflict),
    ("ConditionalCheckFailedException", Conflict),
    ("ConflictException", Conflict),
    ("DeleteConflict", Conflict),
    ("DependencyViolation", Conflict),
    ("DryRunOperation", Other), // Not a failure: the request would have succeeded.
    ("EC2ThrottledException", Throttled),
    ("EntityAlreadyExists", AlreadyExists),
    ("EntityAlreadyExistsException", AlreadyExists),
    ("ExpiredToken", Credentials),
    ("ExpiredTokenException", Credentials),
    ("Forbidden", AccessDenied),
    ("ForbiddenException", AccessDenied),
    ("IdempotentParameterMismatch", InvalidInput), // The same client token with other parameters.
    ("IdempotentParameterMismatchException", InvalidInput),
    ("IncompleteSignature", Credentials),
    ("IncompleteSignatureException", Credentials),
    ("IncorrectInstanceState", Conflict),
    ("IncorrectState", Conflict),
    ("InsufficientInstanceCapacity", LimitExceeded),
    ("InsufficientPrivilegesException", AccessDenied),
    ("InternalError", Unavailable),
    ("InternalErrorException", Unavailable),
    ("InternalFailure", Unavailable),
    ("InternalFailureException", Unavailable),
    ("InternalServerError", Unavailable),
    ("InternalServerErrorException", Unavailable),
    ("InternalServerException", Unavailable),
    ("InternalServiceError", Unavailable),
    ("InternalServiceErrorException", Unavailable),
    ("InternalServiceException", Unavailable),
    ("InvalidAccessKeyId", Credentials),
    ("InvalidAction", InvalidInput),
    ("InvalidClientTokenId", Credentials),
    ("InvalidParameter", InvalidInput),
    ("InvalidParameterCombination", InvalidInput),
    ("InvalidParameterException", InvalidInput),
    ("InvalidParameterValue", InvalidInput),
    ("InvalidParameterValueException", InvalidInput),
    ("InvalidQueryParameter", InvalidInput),
    ("InvalidRequest", InvalidInput),
    ("InvalidRequestException", InvalidInput),
    ("InvalidSecurity", Credentials),
    ("InvalidSignature", Credentials),
    ("InvalidSignatureException", Credentials),
    ("ItemCollectionSizeLimitExceededException", LimitExceeded),
    ("KMSAccessDeniedException", AccessDenied),
    ("KMSDisabledException", Conflict),
    ("KMSInvalidStateException", Conflict),
    ("KMSNotFoundException", NotFound),
    ("KMSOptInRequired", AccessDenied),
    ("KMSThrottlingException", Throttled),
    ("LimitExceeded", LimitExceeded),
    ("LimitExceededException", LimitExceeded),
    ("MalformedQueryString", InvalidInput),
    ("MissingAction", InvalidInput),
    ("MissingAuthenticationToken", Credentials),
    ("MissingAuthenticationTokenException", Credentials),
    ("MissingParameter", InvalidInput),
    ("MissingSecurityHeader", Credentials),
    ("ModelTimeoutException", Timeout),
    ("NoSuchEntity", NotFound),
    ("NoSuchEntityException", NotFound),
    ("NotAuthorized", AccessDenied),
    ("NotAuthorizedException", AccessDenied),
    ("NotFoundException", NotFound),
    ("NotImplemented", InvalidInput),
    ("OptInRequired", AccessDenied), // The account has not subscribed to the service.
    ("OptInRequiredException", AccessDenied),
    ("PendingVerification", AccessDenied),
    ("PreconditionFailed", Conflict),
    ("PriorRequestNotComplete", Throttled), // Route 53: the previous request is still under way.
    ("ProvisionedThroughputExceeded", Throttled),
    ("ProvisionedThroughputExceededException", Throttled),
    ("QueueDoesNotExist", NotFound),
    ("RequestExpired", Credentials), // The signature is too old, or the clock is wrong.
    ("RequestInTheFuture", Credentials),
    ("RequestLimitExceeded", Throttled),
    ("RequestThrottled", Throttled),
    ("RequestThrottledException", Throttled),
    ("RequestTimeTooSkewed", Credentials),
    ("RequestTimeout", Timeout),
    ("RequestTimeoutException", Timeout),
    ("ResourceAlreadyExistsException", AlreadyExists),
    ("ResourceConflictException", Conflict),
    ("ResourceExistsException", AlreadyExists),
    ("ResourceInUseException", Conflict),
    ("ResourceNotFound", NotFound),
    ("ResourceNotFoundException", NotFound),
    ("ResourceNotFoundFault", NotFound),
    ("SerializationException", InvalidInput),
    ("ServerError", Unavailable),
    ("ServerException", Unavailable),
    ("ServiceException", Unavailable),
    ("ServiceFailure", Unavailable),
    ("ServiceFailureException", Unavailable),
    ("ServiceQuotaExceededException", LimitExceeded),
    ("ServiceUnavailable", Unavailable),
    ("ServiceUnavailableException", Unavailable),
    ("SignatureDoesNotMatch", Credentials),
    ("SlowDown", Throttled),
    ("SubscriptionRequiredException", AccessDenied),
    ("ThrottledException", Throttled),
    ("Throttling", Throttled),
    ("ThrottlingException", Throttled),
    ("TokenRefreshRequired", Credentials),
    ("TooManyEntitiesException", LimitExceeded),
    ("TooManyRequests", Throttled),
    ("TooManyRequestsException", Throttled),
    ("TransactionCanceledException", Conflict),
    ("TransactionConflictException", Conflict),
    ("TransactionInProgressException", Conflict),
    ("UnauthorizedAccess", AccessDenied),
    ("UnauthorizedException", AccessDenied),
    ("UnauthorizedOperation", AccessDenied),
    ("Unavailable", Unavailable),
    ("UnknownOperationException", InvalidInput),
    ("UnrecognizedClientException", Credentials),
    ("UnsupportedOperation", InvalidInput),
    ("UnsupportedOperationException", InvalidInput),
    ("ValidationError", InvalidInput),
    ("ValidationException", InvalidInput),
];

/// Codes of S3: those of its model, and those of its documentation's error list.
#[rustfmt::skip]
const S3: Table = &[
    ("AccessDenied", AccessDenied),
    ("AccessForbidden", AccessDenied), // A cross-origin request that the CORS rules do not allow.
    ("AccessPointAlreadyOwnedByYou", AlreadyExists),
    ("AccountProblem", AccessDenied),
    ("AllAccessDisabled", AccessDenied),
    ("AmbiguousGrantByEmailAddress", InvalidInput),
    ("AnnotationLimitExceeded", LimitExceeded),
    ("AnnotationNameTooLong", InvalidInput),
    ("AuthorizationHeaderMalformed", InvalidInput), // Mostly the wrong region, which the answer's detail `Region` corrects.
    ("AuthorizationQueryParametersError", Credentials),
    ("BadDigest", InvalidInput), // Damaged on the way: worth a repeat.
    ("BadRequest", InvalidInput),
    ("BandwidthLimitExceeded", Throttled),
    ("BucketAlreadyExists", AlreadyExists),
    ("BucketAlreadyOwnedByYou", AlreadyExists), // In us-east-1 the same request succeeds.
    ("BucketHasAccessPointsAttached", Conflict),
    ("BucketNotEmpty", Conflict),
    ("Busy", Unavailable),
    ("ClientTokenConflict", Conflict),
    ("ConditionalRequestConflict", Conflict),
    ("ConnectionClosedByRequester", InvalidInput),
    ("CredentialsNotSupported", Credentials),
    ("CrossLocationLoggingProhibited", AccessDenied),
    ("DeviceNotActiveError", Conflict),
    ("EncryptionTypeMismatch", InvalidInput),
    ("EntityTooLarge", InvalidInput),
    ("EntityTooSmall", InvalidInput),
    ("EvaluatorInvalidArguments", InvalidInput),
    ("ExpiredToken", Credentials),
    ("ExternalEvaluationError", Unavailable), // S3 Select.
    ("IdempotencyParameterMismatch", InvalidInput),
    ("IllegalLocationConstraintException", InvalidInput),
    ("IllegalVersioningConfigurationException", InvalidInput),
    ("IncompleteBody", InvalidInput),
    ("IncorrectEndpoint", InvalidInput),
    ("IncorrectNumberOfFilesInPostRequest", InvalidInput),
    ("InlineDataTooLarge", InvalidInput),
    ("InternalError", Unavailable),
    ("InvalidAccessKeyId", Credentials),
    ("InvalidAccessPointAliasError", InvalidInput),
    ("InvalidAddressingHeader", InvalidInput),
    ("InvalidAnnotationName", InvalidInput),
    ("InvalidArgument", InvalidInput),
    ("InvalidBucketAclWithObjectOwnership", InvalidInput),
    ("InvalidBucketName", InvalidInput),
    ("InvalidBucketOwnerAWSAccountID", InvalidInput),
    ("InvalidBucketState", Conflict),
    ("InvalidDigest", InvalidInput),
    ("InvalidEncryptionAlgorithmError", InvalidInput),
    ("InvalidHostHeader", InvalidInput),
    ("InvalidHttpMethod", InvalidInput),
    ("InvalidLocationConstraint", InvalidInput),
    ("InvalidObjectName", InvalidInput),
    ("InvalidObjectState", Conflict), // Archived: restore it first.
    ("InvalidPart", InvalidInput), // A part is missing, or its ETag differs.
    ("InvalidPartOrder", InvalidInput),
    ("InvalidPayer", AccessDenied), // Access to the object is disabled.
    ("InvalidPolicyDocument", InvalidInput),
    ("InvalidPrefix", InvalidInput),
    ("InvalidRange", InvalidInput),
    ("InvalidRegion", InvalidInput),
    ("InvalidRequest", InvalidInput),
    ("InvalidSOAPRequest", InvalidInput),
    ("InvalidSecurity", Credentials),
    ("InvalidStorageClass", InvalidInput),
    ("InvalidTag", InvalidInput),
    ("InvalidTargetBucketForLogging", InvalidInput),
    ("InvalidToken", Credentials), // The session token is malformed or not valid.
    ("InvalidURI", InvalidInput),
    ("InvalidWriteOffset", InvalidInput), // An append at another place than the end.
    ("KMS.InternalException", Unavailable),
    ("KeyTooLongError", InvalidInput),
    ("MalformedACLError", InvalidInput),
    ("MalformedPOSTRequest", InvalidInput),
    ("MalformedPolicy", InvalidInput),
    ("MalformedXML", InvalidInput),
    ("MaxMessageLengthExceeded", InvalidInput),
    ("MaxPostPreDataLengthExceededError", InvalidInput),
    ("MetadataConfigurationNotFound", NotFound),
    ("MetadataTooLarge", InvalidInput),
    ("MethodNotAllowed", AccessDenied),
    ("MissingAttachment", InvalidInput),
    ("MissingContentLength", InvalidInput),
    ("MissingRequestBodyError", InvalidInput),
    ("MissingSecurityElement", InvalidInput),
    ("MissingSecurityHeader", Credentials),
    ("NoLoggingStatusForKey", InvalidInput),
    ("NoSuchAccessGrantError", NotFound),
    ("NoSuchAccessPoint", NotFound),
    ("NoSuchAccessPointPolicy", NotFound),
    ("NoSuchAnnotation", NotFound),
    ("NoSuchAsyncRequest", NotFound),
    ("NoSuchBucket", NotFound),
    ("NoSuchBucketPolicy", NotFound),
    ("NoSuchCORSConfiguration", NotFound),
    ("NoSuchConfiguration", NotFound),
    ("NoSuchKey", NotFound),
    ("NoSuchLifecycleConfiguration", NotFound),
    ("NoSuchMultiRegionAccessPoint", NotFound),
    ("NoSuchObjectLockConfiguration", NotFound),
    ("NoSuchOutpost", NotFound),
    ("NoSuchPublicAccessBlockConfiguration", NotFound),
    ("NoSuchResource", NotFound),
    ("NoSuchTagSet", NotFound),
    ("NoSuchTagSetError", NotFound),
    ("NoSuchUpload", NotFound),
    ("NoSuchVersion", NotFound),
    ("NoSuchWebsiteConfiguration", NotFound),
    ("NotDeviceOwnerError", AccessDenied),
    ("NotFound", NotFound), // The SDK's code for the bare 404 of a HEAD request.
    ("NotImplemented", InvalidInput),
    ("NotSignedUp", AccessDenied),
    ("ObjectAlreadyInActiveTierError", Conflict), // Nothing to restore.
    ("ObjectLockConfigurationNotFoundError", NotFound),
    ("ObjectNotInActiveTierError", Conflict),
    ("OperationAborted", Conflict), // Another operation on the same bucket is under way.
    ("OwnershipControlsNotFoundError", NotFound),
    ("PermanentRedirect", InvalidInput), // The bucket is in another region: see the detail `Endpoint`.
    ("PreconditionFailed", Conflict),
    ("Redirect", InvalidInput),
    ("ReplicationConfigurationNotFoundError", NotFound),
    ("RequestExpired", Credentials),
    ("RequestHeaderSectionTooLarge", InvalidInput),
    ("RequestIsNotMultiPartContent", InvalidInput),
    ("RequestLimitExceeded", Throttled),
    ("RequestTimeTooSkewed", Credentials),
    ("RequestTimeout", Timeout),
    ("RequestTorrentOfBucketError", InvalidInput),
    ("ResponseInterrupted", InvalidInput),
    ("RestoreAlreadyInProgress", Conflict),
    ("ServerSideEncryptionConfigurationNotFoundError", NotFound),
    ("ServerSideEncryptionUnavailable", Unavailable),
    ("ServiceUnavailable", Unavailable),
    ("SignatureDoesNotMatch", Credentials),
    ("SlowDown", Throttled),
    ("TemporaryRedirect", InvalidInput),
    ("TokenRefreshRequired", Credentials),
    ("TooManyAccessPoints", LimitExceeded),
    ("TooManyBuckets", LimitExceeded),
    ("TooManyConfigurations", LimitExceeded),
    ("TooManyElements", LimitExceeded),
    ("TooManyMultiRegionAccessPointregionsError", LimitExceeded),
    ("TooManyMultiRegionAccessPoints", LimitExceeded),
    ("TooManyParts", LimitExceeded), // An append that would need more than 10,000 parts.
    ("UnauthorizedAccess", AccessDenied),
    ("UnauthorizedAccessError", AccessDenied),
    ("UnexpectedContent", InvalidInput),
    ("UnexpectedIPError", InvalidInput),
    ("UnresolvableGrantByEmailAddress", InvalidInput),
    ("UnsupportedArgument", InvalidInput),
    ("UnsupportedMediaType", InvalidInput),
    ("UnsupportedSignature", InvalidInput),
    ("UserKeyMustBeSpecified", InvalidInput),
    ("XAmzContentChecksumMismatch", InvalidInput),
    ("XAmzContentSHA256Mismatch", InvalidInput),
];

/// Codes of STS.
#[rustfmt::skip]
const STS: Table = &[
    ("ExpiredTokenException", Credentials),
    ("ExpiredTradeInTokenException", Credentials),
    ("IDPCommunicationError", Unavailable), // STS could not reach the identity provider; it asks for a repeat.
    ("IDPRejectedClaim", Credentials), // The identity provider's token is expired, revoked or wrong.
    ("InvalidAuthorizationMessageException", InvalidInput),
    ("InvalidClientTokenId", Credentials),
    ("InvalidIdentityToken", Credentials),
    ("JWTPayloadSizeExceededException", InvalidInput),
    ("MalformedPolicyDocument", InvalidInput),
    ("OutboundWebIdentityFederationDisabledException", AccessDenied),
    ("PackedPolicyTooLarge", InvalidInput),
    ("RegionDisabledException", AccessDenied), // STS is switched off in the region by the account.
    ("SessionDurationEscalationException", InvalidInput),
];

/// Codes of Kinesis Data Streams.
#[rustfmt::skip]
const KINESIS: Table = &[
    ("AccessDeniedException", AccessDenied),
    ("DryRunOperationException", Other), // Not a failure: the request would have succeeded.
    ("ExpiredIteratorException", InvalidInput), // Older than 5 minutes: get a new one.
    ("ExpiredNextTokenException", InvalidInput), // Older than 5 minutes: list anew.
    ("InternalFailureException", Unavailable),
    ("InvalidArgumentException", InvalidInput),
    ("KMSAccessDeniedException", AccessDenied),
    ("KMSDisabledException", Conflict),
    ("KMSInvalidStateException", Conflict),
    ("KMSNotFoundException", NotFound),
    ("KMSOptInRequired", AccessDenied),
    ("KMSThrottlingException", Throttled),
    ("LimitExceededException", LimitExceeded), // Also too many requests of the control plane: worth a repeat.
    ("ProvisionedThroughputExceededException", Throttled),
    ("ResourceInUseException", Conflict),
    ("ResourceNotFoundException", NotFound),
    ("ValidationException", InvalidInput),
];

#[cfg(test)]
mod tests;
