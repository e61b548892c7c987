//! The members of compiled structures.

use std::sync::OnceLock;

use aws_smithy_schema::Schema;

use super::{CompiledService, CompiledShape, Direction};

/// A member of a structure.
pub(crate) struct CompiledMember {
    /// The name that users know; the schema has the one of the wire.
    pub(crate) name: &'static str,
    pub(crate) schema: &'static Schema<'static>,
    /// For a structure that is the body: the schema of the body's root.
    pub(crate) payload_schema: Option<&'static Schema<'static>>,
    pub(crate) is_payload: bool,
    pub(crate) is_streaming: bool,
    /// Its text is JSON.
    pub(crate) is_json: bool,
    pub(crate) is_host_label: bool,
    pub(crate) is_idempotency_token: bool,
    pub(crate) is_event_header: bool,
    pub(crate) is_event_payload: bool,
    pub(super) service: &'static CompiledService,
    pub(super) direction: Direction,
    pub(super) shape: usize,
    pub(super) target: OnceLock<&'static CompiledShape>,
}

impl CompiledMember {
    /// The shape of its value. Shapes may hold themselves, so it is compiled when it is asked for.
    pub(crate) fn target(&self) -> &'static CompiledShape {
        self.target.get_or_init(|| self.service.shape(self.shape, self.direction))
    }
}
