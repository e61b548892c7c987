//! The wire protocols: those of the SDK, and what it lacks of AWS Query and EC2 Query.

mod query;

use aws_smithy_cbor::protocol::RpcV2CborProtocol;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_json::protocol::aws_rest_json_1::AwsRestJsonProtocol;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_xml::protocol::aws_rest_xml::AwsRestXmlProtocol;

use self::query::QueryProtocol;
use crate::schema::ProtocolKind;

/// What the protocols need to know of a service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProtocolFacts<'a> {
    pub(crate) kind: ProtocolKind,
    /// `1.0` or `1.1`, of JSON.
    pub(crate) json_version: Option<&'a str>,
    /// The service's name in JSON's `X-Amz-Target`.
    pub(crate) target_prefix: Option<&'a str>,
    /// S3's errors have no element around them.
    pub(crate) is_s3: bool,
}

/// The protocol of a service.
pub(crate) fn protocol(facts: ProtocolFacts<'_>) -> SharedClientProtocol {
    match facts.kind {
        ProtocolKind::Json => {
            let protocol = match facts.json_version {
                Some("1.1") => AwsJsonRpcProtocol::aws_json_1_1(),
                _ => AwsJsonRpcProtocol::aws_json_1_0(),
            };
            SharedClientProtocol::new(protocol.with_target_prefix(facts.target_prefix.unwrap_or_default()))
        }
        ProtocolKind::RestJson => SharedClientProtocol::new(AwsRestJsonProtocol::new()),
        ProtocolKind::RestXml => {
            SharedClientProtocol::new(AwsRestXmlProtocol::new().with_no_error_wrapping(facts.is_s3))
        }
        ProtocolKind::Cbor => SharedClientProtocol::new(RpcV2CborProtocol::new()),
        ProtocolKind::Query => SharedClientProtocol::new(QueryProtocol::query()),
        ProtocolKind::Ec2 => SharedClientProtocol::new(QueryProtocol::ec2()),
    }
}
