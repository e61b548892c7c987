//! What a server cannot do, by name and with the reason. A flow that is named here and works fails the test, and so does one
//! that fails of another cause.

use sotalia_tests::Server;

/// A flow that a server cannot carry.
#[derive(Debug)]
pub struct Exception {
    pub server: Server,
    /// `service::flow`.
    pub flow: &'static str,
    /// A piece of the failure.
    pub failure: &'static str,
    /// What the server lacks.
    pub reason: &'static str,
}

/// The exception of a flow on a server.
pub fn exception(server: Server, flow: &str) -> Option<&'static Exception> {
    EXCEPTIONS.iter().find(|row| row.server == server && row.flow == flow)
}

/// All exceptions.
pub const EXCEPTIONS: &[Exception] = &[];
