//! The names of members on the wire, which each protocol takes from somewhere else.

use sotalia_models::{Member, Shape};

use super::{CompiledService, Direction, Kind, ProtocolKind, keep_text};

/// The places of a request that a member may be bound to.
pub(super) fn location<'m>(protocol: ProtocolKind, member: &'m Member, target: &'m Shape) -> Option<&'m str> {
    if protocol.is_rest() { member.location.as_deref().or(target.location.as_deref()) } else { None }
}

impl CompiledService {
    /// The name by which the codecs look a member up: in JSON and CBOR that of the wire, and so for labels of the path.
    pub(super) fn codec_name(
        &self,
        name: &'static str,
        of_wire: Option<&'static str>,
        location: Option<&str>,
    ) -> &'static str {
        match self.protocol {
            ProtocolKind::Json | ProtocolKind::RestJson | ProtocolKind::Cbor => of_wire.unwrap_or(name),
            _ if location == Some("uri") => of_wire.unwrap_or(name),
            _ => name,
        }
    }

    /// The name of a member's element in XML, or of its parameter in Query.
    pub(super) fn xml_name(
        &self,
        member: &'static Member,
        target: &'static Shape,
        kind: Kind,
        direction: Direction,
    ) -> Option<&'static str> {
        let own = member.location_name.as_deref();
        if self.protocol == ProtocolKind::Ec2 && direction == Direction::Request {
            return Some(member.query_name.as_deref().unwrap_or_else(|| capitalized(own.unwrap_or(&member.name))));
        }
        // A list whose shape is flat is named for its items, as those of SimpleDB; one whose member is, for the member.
        let of_items = target.member.as_ref().and_then(|items| items.location_name.as_deref());
        let of_items =
            of_items.filter(|_| kind == Kind::List && target.flattened && self.protocol != ProtocolKind::RestXml);
        // A list's shape may have a name of its own, by which botocore reads answers: ElastiCache's do.
        let of_shape = target.location_name.as_deref().filter(|_| kind == Kind::List && direction == Direction::Answer);
        own.or(of_items).or(of_shape)
    }
}

fn capitalized(name: &'static str) -> &'static str {
    let mut characters = name.chars();
    match characters.next() {
        Some(first) if first.is_ascii_lowercase() => {
            keep_text(format!("{}{}", first.to_ascii_uppercase(), characters.as_str()))
        }
        _ => name,
    }
}
