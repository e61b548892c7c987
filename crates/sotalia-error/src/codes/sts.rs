//! Codes of STS.

super::codes! {
    EXPIRED_TOKEN_EXCEPTION = "ExpiredTokenException";
    EXPIRED_TRADE_IN_TOKEN_EXCEPTION = "ExpiredTradeInTokenException";
    IDP_COMMUNICATION_ERROR = "IDPCommunicationError";
    IDP_REJECTED_CLAIM = "IDPRejectedClaim";
    INVALID_AUTHORIZATION_MESSAGE_EXCEPTION = "InvalidAuthorizationMessageException";
    INVALID_CLIENT_TOKEN_ID = "InvalidClientTokenId";
    INVALID_IDENTITY_TOKEN = "InvalidIdentityToken";
    JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION = "JWTPayloadSizeExceededException";
    MALFORMED_POLICY_DOCUMENT = "MalformedPolicyDocument";
    OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION = "OutboundWebIdentityFederationDisabledException";
    PACKED_POLICY_TOO_LARGE = "PackedPolicyTooLarge";
    REGION_DISABLED_EXCEPTION = "RegionDisabledException";
    SESSION_DURATION_ESCALATION_EXCEPTION = "SessionDurationEscalationException";
}
