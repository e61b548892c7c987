//! Codes of Kinesis Data Streams.

super::codes! {
    ACCESS_DENIED_EXCEPTION = "AccessDeniedException";
    DRY_RUN_OPERATION_EXCEPTION = "DryRunOperationException";
    EXPIRED_ITERATOR_EXCEPTION = "ExpiredIteratorException";
    EXPIRED_NEXT_TOKEN_EXCEPTION = "ExpiredNextTokenException";
    INTERNAL_FAILURE_EXCEPTION = "InternalFailureException";
    INVALID_ARGUMENT_EXCEPTION = "InvalidArgumentException";
    KMS_ACCESS_DENIED_EXCEPTION = "KMSAccessDeniedException";
    KMS_DISABLED_EXCEPTION = "KMSDisabledException";
    KMS_INVALID_STATE_EXCEPTION = "KMSInvalidStateException";
    KMS_NOT_FOUND_EXCEPTION = "KMSNotFoundException";
    KMS_OPT_IN_REQUIRED = "KMSOptInRequired";
    KMS_THROTTLING_EXCEPTION = "KMSThrottlingException";
    LIMIT_EXCEEDED_EXCEPTION = "LimitExceededException";
    PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION = "ProvisionedThroughputExceededException";
    RESOURCE_IN_USE_EXCEPTION = "ResourceInUseException";
    RESOURCE_NOT_FOUND_EXCEPTION = "ResourceNotFoundException";
    VALIDATION_EXCEPTION = "ValidationException";
}
