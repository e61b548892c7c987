//! The shapes of a service's model as the schemas that the SDK's codecs work by.
//!
//! They are made when an operation is first called, and live as long as the process: the SDK's schemas borrow from each
//! other, and safe Rust knows no owner for that. A model that is loaded once is compiled once, so the memory is bounded by
//! the models in use (all of EC2 is 20 MB, an operation some 10 kB).

mod compile;
mod kind;
mod member;
mod operation;
mod wire_name;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use aws_smithy_schema::Schema;
use sotalia_models::Service;

pub(crate) use self::kind::{Kind, ProtocolKind};
pub(crate) use self::member::CompiledMember;
pub(crate) use self::operation::CompiledOperation;

/// The compiled shapes of a service, for one protocol.
pub(crate) struct CompiledService {
    pub(crate) model: Arc<Service>,
    pub(crate) protocol: ProtocolKind,
    /// The service as the SDK's crate is named, for errors and the user agent.
    pub(crate) crate_name: &'static str,
    shapes: Mutex<HashMap<(usize, Direction), &'static CompiledShape>>,
    operations: Vec<OnceLock<&'static CompiledOperation>>,
}

/// A shape, compiled for one protocol and direction.
pub(crate) struct CompiledShape {
    pub(crate) service: &'static CompiledService,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) schema: &'static Schema<'static>,
    pub(crate) members: Vec<CompiledMember>,
    /// The places of the members that must be there.
    pub(crate) required: &'static [usize],
    pub(crate) is_sparse: bool,
    pub(crate) is_event_stream: bool,
    direction: Direction,
    /// The shape of a list's items or a map's values.
    element_shape: Option<usize>,
    element: OnceLock<&'static CompiledShape>,
    by_name: HashMap<&'static str, usize>,
}

/// Whether a shape is sent or received: EC2's names and flat lists of XML differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Request,
    Answer,
}

impl CompiledShape {
    pub(crate) fn protocol(&self) -> ProtocolKind {
        self.service.protocol
    }

    pub(crate) fn member(&self, name: &str) -> Option<&CompiledMember> {
        self.member_index(name).map(|index| &self.members[index])
    }

    pub(crate) fn member_index(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The shape of a list's items or a map's values.
    pub(crate) fn element(&self) -> &'static CompiledShape {
        self.element.get_or_init(|| {
            let shape = self.element_shape.expect("lists and maps have one, and nothing else is asked");
            self.service.shape(shape, self.direction)
        })
    }
}

impl fmt::Debug for CompiledShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CompiledShape({})", self.name)
    }
}

impl fmt::Debug for CompiledService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CompiledService").field("protocol", &self.protocol).finish_non_exhaustive()
    }
}

/// Gives a value to the process.
fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn keep_text(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is behind it is whole after a panic, too: entries are made before they are put in.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
