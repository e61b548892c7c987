//! Codes that people meet, and the kinds that they have to have: written from the services' documentation, not from the
//! rules that it holds.

use crate::ErrorKind::{self, *};

/// The codes of a service by kind; the codes are separated by spaces.
pub(super) type Expected = (&'static str, &'static [(ErrorKind, &'static str)]);

#[rustfmt::skip]
pub(super) const WELL_KNOWN: &[Expected] = &[
    ("s3", &[
        (NotFound, "NoSuchBucket NoSuchKey NoSuchUpload NoSuchVersion NoSuchLifecycleConfiguration NoSuchTagSet \
            NoSuchCORSConfiguration NoSuchWebsiteConfiguration NoSuchBucketPolicy NotFound \
            ServerSideEncryptionConfigurationNotFoundError NoSuchPublicAccessBlockConfiguration \
            NoSuchObjectLockConfiguration ObjectLockConfigurationNotFoundError OwnershipControlsNotFoundError \
            ReplicationConfigurationNotFoundError NoSuchAnnotation NoSuchConfiguration NoSuchAccessPoint"),
        (AlreadyExists, "BucketAlreadyExists BucketAlreadyOwnedByYou"),
        (AccessDenied, "AccessDenied AllAccessDisabled AccountProblem MethodNotAllowed NotSignedUp InvalidPayer"),
        (Credentials, "InvalidAccessKeyId SignatureDoesNotMatch ExpiredToken InvalidToken RequestTimeTooSkewed \
            InvalidSecurity AuthorizationQueryParametersError TokenRefreshRequired"),
        (Throttled, "SlowDown BandwidthLimitExceeded"),
        (LimitExceeded, "TooManyBuckets TooManyParts AnnotationLimitExceeded"),
        (Conflict, "BucketNotEmpty PreconditionFailed ConditionalRequestConflict OperationAborted InvalidObjectState \
            InvalidBucketState RestoreAlreadyInProgress ObjectNotInActiveTierError ObjectAlreadyInActiveTierError"),
        (Timeout, "RequestTimeout"),
        (Unavailable, "InternalError ServiceUnavailable Busy"),
        (InvalidInput, "InvalidRange EntityTooLarge EntityTooSmall PermanentRedirect TemporaryRedirect \
            AuthorizationHeaderMalformed InvalidBucketName InvalidArgument MalformedXML KeyTooLongError \
            MissingContentLength InvalidPart InvalidPartOrder BadDigest InvalidDigest XAmzContentSHA256Mismatch \
            IllegalLocationConstraintException InvalidLocationConstraint InvalidStorageClass MetadataTooLarge \
            MalformedPolicy InvalidURI NotImplemented InvalidRequest InvalidPrefix InvalidWriteOffset \
            UnsupportedMediaType IdempotencyParameterMismatch InvalidAnnotationName AnnotationNameTooLong \
            EncryptionTypeMismatch IncompleteBody InvalidTag MissingRequestBodyError MalformedACLError"),
    ]),
    ("dynamodb", &[
        (NotFound, "ResourceNotFoundException TableNotFoundException BackupNotFoundException \
            GlobalTableNotFoundException ReplicaNotFoundException IndexNotFoundException ExportNotFoundException"),
        (AlreadyExists, "TableAlreadyExistsException GlobalTableAlreadyExistsException ReplicaAlreadyExistsException \
            DuplicateItemException"),
        (AccessDenied, "AccessDeniedException"),
        (Credentials, "UnrecognizedClientException ExpiredTokenException MissingAuthenticationTokenException \
            IncompleteSignatureException InvalidSignatureException"),
        (Throttled, "ProvisionedThroughputExceededException ThrottlingException RequestLimitExceeded"),
        (LimitExceeded, "LimitExceededException ItemCollectionSizeLimitExceededException"),
        (Conflict, "ConditionalCheckFailedException TransactionConflictException TransactionCanceledException \
            TransactionInProgressException ResourceInUseException TableInUseException BackupInUseException \
            ReplicatedWriteConflictException"),
        (Unavailable, "InternalServerError ServiceUnavailable InternalFailure"),
        (InvalidInput, "ValidationException IdempotentParameterMismatchException SerializationException \
            UnknownOperationException InvalidRestoreTimeException InvalidEndpointException"),
    ]),
    ("ec2", &[
        (NotFound, "InvalidInstanceID.NotFound InvalidVpcID.NotFound InvalidSubnetID.NotFound InvalidGroup.NotFound \
            InvalidAMIID.NotFound InvalidAMIID.Unavailable InvalidKeyPair.NotFound InvalidVolume.NotFound \
            InvalidSnapshot.NotFound InvalidAllocationID.NotFound InvalidAddress.NotFound InvalidRouteTableID.NotFound \
            InvalidInternetGatewayID.NotFound NatGatewayNotFound InvalidNetworkInterfaceID.NotFound \
            InvalidPermission.NotFound InvalidLaunchTemplateId.NotFound InvalidLaunchTemplateName.NotFoundException \
            InvalidSpotInstanceRequestID.NotFound InvalidVpcPeeringConnectionID.NotFound InvalidVpcEndpointId.NotFound \
            InvalidTransitGatewayID.NotFound InvalidDhcpOptionID.NotFound InvalidAssociationID.NotFound \
            InvalidPlacementGroup.Unknown InvalidVpnConnectionID.NotFound InvalidFleetId.NotFound \
            InvalidAttachment.NotFound InvalidRoute.NotFound InvalidHostId.NotFound InvalidIpamPoolId.NotFound"),
        (AlreadyExists, "InvalidGroup.Duplicate InvalidKeyPair.Duplicate InvalidPermission.Duplicate RouteAlreadyExists \
            InvalidAMIName.Duplicate InvalidPlacementGroup.Duplicate DefaultVpcAlreadyExists FlowLogAlreadyExists \
            InvalidLaunchTemplateName.AlreadyExistsException Resource.AlreadyAssociated VpcPeeringConnectionAlreadyExists"),
        (AccessDenied, "UnauthorizedOperation OptInRequired PendingVerification OperationNotPermitted Blocked"),
        (Credentials, "AuthFailure RequestExpired InvalidClientTokenId MissingAuthenticationToken"),
        (Throttled, "RequestLimitExceeded EC2ThrottledException SnapshotCreationPerVolumeRateExceeded"),
        (LimitExceeded, "InstanceLimitExceeded VpcLimitExceeded VcpuLimitExceeded AddressLimitExceeded \
            InsufficientInstanceCapacity InsufficientHostCapacity InsufficientFreeAddressesInSubnet SubnetLimitExceeded \
            SecurityGroupLimitExceeded RulesPerSecurityGroupLimitExceeded VolumeLimitExceeded SnapshotLimitExceeded \
            MaxSpotInstanceCountExceeded InternetGatewayLimitExceeded NatGatewayLimitExceeded RouteLimitExceeded \
            NetworkInterfaceLimitExceeded KeyPairLimitExceeded TagLimitExceeded InsufficientAddressCapacity \
            InsufficientCapacity ResourceCountExceeded"),
        (Conflict, "IncorrectInstanceState DependencyViolation VolumeInUse IncorrectState InvalidGroup.InUse \
            InvalidSnapshot.InUse InvalidNetworkInterface.InUse InvalidIPAddress.InUse InvalidState CannotDelete \
            ConcurrentTagAccess InvalidSubnet.Conflict InvalidPlacementGroup.InUse IncorrectModificationState \
            InvalidVpcState BundlingInProgress InvalidAddress.Locked"),
        (InvalidInput, "InvalidParameterValue MissingParameter InvalidInstanceID.Malformed InvalidAction \
            InvalidParameterCombination UnsupportedOperation Unsupported InvalidAMIID.Malformed InvalidVpcRange \
            InvalidSubnet.Range InvalidPermission.Malformed InvalidVolume.ZoneMismatch UnknownParameter \
            IdempotentParameterMismatch InvalidBlockDeviceMapping InvalidInstanceType InvalidUserID.Malformed \
            InvalidGroup.Reserved InvalidGroupId.Malformed InvalidKey.Format MissingAction VolumeTypeNotAvailableInZone \
            InvalidSnapshotID.Malformed InvalidFilter InvalidNextToken InvalidInput"),
        (Unavailable, "InternalError InternalFailure Unavailable ServiceUnavailable"),
        (Other, "DryRunOperation"),
    ]),
    ("iam", &[
        (NotFound, "NoSuchEntity ReportNotPresent"),
        (AlreadyExists, "EntityAlreadyExists DuplicateCertificate DuplicateSSHPublicKey"),
        (AccessDenied, "AccessDenied AccessDeniedException"),
        (Credentials, "InvalidClientTokenId SignatureDoesNotMatch ExpiredToken"),
        (Throttled, "Throttling ThrottlingException"),
        (LimitExceeded, "LimitExceeded ReportGenerationLimitExceeded"),
        (Conflict, "DeleteConflict EntityTemporarilyUnmodifiable ConcurrentModification UnmodifiableEntity ReportInProgress"),
        (InvalidInput, "InvalidInput MalformedPolicyDocument ValidationError PasswordPolicyViolation InvalidCertificate \
            MalformedCertificate KeyPairMismatch InvalidAuthenticationCode InvalidPublicKey InvalidUserType \
            UnrecognizedPublicKeyEncoding NotSupportedService PolicyNotAttachable"),
        (Unavailable, "ServiceFailure InternalFailure"),
    ]),
    ("sts", &[
        (AccessDenied, "AccessDenied RegionDisabledException OutboundWebIdentityFederationDisabledException"),
        (Credentials, "ExpiredTokenException ExpiredTradeInTokenException IDPRejectedClaim InvalidIdentityToken \
            InvalidClientTokenId SignatureDoesNotMatch ExpiredToken"),
        (Throttled, "Throttling"),
        (InvalidInput, "MalformedPolicyDocument PackedPolicyTooLarge JWTPayloadSizeExceededException \
            SessionDurationEscalationException InvalidAuthorizationMessageException ValidationError"),
        (Unavailable, "IDPCommunicationError InternalFailure"),
    ]),
    ("sqs", &[
        (NotFound, "AWS.SimpleQueueService.NonExistentQueue QueueDoesNotExist ResourceNotFoundException \
            KMS.NotFoundException KmsNotFound"),
        (AlreadyExists, "QueueAlreadyExists QueueNameExists"),
        (AccessDenied, "AccessDenied KMS.AccessDeniedException KmsAccessDenied KMS.OptInRequired"),
        (Throttled, "RequestThrottled KMS.ThrottlingException KmsThrottled"),
        (LimitExceeded, "OverLimit"),
        (Conflict, "AWS.SimpleQueueService.PurgeQueueInProgress PurgeQueueInProgress MessageNotInflight \
            AWS.SimpleQueueService.QueueDeletedRecently QueueDeletedRecently KMS.DisabledException KMS.InvalidStateException"),
        (InvalidInput, "ReceiptHandleIsInvalid InvalidMessageContents InvalidAttributeName InvalidAttributeValue \
            AWS.SimpleQueueService.EmptyBatchRequest AWS.SimpleQueueService.BatchEntryIdsNotDistinct EmptyBatchRequest \
            AWS.SimpleQueueService.BatchRequestTooLong AWS.SimpleQueueService.TooManyEntriesInBatchRequest \
            AWS.SimpleQueueService.UnsupportedOperation InvalidIdFormat InvalidAddress InvalidParameterValue"),
        (Unavailable, "InternalFailure ServiceUnavailable"),
    ]),
    ("sns", &[
        (NotFound, "NotFound KMSNotFound ResourceNotFound"),
        (AccessDenied, "AuthorizationError KMSAccessDenied KMSOptInRequired"),
        (Throttled, "Throttled KMSThrottling"),
        (LimitExceeded, "TopicLimitExceeded SubscriptionLimitExceeded FilterPolicyLimitExceeded TagLimitExceeded"),
        (Conflict, "EndpointDisabled PlatformApplicationDisabled ConcurrentAccess StaleTag KMSDisabled KMSInvalidState"),
        (InvalidInput, "InvalidParameter ParameterValueInvalid BatchEntryIdsNotDistinct EmptyBatchRequest UserError \
            TooManyEntriesInBatchRequest BatchRequestTooLong TagPolicy"),
        (Unavailable, "InternalError"),
    ]),
    ("lambda", &[
        (NotFound, "ResourceNotFoundException ProvisionedConcurrencyConfigNotFoundException"),
        (AccessDenied, "AccessDeniedException KMSAccessDeniedException"),
        (Throttled, "TooManyRequestsException EC2ThrottledException"),
        (LimitExceeded, "CodeStorageExceededException ENILimitReachedException SubnetIPAddressLimitReachedException"),
        (Conflict, "ResourceConflictException ResourceInUseException ResourceNotReadyException ENINotReadyException \
            KMSDisabledException KMSInvalidStateException PreconditionFailedException SnapStartNotReadyException"),
        (InvalidInput, "InvalidParameterValueException InvalidRequestContentException RequestTooLargeException \
            UnsupportedMediaTypeException InvalidRuntimeException InvalidZipFileException CodeVerificationFailedException \
            RecursiveInvocationException"),
        (Timeout, "EFSMountTimeoutException SnapStartTimeoutException"),
        (Unavailable, "ServiceException EC2UnexpectedException"),
    ]),
    ("kms", &[
        (NotFound, "NotFoundException CustomKeyStoreNotFoundException"),
        (AlreadyExists, "AlreadyExistsException CustomKeyStoreNameInUseException"),
        (AccessDenied, "AccessDeniedException"),
        (Throttled, "ThrottlingException"),
        (LimitExceeded, "LimitExceededException"),
        (Conflict, "DisabledException KMSInvalidStateException CustomKeyStoreHasCMKsException CloudHsmClusterInUseException \
            CustomKeyStoreInvalidStateException"),
        (InvalidInput, "InvalidArnException InvalidCiphertextException InvalidKeyUsageException IncorrectKeyException \
            MalformedPolicyDocumentException UnsupportedOperationException InvalidGrantTokenException InvalidMarkerException \
            InvalidAliasNameException ExpiredImportTokenException KMSInvalidSignatureException TagException"),
        (Timeout, "DependencyTimeoutException"),
        (Unavailable, "KMSInternalException KeyUnavailableException"),
    ]),
    ("kinesis", &[
        (NotFound, "ResourceNotFoundException KMSNotFoundException"),
        (AccessDenied, "AccessDeniedException KMSAccessDeniedException KMSOptInRequired"),
        (Credentials, "UnrecognizedClientException InvalidSignatureException MissingAuthenticationTokenException \
            ExpiredTokenException IncompleteSignature"),
        (Throttled, "ProvisionedThroughputExceededException KMSThrottlingException ThrottlingException"),
        (LimitExceeded, "LimitExceededException"),
        (Conflict, "ResourceInUseException KMSDisabledException KMSInvalidStateException"),
        (InvalidInput, "ExpiredIteratorException ExpiredNextTokenException InvalidArgumentException ValidationException"),
        (Unavailable, "InternalFailureException"),
        (Other, "DryRunOperationException"),
    ]),
    ("cloudformation", &[
        (NotFound, "ChangeSetNotFound StackSetNotFoundException StackInstanceNotFoundException TypeNotFoundException \
            OperationNotFoundException"),
        (AlreadyExists, "AlreadyExistsException NameAlreadyExistsException OperationIdAlreadyExistsException"),
        (LimitExceeded, "LimitExceededException"),
        (Conflict, "OperationInProgressException StackSetNotEmptyException InvalidChangeSetStatus \
            StaleRequestException CreatedButModifiedException"),
        (InvalidInput, "InsufficientCapabilitiesException InvalidOperationException ValidationError CFNRegistryException"),
        (Throttled, "Throttling"),
    ]),
    ("cloudwatch", &[
        (NotFound, "ResourceNotFound ResourceNotFoundException DashboardNotFoundError"),
        (LimitExceeded, "LimitExceeded LimitExceededException"),
        (Conflict, "ConcurrentModificationException"),
        (InvalidInput, "InvalidParameterValue InvalidParameterCombination MissingParameter InvalidFormat InvalidNextToken \
            InvalidParameterInput"),
        (Unavailable, "InternalServiceError InternalServiceFault"),
    ]),
    ("secretsmanager", &[
        (NotFound, "ResourceNotFoundException"),
        (AlreadyExists, "ResourceExistsException"),
        (AccessDenied, "AccessDeniedException"),
        (LimitExceeded, "LimitExceededException"),
        (Conflict, "DecryptionFailure EncryptionFailure PreconditionNotMetException"),
        (InvalidInput, "InvalidParameterException InvalidRequestException InvalidNextTokenException \
            MalformedPolicyDocumentException PublicPolicyException"),
        (Unavailable, "InternalServiceError"),
    ]),
    ("ssm", &[
        (NotFound, "ParameterNotFound ParameterVersionNotFound InvocationDoesNotExist \
            DoesNotExistException OpsItemNotFoundException AssociationDoesNotExist InvalidInstanceId InvalidDocument \
            AutomationExecutionNotFoundException ResourceNotFoundException"),
        (AlreadyExists, "ParameterAlreadyExists DocumentAlreadyExists AssociationAlreadyExists OpsItemAlreadyExistsException"),
        (Throttled, "ThrottlingException"),
        (LimitExceeded, "ParameterLimitExceeded DocumentLimitExceeded ParameterMaxVersionLimitExceeded \
            HierarchyLevelLimitExceededException AssociationLimitExceeded"),
        (Conflict, "TooManyUpdates TargetNotConnected ResourceInUseException AssociatedInstances"),
        (InvalidInput, "InvalidKeyId InvalidParameters InvalidFilterKey ParameterPatternMismatchException ValidationException \
            InvalidResourceId InvalidNextToken InvalidDocumentContent UnsupportedParameterType InvalidAllowedPatternException \
            HierarchyTypeMismatchException"),
        (Unavailable, "InternalServerError"),
    ]),
    ("route53", &[
        (NotFound, "NoSuchHostedZone NoSuchHealthCheck NoSuchChange NoSuchDelegationSet NoSuchTrafficPolicy \
            VPCAssociationNotFound VPCAssociationAuthorizationNotFound"),
        (AlreadyExists, "HostedZoneAlreadyExists HealthCheckAlreadyExists TrafficPolicyAlreadyExists \
            DelegationSetAlreadyCreated"),
        (AccessDenied, "NotAuthorizedException AccessDenied"),
        (Throttled, "PriorRequestNotComplete ThrottlingException Throttling"),
        (LimitExceeded, "TooManyHostedZones LimitsExceeded TooManyHealthChecks DelegationSetNotAvailable \
            TooManyTrafficPolicies"),
        (Conflict, "HostedZoneNotEmpty HealthCheckInUse HealthCheckVersionMismatch ConflictingDomainExists \
            ConcurrentModification TrafficPolicyInUse DelegationSetInUse"),
        (InvalidInput, "InvalidChangeBatch InvalidInput InvalidDomainName InvalidVPCId InvalidArgument IncompatibleVersion \
            PublicZoneVPCAssociation InvalidPaginationToken"),
    ]),
    ("ecs", &[
        (NotFound, "ClusterNotFoundException ServiceNotFoundException TargetNotFoundException TaskSetNotFoundException \
            ResourceNotFoundException"),
        (AccessDenied, "AccessDeniedException BlockedException"),
        (LimitExceeded, "LimitExceededException AttributeLimitExceededException"),
        (Conflict, "ClusterContainsContainerInstancesException ClusterContainsServicesException ClusterContainsTasksException \
            ServiceNotActiveException UpdateInProgressException ResourceInUseException NoUpdateAvailableException \
            TargetNotConnectedException ConflictException"),
        (InvalidInput, "InvalidParameterException ClientException UnsupportedFeatureException MissingVersionException \
            PlatformUnknownException PlatformTaskDefinitionIncompatibilityException"),
        (Unavailable, "ServerException"),
    ]),
    ("ecr", &[
        (NotFound, "RepositoryNotFoundException ImageNotFoundException LifecyclePolicyNotFoundException \
            RepositoryPolicyNotFoundException LayersNotFoundException UploadNotFoundException ScanNotFoundException"),
        (AlreadyExists, "RepositoryAlreadyExistsException ImageAlreadyExistsException ImageTagAlreadyExistsException \
            LayerAlreadyExistsException PullThroughCacheRuleAlreadyExistsException"),
        (LimitExceeded, "LimitExceededException TooManyTagsException"),
        (Conflict, "RepositoryNotEmptyException LifecyclePolicyPreviewInProgressException"),
        (InvalidInput, "InvalidParameterException InvalidLayerException InvalidLayerPartException EmptyUploadException \
            ImageDigestDoesNotMatchException LayerPartTooSmallException InvalidTagParameterException \
            UnsupportedUpstreamRegistryException"),
        (Unavailable, "ServerException UnableToGetUpstreamImageException"),
    ]),
    ("rds", &[
        (NotFound, "DBInstanceNotFound DBInstanceNotFoundFault DBClusterNotFoundFault DBSnapshotNotFound \
            DBSubnetGroupNotFoundFault DBParameterGroupNotFound OptionGroupNotFoundFault SubscriptionNotFound \
            DBClusterSnapshotNotFoundFault DBSecurityGroupNotFound CertificateNotFound"),
        (AlreadyExists, "DBInstanceAlreadyExists DBClusterAlreadyExistsFault DBSnapshotAlreadyExists \
            DBParameterGroupAlreadyExists DBSubnetGroupAlreadyExists OptionGroupAlreadyExistsFault SubscriptionAlreadyExist"),
        (AccessDenied, "KMSKeyNotAccessibleFault SNSNoAuthorization"),
        (LimitExceeded, "InstanceQuotaExceeded StorageQuotaExceeded SnapshotQuotaExceeded DBClusterQuotaExceededFault \
            InsufficientDBInstanceCapacity InsufficientStorageClusterCapacity DBSubnetGroupQuotaExceeded \
            QuotaExceeded.DBSecurityGroup"),
        (Conflict, "InvalidDBInstanceState InvalidDBClusterStateFault InvalidDBSnapshotState InvalidDBParameterGroupState \
            InvalidDBClusterSnapshotStateFault InvalidDBSubnetGroupStateFault InvalidVPCNetworkStateFault"),
        (InvalidInput, "InvalidSubnet DBSubnetGroupDoesNotCoverEnoughAZs StorageTypeNotSupported InvalidParameterValue \
            InvalidParameterCombination InvalidRestoreFault SNSInvalidTopic InvalidS3BucketFault"),
    ]),
    ("cloudwatchlogs", &[
        (NotFound, "ResourceNotFoundException"),
        (AlreadyExists, "ResourceAlreadyExistsException"),
        (Throttled, "ThrottlingException"),
        (Conflict, "DataAlreadyAcceptedException OperationAbortedException ConflictException"),
        (InvalidInput, "InvalidParameterException InvalidSequenceTokenException MalformedQueryException"),
        (Unavailable, "ServiceUnavailableException"),
    ]),
    ("sfn", &[
        (NotFound, "StateMachineDoesNotExist ExecutionDoesNotExist ActivityDoesNotExist TaskDoesNotExist"),
        (AlreadyExists, "ExecutionAlreadyExists StateMachineAlreadyExists"),
        (LimitExceeded, "StateMachineLimitExceeded ExecutionLimitExceeded"),
        (Conflict, "StateMachineDeleting ConflictException"),
        (InvalidInput, "InvalidArn InvalidDefinition InvalidName InvalidExecutionInput InvalidOutput InvalidToken"),
        (Timeout, "TaskTimedOut"),
    ]),
    ("any", &[
        (NotFound, "NotFoundException ResourceNotFound NoSuchEntityException ThingDoesNotExist"),
        (AlreadyExists, "AlreadyExistsException EntityAlreadyExistsException ResourceExistsException DuplicateThingName"),
        (AccessDenied, "AccessDeniedException ForbiddenException UnauthorizedException SubscriptionRequiredException"),
        (Credentials, "InvalidSignatureException ExpiredToken RequestExpired"),
        (Throttled, "TooManyRequestsException ThingThrottledError RequestThrottledException"),
        (LimitExceeded, "ServiceQuotaExceededException ThingLimitExceeded InsufficientThings"),
        (Conflict, "ThingInUseException InvalidThingStateFault ConcurrentModificationException OptimisticLockException"),
        (Timeout, "RequestTimeoutException ModelTimeoutException GatewayTimeoutException"),
        (Unavailable, "ServiceUnavailableException InternalServiceErrorV2 InternalServerException"),
        (InvalidInput, "BadRequestException InvalidThing MalformedThing ThingNotSupported UnsupportedThing"),
        (Other, "SomethingStrange"),
    ]),
];
