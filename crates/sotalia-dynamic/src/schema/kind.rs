//! What shapes and protocols there are.

use aws_smithy_schema::ShapeType;
use sotalia_models::{Shape, ShapeKind};

/// The protocols of AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ProtocolKind {
    Json,
    RestJson,
    RestXml,
    Query,
    Ec2,
    Cbor,
}

impl ProtocolKind {
    /// By its name in a model.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "json" => Self::Json,
            "rest-json" => Self::RestJson,
            "rest-xml" => Self::RestXml,
            "query" => Self::Query,
            "ec2" => Self::Ec2,
            "smithy-rpc-v2-cbor" => Self::Cbor,
            _ => return None,
        })
    }

    pub(crate) fn is_xml(self) -> bool {
        matches!(self, Self::RestXml | Self::Query | Self::Ec2)
    }

    /// Whether members are bound to parts of a request.
    pub(crate) fn is_rest(self) -> bool {
        matches!(self, Self::RestXml | Self::RestJson)
    }
}

/// What a shape holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Structure,
    Union,
    Document,
    List,
    Map,
    String,
    Blob,
    Timestamp,
    Integer,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Boolean,
}

impl Kind {
    pub(crate) fn shape_type(self) -> ShapeType {
        match self {
            Self::Structure => ShapeType::Structure,
            Self::Union => ShapeType::Union,
            Self::Document => ShapeType::Document,
            Self::List => ShapeType::List,
            Self::Map => ShapeType::Map,
            Self::String => ShapeType::String,
            Self::Blob => ShapeType::Blob,
            Self::Timestamp => ShapeType::Timestamp,
            Self::Integer => ShapeType::Integer,
            Self::Long => ShapeType::Long,
            Self::Float => ShapeType::Float,
            Self::Double => ShapeType::Double,
            Self::BigInteger => ShapeType::BigInteger,
            Self::BigDecimal => ShapeType::BigDecimal,
            Self::Boolean => ShapeType::Boolean,
        }
    }

    pub(crate) fn is_structure(self) -> bool {
        matches!(self, Self::Structure | Self::Union)
    }
}

impl Kind {
    pub(super) fn of_shape(shape: &Shape) -> Self {
        match shape.kind {
            ShapeKind::Structure if shape.document => Self::Document,
            ShapeKind::Structure if shape.union || shape.eventstream => Self::Union,
            ShapeKind::Structure => Self::Structure,
            ShapeKind::List => Self::List,
            ShapeKind::Map => Self::Map,
            ShapeKind::Blob => Self::Blob,
            ShapeKind::Timestamp => Self::Timestamp,
            ShapeKind::Integer => Self::Integer,
            ShapeKind::Long => Self::Long,
            ShapeKind::Float => Self::Float,
            ShapeKind::Double => Self::Double,
            ShapeKind::Boolean => Self::Boolean,
            ShapeKind::BigInteger => Self::BigInteger,
            ShapeKind::BigDecimal => Self::BigDecimal,
            ShapeKind::String | ShapeKind::Character => Self::String,
        }
    }
}
